import type { Transaction } from "../ledger/Transaction.ts"

/** What reports call a document. */
export const transactionLabel = (transaction: Transaction): string => {
  switch (transaction.type) {
    case "BillPayment":
      return transaction.payType === "Check" ? "Bill Payment (Check)" : "Bill Payment (Credit Card)"
    case "VendorCredit":
      return "Vendor Credit"
    case "CreditMemo":
      return "Credit Memo"
    case "JournalEntry":
      return "Journal Entry"
    case "SalesReceipt":
      return "Sales Receipt"
    case "RefundReceipt":
      return "Refund"
    case "PayrollCheck":
      return "Payroll Check"
    case "Purchase":
      return transaction.payment === "Check" ? "Check" : "Expense"
    default:
      return transaction.type
  }
}
