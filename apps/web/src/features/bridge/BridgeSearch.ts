import { BridgeCause } from "@beep/runway/contract/bridge/BridgeCause"
import { KnownTime } from "@beep/runway/contract/digest/KnownTime"
import { LedgerEntityType } from "@beep/runway/contract/ledger/QboId"
import { Option, Schema } from "effect"

const decode = Schema.decodeUnknownOption(KnownTime)

/** A day or an instant as it stands in the address. */
const KnownText = Schema.String.check(
  Schema.makeFilter((text) => Option.isSome(decode(text)), { expected: "a day or an instant" })
)

const RowName = Schema.TemplateLiteral([LedgerEntityType, ":", Schema.String])

export const BridgeView = Schema.Literals(["days", "cash", "receivables", "bills"])
export type BridgeView = typeof BridgeView.Type

/** What of the bridge stands in the address: both times, what the picture shows, the open part, and the open row with its day. */
export const BridgeSearch = Schema.Struct({
  from: Schema.optionalKey(KnownText),
  to: Schema.optionalKey(KnownText),
  show: Schema.optionalKey(BridgeView),
  part: Schema.optionalKey(BridgeCause),
  row: Schema.optionalKey(RowName),
  of: Schema.optionalKey(Schema.Literals(["from", "to"]))
})
export type BridgeSearch = typeof BridgeSearch.Type

export const knownOf = (text: string | undefined): KnownTime | undefined => Option.getOrUndefined(decode(text))
