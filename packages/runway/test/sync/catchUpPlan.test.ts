import { LocalDate } from "@beep/kernel/LocalDate"
import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { SyncTrigger } from "../../src/contract/sync/SyncTrigger.ts"
import { catchUpPlan, hasSafePoint, namesSettings } from "../../src/server/sync/catchUpPlan.ts"
import { reportDue } from "../../src/server/sync/reportDue.ts"
import { isEntityStep, type SyncStep, syncSteps } from "../../src/server/sync/syncSteps.ts"

const now = DateTime.makeUnsafe("2026-11-20T12:00:00Z")
const ago = (days: number) => DateTime.subtract(now, { days })
const entities = syncSteps.filter(isEntityStep)
const tracked = entities.filter(hasSafePoint)
const readAt = (days: number) => new Map<string, DateTime.Utc>(syncSteps.map((step) => [step, ago(days)]))

const safe = (holds: number, whole = holds, but: Partial<Record<EntityName, number>> = {}) =>
  tracked.map((entity_type) => ({ entity_type, holds_until: ago(but[entity_type] ?? holds), read_whole_at: ago(whole) }))

const plan = (
  trigger: SyncTrigger,
  points: ReturnType<typeof safe>,
  more: { readonly closed?: ReadonlyArray<SyncStep>; readonly named?: ReadonlyArray<string>; readonly settings?: number } = {}
) =>
  catchUpPlan({
    trigger,
    now,
    safePoints: points,
    readAt: readAt(more.settings ?? 1),
    named: more.named ?? [],
    closed: new Set(more.closed)
  })

describe("what a sync reads", () => {
  it("is everything, whole, without a safe point", () => {
    for (const trigger of SyncTrigger.literals) {
      const first = catchUpPlan({ trigger, now, safePoints: [], readAt: new Map(), named: [], closed: new Set() })
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

  it("by night is the changes alone, and everything whole once a week", () => {
    const masters: ReadonlyArray<EntityName> = ["CompanyInfo", "Preferences", "Account", "Customer", "Vendor", "Term"]
    const night = plan("nightly", safe(0.1, 6), { settings: 6 })
    assert.deepStrictEqual([night.mastersWhole, night.whole], [[], []])
    assert.deepStrictEqual(night.changes, tracked)
    const weekly = plan("nightly", safe(0.1, 7), { settings: 7 })
    assert.deepStrictEqual([weekly.mastersWhole, weekly.changes], [masters, []])
    assert.include(weekly.whole, "Invoice")
    assert.deepStrictEqual(plan("schedule", safe(0.1, 7), { settings: 7 }).mastersWhole, [])
  })

  it("is everything whole after a certificate that named somebody new", () => {
    const all = plan("comparison", safe(0.1))
    assert.deepStrictEqual([...all.mastersWhole, ...all.whole], entities)
    assert.deepStrictEqual(all.changes, [])
  })

  it("takes in the settings when an event names them, because change data tells of none", () => {
    const { changes, mastersWhole } = plan("webhook", safe(0.1), { named: ["Invoice", "Preferences"] })
    assert.deepStrictEqual(mastersWhole, ["Preferences"])
    assert.deepStrictEqual(changes, tracked)
    assert.deepStrictEqual(
      ["Invoice", "Preferences"].map((one) => namesSettings([one])),
      [false, true]
    )
  })

  it("leaves out what the run has closed", () => {
    const { changes, since } = plan("person", safe(1, 1, { Bill: 5 }), { closed: ["Bill", "Invoice"] })
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
    assert.isTrue(due({ trigger: "comparison" }))
  })
})
