import { Context, Schema } from "effect"
import { UserId } from "./ids.ts"

/** Who acts: written into every audit entry. `system` names the job, never a person. */
export const Actor = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("user"), userId: UserId }),
  Schema.Struct({ kind: Schema.Literal("system"), job: Schema.String })
])
export type Actor = typeof Actor.Type

export class CurrentActor extends Context.Service<CurrentActor, Actor>()("@beep/kernel/CurrentActor") {}

/** Correlates an answer, its log lines, its span and its audit entries. */
export const CurrentRequestId = Context.Reference<string>("@beep/kernel/CurrentRequestId", { defaultValue: () => "none" })
