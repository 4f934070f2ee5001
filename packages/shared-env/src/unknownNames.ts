import type { EnvFault } from "./EnvFault.ts"
import type { RawEnv } from "./judge.ts"
import { variables } from "./variables.ts"

/** Names other tools use for the same thing; setting one here does nothing. */
const mistaken: Readonly<Record<string, string>> = {
  AUTH_SECRET: "signing keys come from the vault",
  BETTER_AUTH_SECRET: "signing keys come from the vault",
  DATABASE_URL: "the name is DB_PG_URL",
  REDIS_URL: "the name is KV_REDIS_URL",
  REDIS_PASSWORD: "the name is KV_REDIS_PASSWORD",
  LOG_LEVEL: "the name is APP_LOG_LEVEL"
}

const prefixes = new Set(Object.keys(variables).map((name) => name.slice(0, name.indexOf("_"))))

/** Whether a name is spelled like one of ours, `PREFIX_REST` with a prefix of the list. */
export const looksLikeOurs = (name: string): boolean =>
  /^[A-Z]+_[A-Z0-9_]+$/.test(name) && prefixes.has(name.slice(0, name.indexOf("_")))

/** Drift: a name that looks like ours, or like a well-known mistake, and is in no list. */
export const unknownNames = (raw: RawEnv): ReadonlyArray<EnvFault> =>
  Object.keys(raw)
    .filter((name) => raw[name] !== undefined && !(name in variables) && (name in mistaken || looksLikeOurs(name)))
    .sort()
    .map((name) => ({
      name,
      kind: "unknown",
      reason: `is not a name of this product${mistaken[name] ? `: ${mistaken[name]}` : ""}`
    }))
