import type { TieOutBucket, TieOutEntity } from "@beep/runway/contract/tieout/TieOutRow"
import type {
  NotComparedReason,
  SectionOutcome,
  TieOutOutcome,
  TieOutReport,
  TieOutSection
} from "@beep/runway/contract/tieout/TieOutSection"

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`

const when = (age: string): string => (age === "just now" ? age : `${age} ago`)

const sections: Readonly<Record<TieOutSection, string>> = {
  receivables: "Receivables by age",
  payables: "Payables by age",
  bank: "Bank accounts",
  trial_balance: "Trial balance"
}

const reports: Readonly<Record<TieOutReport, string>> = {
  AgedReceivables: "A/R Aging Summary",
  AgedPayables: "A/P Aging Summary",
  BalanceSheet: "Balance Sheet",
  TrialBalance: "Trial Balance"
}

/** What our amounts rest on, so that nobody takes a report compared with itself for a proof. */
const basis: Readonly<Record<TieOutSection, string>> = {
  receivables: "Ours: open invoices, credits and unapplied payments, each by days past due.",
  payables: "Ours: open bills and vendor credits, each by days past due.",
  bank: "Ours: the balances this page shows, from the list of accounts and the general ledger.",
  trial_balance: "Ours: opening balances of the general ledger and every ledger line since, added up here."
}

const outcomes: Readonly<Record<SectionOutcome, string>> = {
  agrees: "Agrees to the cent",
  differs: "Differs",
  not_compared: "Not compared"
}

const reasons: Readonly<Record<NotComparedReason, string>> = {
  reconnect_required: "QuickBooks needs to be reconnected.",
  token_refused: "QuickBooks refused our access.",
  rate_limited: "QuickBooks limited our calls.",
  company_unavailable: "The company is not available in QuickBooks.",
  not_offered: "QuickBooks did not offer the report.",
  unreadable_answer: "The report could not be read.",
  unreadable_amount: "An amount is no number of cents, or too large to be kept.",
  refused: "QuickBooks refused the report.",
  quickbooks_unavailable: "QuickBooks did not answer.",
  home_currency_changed: "QuickBooks keeps these books in another home currency now.",
  report_of_another_day: "The report is of another day.",
  report_on_cash_basis: "The report is on cash basis.",
  report_in_other_currency: "The report is in another currency.",
  inputs_missing: "Not everything of our side is synced.",
  exchange_rate_missing: "An exchange rate is missing on our side.",
  ledger_of_another_day: "The synced general ledger ends on another day.",
  account_type_unknown: "The type of an account is not known.",
  fiscal_year_unknown: "The first month of the fiscal year is not known.",
  only_report_known: "Only a balance sheet gave the balance on our side, so there is nothing to compare it with."
}

const buckets: Readonly<Record<TieOutBucket, string>> = {
  not_due: "Not due",
  "1_30": "1\u201330 days",
  "31_60": "31\u201360 days",
  "61_90": "61\u201390 days",
  over_90: "Over 90 days"
}

const nobody: Readonly<Record<TieOutEntity, string>> = {
  Customer: "Without a customer",
  Vendor: "Without a vendor",
  Account: "Without an account"
}

export const tieOut = {
  badge: {
    ties_out: (age: string): string => `Ties out to QuickBooks, to the cent, ${when(age)}`,
    differs: (count: number): string => `Differs: ${counted(count, "entity", "entities")}`,
    not_compared: "Not fully compared",
    never: "Not compared yet",
    loading: "Reading the comparison",
    failed: "Comparison not available"
  },
  title: "Comparison with QuickBooks",
  description: "Our side and QuickBooks' own reports after a sync, section by section, with every entity that differs.",
  loading: "the comparison",
  never: "Nothing was compared yet. After each sync the books here are compared with QuickBooks' own reports.",
  headline: {
    ties_out: "Every amount compared equals QuickBooks' own reports, to the cent.",
    differs: (count: number): string => `${counted(count, "entity differs", "entities differ")} from QuickBooks' own reports.`,
    not_compared: "No difference was found, but not everything could be compared."
  },
  drift: (section: string, percent: string, nights: number): string =>
    `${section}: ${percent} from QuickBooks at night, ${counted(nights, "night", "nights")} in a row.`,
  sections,
  reports,
  basis,
  outcomes,
  reasons,
  buckets,
  nobody,
  columns: { name: "Name", ours: "Ours", theirs: "QuickBooks" },
  total: (section: TieOutSection, count: number): string =>
    `${section === "trial_balance" ? "Total of debits" : "Total"}, ${count.toLocaleString("en-US")} compared`,
  absent: "none",
  caption: (section: string): string => `${section}, ours and QuickBooks`,
  more: (count: number): string => `${counted(count, "more differs", "more differ")}, with smaller amounts.`,
  report: "Report",
  reportOf: (name: string, day: string): string => `${name} of ${day}`,
  made: "Made by QuickBooks",
  reportHash: "SHA-256 of the report",
  comparedAt: "Compared",
  asOf: "Books as of",
  syncPoint: "Sync point",
  hash: "SHA-256 of this certificate",
  hashNote: "The audit log of this client names the same hash.",
  history: "Earlier comparisons",
  outcome: (outcome: TieOutOutcome, differing: number): string => {
    if (outcome === "ties_out") return "Ties out"
    return outcome === "differs" ? `Differs: ${counted(differing, "entity", "entities")}` : "Not fully compared"
  }
} as const
