import { type Currency, minorFromDecimal } from "@beep/kernel/Money"
import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import { Line } from "@beep/quickbooks/contract/wire/Line"
import { Option, Schema } from "effect"
import type { QboId } from "../../contract/ledger/QboId.ts"
import type { LaterSettlement } from "../../contract/tieout/agingRows.ts"
import { type DocumentName, type MirroredDocument, SettledType, type SourceText } from "../internal/tieout/MirroredDocuments.ts"

const decodePayment = Schema.decodeUnknownOption(Schema.Struct({ Line: Schema.optionalKey(Schema.Array(Line)) }))
const isSettled = Schema.is(SettledType)

/** A document and the decimal text of what one line of a payment settles of it. */
export interface SettledPart extends DocumentName {
  readonly amount: string
}

/** The lines of payments that name a document; a payment that cannot be decoded was refused when it was mirrored. */
export const settledParts = (sources: ReadonlyArray<SourceText>): ReadonlyArray<SettledPart> =>
  sources.flatMap((source) => {
    if (source.entityType === "CompanyInfo") return []
    const payment = Option.getOrUndefined(decodePayment(exactJson(source.raw)))
    return (payment?.Line ?? []).flatMap((line) =>
      (line.LinkedTxn ?? []).flatMap(({ TxnId, TxnType }) =>
        isSettled(TxnType) && line.Amount !== undefined ? [{ entityType: TxnType, qboId: TxnId, amount: line.Amount }] : []
      )
    )
  })

/** What of each mirrored document is settled later; a foreign one has no value in home currency here, and says so. */
export const laterSettlements = (
  parts: ReadonlyArray<SettledPart>,
  documents: ReadonlyArray<MirroredDocument>,
  home: Currency,
  nameOf: (kind: "Customer" | "Vendor", qboId: QboId | null) => string
): ReadonlyArray<LaterSettlement> => {
  const found = new Map(documents.map((document) => [`${document.entity_type}/${document.qbo_id}`, document]))
  return parts.flatMap((part) => {
    const document = found.get(`${part.entityType}/${part.qboId}`)
    if (document === undefined || document.txn_date === null) return []
    const currency = document.currency ?? home
    const openMinor = minorFromDecimal(part.amount, currency)
    if (openMinor === undefined) return []
    const kind = part.entityType === "Invoice" || part.entityType === "CreditMemo" ? "Customer" : "Vendor"
    return [
      {
        entityType: part.entityType,
        partyQboId: document.party_id,
        partyName: nameOf(kind, document.party_id),
        txnDate: document.txn_date,
        dueDate: document.due_date,
        openMinor,
        homeOpenMinor: currency === home ? openMinor : null
      }
    ]
  })
}
