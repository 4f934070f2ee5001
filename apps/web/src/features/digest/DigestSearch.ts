import { ConnectError } from "@beep/connections/contract/ConnectError"
import { ClientId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { LedgerEntityType, QboId } from "@beep/runway/contract/ledger/QboId"
import { FigureId } from "@beep/runway/contract/runway/Figure"
import { TieOutCertificateId } from "@beep/runway/contract/tieout/TieOutCertificate"
import { Option, Schema } from "effect"

/** A ledger row in the address, `Invoice:12`. */
const RowName = Schema.TemplateLiteral([LedgerEntityType, ":", Schema.String])

/** What of the digest stands in the address: the open figure, the open row, the open certificate, and how a connection attempt ended. */
export const DigestSearch = Schema.Struct({
  /** The day of which the digest speaks; absent, now. */
  at: Schema.optionalKey(LocalDate),
  why: Schema.optionalKey(FigureId),
  row: Schema.optionalKey(RowName),
  tieOut: Schema.optionalKey(Schema.Union([Schema.Literal("latest"), TieOutCertificateId])),
  connected: Schema.optionalKey(Schema.Union([Schema.Literal("1"), Schema.Literal(1)])),
  connect_error: Schema.optionalKey(ConnectError),
  /** The client that has the company already, beside `connect_error=already_connected`. */
  client: Schema.optionalKey(ClientId)
})
export type DigestSearch = typeof DigestSearch.Type

const decodeRow = Schema.decodeUnknownOption(Schema.Struct({ entityType: LedgerEntityType, qboId: QboId }))

export interface RowPlace {
  readonly entityType: LedgerEntityType
  readonly qboId: QboId
}

export const rowPlace = (name: string | undefined): RowPlace | undefined => {
  if (name === undefined) return undefined
  const at = name.indexOf(":")
  return Option.getOrUndefined(decodeRow({ entityType: name.slice(0, at), qboId: name.slice(at + 1) }))
}
