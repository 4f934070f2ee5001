import { Effect, Schema } from "effect"
import type { GoogleError } from "../contract/faults.ts"
import { unreadable } from "./googleFault.ts"

/** Decodes an answer of status 200. */
export const readAnswer = <A>(schema: Schema.Codec<A, unknown>) => {
  const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(schema))
  return (text: string): Effect.Effect<A, GoogleError> => Effect.mapError(decode(text), unreadable)
}
