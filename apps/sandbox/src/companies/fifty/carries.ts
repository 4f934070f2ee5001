import type { Blueprint, PlantId } from "./Blueprint.ts"
import type { CaseId } from "./cases.ts"

/** What each planted thing is there to show. */
const shownBy: Readonly<Record<PlantId, ReadonlyArray<CaseId>>> = {
  undated_bills: ["HYG-01", "HYG-15", "HYG-27", "no_due_date", "due_date_by_terms"],
  undated_invoices: ["HYG-06"],
  uncategorized: ["HYG-07"],
  duplicates: ["HYG-04", "duplicate_bill"],
  double_names: ["HYG-14"],
  partly_paid: ["partly_paid"],
  unapplied: ["HYG-20", "unapplied_payment"],
  credits_beyond: ["credit_memo_beyond", "vendor_credit_beyond"],
  undeposited: ["HYG-02"],
  paid_ahead: ["HYG-26", "paid_ahead"],
  voided_and_deleted: ["voided", "deleted"],
  lost_references: ["HYG-05", "HYG-18"],
  no_address: ["HYG-16"],
  impossible: ["HYG-08", "HYG-09", "negative_invoice"],
  stale_invoices: ["HYG-10"],
  overdue_backlog: ["HYG-11"],
  large_overdue: ["HYG-12"],
  old_bill: ["HYG-13"],
  unusual_amount: ["HYG-17"],
  awkward_dates: ["due_today", "due_at_horizon", "month_end", "clock_change", "leap_day"],
  foreign_documents: ["foreign_bill", "foreign_invoice", "zero_decimal_currency"],
  foreign_bank: ["foreign_bank"],
  rate_missing: ["HYG-25", "no_rate", "home_value_only"],
  closed_bank: ["inactive_account"],
  beyond_range: ["beyond_range"],
  single_outflow: ["single_outflow"],
  unpaid_bills: [],
  card_only: [],
  straight_lines: ["deposit_on_receivables", "cheque_on_receivables", "expense_on_payables", "journal_on_receivables"]
}

const byTrade = ({ activity, historyDays, profile }: Blueprint): ReadonlyArray<CaseId> => {
  if (activity === "idle" || historyDays < 90) return []
  const payroll = profile.recurring.find(({ kind }) => kind === "payroll")
  return [
    ...(payroll?.by === "payroll_check" ? (["HYG-19"] as const) : []),
    ...(profile.recurring.some(({ from }) => from !== undefined) ? (["internal_transfers"] as const) : []),
    ...(profile.style === "processor" ? (["HYG-02", "refund_receipts"] as const) : [])
  ]
}

const byHistory = ({ activity, aim, gaps, historyDays, plants }: Blueprint): ReadonlyArray<CaseId> => [
  ...(historyDays === 0 ? (["brand_new"] as const) : []),
  ...(historyDays < 7 ? (["history_under_7"] as const) : []),
  ...(historyDays < 30 ? (["history_under_30"] as const) : []),
  ...(activity === "trading" && historyDays >= 90 ? (["HYG-23", "card"] as const) : []),
  ...(gaps.includes("subscription") ? (["HYG-22"] as const) : []),
  ...(aim.kind === "cash" && aim.percent < 0 ? (["HYG-03", "negative_cash"] as const) : []),
  ...(activity === "idle" && historyDays >= 90 && !plants.includes("single_outflow") ? (["zero_burn"] as const) : []),
  ...(plants.includes("unpaid_bills") ? (["zero_burn_with_bills"] as const) : [])
]

const byAccounts = ({ banks, plants, timeZone }: Blueprint): ReadonlyArray<CaseId> => [
  ...(banks.length === 0 ? (["no_bank_account"] as const) : []),
  ...(banks.some(({ trust }) => trust !== undefined) ? (["HYG-21"] as const) : []),
  ...(banks.length > 0 && banks.every(({ trust }) => trust !== undefined) ? (["only_restricted_accounts"] as const) : []),
  ...(banks.some(({ parts }) => (parts ?? 0) < 0) ? (["HYG-03", "overdrawn_offset"] as const) : []),
  ...(banks.some(({ inside }) => inside !== undefined) ? (["sub_accounts"] as const) : []),
  ...(plants.includes("stale_invoices") && !plants.includes("undated_invoices") ? (["all_invoices_stale"] as const) : []),
  ...(timeZone === undefined ? [] : (["other_zone"] as const))
]

/** Every edge case and rule a company was written to carry. Its books may show more. */
export const carriesOf = (blueprint: Blueprint): ReadonlyArray<CaseId> => [
  ...new Set([
    ...blueprint.plants.flatMap((plant) => shownBy[plant]),
    ...byTrade(blueprint),
    ...byHistory(blueprint),
    ...byAccounts(blueprint)
  ])
]
