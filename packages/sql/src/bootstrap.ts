import { Effect, Redacted } from "effect"
import { SqlClient } from "effect/sql"

/** The roles that log in; `beep_system` never does. */
export const loginRoles = ["beep_owner", "beep_app", "beep_auth"] as const
export type LoginRole = (typeof loginRoles)[number]

export type RolePasswords = Readonly<Record<LoginRole, Redacted.Redacted>>

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/**
 * Creates what a migration cannot: the roles of the cluster. Needs a role with
 * CREATEROLE; run once per server, safe to run again (passwords are set anew).
 */
export const ensureRoles = Effect.fn("bootstrap.ensureRoles")(function* (passwords: RolePasswords) {
  const sql = yield* SqlClient.SqlClient
  yield* sql`select pg_advisory_lock(hashtext('beep.bootstrap'))`
  for (const role of [...loginRoles, "beep_system"]) {
    yield* sql.unsafe(`do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
    end $$`)
  }
  for (const role of loginRoles) {
    yield* sql.unsafe(`alter role ${role} login password ${literal(Redacted.value(passwords[role]))}`)
  }
  yield* sql.unsafe(`grant beep_system to beep_owner`)
  yield* sql`select pg_advisory_unlock(hashtext('beep.bootstrap'))`
})

const identifier = /^[a-z_][a-z0-9_]{0,62}$/

/** Creates a database owned by `beep_owner` unless it is there; `name` is a plain identifier. */
export const ensureDatabase = Effect.fn("bootstrap.ensureDatabase")(function* (name: string, template?: string) {
  if (!identifier.test(name) || (template !== undefined && !identifier.test(template))) {
    return yield* Effect.die(new Error("a database name is a plain lower-case identifier"))
  }
  const sql = yield* SqlClient.SqlClient
  const found = yield* sql`select 1 from pg_database where datname = ${name}`
  if (found.length > 0) return false
  yield* sql.unsafe(`create database ${name} owner beep_owner${template === undefined ? "" : ` template ${template}`}`)
  yield* sql.unsafe(`revoke all on database ${name} from public`)
  yield* sql.unsafe(`grant connect on database ${name} to beep_app, beep_auth`)
  return true
})
