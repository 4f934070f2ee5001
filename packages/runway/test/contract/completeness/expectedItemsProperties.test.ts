import { addDays, daysBetween, LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Schema } from "effect"
import { Cadence, dueDays, rhythmOf } from "../../../src/contract/completeness/Cadence.ts"
import { expectedItems } from "../../../src/contract/completeness/expectedItems.ts"
import type { CashMovement } from "../../../src/contract/ledger/CashMovement.ts"
import { books, movement } from "../../../src/testing/books.ts"

const int = (minimum: number, maximum: number) => Schema.Int.check(Schema.isBetween({ minimum, maximum }))

const RandomSeries = Schema.Struct({
  cadence: Cadence,
  start: int(0, 364),
  count: int(8, 12),
  amount: int(5_000, 5_000_000),
  /** For each arrival: how far off its day, in percent of what still is certain to fit, and how far off its amount. */
  sway: Schema.Array(Schema.Struct({ days: int(-100, 100), amount: int(-3, 3) })).check(
    Schema.isMinLength(12),
    Schema.isMaxLength(12)
  ),
  waited: int(0, 3)
})

const seriesOf = ({ amount, cadence, count, start, sway }: typeof RandomSeries.Type) => {
  const first = addDays(LocalDate.make("2023-01-01"), start)
  const bases = rhythmOf[cadence].perStep === 1 ? [first] : [first, addDays(first, 15)]
  const due = dueDays(cadence, bases, first, addDays(first, 2_000)).slice(0, count)
  // Half of the tolerance: the due days are learned from arrivals that are themselves off.
  const jitter = Math.floor(rhythmOf[cadence].tolerance / 2)
  const arrivals = due.map((day, at) => {
    const off = sway[at] ?? { days: 0, amount: 0 }
    return movement(`m${at}`, -BigInt(amount + Math.trunc((amount * off.amount) / 100)), "purchase", {
      date: addDays(day, Math.trunc((jitter * off.days) / 100)),
      label: "Harbor View Properties"
    })
  })
  return { due, jitter, arrivals }
}

const seenOn = (asOf: LocalDate, movements: ReadonlyArray<CashMovement>) =>
  expectedItems(books({ asOf, syncedAt: DateTime.makeUnsafe(`${asOf}T20:00:00Z`), movements }))

describe("beyond 9: a regular payment", () => {
  it.prop("is not missed while it arrives within the tolerance of its cadence", [RandomSeries], ([raw]) => {
    const { arrivals, due } = seriesOf(raw)
    assert.deepStrictEqual(seenOn(addDays(due.at(-1) ?? LocalDate.make("2023-01-01"), raw.waited), arrivals), [])
  })

  it.prop("is the one thing missed when its last arrival is taken out, with the rows that say so", [RandomSeries], ([raw]) => {
    const { arrivals, due, jitter } = seriesOf(raw)
    const last = due.at(-1) ?? LocalDate.make("2023-01-01")
    const before = arrivals.slice(0, -1)
    const seen = addDays(last, 5 + jitter)
    const missed = seenOn(seen, before) ?? []
    // Of a rhythm of a month or less, the last half year.
    const learned = raw.cadence === "quarterly" ? before : before.filter(({ date }) => daysBetween(date, seen) <= 180)
    assert.strictEqual(missed.length, 1)
    for (const item of missed) {
      assert.isAtMost(Math.abs(daysBetween(item.expectedOn, last)), jitter)
      assert.deepStrictEqual(
        item.learnedFrom.map(({ qboId }) => qboId),
        learned.map(({ sourceQboId }) => sourceQboId)
      )
      const amounts = learned.map(({ amountMinor }) => -amountMinor)
      assert.isTrue(amounts.includes(item.amountMinor))
      assert.isTrue(amounts.every((amount) => amount >= item.leastMinor && amount <= item.mostMinor))
    }
  })

  it.prop("is told the same way whatever order the rows are read in", [RandomSeries], ([raw]) => {
    const { arrivals, due, jitter } = seriesOf(raw)
    const asOf = addDays(due.at(-1) ?? LocalDate.make("2023-01-01"), 5 + jitter)
    const before = arrivals.slice(0, -1)
    assert.deepStrictEqual(seenOn(asOf, before.toReversed()), seenOn(asOf, before))
  })
})
