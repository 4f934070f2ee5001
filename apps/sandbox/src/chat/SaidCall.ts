import { Schema } from "effect"

/** A call of a tool, as a model says it. */
export const SaidCall = Schema.Struct({ name: Schema.String, arguments: Schema.Record(Schema.String, Schema.Unknown) })
export type SaidCall = typeof SaidCall.Type
