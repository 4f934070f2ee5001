import { Schema } from "effect"

/** Why no content could be read from received bytes. The bytes are kept all the same. */
export const UnreadableReason = Schema.Literals([
  "empty",
  "not_a_message",
  "too_large",
  "too_deep",
  "too_many_parts",
  "headers_too_large",
  "malformed"
])
export type UnreadableReason = typeof UnreadableReason.Type
