import type { DerivationStep } from "@beep/runway/contract/digest/Derivation"
import type { AgedMoney } from "@beep/runway/contract/digest/Digest"
import type { CashRole } from "@beep/runway/contract/ledger/CashRole"
import type { CountReason, FigureBasis, FigureId, LeftOutReason } from "@beep/runway/contract/runway/Figure"
import type { ConfidenceLevel } from "@beep/runway/contract/runway/confidence"
import type { SyncPhase } from "@beep/runway/contract/sync/SyncStatus"

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`

const figures: Readonly<Record<FigureId, string>> = {
  runway: "Runway",
  cash: "Cash",
  receivables: "Open invoices",
  payables: "Open bills",
  countable_receivables: "Receivables that count",
  near_payables: "Bills due within the horizon",
  bill_outflow: "Bills paid",
  other_outflow: "Other outflow",
  invoices_overdue: "Overdue invoices",
  invoices_not_due: "Invoices not due",
  bills_overdue: "Overdue bills",
  bills_due_7: "Bills due in 7 days",
  bills_due_30: "Bills due in 30 days"
}

const steps: Readonly<Record<DerivationStep["id"], string>> = {
  cash: "Cash",
  countable_receivables: "Receivables",
  available: "Available",
  near_payables_per_day: "Near bills, per day",
  bill_outflow_per_day: "Bills paid, per day",
  higher_of_two: "Higher of the two",
  other_outflow_per_day: "Other outflow, per day",
  used_per_day: "Used per day",
  used_per_day_later: "Used per day, later",
  days: "Days"
}

const reasons: Readonly<Record<CountReason | LeftOutReason, string>> = {
  account_balance: "Account balance",
  open_balance: "Open balance",
  credit_memo: "Credit memo",
  unapplied_payment: "Unapplied payment",
  vendor_credit: "Vendor credit",
  journal_credit: "Credit by journal entry",
  line_credit: "Credit by a line of a deposit or an expense",
  floored_at_zero: "A party's total is not counted below zero",
  scheduled_payment: "Scheduled payment",
  beginning_balance: "Beginning balance",
  ledger_entry: "Entry of the general ledger",
  outflow: "Outflow",
  other_inflow: "Other inflow",
  inflow_beyond_outflow: "Inflow beyond the outflow",
  inflow_carried_in: "Inflow carried in",
  party_balance: "Balance of a customer or vendor",
  account_excluded: "Account not counted",
  account_restricted: "Held for others, not counted",
  overdue_beyond_limit: "More than 90 days overdue",
  overdue_not_counted: "Overdue, not counted",
  undated: "No due date",
  due_after_horizon: "Due after the horizon",
  no_exchange_rate: "No exchange rate",
  one_off: "Marked as one-off",
  internal_transfer: "Transfer between own accounts",
  inflow: "Inflow",
  pays_after_horizon: "Paid after the horizon"
}

const roles: Readonly<Record<CashRole, string>> = {
  included: "counted",
  excluded: "not counted",
  restricted: "held for others, not counted",
  credit: "credit",
  not_cash: "not cash"
}

const bases: Readonly<Record<FigureBasis, string>> = {
  accounts: "Account list",
  general_ledger: "General ledger report",
  documents: "Open documents",
  party_balances: "Balances of customers and vendors",
  movements: "Bank transactions"
}

const aging: Readonly<Record<AgedMoney["bucket"], string>> = {
  not_due: "Not due",
  "1_30": "1\u201330 days",
  "31_60": "31\u201360",
  "61_90": "61\u201390",
  over_90: "Over 90",
  undated: "No due date"
}

const confidence: Readonly<Record<ConfidenceLevel, string>> = {
  high: "Confidence high",
  medium: "Confidence medium",
  low: "Confidence low"
}

const phases: Readonly<Record<SyncPhase, string>> = {
  never: "Never",
  queued: "Waiting",
  running: "Running",
  succeeded: "Synced",
  failed: "Failed",
  halted: "Stopped"
}

export const digest = {
  loading: "the digest",
  why: "Why?",
  /** The caption in place of the number (runway.md 1.11). */
  headline: (caption: string): string => `Data shows ${caption.charAt(0).toLowerCase()}${caption.slice(1)}.`,
  whyFigure: (name: string, value: string): string => `${name}, ${value}. Why?`,
  bar: "Runway",
  ticks: { zero: "0", low: "5 weeks", high: "50 weeks" },
  payroll: (day: string): string => `Payroll ${day}`,
  payrollAtRisk: (day: string): string => `Payroll ${day} at risk`,
  payrollOk: (day: string): string => `Payroll ${day} covered`,
  confidence,
  missing: (inputs: string): string => `Not synced yet: ${inputs}. A figure that needs them is left out, never read as zero.`,
  rejected: (records: string): string =>
    `An amount cannot be kept: ${records}. A figure it belongs to is left out; the other records are read.`,
  stale: (age: string, at: string): string => `Data is ${age} old, last synced ${at}.`,
  cash: "Cash",
  bills: "Bills",
  invoices: "Invoices",
  freshness: "Freshness",
  notKnown: "Not known",
  account: (role: CashRole): string => roles[role],
  noRate: "no rate",
  noAccounts: "No bank account is synced yet.",
  balanceOf: (day: string): string => `Balance of ${day}`,
  aside: (count: number, role: CashRole): string => `${counted(count, "account", "accounts")} ${roles[role]}`,
  countedAccounts: (count: number): string => counted(count, "account counted", "accounts counted"),
  parts: {
    overdue: (count: number): string => `Overdue, ${count}`,
    due7: (count: number): string => `Due in 7 days, ${count}`,
    due30: (count: number): string => `Due in 30 days, ${count}`,
    notDue: (count: number): string => `Not due, ${count}`
  },
  credits: "Credits not applied",
  nothingOpen: { bills: "No open bills.", invoices: "No open invoices." },
  onlyBalances: "Only balances are synced, not the documents they consist of.",
  aging,
  agingCaption: "Open invoices by days overdue",
  agingBillsCaption: "Open bills by days overdue",
  overdueBy: (days: number): string =>
    days === 0 ? "today" : days > 0 ? `${counted(days, "day", "days")} over` : `in ${counted(-days, "day", "days")}`,
  undated: "no due date",
  dataAsOf: "Data as of",
  nextSync: "Next sync at the latest",
  nextSyncThen: "Next sync then due",
  neverSynced: "Never",
  confidenceName: "Confidence",
  confidenceWords: { high: "High", medium: "Medium", low: "Low" },
  inputs: "Inputs",
  inputsSynced: (done: number, total: number, rows: number): string =>
    `${done} of ${total} synced, ${counted(rows, "row", "rows")}`,
  phases,
  figures,
  sources: { report: "QuickBooks report", records: "Mirrored records" },
  age: (source: string, age: string): string => `${source}, ${age === "just now" ? age : `${age} ago`}`,
  outflow: "Outflow",
  changeCash: "Change accounts and payroll"
} as const

export const sync = {
  now: "Sync now",
  again: "Sync again",
  busy: "Syncing",
  progress: "Sync of QuickBooks data",
  units: (done: number, total: number, rows: number): string =>
    `${done} of ${counted(total, "input", "inputs")}, ${counted(rows, "row", "rows")}`,
  leave: "You can leave. It goes on and is announced here.",
  queued: "The sync waits for its turn.",
  waits: (at: string): string => `QuickBooks asked for a pause. The sync goes on by itself at ${at}.`,
  justRead: "QuickBooks was read less than 30 seconds ago. The figures are from that reading.",
  finished: "Sync finished. Figures are of the new data.",
  failed: "The sync failed. What was synced before is kept.",
  halted: "The sync stopped and waits for a person. What was synced before is kept.",
  rows: (count: number): string => counted(count, "row", "rows")
} as const

export const connect = {
  title: "QuickBooks is not connected",
  text: "Cash, bills and invoices appear here with the runway they give, after QuickBooks is connected and read once.",
  keptText: "What was synced before is kept. New data comes once QuickBooks is connected again.",
  reconnectTitle: "QuickBooks needs to be reconnected",
  reconnectText: "What was synced before is kept. New data comes once a person reconnects.",
  action: "Connect QuickBooks",
  reconnect: "Reconnect QuickBooks",
  busy: "Opening QuickBooks",
  who: "An owner or advisor of your organization can connect it.",
  firstTitle: "QuickBooks is connected",
  firstText: "Nothing has been read yet. The first sync brings the figures."
} as const

export const derivation = {
  loading: "the derivation",
  loadingRow: "the row",
  titleDays: (days: string): string => `Why ${days}?`,
  titleFigure: (name: string): string => `Why this ${name.toLowerCase()} figure?`,
  titleAmount: (amount: string): string => `Why ${amount}?`,
  titleUnknown: "Why no figure?",
  titleRow: "Row of the ledger",
  description: "The rule, the steps and the ledger rows this figure rests on.",
  asOf: "As known on",
  steps,
  reasons,
  bases,
  rows: (count: number): string => counted(count, "row", "rows"),
  sum: (count: number): string => `${counted(count, "row", "rows")}, sum`,
  leftOut: (count: number): string => `Looked at and left out, ${counted(count, "row", "rows")}`,
  columns: { row: "Row", from: "From", date: "Date" },
  noRows: "No row counts here.",
  moreRows: "Load more rows",
  rounded: "rounded down",
  ruleVersion: "Rule version",
  basis: "Taken from",
  window: "Outflow window",
  windowText: (from: string, to: string, days: number): string => `${from} \u2013 ${to}, ${counted(days, "day", "days")}`,
  syncPoint: "Sync point",
  inputHash: "Input hash",
  settings: "Bands",
  bands: (red: number, yellow: number): string => `red below ${red} days, yellow below ${yellow}`,
  tieOuts: "The same total elsewhere in QuickBooks",
  tied: "tied out",
  difference: (amount: string): string => `differs by ${amount}`,
  total: (count: number): string => `${counted(count, "row", "rows")} counted, each from the mirrored ledger`,
  missing: "Missing",
  back: "Back to the figure",
  recordDescription: "The row as mirrored from QuickBooks.",
  open: (company: string): string => `Open in QuickBooks, ${company}`,
  opensElsewhere: "Opens a new tab; sign in to this company there.",
  lines: "Lines",
  line: (number: number): string => `Line ${number}`,
  amount: "Amount",
  term: (id: string): string => `Term ${id} of QuickBooks`,
  version: "Version in QuickBooks",
  mirrored: "First seen here",
  changed: "Changed in QuickBooks",
  deleted: "Deleted in QuickBooks"
} as const
