import type { BridgeCause } from "@beep/runway/contract/bridge/BridgeCause"
import type { BridgeFigure } from "@beep/runway/contract/bridge/BookRow"

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`

const causes: Readonly<Record<BridgeCause, string>> = {
  paid: "Paid",
  slipped: "Slipped",
  new: "New",
  edited: "Edited",
  backdated: "Backdated",
  deleted: "Deleted",
  account_inclusion: "Accounts",
  days_passed: "Days passed",
  rule_change: "Rules"
}

const meanings: Readonly<Record<BridgeCause, string>> = {
  paid: "Money that moved for what was owed, and documents that were settled.",
  slipped: "Open invoices that grew too old to count while nobody changed them.",
  new: "What is dated after the first of the two days.",
  edited: "Records that say something else now, and balances that QuickBooks states without a line that explains them.",
  backdated: "What is dated on the first day or before and was learned after it.",
  deleted: "What is gone from QuickBooks, or was voided.",
  account_inclusion: "Accounts that began or ceased to count as cash.",
  days_passed: "The window of the outflow and the horizon of the bills moved over books that stood still.",
  rule_change: "The formula or a setting of it changed."
}

const figures: Readonly<Record<BridgeFigure, string>> = {
  cash: "Cash",
  countable_receivables: "Receivables that count",
  near_payables: "Bills due soon",
  bill_outflow: "Bills paid in the window",
  other_outflow: "Other outflow in the window"
}

/** Why the runway changed between two days. */
export const bridge = {
  loading: "what changed",
  from: "From",
  to: "To",
  now: "now",
  pick: "As known on",
  backToDigest: "Back to the digest",
  heading: (from: string, to: string): string => `Runway, ${from} to ${to}`,
  headingOf: (figure: string): string => `${figure} by cause`,
  figure: "Figure",
  shown: { days: "Runway", cash: "Cash", receivables: "Receivables", bills: "Bills" },
  picture: (figure: string, from: string, to: string): string => `${figure} by cause, ${from} to ${to}`,
  summary: (from: string, to: string, largest: string | null): string =>
    `From ${from} to ${to}.${largest === null ? "" : ` The largest part: ${largest}.`}`,
  days: (days: string): string => `${days} days`,
  parts: "What changed",
  noRemainder: (rows: number): string => `${counted(rows, "change", "changes")}, no remainder`,
  columns: {
    part: "Part",
    rows: "Rows",
    count: "Count",
    cash: "Cash",
    receivables: "Receivables",
    bills: "Bills \u2264 30 days",
    days: "Days"
  },
  digestOf: "Digest as it was known",
  none: "None",
  more: (count: number): string => `and ${count.toLocaleString("en-US")} more`,
  causes,
  meanings,
  figures,
  open: (part: string, amount: string): string => `${part}, ${amount}. Open its rows`,
  rowsOf: (part: string): string => `${part}: the rows`,
  rowsText: "What each row adds to the change of each figure.",
  rowColumns: { row: "Row", from: "From", date: "Date" },
  sum: (rows: number): string => `${counted(rows, "row", "rows")}, sum`,
  floor: "Floored at zero",
  showMore: "Show more rows",
  back: "Back to the rows",
  noNumber: "Runway has no number on one of the two days, so it has no bridge in days. The sums below have one.",
  noFigures: (day: string, reason: string): string => `${day}: no figures, ${reason}. There is nothing to compare.`,
  wrongOrder: "The first day is not before the second. Choose an earlier first day.",
  notYet: "A day of the two is still to come. Choose days up to today.",
  csv: "CSV",
  file: "bridge.csv"
} as const
