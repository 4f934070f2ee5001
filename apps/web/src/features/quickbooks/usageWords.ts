import type { AlarmLevel } from "@beep/connections/contract/callBudget"
import type { QuickBooksUsage } from "@beep/connections/contract/QuickBooksUsage"
import { DateTime } from "effect"
import { quickbooks as words } from "../../messages/quickbooks.ts"

export type UsageTone = "plain" | "warn" | "bad"

/** By what is used so far; what is only expected changes no colour. */
export const toneOf = (alarm: AlarmLevel): UsageTone => (alarm === "95" ? "bad" : alarm === "80" ? "warn" : "plain")

/** What somebody should know of the budget that all share: what is reached, else what will be; null when there is nothing. */
export const alarmText = ({ alarm, projectedAlarm }: QuickBooksUsage["budget"]): string | null => {
  if (alarm !== "none") return words.reached[alarm]
  return projectedAlarm === null || projectedAlarm === "none" ? null : words.expected[projectedAlarm]
}

/** `November 2026` of `2026-11`. */
export const monthName = (month: string): string =>
  DateTime.toDateUtc(DateTime.makeUnsafe(`${month}-01T00:00:00Z`)).toLocaleString("en-US", {
    timeZone: "UTC",
    month: "long",
    year: "numeric"
  })

/** Percent of the budget. */
export const shareOf = (calls: number, budget: number): number => (budget === 0 ? 0 : (calls * 100) / budget)

/** The firm's use in two sentences: so far, and by the end of the month. */
export const usageSentences = ({ budget, month, organization }: QuickBooksUsage): readonly [string, string] => {
  const percent = (calls: number) => words.percent(shareOf(calls, budget.monthlyReads))
  const { projectedReads, reads } = organization
  return [
    words.sentence(monthName(month), reads, percent(reads)),
    projectedReads === null ? words.tooEarly : words.projection(projectedReads, percent(projectedReads))
  ]
}
