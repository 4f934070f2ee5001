import { loginRoles } from "@beep/sql/bootstrap"
import { Schema } from "effect"

/** What the tests of one run share: a server of their own with a migrated template database. */
export const PostgresServer = Schema.Struct({
  adminPassword: Schema.String,
  passwords: Schema.Struct({ beep_owner: Schema.String, beep_app: Schema.String, beep_auth: Schema.String }),
  port: Schema.Int,
  template: Schema.String
})
export type PostgresServer = typeof PostgresServer.Type

export type TestRole = (typeof loginRoles)[number] | "postgres"

export const urlOf = (server: PostgresServer, role: TestRole, database: string): string =>
  `postgres://${role}:${role === "postgres" ? server.adminPassword : server.passwords[role]}@127.0.0.1:${server.port}/${database}`

declare module "vitest" {
  interface ProvidedContext {
    postgres: PostgresServer
  }
}
