import type { ClientId } from "@beep/kernel/ids"
import type { Currency } from "@beep/kernel/Money"
import type { DateTime } from "effect"
import { exactValue } from "../digest/derivationSteps.ts"
import type { RunwayResult } from "../runway/derive.ts"
import { order } from "../runway/orderedBooks.ts"
import { add, floor, multiply, type Rational, subtract, whole } from "../runway/rational.ts"
import { money } from "../wire.ts"
import type { BookRow } from "./BookRow.ts"
import type { Bridge, BridgeComponents, BridgeEnd, BridgePart, BridgeRow } from "./Bridge.ts"
import { BridgeCause } from "./BridgeCause.ts"
import type { Components, ExactBridge, ExactPart } from "./bridgeOf.ts"

/** Rows of one part on one page. */
export const bridgePage = 200

export interface BridgeSide {
  readonly result: RunwayResult
  readonly knownAt: DateTime.Utc
}

/** `only`: the rows of one part from `offset` on; without it, the first page of every part. */
export interface BridgePage {
  readonly only: BridgeCause | null
  readonly offset: number
}

const componentsOf = (sums: Components, currency: Currency): BridgeComponents => ({
  cash: money(sums.cash, currency),
  countableReceivables: money(sums.countable_receivables, currency),
  nearPayables: money(sums.near_payables, currency),
  billOutflow: money(sums.bill_outflow, currency),
  otherOutflow: money(sums.other_outflow, currency),
  windowDays: sums.windowDays
})

const endOf = ({ knownAt, result }: BridgeSide, sums: ExactBridge["from"] | null): BridgeEnd => ({
  knownAt,
  asOfDate: result.asOf,
  runway: result.runway,
  unknownBecause: result.unknownBecause,
  missing: result.missing,
  days: sums === null || sums.days === null ? null : exactValue(sums.days, "days", result.currency),
  components: sums === null ? null : componentsOf(sums, result.currency)
})

const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)

/** Figures in their order, each with its largest row first; the order is total. */
const inOrder = (rows: ReadonlyArray<BookRow>): ReadonlyArray<BookRow> => {
  const figures = [...new Set(rows.map((row) => row.figure))]
  return rows.toSorted(
    (a, b) =>
      figures.indexOf(a.figure) - figures.indexOf(b.figure) ||
      order(size(b.changeMinor), size(a.changeMinor)) ||
      order(a.key, b.key)
  )
}

const rowOf = ({ changeMinor, ...row }: BookRow, currency: Currency): BridgeRow => ({
  ...row,
  change: money(changeMinor, currency)
})

const hundredthsOf = (days: Rational): number => Number(floor(multiply(days, whole(100n))))

const asRead = (parts: ReadonlyArray<ExactPart>): ReadonlyArray<ExactPart> =>
  BridgeCause.literals.flatMap((cause) => parts.filter((part) => part.cause === cause))

/** The bridge as it is sent; `exact` is null where one of the days has no figures. */
export const bridgeView = (
  clientId: ClientId,
  from: BridgeSide,
  to: BridgeSide,
  exact: ExactBridge | null,
  { offset, only }: BridgePage
): Bridge => {
  const { books, currency } = to.result
  const start = exact?.from.days ?? null
  const end = exact?.to.days ?? null
  const counted = start !== null && end !== null
  let reached = start ?? whole(0n)
  const partOf = (part: ExactPart): BridgePart => {
    const before = reached
    reached = add(reached, part.days)
    const shown = only === null || only === part.cause
    return {
      cause: part.cause,
      days: counted ? exactValue(part.days, "days", currency) : null,
      hundredths: counted ? hundredthsOf(reached) - hundredthsOf(before) : null,
      change: componentsOf(part.change, currency),
      rowCount: part.rows.length,
      rows: shown
        ? inOrder(part.rows)
            .slice(offset, offset + bridgePage)
            .map((row) => rowOf(row, currency))
        : []
    }
  }
  return {
    clientId,
    timezone: books.zone,
    currency,
    from: endOf(from, exact?.from ?? null),
    to: endOf(to, exact?.to ?? null),
    changeDays: counted ? exactValue(subtract(end, start), "days", currency) : null,
    changeHundredths: counted ? hundredthsOf(end) - hundredthsOf(start) : null,
    parts: exact === null ? null : asRead(exact.parts).map(partOf)
  }
}
