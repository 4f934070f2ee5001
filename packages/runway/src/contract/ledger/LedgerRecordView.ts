import { Schema } from "effect"
import { LedgerRecord } from "./LedgerRecord.ts"
import type { LedgerEntityType, QboId } from "./QboId.ts"

/** `deepLink` opens the row in QuickBooks for a person signed in to that company; null for types that have no page of their own. */
export const LedgerRecordView = Schema.Struct({
  ...LedgerRecord.fields,
  clientName: Schema.String,
  deepLink: Schema.NullOr(Schema.String)
})
export type LedgerRecordView = typeof LedgerRecordView.Type

/** runway.md 6.11; QuickBooks documents no page for the other types. */
const pages: Partial<Record<LedgerEntityType, (id: string) => string>> = {
  Bill: (id) => `/app/bill?txnId=${id}`,
  Invoice: (id) => `/app/invoice?txnId=${id}`,
  BillPayment: (id) => `/app/billpayment?txnId=${id}`,
  Vendor: (id) => `/app/vendordetail?nameId=${id}`,
  Customer: (id) => `/app/customerdetail?nameId=${id}`
}

export const deepLink = (baseUrl: string, entityType: LedgerEntityType, qboId: QboId): string | null => {
  const page = pages[entityType]
  return page === undefined ? null : `${baseUrl.replace(/\/$/, "")}${page(encodeURIComponent(qboId))}`
}
