import type { CounterKind } from "../../contract/ledger/CashMovement.ts"

/** What is known of the other side of a ledger line. */
export interface CounterAccount {
  readonly included: boolean
  readonly accountType: string | null
  readonly accountSubType: string | null
  readonly name: string
}

const payrollName = /\b(payroll|wages?|salar(y|ies)|paychecks?)\b/i
const taxName = /\b(sales tax|tax(es)? payable|income tax|irs|franchise tax|board of equalization)\b/i
const loanName = /\b(loans?|notes?) payable\b|\bmortgage\b|\bline of credit\b/i
const ownerName =
  /\b(owner|partner|shareholder|member)('?s)?\b.*\b(draws?|distributions?|equity|contributions?|investment|pay)\b/i
const receivableName = /^(accounts receivable|undeposited funds)/i

const byType: Readonly<Record<string, CounterKind>> = {
  "bill payment (check)": "bill_payment",
  "bill payment (credit card)": "bill_payment",
  "bill payment": "bill_payment",
  "payroll check": "payroll",
  paycheck: "payroll",
  "payroll adjustment": "payroll",
  "credit card payment": "card_payment",
  "credit card pmt": "card_payment",
  "sales tax payment": "tax",
  "tax payment": "tax",
  "payroll tax payment": "tax",
  refund: "refund",
  "refund receipt": "refund",
  payment: "customer_receipt",
  "sales receipt": "customer_receipt"
}

const spending: ReadonlySet<string> = new Set(["expense", "check", "cash expense", "cash purchase", "credit card expense"])

/**
 * Why cash moved, from the type of the transaction and the account on its other side
 * (runway.md 2.3 and 3.2). The counter account decides before the type where it says
 * more: a check to a lender is debt, a transfer to a card settles it.
 */
export const counterKindOf = (txnType: string, amountMinor: bigint, counter: CounterAccount): CounterKind => {
  const type = txnType.trim().toLowerCase()
  if (counter.included) return "transfer_internal"
  const known = byType[type]
  if (known !== undefined) return known
  if (counter.accountType === "Credit Card") return "card_payment"
  if (counter.accountType === "Long Term Liability" || loanName.test(counter.name)) return "debt"
  if (counter.accountType === "Equity" || ownerName.test(counter.name)) return "owner"
  if (payrollName.test(counter.name)) return "payroll"
  if (counter.accountSubType === "SalesTaxPayable" || taxName.test(counter.name)) return "tax"
  if (counter.accountType === "Accounts Receivable" || receivableName.test(counter.name)) return "customer_receipt"
  if (counter.accountType === "Accounts Payable" && amountMinor < 0n) return "bill_payment"
  if (amountMinor >= 0n) return "other_in"
  return spending.has(type) ? "purchase" : "other_out"
}
