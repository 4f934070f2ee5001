import type { CashMovement } from "../ledger/CashMovement.ts"
import type { BurnWindow } from "./burnWindow.ts"
import { type CountedRow, type CountReason, type Figure, figureOf, type LeftOutReason, type Row } from "./Figure.ts"
import { order } from "./orderedBooks.ts"
import type { RunwaySettings } from "./RunwaySettings.ts"

export interface Burn {
  /** Totals over the window in minor units, positive for outflow; divide by the window's days. */
  readonly bill: Figure
  readonly other: Figure
  readonly outflowMinor: bigint
  readonly oneOffMinor: bigint
}

/** Names a movement among those of its snapshot. */
export const movementKey = (movement: CashMovement): string =>
  `CashMovement:${movement.accountQboId}:${movement.reportRowKey ?? `${movement.sourceType}:${movement.sourceQboId}`}:${movement.line}`

const base = (movement: CashMovement) => ({
  key: movementKey(movement),
  source: movement.sourceType ?? ("CashMovement" as const),
  qboId: movement.sourceQboId,
  label: movement.label,
  partyName: null,
  date: movement.date,
  amountMinor: -movement.amountMinor
})

/** Money in that did not come from invoices: it lowers the burn on the net basis only. */
const isOtherInflow = (movement: CashMovement): boolean =>
  movement.amountMinor > 0n && movement.counterKind !== "customer_receipt"

const leftOutBecause = (movement: CashMovement, settings: RunwaySettings): LeftOutReason | undefined => {
  if (movement.counterKind === "transfer_internal") return "internal_transfer"
  if (movement.isOneOff) return "one_off"
  if (movement.amountMinor < 0n) return undefined
  return settings.burnBasis === "net" && isOtherInflow(movement) ? undefined : "inflow"
}

const sumOf = (rows: ReadonlyArray<CountedRow>): bigint => rows.reduce((sum, row) => sum + row.amountMinor, 0n)

const positive = (value: bigint): bigint => (value > 0n ? value : 0n)

/** A row changes a sum that is floored at zero only where the floor does not undo its removal. */
const marked = (rows: ReadonlyArray<CountedRow>, unfloored: bigint): ReadonlyArray<CountedRow> =>
  rows.map((row) => ({ ...row, changes: positive(unfloored) !== positive(unfloored - row.amountMinor) }))

/** A row that a rule makes so that a floored sum still is the sum of its rows. */
const ruleRow = (name: string, amountMinor: bigint, reason: CountReason): ReadonlyArray<CountedRow> =>
  amountMinor === 0n
    ? []
    : [
        {
          key: `Rule:${name}`,
          source: "Rule",
          qboId: null,
          label: "",
          partyName: null,
          date: null,
          amountMinor,
          reason,
          changes: false
        }
      ]

/**
 * bB and bO of runway.md 3.2, as sums over the window. On the net basis inflow that
 * came from no invoice lowers first the other outflow, then the bill payments, and
 * neither falls below zero.
 */
export const burn = (movements: ReadonlyArray<CashMovement>, window: BurnWindow, settings: RunwaySettings): Burn => {
  const bill: Array<CountedRow> = []
  const other: Array<CountedRow> = []
  const leftOut: Array<Row<LeftOutReason>> = []
  let [outflowMinor, oneOffMinor] = [0n, 0n]
  const inWindow = movements
    .filter(
      (movement) => window.days > 0 && movement.date >= window.from && movement.date <= window.to && movement.amountMinor !== 0n
    )
    .toSorted((a, b) => order(b.date, a.date) || order(a.amountMinor, b.amountMinor) || order(movementKey(a), movementKey(b)))
  for (const movement of inWindow) {
    const reason = leftOutBecause(movement, settings)
    if (movement.amountMinor < 0n && reason !== "internal_transfer") outflowMinor -= movement.amountMinor
    if (movement.amountMinor < 0n && reason === "one_off") oneOffMinor -= movement.amountMinor
    if (reason !== undefined) leftOut.push({ ...base(movement), reason })
    else if (movement.amountMinor > 0n) other.push({ ...base(movement), reason: "other_inflow", changes: true })
    else (movement.counterKind === "bill_payment" ? bill : other).push({ ...base(movement), reason: "outflow", changes: true })
  }
  const excess = sumOf(other) < 0n ? -sumOf(other) : 0n
  const billTotal = sumOf(bill)
  const carried = excess < billTotal ? excess : billTotal
  return {
    bill: figureOf("bill_outflow", "movements", [
      ...marked(bill, billTotal - excess),
      ...ruleRow("carried_in", -carried, "inflow_carried_in")
    ]),
    other: figureOf(
      "other_outflow",
      "movements",
      [...marked(other, sumOf(other)), ...ruleRow("beyond", excess, "inflow_beyond_outflow")],
      leftOut
    ),
    outflowMinor,
    oneOffMinor
  }
}
