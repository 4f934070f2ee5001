import { Option, Schema } from "effect"
import { LedgerEntityType } from "./QboId.ts"

/** Report names of transactions and the entity each is in QuickBooks' data API; a pay cheque is in none. */
const entityOf: Readonly<Record<string, LedgerEntityType>> = {
  "Bill Payment (Check)": "BillPayment",
  "Bill Payment (Credit Card)": "BillPayment",
  "Bill Payment": "BillPayment",
  Expense: "Purchase",
  Check: "Purchase",
  "Cash Expense": "Purchase",
  "Credit Card Expense": "Purchase",
  "Sales Receipt": "SalesReceipt",
  Refund: "RefundReceipt",
  "Refund Receipt": "RefundReceipt",
  "Journal Entry": "JournalEntry",
  "Credit Card Payment": "CreditCardPayment",
  "Credit Memo": "CreditMemo",
  "Vendor Credit": "VendorCredit"
}

/** The entity a line of a report is about, by the report's word for it; null where there is none. */
export const reportEntity = (txnType: string): LedgerEntityType | null =>
  entityOf[txnType] ?? Option.getOrNull(Schema.decodeUnknownOption(LedgerEntityType)(txnType))
