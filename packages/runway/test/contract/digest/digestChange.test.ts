import { LocalDate } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { type Baseline, changeOf, varianceInputOf, varianceSince } from "../../../src/contract/digest/DigestChange.ts"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import { derive } from "../../../src/contract/runway/derive.ts"
import { defaultSettings } from "../../../src/contract/runway/RunwaySettings.ts"
import { account, books, coverageOf, dollars, movement, payable, receivable } from "../../../src/testing/books.ts"

/** G3 of runway.md 3.3: 100,000 cash, 40,000 receivables, 30,000 near payables; 500 and 1,000 a day; 83.33 days. */
const parts: Partial<LedgerSnapshot> = {
  accounts: [account("35", dollars(100_000))],
  receivables: [receivable("Invoice", "1", dollars(40_000))],
  payables: [payable("Bill", "11", dollars(30_000))],
  movements: [
    ...Array.from({ length: 90 }, (_, day) => movement(`b${day}`, -dollars(500), "bill_payment")),
    ...Array.from({ length: 90 }, (_, day) => movement(`o${day}`, -dollars(1_000), "payroll"))
  ]
}

const resultOf = (more: Partial<LedgerSnapshot> = {}) => derive(books({ ...parts, ...more }), defaultSettings)

const asOf = LocalDate.make("2025-09-29")
const computedAt = DateTime.makeUnsafe("2025-09-29T05:00:00Z")

const baselineOf = (more: Partial<LedgerSnapshot> = {}): Baseline => {
  const result = resultOf(more)
  const { days, state } = result.runway
  return { asOf, computedAt, state, days, input: varianceInputOf(result) }
}

const since = { baselineDate: asOf, baselineAt: computedAt }

describe("P1-2.1 what a snapshot keeps of the inputs", () => {
  it("is what the formula was given, and the accounts that count", () => {
    assert.deepStrictEqual(varianceInputOf(resultOf()), {
      cashMinor: dollars(100_000),
      receivablesMinor: dollars(40_000),
      nearPayablesMinor: dollars(30_000),
      billOutflowMinor: dollars(45_000),
      otherOutflowMinor: dollars(90_000),
      windowDays: 90,
      horizonDays: 30,
      accounts: new Map([["Account:35", dollars(100_000)]])
    })
  })

  it("is nothing where the formula was not asked", () => {
    assert.isNull(varianceInputOf(resultOf({ coverage: coverageOf(["bills"]) })))
  })
})

describe("P1-2.1 the change of the digest", () => {
  it("is none without an earlier snapshot", () => {
    assert.isNull(changeOf(null, resultOf()))
  })

  it("says the difference of whole days, the largest cause with its amount, and how many more there are", () => {
    const now = resultOf({
      accounts: [account("35", dollars(95_000))],
      receivables: [receivable("Invoice", "1", dollars(34_000))]
    })
    assert.deepStrictEqual(changeOf(baselineOf(), now), {
      kind: "days",
      ...since,
      baselineDays: 83,
      deltaDays: -7,
      reason: "receivables",
      reasonAmount: { minor: -dollars(6_000), currency: usd },
      others: 1
    })
  })

  it("counts no other cause where one alone moved it", () => {
    const change = changeOf(baselineOf(), resultOf({ accounts: [account("35", dollars(95_000))] }))
    assert.deepInclude(change, { kind: "days", deltaDays: -3, reason: "cash_balance", others: 0 })
  })

  it("names no cause where nothing moved", () => {
    assert.deepInclude(changeOf(baselineOf(), resultOf()), { deltaDays: 0, reason: null, reasonAmount: null, others: 0 })
  })

  it("says the days without a cause where the snapshot kept no inputs", () => {
    const change = changeOf({ ...baselineOf(), input: null }, resultOf({ accounts: [account("35", dollars(95_000))] }))
    assert.deepInclude(change, { kind: "days", deltaDays: -3, reason: null, reasonAmount: null, others: 0 })
  })

  it("says the states where one of the two has no number", () => {
    const unknown = { accounts: [] }
    assert.deepStrictEqual(changeOf(baselineOf(), resultOf(unknown)), {
      kind: "state",
      ...since,
      from: "covered",
      to: "unknown"
    })
    assert.deepStrictEqual(changeOf(baselineOf(unknown), resultOf()), {
      kind: "state",
      ...since,
      from: "unknown",
      to: "covered"
    })
  })

  it("has no causes where one of the two was not computed", () => {
    assert.isNull(varianceSince({ ...baselineOf(), input: null }, resultOf()))
    assert.isNull(varianceSince(baselineOf(), resultOf({ accounts: [] })))
    assert.isNotNull(varianceSince(baselineOf(), resultOf()))
  })
})
