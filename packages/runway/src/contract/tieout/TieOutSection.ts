import { Schema } from "effect"

/** What is compared: ageing of open invoices and bills, bank accounts, and every account of the trial balance. */
export const TieOutSection = Schema.Literals(["receivables", "payables", "bank", "trial_balance"])
export type TieOutSection = typeof TieOutSection.Type

/** The report of QuickBooks a section is compared with; each is of the same moment. */
export const reportOf = {
  receivables: "AgedReceivables",
  payables: "AgedPayables",
  bank: "BalanceSheet",
  trial_balance: "TrialBalance"
} as const satisfies Readonly<Record<TieOutSection, string>>

export const TieOutReport = Schema.Literals(["AgedReceivables", "AgedPayables", "BalanceSheet", "TrialBalance"])
export type TieOutReport = typeof TieOutReport.Type

export const SectionOutcome = Schema.Literals(["agrees", "differs", "not_compared"])
export type SectionOutcome = typeof SectionOutcome.Type

/** Green is `ties_out` alone: all four sections agree. One that differs outweighs one that was not compared. */
export const TieOutOutcome = Schema.Literals(["ties_out", "differs", "not_compared"])
export type TieOutOutcome = typeof TieOutOutcome.Type

/** Why a section was not compared: how the report could not be read or used, then what our side lacks. */
export const NotComparedReason = Schema.Literals([
  "reconnect_required",
  "token_refused",
  "rate_limited",
  "company_unavailable",
  "not_offered",
  "unreadable_answer",
  "unreadable_amount",
  "refused",
  "quickbooks_unavailable",
  "home_currency_changed",
  "report_of_another_day",
  "report_on_cash_basis",
  "report_in_other_currency",
  "inputs_missing",
  "exchange_rate_missing",
  "ledger_of_another_day",
  "account_type_unknown",
  "fiscal_year_unknown",
  "only_report_known"
])
export type NotComparedReason = typeof NotComparedReason.Type

export const overallOf = (outcomes: ReadonlyArray<SectionOutcome>): TieOutOutcome => {
  if (outcomes.includes("differs")) return "differs"
  return outcomes.length === TieOutSection.literals.length && outcomes.every((outcome) => outcome === "agrees")
    ? "ties_out"
    : "not_compared"
}
