import type { VarianceReason } from "@beep/runway/contract/digest/variance"

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

const reasons: Readonly<Record<VarianceReason, string>> = {
  account_inclusion: "accounts counted as cash",
  cash_balance: "cash",
  receivables: "invoices outstanding",
  payables: "bills due soon",
  burn_rate: "used per day",
  data_correction: "data correction"
}

/** What changed since the last weekly snapshot (runway.md 1.10). */
export const change = {
  none: "No comparison yet",
  lastWeek: "last week",
  same: (since: string): string => `No change vs ${since}`,
  days: (days: number, since: string): string =>
    `${days > 0 ? "+" : "\u2212"}${counted(Math.abs(days), "day", "days")} vs ${since}`,
  belowZero: (days: number, on: string): string => `Cash below zero, ${counted(days, "day", "days")} on ${on}`,
  nowBurning: "Now burning cash",
  notBurning: "No longer burning cash",
  nowKnown: (on: string): string => `Runway known again, not so on ${on}`,
  noLongerKnown: (on: string): string => `Runway no longer known, known on ${on}`,
  because: (reason: string, amount: string, more: number): string =>
    `${reason} ${amount}${more === 0 ? "" : ` and ${more} more`}`,
  reasons,
  between: (from: string, to: string): string => `As known ${from}, and as known ${to}.`,
  open: (text: string): string => `${text}. What changed?`
} as const
