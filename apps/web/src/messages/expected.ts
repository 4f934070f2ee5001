import type { DigestExpected, LearnedRow } from "@beep/runway/contract/digest/DigestExpected"

const cadences: Readonly<Record<DigestExpected["cadence"], string>> = {
  weekly: "Seen every week",
  fortnightly: "Seen every two weeks",
  twice_monthly: "Seen twice a month",
  monthly: "Seen every month",
  quarterly: "Seen every quarter"
}

/** Most items are named in the line itself; the rest are in what it opens. */
const namedInLine = 3

/** Regular payments that are expected and not seen. */
export const expected = {
  item: (what: string, amount: string, due: string): string => `${what} ${amount} (due ${due})`,
  line: (count: number, items: ReadonlyArray<string>): string => {
    const rest = items.length - namedInLine
    const named = [...items.slice(0, namedInLine), ...(rest > 0 ? [`${rest} more`] : [])].join(", ")
    return `${count} regular ${count === 1 ? "payment is" : "payments are"} expected and not seen: ${named}`
  },
  notCounted: "No row of the QuickBooks data shows them, and no figure counts them. Each amount is the median of its rows below.",
  about: (cadence: DigestExpected["cadence"], due: string, amount: string): string =>
    `${cadences[cadence]}, expected on ${due}, about ${amount}.`,
  spread: (least: string, most: string): string => `Between ${least} and ${most} before.`,
  learnedFrom: (count: number): string => `Learned from ${count} rows of the ledger`,
  columns: { row: "Row", date: "Date" },
  /** `BillPayment` -> `Bill payment`. */
  row: (entityType: NonNullable<LearnedRow["entityType"]>): string => {
    const parts = entityType.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase()
    return `${parts.charAt(0).toUpperCase()}${parts.slice(1)}`
  },
  /** A pay cheque, which QuickBooks shows in its ledger report alone. */
  reportOnly: "Line of the ledger report"
} as const
