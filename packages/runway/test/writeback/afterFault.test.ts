import { NotFound, ReconnectRequired, Unavailable } from "@beep/kernel/errors"
import * as Faults from "@beep/quickbooks/contract/faults"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Duration, Redacted } from "effect"
import { undoOf } from "../../src/contract/writeback/undoOf.ts"
import { afterFault } from "../../src/server/writeback/afterFault.ts"
import { nextAttempt } from "../../src/server/writeback/nextAttempt.ts"

const fields = { code: null, httpStatus: null, intuitTid: null }

describe("P1-3.3 what a failed call means for a write (runway.md 6.6)", () => {
  it.each([
    ["outage", new Faults.TransientFault(fields)],
    ["outage", new Unavailable({ what: "database" })],
    ["outage", new Faults.PermanentFault({ ...fields, reason: "unreadable" })],
    ["outage", new Faults.StaleObject(fields)],
    ["throttled", new Faults.RateLimitedByIntuit({ ...fields, retryAfterSeconds: null })],
    ["reconnect_required", new Faults.TokenExpired(fields)],
    ["reconnect_required", new Faults.ReconnectRequired(fields)],
    ["reconnect_required", new ReconnectRequired({})],
    ["reconnect_required", new NotFound({})],
    ["subscription_ended", new Faults.CompanyUnavailable(fields)]
  ] as const)("waits: %s", (reason, fault) => {
    assert.deepStrictEqual(afterFault(fault), { _tag: "Wait", reason })
  })

  it("ends the write of a record that is gone", () => {
    assert.deepStrictEqual(afterFault(new Faults.Gone(fields)), { _tag: "Deleted" })
  })

  it("says why it was refused, with QuickBooks' sentence of a business rule", () => {
    const detail = Redacted.make("The name is taken.")
    assert.deepStrictEqual(afterFault(new Faults.BusinessRule({ ...fields, detail })), {
      _tag: "Refused",
      reason: "business_rule",
      detail: "The name is taken."
    })
    assert.deepStrictEqual(afterFault(new Faults.PeriodClosed(fields)), {
      _tag: "Refused",
      reason: "period_closed",
      detail: null
    })
    assert.deepStrictEqual(afterFault(new Faults.PermanentFault({ ...fields, reason: "refused" })), {
      _tag: "Refused",
      reason: "not_accepted",
      detail: null
    })
  })
})

describe("P1-3.3 when a write is tried again", () => {
  it("is ever later in an outage, at most every quarter of an hour", () => {
    const seconds = [0, 1, 2, 7, 8, 1_000].map((attempts) => Duration.toSeconds(nextAttempt("outage", attempts)))
    assert.deepStrictEqual(seconds, [5, 10, 20, 640, 900, 900])
  })

  it("is every minute for what a person changes, and every quarter of an hour without a subscription", () => {
    const minutes = (["throttled", "reconnect_required", "switched_off", "subscription_ended"] as const).map((reason) =>
      Duration.toMinutes(nextAttempt(reason, 9))
    )
    assert.deepStrictEqual(minutes, [1, 1, 1, 15])
  })
})

describe("P1-3.3 what taking a write back means", () => {
  const recordedAt = DateTime.makeUnsafe("2025-10-01T12:00:00Z")
  const write = { state: "recorded" as const, before: { termId: null }, recordedAt, isInverse: false, isUndone: false }
  const after = (hours: number) => DateTime.add(recordedAt, { hours })

  it("is never sending what waits here, and putting the old value back within 24 hours", () => {
    assert.strictEqual(undoOf({ ...write, state: "staged" }, after(99)), "cancel")
    assert.strictEqual(undoOf(write, after(24)), "inverse")
    assert.strictEqual(undoOf({ ...write, state: "confirmed" }, after(1)), "inverse")
    assert.strictEqual(undoOf(write, after(25)), "none")
  })

  it.each(["sending", "conflict", "refused", "cancelled"] as const)("is not possible: %s", (state) => {
    assert.strictEqual(undoOf({ ...write, state }, after(1)), "none")
  })

  it("is not possible twice, nor of what takes another back, nor where there was no due date", () => {
    assert.strictEqual(undoOf({ ...write, isUndone: true }, after(1)), "none")
    assert.strictEqual(undoOf({ ...write, isInverse: true }, after(1)), "none")
    assert.strictEqual(undoOf({ ...write, recordedAt: null }, after(1)), "none")
    assert.strictEqual(undoOf({ ...write, before: { dueDate: null } }, after(1)), "none")
  })
})
