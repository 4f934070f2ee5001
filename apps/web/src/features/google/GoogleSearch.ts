import { GoogleLinkError } from "@beep/connections/contract/GoogleLinkError"
import { ConnectionId } from "@beep/kernel/ids"
import { Schema } from "effect"

/** What the way back from Google leaves in the address. */
export const GoogleSearch = Schema.Struct({
  relink: Schema.optionalKey(Schema.Literal("failed")),
  reason: Schema.optionalKey(GoogleLinkError),
  linked: Schema.optionalKey(ConnectionId)
})
export type GoogleSearch = typeof GoogleSearch.Type
