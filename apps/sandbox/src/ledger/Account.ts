import type { Currency } from "@beep/kernel/Money"

/** QuickBooks' account types that the generated companies use. */
export type AccountType =
  | "Bank"
  | "Accounts Receivable"
  | "Other Current Asset"
  | "Fixed Asset"
  | "Accounts Payable"
  | "Credit Card"
  | "Other Current Liability"
  | "Long Term Liability"
  | "Equity"
  | "Income"
  | "Cost of Goods Sold"
  | "Expense"
  | "Other Expense"

export interface LedgerAccount {
  readonly id: string
  readonly name: string
  readonly type: AccountType
  readonly subType: string
  readonly parentId: string | null
  readonly active: boolean
  /** Set where the account is kept in another currency than the company's. */
  readonly currency?: Currency
}

export type Classification = "Asset" | "Liability" | "Equity" | "Revenue" | "Expense"

export const classificationOf: Readonly<Record<AccountType, Classification>> = {
  Bank: "Asset",
  "Accounts Receivable": "Asset",
  "Other Current Asset": "Asset",
  "Fixed Asset": "Asset",
  "Accounts Payable": "Liability",
  "Credit Card": "Liability",
  "Other Current Liability": "Liability",
  "Long Term Liability": "Liability",
  Equity: "Equity",
  Income: "Revenue",
  "Cost of Goods Sold": "Expense",
  Expense: "Expense",
  "Other Expense": "Expense"
}

/** Whether the account is carried from year to year; the others start each fiscal year at nothing. */
export const isPermanent = (account: LedgerAccount): boolean => {
  const classification = classificationOf[account.type]
  return classification === "Asset" || classification === "Liability" || classification === "Equity"
}

/** Postings are positive for a debit; reports show an account in its natural direction. */
export const natural = (account: LedgerAccount, debitMinor: bigint): bigint => {
  const classification = classificationOf[account.type]
  return classification === "Asset" || classification === "Expense" ? debitMinor : -debitMinor
}
