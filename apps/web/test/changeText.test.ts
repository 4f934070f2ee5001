import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency, usd } from "@beep/kernel/Money"
import type { DigestChange } from "@beep/runway/contract/digest/DigestChange"
import { runwayFigure } from "@beep/runway/contract/runway/RunwayView"
import { defaultSettings } from "@beep/runway/contract/runway/RunwaySettings"
import { whole } from "@beep/runway/contract/runway/rational"
import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { changeText, shortChange } from "../src/features/digest/changeText.ts"

const asOf = LocalDate.make("2025-10-08")
const since = { baselineDate: LocalDate.make("2025-10-01"), baselineAt: DateTime.makeUnsafe("2025-10-01T10:00:00Z") }

const runwayOf = (days: number | null, overdrawn = false) => ({
  ...runwayFigure(
    overdrawn ? "overdrawn" : days === null ? "unknown" : "covered",
    days === null ? null : whole(BigInt(days)),
    asOf,
    defaultSettings
  ),
  asOfDate: asOf,
  dataAsOf: null,
  stale: false,
  confidence: { level: "high" as const, reasons: [] },
  payroll: null,
  unknownBecause: null,
  missing: [],
  windowDays: 90
})

const textOf = (change: DigestChange | null, days: number | null = 80, overdrawn = false): string =>
  changeText({ asOfDate: asOf, change, runway: runwayOf(days, overdrawn) }).shown

const days = (deltaDays: number, more: Partial<Extract<DigestChange, { kind: "days" }>> = {}): DigestChange => ({
  kind: "days",
  ...since,
  baselineDays: 83,
  deltaDays,
  reason: "receivables",
  reasonAmount: { minor: -600_000n, currency: usd },
  others: 0,
  ...more
})
const state = (from: "covered" | "not_burning" | "unknown", to: "covered" | "not_burning" | "unknown"): DigestChange => ({
  kind: "state",
  ...since,
  from,
  to
})

const table: ReadonlyArray<readonly [what: string, text: string, shown: string]> = [
  ["fewer days", textOf(days(-3)), "\u22123 days vs last week (invoices outstanding \u2212$6k)"],
  [
    "more days",
    textOf(days(1, { reason: "cash_balance", reasonAmount: { minor: 124_050n, currency: usd }, others: 2 })),
    "+1 day vs last week (cash +$1.2k and 2 more)"
  ],
  ["none", textOf(days(0, { reason: null, reasonAmount: null })), "No change vs last week"],
  ["no snapshot", textOf(null), "No comparison yet"],
  [
    "another day than last week's",
    textOf(days(2, { baselineDate: LocalDate.make("2025-10-06"), reason: null, reasonAmount: null })),
    "+2 days vs Oct 6"
  ],
  ["cash below zero", textOf(days(-83, { reason: null, reasonAmount: null }), 0, true), "Cash below zero, 83 days on Oct 1"],
  ["burning again", textOf(state("not_burning", "covered")), "Now burning cash"],
  ["no longer burning", textOf(state("covered", "not_burning"), null), "No longer burning cash"],
  ["no longer known", textOf(state("covered", "unknown"), null), "Runway no longer known, known on Oct 1"],
  ["known again", textOf(state("unknown", "covered")), "Runway known again, not so on Oct 1"],
  ["as unknown as before", textOf(state("unknown", "unknown"), null), "No change vs last week"]
]

describe("P1-2.4 the chip of the change", () => {
  for (const [what, text, shown] of table) it(what, () => assert.strictEqual(text, shown))

  it("cuts amounts, never rounds them up, and gives them in full to whoever does not see the chip", () => {
    const short = (minor: bigint, currency = usd) => shortChange({ minor, currency })
    assert.deepStrictEqual(
      [short(99_999n), short(-199_999n), short(123_456_789n), short(0n), short(-1_500n, Currency.make("EUR"))],
      ["+$999", "\u2212$1.9k", "+$1.2M", "+$0", "\u221215 EUR"]
    )
    const { spoken } = changeText({ asOfDate: asOf, change: days(-3), runway: runwayOf(80) })
    assert.strictEqual(spoken, "\u22123 days vs last week (invoices outstanding \u2212$6,000.00)")
  })
})
