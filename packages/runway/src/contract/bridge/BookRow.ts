import type { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import type { QboId } from "../ledger/QboId.ts"
import type { Figure, RowSource } from "../runway/Figure.ts"

/** The sums the runway is made of: what a bridge explains row by row. */
export const BridgeFigure = Schema.Literals(["cash", "countable_receivables", "near_payables", "bill_outflow", "other_outflow"])
export type BridgeFigure = typeof BridgeFigure.Type

/** What one row adds to the change of one figure. `at`: of which of the two days the books show it. `Rule` rows (a floor) are in no books. */
export interface BookRow {
  readonly figure: BridgeFigure
  readonly key: string
  readonly source: RowSource
  readonly qboId: QboId | null
  readonly label: string
  readonly partyName: string | null
  readonly date: LocalDate | null
  readonly changeMinor: bigint
  readonly at: "from" | "to"
}

/** The rows by which a figure differs from what it was; they sum to the difference. `settled`: rows that the later books no longer show. */
export const rowDifferences = (
  figure: Exclude<BridgeFigure, "cash">,
  before: Figure,
  after: Figure,
  isInLater: (key: string) => boolean
): ReadonlyArray<BookRow> => {
  const then = new Map(before.rows.map((row) => [row.key, row]))
  const now = new Map(after.rows.map((row) => [row.key, row]))
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [then.get(key), now.get(key)]
    const row = is ?? was
    const changeMinor = (is?.amountMinor ?? 0n) - (was?.amountMinor ?? 0n)
    if (row === undefined || changeMinor === 0n) return []
    const { date, label, partyName, qboId, source } = row
    return [
      {
        figure,
        key,
        source,
        qboId,
        label,
        partyName,
        date,
        changeMinor,
        at: isInLater(key) ? ("to" as const) : ("from" as const)
      }
    ]
  })
}
