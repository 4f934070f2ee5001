import { LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import type { IssueFacts } from "../../../src/contract/hygiene/HygieneIssue.ts"
import { dailyOutflow, type Prioritised, priorityOf } from "../../../src/contract/hygiene/priority.ts"
import { progressOf, weekOf } from "../../../src/contract/hygiene/progress.ts"
import type { RuleId } from "../../../src/contract/hygiene/Rule.ts"
import { ratio, whole } from "../../../src/contract/runway/rational.ts"
import { dollars } from "../../../src/testing/books.ts"

const of = (
  ruleId: RuleId,
  subject: string | null,
  amount: number,
  facts: IssueFacts = {},
  cashRelevant = true
): Prioritised => ({
  ruleId,
  subject,
  amountMinor: dollars(amount),
  cashRelevant,
  facts
})

const context = { unit: 100n, dailyOutflow: dailyOutflow(dollars(9_000), 90) }
const score = (issue: Prioritised) => priorityOf(issue, context).score

describe("the smart priority of runway.md 4.5", () => {
  it("weighs an overdue bill by its days and its amount, a hundred at most", () => {
    assert.strictEqual(score(of("HYG-13", "Bill", 100, { overdue: 2 })), 35 + 30 + 3)
    assert.strictEqual(score(of("HYG-13", "Bill", 2_501, { overdue: 2 })), 35 + 33 + 5)
    assert.strictEqual(score(of("HYG-13", "Bill", 5_001, { overdue: 2 })), 35 + 33 + 10)
    assert.strictEqual(score(of("HYG-13", "Bill", 5_000, { overdue: 90 })), 100)
    assert.strictEqual(score(of("HYG-17", "Bill", 100, { overdue: -7 })), 10 + 20)
    assert.strictEqual(score(of("HYG-17", "Bill", 100, { overdue: -14 })), 10 + 10)
    assert.strictEqual(score(of("HYG-17", "Bill", 100, { overdue: -15 })), 10)
    assert.strictEqual(score(of("HYG-01", "Bill", 100)), 10)
  })

  it("weighs an invoice by the age of its delay and its amount", () => {
    const late = (overdue: number, amount = 100) => score(of("HYG-12", "Invoice", amount, { overdue }))
    assert.deepStrictEqual([late(1), late(29), late(30), late(60), late(90)], [45, 45, 55, 65, 75])
    assert.deepStrictEqual([late(1, 1_001), late(1, 5_001), late(1, 10_001)], [50, 55, 65])
  })

  it("steps above its amounts, not at them, whichever way the money goes", () => {
    const bills = [2_500, 2_501, -2_501, 5_000, 5_001].map((amount) => score(of("HYG-17", "Bill", amount, { overdue: -15 })))
    assert.deepStrictEqual(bills, [10, 15, 15, 15, 20])
    const invoices = [1_000, 1_001, 5_000, 5_001, 10_000, 10_001].map((amount) =>
      score(of("HYG-12", "Invoice", amount, { overdue: 1 }))
    )
    assert.deepStrictEqual(invoices, [45, 50, 50, 55, 55, 65])
    assert.deepStrictEqual(
      [null, 0n].map((amountMinor) => score({ ...of("HYG-17", "Bill", 1), amountMinor })),
      [10, 10]
    )
  })

  it("takes a bill that is due today for one to come, and one without a day for none", () => {
    assert.deepStrictEqual(
      [
        score(of("HYG-17", "Bill", 1, { overdue: 0 })),
        score(of("HYG-17", "Bill", 1, { overdue: 1 })),
        score(of("HYG-01", "Bill", 1))
      ],
      [30, 66, 10]
    )
  })

  it.each([
    ["HYG-02", 25],
    ["HYG-03", 25],
    ["HYG-19", 25],
    ["HYG-21", 25],
    ["HYG-24", 25],
    ["HYG-11", 30],
    ["HYG-12", 10]
  ] as const)("weighs %s by its rule alone where it is about no document", (ruleId, weight) => {
    assert.strictEqual(score(of(ruleId, null, 1)), weight)
    assert.strictEqual(score(of(ruleId, "Payment", 1, { overdue: 9 })), weight, "another document is none of either")
  })

  it("has its bands from 80, 60 and 40 on", () => {
    const bandAt = (facts: IssueFacts, amount: number) => {
      const { band, score: points } = priorityOf(of("HYG-12", "Invoice", amount, facts), context)
      return [points, band]
    }
    assert.deepStrictEqual(bandAt({ overdue: 60 }, 5_001), [75, "high"])
    assert.deepStrictEqual(bandAt({ overdue: 90 }, 1_001), [80, "urgent"])
    assert.deepStrictEqual(bandAt({ overdue: 30 }, 1_001), [60, "high"])
    assert.deepStrictEqual(bandAt({ overdue: 30 }, 1), [55, "medium"])
    assert.strictEqual(priorityOf(of("HYG-23", null, 1), context).score, 40)
  })

  it("weighs the rest by their kind, and says a band", () => {
    assert.deepStrictEqual(
      [
        score(of("HYG-23", null, 1)),
        score(of("HYG-03", "Account", 1)),
        score(of("HYG-14", "Vendor", 0)),
        score(of("HYG-27", "Purchase", 0))
      ],
      [40, 25, 15, 10]
    )
    const bandOf = (overdue: number) => priorityOf(of("HYG-13", "Bill", 100, { overdue }), context).band
    assert.deepStrictEqual([bandOf(-30), bandOf(1), bandOf(20)], ["low", "high", "urgent"])
    assert.strictEqual(priorityOf(of("HYG-23", null, 1), context).band, "medium")
  })

  it("says days of runway at stake in tenths, rounded down, and nothing where either side is not known", () => {
    const days = (issue: Prioritised) => priorityOf(issue, context).runwayDays
    assert.strictEqual(days(of("HYG-12", "Invoice", 355)), "3.5")
    assert.strictEqual(days({ ...of("HYG-12", "Invoice", 1), amountMinor: -35_599n }), "3.5")
    assert.isNull(days(of("HYG-14", "Vendor", 355, {}, false)), "it touches no cash")
    assert.isNull(days({ ...of("HYG-12", "Invoice", 1), amountMinor: null }))
    assert.deepStrictEqual(dailyOutflow(5n, 2), ratio(5n, 2n))
    for (const none of [dailyOutflow(null, 90), dailyOutflow(0n, 90), dailyOutflow(5n, 0)]) assert.isNull(none)
    for (const none of [null, whole(0n), whole(-1n)])
      assert.isNull(priorityOf(of("HYG-12", "Invoice", 355), { unit: 100n, dailyOutflow: none }).runwayDays)
  })
})

describe("the progress of an ISO week", () => {
  it("begins on Monday, over the turn of a year too", () => {
    const on = (date: string) => weekOf(LocalDate.make(date))
    assert.strictEqual(on("2025-09-29"), "2025-09-29")
    assert.strictEqual(on("2025-10-05"), "2025-09-29")
    assert.strictEqual(on("2025-10-06"), "2025-10-06")
    assert.strictEqual(on("2026-01-01"), "2025-12-29")
    assert.strictEqual(on("1969-12-31"), "1969-12-29")
  })

  it("is what was settled over that and what stands", () => {
    assert.deepStrictEqual(progressOf(LocalDate.make("2025-10-01"), 7, 5), { fixed: 7, total: 12, weekFrom: "2025-09-29" })
  })
})
