import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { assert, it } from "@effect/vitest"
import type { ExpectedItem } from "../../../src/contract/completeness/expectedItems.ts"
import { fleetGaps, gapAccuracy } from "../../../src/contract/completeness/gapAccuracy.ts"

const day = LocalDate.make("2026-03-01")
const gap = (kind: string, payee: string) => ({ kind, payee, expectedOn: day })
const item = (payee: string, off: number): ExpectedItem => ({
  payee,
  paidBy: "bank",
  cadence: "monthly",
  expectedOn: addDays(day, off),
  amountMinor: 100n,
  leastMinor: 100n,
  mostMinor: 100n,
  learnedFrom: []
})

it("counts a gap as found by its payee near its day, once, and everything else as a false alarm", () => {
  const one = gapAccuracy([gap("rent", "Harbor"), gap("loan", "Bank")], [item("Harbor", 4), item("Harbor", -31), item("Bank", 5)])
  assert.deepStrictEqual(one.found, [gap("rent", "Harbor")])
  assert.deepStrictEqual(one.notFound, [gap("loan", "Bank")])
  assert.strictEqual(one.falseAlarms.length, 2)
  assert.strictEqual(gapAccuracy([gap("rent", "Harbor")], [item("Harbor", 0), item("Harbor", 1)]).falseAlarms.length, 1)
  const quiet = gapAccuracy([], [])
  assert.deepStrictEqual(fleetGaps([one, quiet]), {
    clients: 2,
    planted: 2,
    found: 1,
    recall: 0.5,
    falseAlarms: 2,
    falseAlarmsPerClient: 1,
    kinds: [
      { kind: "loan", planted: 1, found: 0 },
      { kind: "rent", planted: 1, found: 1 }
    ]
  })
  assert.isNull(fleetGaps([quiet]).recall)
})
