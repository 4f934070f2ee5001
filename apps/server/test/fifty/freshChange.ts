import type { OracleInput } from "@beep/runway/contract/oracle/oracleRunway"

interface Parts {
  readonly cash: number
  readonly receivables: number
  readonly payables: number
  readonly bills: number
  readonly other: number
}

/** The parts of the formula in cents, burn by the day; null where the oracle has one of them not. */
export const partsOf = ({ burn, cash, payables, receivables }: OracleInput): Parts | null =>
  cash === null || receivables === null || payables === null || burn === null || burn.days === 0
    ? null
    : {
        cash: Number(cash),
        receivables: Number(receivables),
        payables: Number(payables),
        bills: Number(burn.bills) / burn.days,
        other: Number(burn.other) / burn.days
      }

/** runway.v1 as written in runway.md 3.3, in plain numbers; null in the states that have none. */
const daysOf = ({ bills, cash, other, payables, receivables }: Parts): number | null => {
  if (cash < 0) return 0
  const [near, later] = [Math.max(payables / 30, bills) + other, bills + other]
  const liquid = cash + receivables
  if (near === 0) return null
  if (liquid < near * 30) return liquid / near
  return later === 0 ? null : 30 + (liquid - near * 30) / later
}

/** The inputs in the order of runway.md 3.8, each by what it is called there. */
const order = [
  ["cash_balance", ["cash"]],
  ["receivables", ["receivables"]],
  ["payables", ["payables"]],
  ["burn_rate", ["bills", "other"]]
] as const

/** What moved the days from one reading to another, one input replaced at a time; null where one of the two has no days. */
export const freshChange = (before: Parts, after: Parts) => {
  const [first, last] = [daysOf(before), daysOf(after)]
  if (first === null || last === null) return null
  let [parts, reached] = [before, first]
  const moved = order.map(([reason, names]) => {
    for (const name of names) parts = { ...parts, [name]: after[name] }
    const next = daysOf(parts) ?? reached
    const days = next - reached
    reached = next
    return { reason, days }
  })
  const [largest] = moved.toSorted((a, b) => Math.abs(b.days) - Math.abs(a.days))
  const causes = moved.filter(({ days }) => days !== 0).length
  return { reason: causes === 0 ? null : (largest?.reason ?? null), others: Math.max(0, causes - 1), days: last - first }
}
