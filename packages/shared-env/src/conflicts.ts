import type { EnvFault } from "./EnvFault.ts"
import type { RawEnv } from "./judge.ts"
import type { Process } from "./processes.ts"
import { isPublic, type Stage } from "./Stage.ts"
import { postgresPattern } from "./values.ts"

const roleIn = (url: string | undefined): string | undefined => postgresPattern.exec(url ?? "")?.[1]

const roleConflict = (name: string, raw: RawEnv, forbidden: ReadonlyArray<string>): ReadonlyArray<EnvFault> => {
  const role = roleIn(raw[name])
  return role !== undefined && forbidden.includes(role) ? [{ name, kind: "conflict", reason: `must not connect as ${role}` }] : []
}

const stageConflict = (stage: Stage, raw: RawEnv): ReadonlyArray<EnvFault> =>
  raw["APP_ENV"] === undefined || raw["APP_ENV"] === "" || raw["APP_ENV"] === stage
    ? []
    : [{ name: "APP_ENV", kind: "conflict", reason: `must be ${stage} here` }]

const keyConflict = (raw: RawEnv): ReadonlyArray<EnvFault> => {
  const current = raw["VAULT_KEK_CURRENT"]
  const keyring = raw["VAULT_KEKS"]
  if (!current || !keyring) return []
  const ids = keyring.split(",").map((entry) => entry.slice(0, entry.indexOf(":")))
  if (new Set(ids).size !== ids.length) return [{ name: "VAULT_KEKS", kind: "conflict", reason: "two keys share an id" }]
  return ids.includes(current)
    ? []
    : [{ name: "VAULT_KEK_CURRENT", kind: "conflict", reason: "is not the id of a key in VAULT_KEKS" }]
}

const originConflict = (raw: RawEnv): ReadonlyArray<EnvFault> => {
  const client = raw["APP_CLIENT_URL"]
  const trusted = raw["SECURITY_TRUSTED_ORIGINS"]
  if (!client || !trusted) return []
  return trusted
    .split(",")
    .map((origin) => origin.trim())
    .includes(client)
    ? []
    : [{ name: "SECURITY_TRUSTED_ORIGINS", kind: "conflict", reason: "must hold the origin of APP_CLIENT_URL" }]
}

const mailConflict = (stage: Stage, raw: RawEnv): ReadonlyArray<EnvFault> =>
  isPublic(stage) && raw["MAIL_SMTP_SECURITY"] === "none"
    ? [{ name: "MAIL_SMTP_SECURITY", kind: "insecure", reason: `must be tls or starttls in ${stage}` }]
    : []

/** Values that are each fine and do not fit together. */
export const conflicts = (process: Process, stage: Stage, raw: RawEnv): ReadonlyArray<EnvFault> => {
  if (process === "server") {
    return [
      ...stageConflict(stage, raw),
      ...roleConflict("DB_PG_URL", raw, ["beep_owner", "beep_auth", "postgres"]),
      ...roleConflict("DB_PG_AUTH_URL", raw, ["beep_owner", "beep_app", "postgres"]),
      ...keyConflict(raw),
      ...originConflict(raw),
      ...mailConflict(stage, raw)
    ]
  }
  return process === "cli"
    ? [...stageConflict(stage, raw), ...roleConflict("DB_PG_URL", raw, ["beep_app", "beep_auth"]), ...keyConflict(raw)]
    : stageConflict(stage, raw)
}
