import { LocalDate } from "@beep/kernel/LocalDate"
import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { SyncTrigger } from "../../src/contract/sync/SyncTrigger.ts"
import { catchUpPlan, hasSafePoint } from "../../src/server/sync/catchUpPlan.ts"
import { reportDue } from "../../src/server/sync/reportDue.ts"
import { isEntityStep, type SyncStep, syncSteps } from "../../src/server/sync/syncSteps.ts"

const now = DateTime.makeUnsafe("2026-11-20T12:00:00Z")
const ago = (days: number) => DateTime.subtract(now, { days })
const entities = syncSteps.filter(isEntityStep)
const tracked = entities.filter(hasSafePoint)
const everything = new Set<string>(syncSteps)

const safe = (holds: number, whole = holds, but: Partial<Record<EntityName, number>> = {}) =>
  tracked.map((entity_type) => ({ entity_type, holds_until: ago(but[entity_type] ?? holds), read_whole_at: ago(whole) }))

const plan = (trigger: SyncTrigger, points: ReturnType<typeof safe>, closed: ReadonlyArray<SyncStep> = []) =>
  catchUpPlan({ trigger, now, safePoints: points, held: everything, closed: new Set(closed) })

describe("what a sync reads", () => {
  it("is everything, whole, without a safe point", () => {
    for (const trigger of SyncTrigger.literals) {
      const first = catchUpPlan({ trigger, now, safePoints: [], held: new Set(), closed: new Set() })
      assert.deepStrictEqual([...first.mastersWhole, ...first.whole], entities)
      assert.deepStrictEqual(first.changes, [])
      assert.isNull(first.since)
    }
  })

  it("is the changes since the oldest safe point, and the settings not at all", () => {
    const { changes, mastersWhole, since, whole } = plan("person", safe(1, 3, { Bill: 2 }))
    assert.deepStrictEqual(changes, tracked)
    assert.deepStrictEqual([...mastersWhole, ...whole], [])
    assert.deepStrictEqual(since, ago(2))
  })

  it("is a type whole that QuickBooks can no longer look back to, and only that type", () => {
    const { changes, since, whole } = plan("webhook", safe(1, 3, { Bill: 30, Invoice: 28.9 }))
    assert.deepStrictEqual(whole, ["Bill"])
    assert.notInclude(changes, "Bill")
    assert.include(changes, "Invoice")
    assert.deepStrictEqual(since, ago(28.9))
    assert.deepStrictEqual(plan("schedule", safe(31)).changes, [])
  })

  it("by night is the masters and settings whole, and the rest once a week", () => {
    const masters: ReadonlyArray<EntityName> = ["CompanyInfo", "Preferences", "Account", "Customer", "Vendor", "Term"]
    const night = plan("nightly", safe(0.1, 6))
    assert.deepStrictEqual(night.mastersWhole, masters)
    assert.deepStrictEqual(night.whole, [])
    assert.include(night.changes, "Invoice")
    const weekly = plan("nightly", safe(0.1, 7))
    assert.deepStrictEqual([weekly.mastersWhole, weekly.changes], [masters, []])
    assert.include(weekly.whole, "Invoice")
  })

  it("leaves out what the run has closed", () => {
    const { changes, since } = plan("person", safe(1, 1, { Bill: 5 }), ["Bill", "Invoice"])
    assert.notInclude(changes, "Bill")
    assert.notInclude(changes, "Invoice")
    assert.deepStrictEqual(since, ago(1))
  })
})

describe("a report is read again", () => {
  const today = LocalDate.make("2026-11-20")
  const state = (more: Partial<NonNullable<Parameters<typeof reportDue>[0]["state"]>> = {}) => ({
    entity_type: "GeneralLedger",
    phase: "succeeded" as const,
    rows_mirrored: 1,
    last_success_at: DateTime.subtract(now, { minutes: 59 }),
    error_code: null,
    covers_from: null,
    covers_to: today,
    ...more
  })
  const due = (more: Partial<Parameters<typeof reportDue>[0]> = {}) =>
    reportDue({ trigger: "webhook", hasChanged: false, state: state(), now, today, ...more })

  const hourOld = state({ last_success_at: DateTime.subtract(now, { minutes: 60 }) })

  it("not while nothing changed, and for a person not within the hour", () => {
    assert.isFalse(due({ state: hourOld }))
    assert.isFalse(due({ trigger: "schedule", state: hourOld }))
    assert.isFalse(due({ trigger: "person" }))
  })

  it("after any change, for a person after an hour, on a new day, after a failure, and by night", () => {
    assert.isTrue(due({ hasChanged: true }))
    assert.isTrue(due({ trigger: "person", state: hourOld }))
    assert.isTrue(due({ state: state({ covers_to: LocalDate.make("2026-11-19") }) }))
    assert.isTrue(due({ state: state({ phase: "failed" }) }))
    assert.isTrue(due({ state: undefined }))
    assert.isTrue(due({ trigger: "nightly" }))
  })
})
