import { ClientId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { Option, Schema } from "effect"
import { bucketOf } from "../../../src/contract/digest/aging.ts"
import { Derivation, type DerivationPart } from "../../../src/contract/digest/Derivation.ts"
import { derivationOf } from "../../../src/contract/digest/derivationOf.ts"
import { Digest } from "../../../src/contract/digest/Digest.ts"
import { digestOf } from "../../../src/contract/digest/digestOf.ts"
import { readRowCursor } from "../../../src/contract/digest/rowCursor.ts"
import { FigureId } from "../../../src/contract/runway/Figure.ts"
import { derive } from "../../../src/contract/runway/derive.ts"
import { defaultSettings } from "../../../src/contract/runway/RunwaySettings.ts"
import { bareFacts } from "../../../src/testing/bareFacts.ts"
import { account, books, coverageOf, dollars, movement, payable, receivable } from "../../../src/testing/books.ts"

const clientId = ClientId.make("01890000-0000-7000-8000-000000000001")
const subject = { clientId, inputHash: "hash" }

/** G3 of runway.md 3.3 as books: 100,000 cash, 40,000 receivables, 30,000 payables, 500 and 1,000 a day. */
const g3 = derive(
  books({
    accounts: [
      account("35", dollars(80_000)),
      account("36", dollars(20_000)),
      account("37", dollars(12_400), { role: "restricted" })
    ],
    receivables: [
      receivable("Invoice", "1", dollars(30_000), { due: "2025-10-10" }),
      receivable("Invoice", "2", dollars(14_000), { party: "2", due: "2025-08-31" }),
      receivable("CreditMemo", "3", dollars(4_000), { party: "2" }),
      receivable("Invoice", "4", dollars(6_200), { party: "3", due: "2025-06-23" })
    ],
    payables: [
      payable("Bill", "11", dollars(20_000), { due: "2025-09-24" }),
      payable("Bill", "12", dollars(10_000), { due: "2025-10-31" }),
      payable("Bill", "13", dollars(7_000), { due: "2025-12-01" })
    ],
    movements: [
      ...Array.from({ length: 90 }, (_, day) => movement(`b${day}`, -dollars(500), "bill_payment")),
      ...Array.from({ length: 90 }, (_, day) => movement(`o${day}`, -dollars(1_000), "payroll"))
    ]
  }),
  defaultSettings
)

const all = { offset: 0, limit: 500 }

describe("P1-2.1 derivation of the runway", () => {
  it("walks the steps of runway.v1 with exact values", () => {
    const derivation = derivationOf({ ...subject, figure: "runway" }, g3, all)
    assert.deepStrictEqual(
      derivation.steps.map(({ id, value }) => [id, value.decimal]),
      [
        ["cash", "100000.00"],
        ["countable_receivables", "40000.00"],
        ["available", "140000.00"],
        ["near_payables_per_day", "1000.00"],
        ["bill_outflow_per_day", "500.00"],
        ["higher_of_two", "1000.00"],
        ["other_outflow_per_day", "1000.00"],
        ["used_per_day", "2000.00"],
        ["used_per_day_later", "1500.00"],
        ["days", "83.3333"]
      ]
    )
    assert.deepStrictEqual([derivation.value?.numerator, derivation.value?.denominator], [250n, 3n])
    assert.deepStrictEqual(
      derivation.parts.map(({ figure, countingRows, leftOutRows }) => [figure, countingRows, leftOutRows]),
      [
        ["cash", 2, 1],
        ["countable_receivables", 3, 1],
        ["near_payables", 2, 1],
        ["bill_outflow", 90, 0],
        ["other_outflow", 90, 0]
      ]
    )
  })

  it.each(FigureId.literals.filter((id) => id !== "runway"))(
    "%s: rows over all pages sum to the figure, whatever the page size",
    (figure) => {
      const whole = derivationOf({ ...subject, figure }, g3, all).parts[0]
      assert.isDefined(whole)
      for (const limit of [1, 2, 7, 89, 500]) {
        const rows: Array<{ readonly counts: boolean; readonly amount: { readonly minor: bigint } }> = []
        const pageAt = (offset: number): DerivationPart | undefined =>
          derivationOf({ ...subject, figure }, g3, { offset, limit }).parts[0]
        let part = pageAt(0)
        while (part !== undefined) {
          assert.strictEqual(part.amount.minor, whole?.amount.minor)
          rows.push(...part.rows)
          part = part.nextCursor === null ? undefined : pageAt(Option.getOrThrow(readRowCursor(part.nextCursor)).offset)
        }
        assert.deepStrictEqual(rows, [...(whole?.rows ?? [])])
        assert.strictEqual(
          rows.reduce((sum, row) => (row.counts ? sum + row.amount.minor : sum), 0n),
          whole?.amount.minor
        )
      }
    }
  )

  it("decodes from its own wire form, digest too, with amounts as text", () => {
    const derivation = derivationOf({ ...subject, figure: "runway" }, g3, all)
    const wire = Schema.encodeSync(Derivation)(derivation)
    assert.deepStrictEqual(Schema.decodeSync(Derivation)(wire), derivation)
    assert.deepStrictEqual(wire.parts[0]?.amount, { minor: "10000000", currency: "USD" })
    const digest = digestOf({ clientId, name: "Northlight" }, g3, bareFacts)
    assert.deepStrictEqual(Schema.decodeSync(Digest)(Schema.encodeSync(Digest)(digest)), digest)
  })
})

describe("P1-2.1 digest", () => {
  const digest = digestOf({ clientId, name: "Northlight" }, g3, bareFacts)

  it("sums sides from the same figures and shows credits apart", () => {
    assert.deepStrictEqual(
      [digest.cash.total?.minor, digest.invoices.total?.minor, digest.invoices.credits?.minor, digest.bills.total?.minor],
      [dollars(100_000), dollars(46_200), -dollars(4_000), dollars(37_000)]
    )
    assert.deepStrictEqual(
      [digest.invoices.overdue, digest.bills.overdue, digest.bills.due7, digest.bills.due30].map((sum) => [
        sum?.count,
        sum?.amount.minor
      ]),
      [
        [2, dollars(20_200)],
        [1, dollars(20_000)],
        [0, 0n],
        [1, dollars(10_000)]
      ]
    )
  })

  it("lists what came back every month and is not seen, with the rows that say so, and counts it in no figure", () => {
    const paid = ["2025-05-20", "2025-06-20", "2025-07-20", "2025-08-20"].map((day) =>
      movement(day, -dollars(3_200), "purchase", { date: LocalDate.make(day), label: "Harbor View" })
    )
    const result = derive(books({ accounts: [account("35", dollars(80_000))], movements: paid }), defaultSettings)
    const of = digestOf({ clientId, name: "Northlight" }, result, bareFacts)
    assert.deepStrictEqual(
      of.expectedItems?.map(({ amount, expectedOn, what }) => [what, amount.minor, expectedOn]),
      [["Harbor View", dollars(3_200), LocalDate.make("2025-09-20")]]
    )
    assert.deepStrictEqual(
      of.expectedItems?.[0]?.learnedFrom.map(({ date, entityType, qboId }) => [entityType, qboId, date]),
      paid.map(({ date, sourceQboId }) => ["Purchase", sourceQboId, date])
    )
    assert.deepStrictEqual(Schema.decodeSync(Digest)(Schema.encodeSync(Digest)(of)), of)
    assert.strictEqual(result.figures.other_outflow?.rows.length, 2)
    assert.deepStrictEqual(digest.expectedItems, [])
    const unread = derive(books({ coverage: coverageOf(["cash_movements"]) }), defaultSettings)
    assert.isNull(digestOf({ clientId, name: "Northlight" }, unread, bareFacts).expectedItems)
  })

  it("ages open documents so that the buckets and the credits make the total", () => {
    assert.deepStrictEqual(
      digest.invoices.aging?.map(({ bucket, amount }) => [bucket, amount.minor]),
      [
        ["not_due", dollars(30_000)],
        ["1_30", 0n],
        ["31_60", dollars(14_000)],
        ["61_90", 0n],
        ["over_90", dollars(6_200)],
        ["undated", 0n]
      ]
    )
    const aged = digest.invoices.aging?.reduce((sum, { amount }) => sum + amount.minor, 0n) ?? 0n
    assert.strictEqual(aged + (digest.invoices.credits?.minor ?? 0n), digest.invoices.total?.minor)
  })

  it("day 30 is 1_30, day 31 is 31_60, day 90 is 61_90, day 91 is over_90, today is not due", () => {
    assert.deepStrictEqual([0, 1, 30, 31, 60, 61, 90, 91, null].map(bucketOf), [
      "not_due",
      "1_30",
      "1_30",
      "31_60",
      "31_60",
      "61_90",
      "61_90",
      "over_90",
      "undated"
    ])
  })

  it("names the first three bills by due date and overdue invoices by amount", () => {
    assert.deepStrictEqual(
      digest.bills.top.map(({ docNumber, daysOverdue }) => [docNumber, daysOverdue]),
      [
        ["11", 7],
        ["12", -30],
        ["13", -61]
      ]
    )
    assert.deepStrictEqual(
      digest.invoices.top.map(({ docNumber }) => docNumber),
      ["2", "4"]
    )
  })

  it("lists restricted cash apart from what counts", () => {
    assert.deepStrictEqual(
      [digest.cash.countedAccounts, digest.cash.accounts.map(({ role }) => role)],
      [2, ["included", "included", "restricted"]]
    )
    assert.strictEqual(digest.asOfDate, LocalDate.make("2025-10-01"))
  })
})
