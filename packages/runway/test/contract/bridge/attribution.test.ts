import { addDays } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import type { BridgeCause } from "../../../src/contract/bridge/BridgeCause.ts"
import type { BridgeFigure } from "../../../src/contract/bridge/BookRow.ts"
import { bridgeOf, type ExactBridge } from "../../../src/contract/bridge/bridgeOf.ts"
import type { RecordFate } from "../../../src/contract/bridge/itemChanges.ts"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import { derive } from "../../../src/contract/runway/derive.ts"
import { defaultSettings, type RunwaySettings } from "../../../src/contract/runway/RunwaySettings.ts"
import { whole, zero } from "../../../src/contract/runway/rational.ts"
import { account, asOf, books, dollars, movement, payable, receivable, scheduledPayment } from "../../../src/testing/books.ts"

/** 50,000 in one account, 100 a day to vendors and 400 a day otherwise. */
const base = (more: Partial<LedgerSnapshot> = {}, balance = dollars(50_000)): LedgerSnapshot =>
  books({ accounts: [account("35", balance)], ...more, movements: [...steady, ...(more.movements ?? [])] })
const steady = [
  movement("bills", -dollars(9_000), "bill_payment", { date: addDays(asOf, -40) }),
  movement("wages", -dollars(36_000), "payroll", { date: addDays(asOf, -40) })
]

interface Case {
  readonly what: string
  readonly from: LedgerSnapshot
  readonly to: LedgerSnapshot
  readonly settings?: Partial<RunwaySettings>
  readonly fates?: Readonly<Record<string, RecordFate>>
  /** Every part that is not zero, with the figures it changes in dollars. */
  readonly parts: Partial<Record<BridgeCause, Partial<Record<BridgeFigure, number>>>>
}

const invoice = receivable("Invoice", "1", dollars(4_000), { due: "2025-09-20" })
const bill = payable("Bill", "7", dollars(1_500))
const settled: RecordFate = { knownBefore: true, after: "settled" }
const tomorrow = addDays(asOf, 1)
const week = addDays(asOf, 7)

const cases: ReadonlyArray<Case> = [
  {
    what: "an invoice is paid into the bank",
    from: base({ receivables: [invoice] }),
    to: base({ movements: [movement("p", dollars(4_000), "customer_receipt", { date: tomorrow })], asOf: week }, dollars(54_000)),
    fates: { "Invoice:1": settled },
    parts: { paid: { cash: 4_000, countable_receivables: -4_000 } }
  },
  {
    what: "half an invoice is paid and the other half raised",
    from: base({ receivables: [invoice] }),
    to: base({
      receivables: [{ ...invoice, totalMinor: dollars(4_300), openMinor: dollars(2_300), homeOpenMinor: dollars(2_300) }]
    }),
    parts: { paid: { countable_receivables: -2_000 }, edited: { countable_receivables: 300 } }
  },
  {
    what: "a bill is paid by a payment recorded for a later day, and then the day comes",
    from: base({ payables: [bill] }),
    to: base({ scheduledPayments: [scheduledPayment("9", dollars(1_500), "2025-10-20")] }),
    fates: { "Bill:7": settled },
    parts: { paid: {} }
  },
  {
    what: "an invoice grows older than 90 days",
    from: base({ receivables: [receivable("Invoice", "1", dollars(6_200), { due: addDays(asOf, -90) })] }),
    to: base({ receivables: [receivable("Invoice", "1", dollars(6_200), { due: addDays(asOf, -90) })], asOf: tomorrow }),
    parts: { slipped: { countable_receivables: -6_200 } }
  },
  {
    what: "a bill comes within the horizon, and the window leaves a payment behind",
    from: base({
      payables: [payable("Bill", "7", dollars(1_500), { due: addDays(asOf, 33) })],
      movements: [movement("old", -dollars(90), "payroll", { date: addDays(asOf, -90) })]
    }),
    to: base({
      payables: [payable("Bill", "7", dollars(1_500), { due: addDays(asOf, 33) })],
      movements: [movement("old", -dollars(90), "payroll", { date: addDays(asOf, -90) })],
      asOf: week
    }),
    parts: { days_passed: { near_payables: 1_500, other_outflow: -90 } }
  },
  {
    what: "a bill dated tomorrow, and a deposit",
    from: base(),
    to: base(
      {
        payables: [{ ...payable("Bill", "7", dollars(1_500), { due: addDays(asOf, 33) }), txnDate: tomorrow }],
        movements: [movement("retainer", dollars(700), "other_in", { date: tomorrow })],
        asOf: week
      },
      dollars(50_700)
    ),
    parts: { new: { cash: 700, near_payables: 1_500 } }
  },
  {
    what: "a due date is moved out of the horizon",
    from: base({ payables: [bill] }),
    to: base({ payables: [{ ...bill, dueDate: addDays(asOf, 60) }] }),
    parts: { edited: { near_payables: -1_500 } }
  },
  {
    what: "an expense of last month is entered today",
    from: base(),
    to: base({ movements: [movement("late", -dollars(412), "purchase", { date: addDays(asOf, -27) })] }, dollars(49_588)),
    parts: { backdated: { cash: -412, other_outflow: 412 } }
  },
  {
    what: "a bill dated on the first day itself is learned after it",
    from: base(),
    to: base({ payables: [{ ...bill, txnDate: asOf }] }),
    parts: { backdated: { near_payables: 1_500 } }
  },
  {
    what: "a bill entered twice is deleted, another is voided",
    from: base({ payables: [bill, payable("Bill", "8", dollars(300))] }),
    to: base(),
    fates: { "Bill:7": { knownBefore: true, after: "gone" }, "Bill:8": { knownBefore: true, after: "voided" } },
    parts: { deleted: { near_payables: -1_800 } }
  },
  {
    what: "a payment is taken back and its invoice stands open again",
    from: base({ movements: [movement("p", dollars(4_000), "customer_receipt", { date: addDays(asOf, -2) })] }, dollars(54_000)),
    to: base({ receivables: [invoice] }),
    fates: { "Invoice:1": { knownBefore: true, after: "open" } },
    parts: { edited: { countable_receivables: 4_000 }, deleted: { cash: -4_000 } }
  },
  {
    what: "an account is no longer counted, and its lines go with it",
    from: base({
      accounts: [account("35", dollars(50_000)), account("36", dollars(9_000))],
      movements: [movement("rent", -dollars(900), "purchase", { accountQboId: account("36", 0n).qboId })]
    }),
    to: base({ accounts: [account("35", dollars(50_000)), account("36", dollars(9_500), { role: "excluded" })] }),
    parts: { account_inclusion: { cash: -9_000, other_outflow: -900 } }
  },
  {
    what: "an account opened at the bank, and one deleted from the books",
    from: base({ accounts: [account("35", dollars(50_000)), account("36", dollars(20))] }),
    to: base({ accounts: [account("35", dollars(50_000)), account("37", dollars(5_000))] }),
    parts: { new: { cash: 5_000 }, deleted: { cash: -20 } }
  },
  {
    what: "QuickBooks states another balance and no line explains it",
    from: base(),
    to: base({}, dollars(50_001)),
    parts: { edited: { cash: 1 } }
  },
  {
    what: "receivables are no longer counted",
    from: base({ receivables: [invoice] }),
    to: base({ receivables: [invoice] }),
    settings: { arInclusion: "none" },
    parts: { rule_change: { countable_receivables: -4_000 } }
  },
  { what: "nothing", from: base({ receivables: [invoice] }), to: base({ receivables: [invoice] }), parts: {} }
]

const changedParts = (bridge: ExactBridge | null): Case["parts"] =>
  Object.fromEntries(
    (bridge?.parts ?? []).flatMap(({ cause, change, rows }) => {
      const { windowDays: _, ...sums } = change
      const moved = Object.entries(sums).flatMap(([id, minor]) => (minor === 0n ? [] : [[id, Number(minor) / 100]]))
      return rows.length === 0 ? [] : [[cause, Object.fromEntries(moved)]]
    })
  )

describe("the bridge says why", () => {
  for (const { fates = {}, from, parts, settings = {}, to, what } of cases)
    it(what, () => {
      const bridge = bridgeOf({
        from: derive(from, defaultSettings),
        to: derive(to, { ...defaultSettings, ...settings }),
        fullDay: asOf,
        fates: new Map(Object.entries(fates))
      })
      assert.deepStrictEqual(changedParts(bridge), parts)
    })

  it("the mock's direction: a payment to a vendor at the usual pace costs no day beyond its cash", () => {
    const bridge = bridgeOf({
      from: derive(base({ payables: [bill] }), defaultSettings),
      to: derive(
        base({ movements: [movement("b", -dollars(1_500), "bill_payment", { date: asOf })], asOf: tomorrow }, dollars(48_500)),
        defaultSettings
      ),
      fullDay: addDays(asOf, -1),
      fates: new Map([["Bill:7", settled]])
    })
    const part = bridge?.parts.find(({ cause }) => cause === "paid")
    assert.strictEqual(part?.change.cash, -dollars(1_500))
    assert.strictEqual(part?.change.near_payables, -dollars(1_500))
    assert.isTrue((part?.days.num ?? 0n) < 0n)
  })

  it("there is none where one of the days has no figures", () => {
    const unknown = derive(books({ syncedAt: null }), defaultSettings)
    assert.isNull(bridgeOf({ from: unknown, to: derive(base(), defaultSettings), fullDay: asOf, fates: new Map() }))
  })

  it("where nothing is used any more there is no number, and the next number carries the difference", () => {
    const old = movement("a", -dollars(90), "payroll", { date: addDays(asOf, -90) })
    const late = movement("z", -dollars(180), "payroll", { date: addDays(asOf, -5) })
    const bridge = bridgeOf({
      from: derive(books({ accounts: [account("35", dollars(300))], movements: [old] }), defaultSettings),
      to: derive(books({ accounts: [account("35", dollars(120))], movements: [old, late], asOf: tomorrow }), defaultSettings),
      fullDay: asOf,
      fates: new Map()
    })
    const days = (cause: BridgeCause) => bridge?.parts.find((part) => part.cause === cause)?.days
    assert.deepStrictEqual([bridge?.from.days, bridge?.to.days], [whole(300n), whole(60n)])
    assert.deepStrictEqual([days("days_passed"), days("backdated")], [zero, whole(-240n)])
  })
})
