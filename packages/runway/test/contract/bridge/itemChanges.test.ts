import { addDays } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import {
  itemChanges,
  type ItemContext,
  itemKey,
  type RecordFate,
  scheduledChanges
} from "../../../src/contract/bridge/itemChanges.ts"
import { unexplained } from "../../../src/contract/bridge/unexplained.ts"
import type { OpenItem, ScheduledPayment } from "../../../src/contract/ledger/OpenItem.ts"
import { QboId } from "../../../src/contract/ledger/QboId.ts"
import { asOf, books, payable, receivable, scheduledPayment } from "../../../src/testing/books.ts"

const context = (fates: Readonly<Record<string, RecordFate>> = {}): ItemContext => ({
  fullDay: asOf,
  fates: new Map(Object.entries(fates))
})

/** Each step as its cause and what is open after it. */
const stepsOf = (before: OpenItem | null, after: OpenItem | null, fates: Readonly<Record<string, RecordFate>> = {}) =>
  itemChanges(before === null ? [] : [before], after === null ? [] : [after], context(fates)).map(({ steps }) =>
    steps.map(({ cause, value }) => [cause, value?.openMinor ?? null, value?.homeOpenMinor ?? null])
  )

const invoice = { ...receivable("Invoice", "1", 1_000n), txnDate: asOf }
const tomorrow = addDays(asOf, 1)

const known = (after: RecordFate["after"]): Readonly<Record<string, RecordFate>> => ({
  "Invoice:1": { knownBefore: true, after }
})

describe("why an open document came", () => {
  it.each([
    ["it is dated after the first day", tomorrow, {}, "new"],
    ["it is dated on it", asOf, {}, "backdated"],
    ["it was known, and is open again", asOf, known("open"), "edited"],
    ["it was known before its day came", tomorrow, known("open"), "new"]
  ] as const)("%s", (_what, txnDate, fates, cause) => {
    assert.deepStrictEqual(stepsOf(null, { ...invoice, txnDate }, fates), [[[cause, 1_000n, 1_000n]]])
  })

  it("money that arrives for nothing in particular is paid", () => {
    const payment = { ...receivable("Payment", "1", 400n), txnDate: tomorrow }
    assert.deepStrictEqual(stepsOf(null, payment), [[["paid", 400n, 400n]]])
  })
})

describe("why an open document went", () => {
  it.each([
    ["settled", "paid"],
    ["gone", "deleted"],
    ["voided", "deleted"],
    ["open", "edited"],
    ["later", "edited"]
  ] as const)("%s: %s", (fate, cause) => {
    assert.deepStrictEqual(stepsOf(invoice, null, known(fate)), [[[cause, null, null]]])
  })

  it("nobody heard of it: deleted", () => {
    assert.deepStrictEqual(stepsOf(invoice, null), [[["deleted", null, null]]])
  })
})

describe("what became of a document that stands open on both days", () => {
  it("is nothing where it counts the same", () => {
    assert.deepStrictEqual(stepsOf(invoice, { ...invoice, docNumber: "another" }), [[]])
  })

  it("is a payment where more of it is settled, and nothing else is said", () => {
    assert.deepStrictEqual(stepsOf(invoice, { ...invoice, openMinor: 600n, homeOpenMinor: 600n }), [[["paid", 600n, 600n]]])
  })

  it("is a payment and an edit where its date moved too", () => {
    const after = { ...invoice, openMinor: 600n, homeOpenMinor: 600n, dueDate: tomorrow }
    assert.deepStrictEqual(stepsOf(invoice, after), [
      [
        ["paid", 600n, 600n],
        ["edited", 600n, 600n]
      ]
    ])
  })

  it("is an edit where less of it is settled than was", () => {
    const was = { ...invoice, openMinor: 600n, homeOpenMinor: 600n }
    assert.deepStrictEqual(stepsOf(was, invoice), [[["edited", 1_000n, 1_000n]]])
  })

  it.each([
    ["its due date", { dueDate: tomorrow }],
    ["its party", { partyQboId: QboId.make("2") }],
    ["its rate", { homeOpenMinor: 1_100n }],
    ["its total, with what is open", { totalMinor: 1_200n, openMinor: 1_200n, homeOpenMinor: 1_200n }]
  ])("is an edit where %s is another", (_what, change) => {
    const after = { ...invoice, ...change }
    assert.deepStrictEqual(stepsOf(invoice, after), [[["edited", after.openMinor, after.homeOpenMinor]]])
  })

  it("keeps the rate it had while it is paid, and the new rate is an edit", () => {
    const foreign = { ...invoice, currency: Currency.make("EUR"), homeOpenMinor: 1_100n }
    assert.deepStrictEqual(stepsOf(foreign, { ...foreign, openMinor: 500n, homeOpenMinor: 600n }), [
      [
        ["paid", 500n, 550n],
        ["edited", 500n, 600n]
      ]
    ])
    assert.deepStrictEqual(stepsOf({ ...foreign, homeOpenMinor: null }, { ...foreign, openMinor: 500n, homeOpenMinor: null }), [
      [["paid", 500n, null]]
    ])
  })

  it("is a payment of a line that is owed the other way, too", () => {
    const line = { ...receivable("JournalEntry", "1", -1_000n), txnDate: asOf }
    assert.deepStrictEqual(stepsOf(line, { ...line, openMinor: -400n, homeOpenMinor: -400n }), [[["paid", -400n, -400n]]])
  })

  it("is one change per customer of a journal entry", () => {
    const line = (party: string) => receivable("JournalEntry", "1", 100n, { party })
    assert.deepStrictEqual([line("1"), line("2")].map(itemKey), ["JournalEntry:1:1", "JournalEntry:1:2"])
    assert.strictEqual(itemKey(invoice), "Invoice:1:")
    assert.strictEqual(itemChanges([line("1"), line("2")], [line("1")], context()).length, 2)
  })
})

describe("why a payment recorded for a later day came, went or changed", () => {
  const payment = scheduledPayment("9", 1_500n, "2025-10-20")
  const steps = (
    before: ScheduledPayment | null,
    after: ScheduledPayment | null,
    fates: Readonly<Record<string, RecordFate>> = {}
  ) =>
    scheduledChanges(before === null ? [] : [before], after === null ? [] : [after], context(fates)).map((change) =>
      change.steps.map(({ cause, value }) => [cause, value])
    )
  const fate = (after: RecordFate["after"]) => ({ "BillPayment:9": { knownBefore: true, after } })

  it("recording it is paying, and so is its day's coming", () => {
    assert.deepStrictEqual(steps(null, payment), [[["paid", payment]]])
    assert.deepStrictEqual(steps(payment, null, fate("settled")), [[["paid", null]]])
    assert.deepStrictEqual(steps(payment, null, fate("open")), [[["paid", null]]])
  })

  it("taking it back, voiding it, or never hearing of it again is deleting", () => {
    assert.deepStrictEqual(steps(payment, null, fate("gone")), [[["deleted", null]]])
    assert.deepStrictEqual(steps(payment, null, fate("voided")), [[["deleted", null]]])
    assert.deepStrictEqual(steps(payment, null), [[["deleted", null]]])
  })

  it.each([
    ["its day", { txnDate: addDays(payment.txnDate, 1) }],
    ["its amount", { amountMinor: 1_600n }],
    ["its value at home", { homeAmountMinor: 1_600n }]
  ])("another one: %s", (_what, change) => {
    const after = { ...payment, ...change }
    assert.deepStrictEqual(steps(payment, after), [[["edited", after]]])
  })

  it("nothing where it is the same", () => {
    assert.deepStrictEqual(steps(payment, { ...payment, docNumber: "another" }), [[]])
  })
})

describe("what the mirror is asked about", () => {
  it("is what stands in the books of one of the days alone", () => {
    const both = [invoice, receivable("Invoice", "2", 1n)]
    const from = books({
      receivables: [...both, receivable("Invoice", "3", 1n)],
      payables: [payable("Bill", "4", 1n)],
      scheduledPayments: [scheduledPayment("5", 1n, "2025-10-20")]
    })
    const to = books({ receivables: both, payables: [payable("Bill", "6", 1n), payable("Bill", "4", 2n)] })
    assert.deepStrictEqual(unexplained(from, to), [
      { entityType: "Bill", qboId: QboId.make("6") },
      { entityType: "BillPayment", qboId: QboId.make("5") },
      { entityType: "Invoice", qboId: QboId.make("3") }
    ])
    assert.deepStrictEqual(unexplained(from, from), [])
  })
})
