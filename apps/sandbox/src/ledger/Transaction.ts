import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Foreign } from "./Foreign.ts"

interface Common {
  readonly id: string
  readonly date: LocalDate
  readonly docNumber: string | null
  readonly memo: string
  /** Set when the amounts are in another currency than the company's. */
  readonly foreign?: Foreign
  /** The day it was voided; its amounts are nothing since. */
  readonly voidedOn?: LocalDate
}

/** An amount to an account, in minor units. */
export interface AccountLine {
  readonly accountId: string
  readonly amount: bigint
  readonly memo: string
}

/** Part of a payment that settles a document. A credit used by the payment counts against its total. */
export interface Applied<Type extends string> {
  readonly type: Type
  readonly id: string
  readonly amount: bigint
}

export interface Bill extends Common {
  readonly type: "Bill"
  readonly vendorId: string
  readonly dueDate: LocalDate | null
  readonly termId: string | null
  readonly lines: ReadonlyArray<AccountLine>
}

export interface VendorCredit extends Common {
  readonly type: "VendorCredit"
  readonly vendorId: string
  readonly lines: ReadonlyArray<AccountLine>
}

/** The total is what left the account: bills less credits. */
export interface BillPayment extends Common {
  readonly type: "BillPayment"
  readonly vendorId: string
  readonly payType: "Check" | "CreditCard"
  readonly accountId: string
  readonly applied: ReadonlyArray<Applied<"Bill" | "VendorCredit" | "JournalEntry">>
}

export interface Invoice extends Common {
  readonly type: "Invoice"
  readonly customerId: string
  readonly dueDate: LocalDate | null
  readonly termId: string | null
  readonly lines: ReadonlyArray<AccountLine>
  readonly emailed: boolean
}

export interface CreditMemo extends Common {
  readonly type: "CreditMemo"
  readonly customerId: string
  readonly lines: ReadonlyArray<AccountLine>
}

/** `total` may be more than what is applied: the rest is unapplied. */
export interface Payment extends Common {
  readonly type: "Payment"
  readonly customerId: string
  readonly accountId: string
  readonly total: bigint
  readonly applied: ReadonlyArray<Applied<"Invoice" | "CreditMemo" | "JournalEntry">>
}

export interface Purchase extends Common {
  readonly type: "Purchase"
  readonly payment: "Cash" | "Check" | "CreditCard"
  readonly accountId: string
  readonly vendorId: string | null
  /** Who was paid, where that is a customer: a line on receivables is for them. */
  readonly customerId?: string
  readonly lines: ReadonlyArray<AccountLine>
}

/** A cheque of QuickBooks Payroll: in the reports, never among the entities (runway.md 3.2). */
export interface PayrollCheck extends Common {
  readonly type: "PayrollCheck"
  readonly accountId: string
  readonly lines: ReadonlyArray<AccountLine>
}

export interface Deposit extends Common {
  readonly type: "Deposit"
  readonly accountId: string
  /** What is deposited, by the account it comes from; `paymentId` names the receipt that waited there. */
  readonly lines: ReadonlyArray<JournalLine & { readonly paymentId: string | null }>
}

export interface Transfer extends Common {
  readonly type: "Transfer"
  readonly fromAccountId: string
  readonly toAccountId: string
  readonly amount: bigint
}

/** A line on receivables or payables names a customer or a vendor: it is a document of its own there. */
export interface JournalLine extends AccountLine {
  readonly partyId?: string
}

/** Debits positive, credits negative; they add up to nothing. */
export interface JournalEntry extends Common {
  readonly type: "JournalEntry"
  readonly lines: ReadonlyArray<JournalLine>
}

export interface SalesReceipt extends Common {
  readonly type: "SalesReceipt"
  readonly customerId: string | null
  readonly accountId: string
  readonly lines: ReadonlyArray<AccountLine>
}

export interface RefundReceipt extends Common {
  readonly type: "RefundReceipt"
  readonly customerId: string | null
  readonly accountId: string
  readonly lines: ReadonlyArray<AccountLine>
}

export type Transaction =
  | Bill
  | VendorCredit
  | BillPayment
  | Invoice
  | CreditMemo
  | Payment
  | Purchase
  | PayrollCheck
  | Deposit
  | Transfer
  | JournalEntry
  | SalesReceipt
  | RefundReceipt

/** A credit used by a payment gives; everything else it settles takes. */
export const usedBy = (parts: ReadonlyArray<Applied<string>>): bigint =>
  parts.reduce((sum, { amount, type }) => (type === "CreditMemo" || type === "VendorCredit" ? sum - amount : sum + amount), 0n)

export const sumOf = (lines: ReadonlyArray<{ readonly amount: bigint }>): bigint =>
  lines.reduce((sum, line) => sum + line.amount, 0n)

/** What a document is worth; never negative, except for a line of a journal entry. */
export const totalOf = (transaction: Transaction): bigint => {
  switch (transaction.type) {
    case "BillPayment":
      return usedBy(transaction.applied)
    case "Payment":
      return transaction.total
    case "Transfer":
      return transaction.amount
    case "JournalEntry":
      return sumOf(transaction.lines.filter((line) => line.amount > 0n))
    default:
      return sumOf(transaction.lines)
  }
}

/** Who a cheque or an expense was paid to. */
export const payeeOf = ({ customerId, vendorId }: Purchase): string | null => vendorId ?? customerId ?? null
