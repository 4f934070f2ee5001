import { Result, Schema } from "effect"
import type { EnvFault } from "./EnvFault.ts"
import { hasPlaceholderKey, hasPlaceholderPassword, hasPlaceholderToken, isPlaceholder } from "./placeholder.ts"
import type { Stage } from "./Stage.ts"
import { isPublic } from "./Stage.ts"
import type { VariableMeta } from "./Variable.ts"
import type { VariableName } from "./variables.ts"
import { variables } from "./variables.ts"

export type RawEnv = Readonly<Record<string, string | undefined>>

export const metaOf = (name: VariableName): VariableMeta => variables[name]

/** An empty text counts as absent: orchestrators cannot unset. */
export const rawValue = (name: VariableName, stage: Stage, raw: RawEnv): string | undefined => {
  const given = raw[name]
  return given === undefined || given === "" ? metaOf(name).defaults[stage] : given
}

export const isGiven = (name: VariableName, raw: RawEnv): boolean => raw[name] !== undefined && raw[name] !== ""

/** Secrets that are lists are judged entry by entry. */
const ofList: Partial<Record<VariableName, (value: string) => boolean>> = {
  VAULT_KEKS: hasPlaceholderKey,
  OAUTH_INTUIT_WEBHOOK_TOKENS: hasPlaceholderToken
}

const placeholder = (name: VariableName, value: string): boolean =>
  metaOf(name).rules.some(
    (rule) =>
      (rule === "secret" && (ofList[name] ?? isPlaceholder)(value)) || (rule === "database" && hasPlaceholderPassword(value))
  )

const plainHttp = (name: VariableName, value: string): boolean =>
  metaOf(name).rules.includes("https") && /(^|,\s*)http:/i.test(value)

/** The fault of one present value, if any. */
export const judge = (name: VariableName, stage: Stage, value: string): EnvFault | undefined => {
  const decoded = Schema.decodeResult(variables[name].schema)(value)
  if (Result.isFailure(decoded)) return { name, kind: "invalid", reason: `expected ${metaOf(name).expected}` }
  if (stage !== "local" && placeholder(name, value)) {
    return { name, kind: "placeholder", reason: "a placeholder or a short secret is accepted in local only" }
  }
  if (isPublic(stage) && plainHttp(name, value)) {
    return { name, kind: "insecure", reason: "must be https in staging and production" }
  }
  return undefined
}
