import { type TestRole, urlOf } from "@beep/test-kit/PostgresServer"
import { inject } from "vitest"

const bytes = (step: number, from: number) =>
  Buffer.from(Array.from({ length: 32 }, (_, n) => (n * step + from) % 256)).toString("base64")

/** Key-encryption keys by the name they have in `VAULT_KEKS`. */
export const keks = { k1: bytes(53, 29), k2: bytes(59, 31) } as const

/** The environment of an operator on one database. */
export const envOn = (database: string) => {
  const server = inject("postgres")
  const url = (role: TestRole) => urlOf(server, role, database)
  return {
    APP_ENV: "test",
    DB_PG_URL: url("beep_owner"),
    DB_PG_APP_URL: url("beep_app"),
    DB_PG_AUTH_URL: url("beep_auth"),
    AUTH_JWT_ISSUER: "beep",
    AUTH_JWT_AUDIENCE: "beep-api",
    AUDIT_LOG_NAME: "beep.test",
    AUDIT_SIGNING_SEED: bytes(37, 11),
    VAULT_KEK_CURRENT: "k1",
    VAULT_KEKS: `k1:${keks.k1}`
  }
}
