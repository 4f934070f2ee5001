import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"

/** What a figure may need from QuickBooks. */
export const LedgerInput = Schema.Literals([
  "accounts",
  "customers",
  "vendors",
  "invoices",
  "bills",
  "credit_memos",
  "payments",
  "vendor_credits",
  "bill_payments",
  "journal_entries",
  "cash_movements",
  "general_ledger"
])
export type LedgerInput = typeof LedgerInput.Type

/**
 * Whether an input is there. `missing` = never synced; `halted` = what is there is
 * old because its sync stopped. An input that is missing is never read as zero.
 */
export const InputCoverage = Schema.Struct({
  input: LedgerInput,
  state: Schema.Literals(["synced", "halted", "missing"]),
  rows: Schema.Int,
  syncedAt: Schema.NullOr(Schema.DateTimeUtcFromString)
})
export type InputCoverage = typeof InputCoverage.Type

/** `historyFrom`: first day for which cash movements are complete; null when there are none. */
export const Coverage = Schema.Struct({
  inputs: Schema.Array(InputCoverage),
  historyFrom: Schema.NullOr(LocalDate)
})
export type Coverage = typeof Coverage.Type
