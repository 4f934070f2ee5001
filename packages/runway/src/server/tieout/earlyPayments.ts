import { LocalDate } from "@beep/kernel/LocalDate"
import { type Currency, minorFromDecimal } from "@beep/kernel/Money"
import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import { Line } from "@beep/quickbooks/contract/wire/Line"
import { LinkedTxn, Ref } from "@beep/quickbooks/contract/wire/parts"
import { Option, Schema } from "effect"
import { QboId } from "../../contract/ledger/QboId.ts"
import type { EarlyPayment } from "../../contract/tieout/agingRows.ts"
import type { LateDocument, SourceText } from "../internal/tieout/MirroredDocuments.ts"

const decodeLinks = Schema.decodeUnknownOption(Schema.Struct({ LinkedTxn: Schema.optionalKey(Schema.Array(LinkedTxn)) }))
const decodePayment = Schema.decodeUnknownOption(
  Schema.Struct({
    TxnDate: LocalDate,
    CustomerRef: Schema.optionalKey(Ref),
    VendorRef: Schema.optionalKey(Ref),
    CurrencyRef: Schema.optionalKey(Ref),
    Line: Schema.optionalKey(Schema.Array(Line))
  })
)
const decodeId = Schema.decodeUnknownOption(QboId)

/** Ids of what settles the documents, as QuickBooks links them; a link says `BillPaymentCheck` for a bill payment. */
export const linkedPayments = (documents: ReadonlyArray<LateDocument>): ReadonlyArray<string> => [
  ...new Set(
    documents.flatMap(({ raw }) =>
      (Option.getOrUndefined(decodeLinks(exactJson(raw)))?.LinkedTxn ?? []).flatMap(({ TxnId, TxnType }) =>
        TxnType === "Payment" || TxnType.startsWith("BillPayment") ? [TxnId] : []
      )
    )
  )
]

const credits: ReadonlySet<string> = new Set(["CreditMemo", "VendorCredit"])

/** Of payments of today or before, what settles one of the documents. */
export const earlyPayments = (
  side: "receivables" | "payables",
  payments: ReadonlyArray<SourceText>,
  documents: ReadonlyArray<LateDocument>,
  home: Currency,
  nameOf: (kind: "Customer" | "Vendor", qboId: QboId | null) => string
): ReadonlyArray<EarlyPayment> => {
  const late = new Set(documents.map(({ entityType, qboId }) => `${entityType}/${qboId}`))
  const [type, kind] = side === "receivables" ? (["Payment", "Customer"] as const) : (["BillPayment", "Vendor"] as const)
  return payments.flatMap((source) => {
    const payment = Option.getOrUndefined(decodePayment(exactJson(source.raw)))
    if (source.entityType !== type || payment === undefined) return []
    const { CurrencyRef, CustomerRef, Line: lines = [], TxnDate, VendorRef } = payment
    const partyQboId = Option.getOrNull(decodeId((CustomerRef ?? VendorRef)?.value))
    return lines.flatMap(({ Amount, LinkedTxn: links = [] }) =>
      links.flatMap(({ TxnId, TxnType }) => {
        const minor = late.has(`${TxnType}/${TxnId}`) && Amount !== undefined ? minorFromDecimal(Amount, home) : undefined
        if (minor === undefined) return []
        const isHome = CurrencyRef === undefined || CurrencyRef.value === home
        return [
          {
            partyQboId,
            partyName: nameOf(kind, partyQboId),
            txnDate: TxnDate,
            homeOpenMinor: isHome ? (credits.has(TxnType) ? minor : -minor) : null
          }
        ]
      })
    )
  })
}
