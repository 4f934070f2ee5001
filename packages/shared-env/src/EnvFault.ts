import { Data, Schema } from "effect"

export const FaultKind = Schema.Literals([
  "missing",
  "invalid",
  "placeholder",
  "insecure",
  "incomplete",
  "ambiguous",
  "conflict",
  "unknown"
])

/** Why a name cannot be used. Never holds a value. */
export const EnvFault = Schema.Struct({ name: Schema.String, kind: FaultKind, reason: Schema.String })
export type EnvFault = typeof EnvFault.Type

/** Every fault of an environment at once, in the order of the variable list. */
export class EnvFaults extends Data.TaggedError("EnvFaults")<{ readonly faults: ReadonlyArray<EnvFault> }> {
  override get message(): string {
    return this.faults.map((fault) => `${fault.name}: ${fault.reason}`).join("\n")
  }
}
