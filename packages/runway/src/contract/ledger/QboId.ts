import { Schema } from "effect"

/** An id of QuickBooks Online: unique only together with the company and the entity type. */
export const QboId = Schema.String.check(Schema.isBetweenLength(1, 64), Schema.isPattern(/^\P{Cc}+$/u)).pipe(
  Schema.brand("QboId")
)
export type QboId = typeof QboId.Type

/** The entity types whose rows a figure may rest on. */
export const LedgerEntityType = Schema.Literals([
  "Account",
  "Customer",
  "Vendor",
  "Invoice",
  "Bill",
  "CreditMemo",
  "Payment",
  "VendorCredit",
  "BillPayment",
  "SalesReceipt",
  "RefundReceipt",
  "Purchase",
  "Deposit",
  "Transfer",
  "JournalEntry",
  "CreditCardPayment"
])
export type LedgerEntityType = typeof LedgerEntityType.Type
