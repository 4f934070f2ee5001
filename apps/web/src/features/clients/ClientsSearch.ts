import { ConnectError } from "@beep/connections/contract/ConnectError"
import { ConnectionState } from "@beep/runway/contract/clients/ConnectionState"
import { Band } from "@beep/runway/contract/runway/RunwayView"
import { Schema } from "effect"

/** What of the list stands in the address. */
export const ClientsSearch = Schema.Struct({
  q: Schema.optionalKey(Schema.String.check(Schema.isBetweenLength(1, 200))),
  band: Schema.optionalKey(Band),
  attention: Schema.optionalKey(Schema.Literal("true")),
  connection: Schema.optionalKey(ConnectionState),
  /** How a connection attempt ended that belongs to no client. */
  connect_error: Schema.optionalKey(ConnectError)
})
export type ClientsSearch = typeof ClientsSearch.Type
