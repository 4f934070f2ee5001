import { daysBetween } from "@beep/kernel/LocalDate"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import type { PayrollProfile } from "../onboarding/PayrollProfile.ts"
import { hasInput, hasPayableDocuments } from "./coverageRules.ts"
import type { RunwayResult } from "./derive.ts"
import { openBills } from "./payables.ts"

/** Only with a confirmed payroll profile (runway.md 3.6); null until a client has one. */
export const PayrollBadge = Schema.Struct({ date: LocalDate, status: Schema.Literals(["ok", "at_risk"]) })
export type PayrollBadge = typeof PayrollBadge.Type

const sum = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((total, amount) => total + amount, 0n)

/**
 * Whether cash covers the next payroll after the open bills due on or before its date
 * (also overdue and undated ones) and the payments already recorded for a day before it
 * (runway.md 3.6). No receivable counts. Null where a part of that is not known, and once
 * the date has passed: what follows it was not confirmed.
 */
export const payrollBadge = (
  { asOf, books, currency, figures }: Pick<RunwayResult, "asOf" | "books" | "currency" | "figures">,
  profile: PayrollProfile | null
): PayrollBadge | null => {
  if (profile === null || figures.cash === null || profile.amount.currency !== currency) return null
  if (daysBetween(asOf, profile.nextDate) < 0) return null
  if (!hasPayableDocuments(books) || !hasInput(books, "bill_payments")) return null
  const bills = openBills(books)
    .filter((bill) => bill.dueDate === null || daysBetween(bill.dueDate, profile.nextDate) >= 0)
    .map((bill) => bill.homeOpenMinor)
  const recorded = books.scheduledPayments
    .filter((payment) => daysBetween(payment.txnDate, profile.nextDate) > 0)
    .map((payment) => payment.homeAmountMinor)
  const owed = [...bills, ...recorded].flatMap((amount) => (amount === null ? [] : [amount]))
  if (owed.length < bills.length + recorded.length) return null
  const left = figures.cash.amountMinor - sum(owed)
  return { date: profile.nextDate, status: left >= profile.amount.minor ? "ok" : "at_risk" }
}
