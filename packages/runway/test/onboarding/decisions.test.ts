import { ConnectionStatus } from "@beep/connections/contract/Connection"
import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { Option, Schema } from "effect"
import { unreadText } from "../../src/contract/messages.ts"
import { ClientSettings, defaultClientSettings } from "../../src/contract/onboarding/ClientSettings.ts"
import { ConfirmedStep, stepOf } from "../../src/contract/onboarding/stepOf.ts"
import { derive } from "../../src/contract/runway/derive.ts"
import { payrollBadge } from "../../src/contract/runway/payrollBadge.ts"
import { defaultSettings } from "../../src/contract/runway/RunwaySettings.ts"
import { SyncErrorCode } from "../../src/server/sync/stepFailure.ts"
import { account, books, dollars, payable, scheduledPayment } from "../../src/testing/books.ts"

const asOf = LocalDate.make("2025-10-01")

const badge = (parts: Parameters<typeof books>[0], amount: bigint, inDays: number) =>
  payrollBadge(derive(books({ asOf, ...parts }), defaultSettings), {
    nextDate: addDays(asOf, inDays),
    amount: { minor: amount, currency: usd }
  })?.status

describe("the step at hand", () => {
  it("follows the link: without one, connect; with one, what was confirmed last", () => {
    assert.strictEqual(stepOf("connect", "never"), "connect")
    for (const linked of ["connected", "expiring"] as const) {
      assert.strictEqual(stepOf("connect", linked), "sync")
      assert.strictEqual(stepOf("cash", linked), "cash")
      assert.strictEqual(stepOf("digest", linked), "digest")
    }
    for (const status of ConnectionStatus.literals) {
      assert.strictEqual(stepOf("done", status), "done")
      if (status === "connected" || status === "expiring") continue
      for (const confirmed of ConfirmedStep.literals.filter((step) => step !== "done"))
        assert.strictEqual(stepOf(confirmed, status), "connect", `${confirmed} ${status}`)
    }
  })
})

describe("a first sync that brought nothing", () => {
  it("has a sentence for every code of the sync", () => {
    const unnamed = unreadText(null)
    assert.deepStrictEqual(
      SyncErrorCode.literals.filter((code) => unreadText(code) === unnamed),
      []
    )
    assert.strictEqual(new Set(SyncErrorCode.literals.map(unreadText)).size, SyncErrorCode.literals.length)
  })
})

describe("the settings of a client", () => {
  const reads = (more: Partial<ClientSettings>) =>
    Option.isSome(Schema.decodeUnknownOption(ClientSettings)({ ...defaultClientSettings, ...more }))

  it("begin as runway.md 10.1 has them", () => {
    assert.deepStrictEqual(defaultClientSettings, {
      digestDay: "monday",
      digestHour: 6,
      redBelowDays: 30,
      yellowBelowDays: 60,
      criticalBelowDays: 7
    })
  })

  it("do not contradict themselves", () => {
    assert.isTrue(reads({}))
    assert.isTrue(reads({ criticalBelowDays: 30 }))
    assert.isFalse(reads({ criticalBelowDays: 31 }))
    assert.isFalse(reads({ yellowBelowDays: 30 }))
    assert.isFalse(reads({ yellowBelowDays: 351 }))
    assert.isFalse(reads({ digestHour: 24 }))
    assert.isFalse(reads({ redBelowDays: 1.5 }))
  })
})

describe("the payroll badge of runway.md 3.6", () => {
  const cash = { accounts: [account("1", dollars(1_000))] }

  it("asks whether cash is left after bills due by then, to the cent", () => {
    const bills = { ...cash, payables: [payable("Bill", "10", dollars(400), { due: addDays(asOf, 10) })] }
    assert.strictEqual(badge(bills, dollars(600), 10), "ok")
    assert.strictEqual(badge(bills, dollars(600) + 1n, 10), "at_risk")
    assert.strictEqual(badge(bills, dollars(1_000), 9), "ok", "a bill due after the payroll waits")
  })

  it("counts overdue and undated bills, and no receivable", () => {
    const owed = [
      payable("Bill", "10", dollars(100), { due: addDays(asOf, -5) }),
      payable("Bill", "11", dollars(100), { due: null })
    ]
    assert.strictEqual(badge({ ...cash, payables: owed }, dollars(800), 3), "ok")
    assert.strictEqual(badge({ ...cash, payables: owed }, dollars(801), 3), "at_risk")
  })

  it("counts payments already recorded for a day before it, not for the day itself", () => {
    const recorded = (inDays: number) => ({
      ...cash,
      scheduledPayments: [scheduledPayment("20", dollars(300), addDays(asOf, inDays))]
    })
    assert.strictEqual(badge(recorded(4), dollars(800), 5), "at_risk")
    assert.strictEqual(badge(recorded(5), dollars(800), 5), "ok")
  })

  it("says nothing without a profile, after its date, without cash, or where an amount has no known value", () => {
    const result = derive(books({ asOf, ...cash }), defaultSettings)
    assert.isNull(payrollBadge(result, null))
    assert.isUndefined(badge(cash, dollars(1), -1))
    assert.strictEqual(badge(cash, dollars(1), 0), "ok")
    assert.isUndefined(badge({ accounts: [] }, dollars(1), 5))
    assert.isUndefined(badge({ ...cash, payables: [payable("Bill", "10", dollars(1), { home: null })] }, dollars(1), 30))
  })
})
