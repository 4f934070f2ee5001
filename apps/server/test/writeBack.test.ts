import { LocalDate } from "@beep/kernel/LocalDate"
import { writeUnconfirmed } from "@beep/observability/metrics"
import { FixForm } from "@beep/runway/contract/writeback/WriteBack"
import { Outbox } from "@beep/runway/server/writeback/Outbox"
import { WriteBacks } from "@beep/runway/server/writeback/WriteBacks"
import { FeatureFlags } from "@beep/tenancy/server/FeatureFlags"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Fiber, Metric, Schedule, Schema } from "effect"
import { due, dueDate, minutes, one, opened, shown, statusOf, suite } from "./books/writes.ts"

layer(suite, { excludeTestServices: true, timeout: "3 minutes" })("writes to QuickBooks", (it) => {
  it.effect(
    "P1-3.1 go from staged over recorded to confirmed, change one field of the book, and are mirrored",
    () =>
      Effect.gen(function* () {
        const { actions, billOf, form: formOf, get, issueOn, listed, order, turn, unpaid } = yield* opened
        const bill = one(unpaid)
        const issue = yield* issueOn(bill.id)
        const form = yield* Effect.flatMap(formOf(issue.issueId), ({ json }) => Schema.decodeUnknownEffect(FixForm)(json))
        assert.strictEqual(form.current.dueDate, bill.dueDate)
        assert.strictEqual(form.recordVersion, String(bill.token))
        assert.isAbove(form.terms.length, 0)
        assert.isTrue(form.terms.every(({ name }) => name !== null))

        const { results } = yield* order([dueDate(issue, "2031-01-31", form.recordVersion)])
        const staged = one(results)
        assert.deepInclude(staged, { outcome: "staged" })
        assert.deepInclude(staged.write, { state: "staged", undo: "cancel", reason: null })
        assert.strictEqual(yield* statusOf(issue.issueId), "fixing pending")
        assert.strictEqual((yield* billOf(bill.id))?.raw, bill.raw, "nothing is sent before its time")

        yield* turn
        const after = yield* billOf(bill.id)
        assert.deepInclude(after, { dueDate: "2031-01-31", token: bill.token + 1 })
        const unchanged = (raw: string) =>
          raw
            .replace(/"DueDate":"[^"]*"/, "")
            .replace(/"SyncToken":"\d+"/, "")
            .replace(/"MetaData":\{[^}]*\}/, "")
        assert.strictEqual(unchanged(after?.raw ?? ""), unchanged(bill.raw))
        const write = one(yield* listed)
        assert.deepInclude(shown(write), { state: "confirmed", reason: null, undo: "inverse" })
        const row = yield* get(`ledger/Bill/${bill.id}`)
        assert.include(row.text, "2031-01-31")
        assert.deepStrictEqual(yield* actions, [
          "issue.fix_requested",
          "write.staged",
          "write.sent",
          "write.recorded",
          "issue.fix_recorded",
          "write.confirmed"
        ])
      }),
    minutes
  )

  it.effect(
    "of a double click and of two windows are one",
    () =>
      Effect.gen(function* () {
        const { billOf, issueOn, order, turn, unpaid } = yield* opened
        const bill = one(unpaid)
        const issue = yield* issueOn(bill.id)
        const fix = dueDate(issue, "2031-02-28")
        const both = yield* Effect.all([order([fix]), order([fix])], { concurrency: 2 })
        assert.deepStrictEqual(both.map(({ results }) => one(results).outcome).toSorted(), ["staged", "under_way"])
        const other = one((yield* order([dueDate(issue, "2031-03-31")])).results)
        assert.strictEqual(other.outcome, "busy")
        assert.strictEqual(other.write?.after.dueDate, "2031-02-28")
        yield* Effect.all([turn, turn], { concurrency: 2 })
        assert.deepInclude(yield* billOf(bill.id), { dueDate: "2031-02-28", token: bill.token + 1 })
      }),
    minutes
  )

  it.effect(
    "are done once when the process ends between the sending and the record of it",
    () =>
      Effect.gen(function* () {
        const { actions, billOf, clientId, firm, listed, ordered, spoil, turn, unpaid } = yield* opened
        const bill = one(unpaid)
        const { issue } = yield* ordered(bill)
        yield* spoil({ fault: "answer_lost", path: "write", times: 1 })
        const outbox = yield* Outbox
        const scope = yield* SystemScope
        yield* due(clientId)
        // Patient: it waits to ask again, and is ended while it waits.
        const running = yield* outbox
          .work(clientId)
          .pipe(scope.within({ job: "writes.send", reason: "test" }, firm.organization.id), Effect.forkChild)
        yield* billOf(bill.id).pipe(
          Effect.repeat({ until: (found) => found?.token === bill.token + 1, schedule: Schedule.spaced("20 millis") })
        )
        yield* Fiber.interrupt(running)
        assert.deepInclude(shown(one(yield* listed)), { state: "sending", undo: "none" })
        assert.strictEqual(yield* statusOf(issue.issueId), "fixing pending")

        yield* turn
        assert.deepInclude(yield* billOf(bill.id), { dueDate: "2031-01-31", token: bill.token + 1 })
        assert.deepInclude(shown(one(yield* listed)), { state: "confirmed" })
        assert.deepStrictEqual(
          (yield* actions).filter((action) => action.startsWith("write.")),
          ["write.staged", "write.sent", "write.recorded", "write.confirmed"]
        )
      }),
    minutes
  )

  it.effect(
    "end in a conflict, with what QuickBooks holds, when the record was changed or deleted there",
    () =>
      Effect.gen(function* () {
        const { actions, billOf, issueOn, listed, order, place, turn, unpaid } = yield* opened
        const [changed, deleted, same] = unpaid
        if (changed === undefined || deleted === undefined || same === undefined) return assert.fail("too few bills")
        const issues = yield* Effect.forEach([changed, deleted, same], ({ id }) => issueOn(id))
        const { results } = yield* order(issues.map((issue) => dueDate(issue)))
        assert.deepStrictEqual(
          results.map(({ outcome }) => outcome),
          ["staged", "staged", "staged"]
        )
        yield* place({ order: "editAmount", id: changed.id, amount: "12.34" })
        yield* place({ order: "delete", id: deleted.id })
        const before = yield* billOf(changed.id)
        yield* turn
        const writes = yield* listed
        const of = (id: string) => one(writes.filter(({ qboId }) => qboId === id))
        assert.deepStrictEqual(shown(of(changed.id)), {
          state: "conflict",
          reason: "changed",
          now: { dueDate: of(changed.id).before.dueDate ?? null },
          undo: "none"
        })
        assert.deepInclude(shown(of(deleted.id)), { state: "conflict", reason: "deleted" })
        assert.deepInclude(shown(of(same.id)), { state: "confirmed" })
        assert.strictEqual((yield* billOf(changed.id))?.raw, before?.raw)
        assert.lengthOf(
          (yield* actions).filter((action) => action === "issue.fix_conflicted"),
          2
        )
      }),
    minutes
  )

  it.effect(
    "stay staged and say so while QuickBooks does not answer, and go on by themselves when it does",
    () =>
      Effect.gen(function* () {
        const { billOf, listed, ordered, spoil, turn, unpaid } = yield* opened
        const bill = one(unpaid)
        yield* ordered(bill)
        yield* spoil({ fault: "unavailable", path: "read", times: 1 })
        yield* turn
        const waiting = one(yield* listed)
        assert.deepInclude(shown(waiting), { state: "staged", reason: "outage", undo: "cancel" })
        assert.isNotNull(waiting.nextAttemptAt)
        yield* spoil({ fault: "unavailable", path: "write", times: 1 })
        yield* turn
        assert.deepInclude(shown(one(yield* listed)), {
          state: "sending",
          reason: "outage",
          undo: "none"
        })
        yield* spoil({ fault: "throttled_retry_after", path: "write", seconds: 1, times: 1 })
        yield* turn
        assert.deepInclude(shown(one(yield* listed)), { state: "sending", reason: "throttled" })
        assert.strictEqual((yield* billOf(bill.id))?.raw, bill.raw)
        const last = yield* turn.pipe(
          Effect.andThen(listed),
          Effect.map((writes) => shown(one(writes))),
          Effect.repeat({ until: ({ state }) => state !== "sending", schedule: Schedule.spaced("200 millis") })
        )
        assert.deepInclude(last, { state: "confirmed", reason: null })
        assert.strictEqual((yield* billOf(bill.id))?.token, bill.token + 1)
      }),
    minutes
  )

  it.effect(
    "raise the alarm once when QuickBooks has not shown for a day what it recorded, and are confirmed when it does",
    () =>
      Effect.gen(function* () {
        const { actions, clientId, listed, ordered, spoil, turn, unpaid } = yield* opened
        yield* ordered(one(unpaid))
        const unread = spoil({ fault: "unavailable", path: "cdc", times: 1 })
        yield* unread
        yield* turn
        const state = Effect.map(listed, (writes) => shown(one(writes)))
        assert.deepInclude(yield* state, { state: "recorded", reason: null })
        const admin = yield* AdminSql
        yield* admin`update runway.write_intent set recorded_at = recorded_at - interval '25 hours' where client_id = ${clientId}::uuid`
        const alarms = Effect.map(Metric.value(writeUnconfirmed), ({ count }) => Number(count))
        const before = yield* alarms
        yield* unread
        yield* turn
        yield* unread
        yield* turn
        assert.deepInclude(yield* state, { state: "recorded", reason: "not_confirmed" })
        assert.strictEqual((yield* alarms) - before, 1)
        yield* turn
        assert.deepInclude(yield* state, { state: "confirmed", reason: null })
        assert.deepStrictEqual(
          (yield* actions).filter((action) => action.endsWith("confirmed")),
          ["write.unconfirmed", "write.confirmed"]
        )
      }),
    minutes
  )

  it.effect(
    "wait for a person when the connection was revoked, and change nothing",
    () =>
      Effect.gen(function* () {
        const { billOf, listed, ordered, spoil, turn, unpaid } = yield* opened
        const bill = one(unpaid)
        yield* ordered(bill)
        yield* spoil({ fault: "not_authorized", path: "read", times: 1 })
        yield* turn
        yield* turn
        const write = one(yield* listed)
        assert.deepInclude(shown(write), { state: "staged", reason: "reconnect_required", undo: "cancel" })
        assert.strictEqual((yield* billOf(bill.id))?.raw, bill.raw)
      }),
    minutes
  )

  it.effect.each([
    { fault: "period_closed", reason: "period_closed" },
    { fault: "business_rule", reason: "business_rule" },
    { fault: "bad_reference", reason: "not_accepted" }
  ] as const)(
    "are refused on $fault, with the issue open again and nothing written",
    ({ fault, reason }) =>
      Effect.gen(function* () {
        const { billOf, listed, ordered, spoil, turn, unpaid } = yield* opened
        const bill = one(unpaid)
        const { issue } = yield* ordered(bill)
        yield* spoil({ fault, path: "write", times: 1 })
        yield* turn
        const write = one(yield* listed)
        assert.deepInclude(shown(write), { state: "refused", reason, undo: "none" })
        assert.strictEqual(write.detail !== null, fault === "business_rule")
        assert.strictEqual(yield* statusOf(issue.issueId), "open")
        assert.strictEqual((yield* billOf(bill.id))?.raw, bill.raw)
      }),
    minutes
  )

  it.effect(
    "are cancelled before they are sent, and put back afterwards unless somebody changed the record",
    () =>
      Effect.gen(function* () {
        const { billOf, listed, order, ordered, place, turn, undo, unpaid } = yield* opened
        const [bill, other] = unpaid
        if (bill === undefined || other === undefined) return assert.fail("too few bills")
        const { issue, write: first } = yield* ordered(bill)
        const cancelled = yield* undo(first?.writeId ?? "")
        assert.strictEqual(cancelled.outcome, "cancelled")
        assert.strictEqual(yield* statusOf(issue.issueId), "open")
        yield* turn
        assert.strictEqual((yield* billOf(bill.id))?.raw, bill.raw)
        assert.strictEqual((yield* undo(first?.writeId ?? "")).outcome, "too_late")

        const again = { issueId: issue.issueId, version: issue.version + 2 }
        const second = one((yield* order([dueDate(again, "2031-01-31")])).results).write
        yield* turn
        assert.strictEqual((yield* billOf(bill.id))?.dueDate, "2031-01-31")
        const back = yield* undo(second?.writeId ?? "")
        assert.deepInclude(back, { outcome: "staged" })
        assert.strictEqual(back.write.undoes, second?.writeId)
        assert.strictEqual((yield* undo(second?.writeId ?? "")).outcome, "too_late", "once")
        yield* turn
        assert.deepInclude(yield* billOf(bill.id), { dueDate: bill.dueDate, token: bill.token + 2 })

        const { write: written } = yield* ordered(other)
        yield* turn
        yield* place({ order: "editAmount", id: other.id, amount: "12.34" })
        const atOnce = yield* Effect.all([undo(written?.writeId ?? ""), undo(written?.writeId ?? "")], { concurrency: 2 })
        assert.sameMembers(
          atOnce.map(({ outcome }) => outcome),
          ["staged", "too_late"],
          "of two at the same moment, one"
        )
        yield* turn
        assert.strictEqual((yield* billOf(other.id))?.dueDate, "2031-01-31")
        const last = one((yield* listed).filter(({ undoes }) => undoes === written?.writeId))
        assert.deepInclude(shown(last), { state: "conflict", reason: "changed" })
      }),
    minutes
  )

  it.effect(
    "are ordered by the hundred, each item for itself: what is stale, not valid or another client's leaves the rest",
    () =>
      Effect.gen(function* () {
        const first = yield* opened
        const second = yield* opened
        const { issueOn, listed, order, post, unpaid } = first
        const [a, b, c] = unpaid
        if (a === undefined || b === undefined || c === undefined) return assert.fail("too few bills")
        const [good, stale, invalid] = [yield* issueOn(a.id), yield* issueOn(b.id), yield* issueOn(c.id)]
        const foreign = yield* second.issueOn(one(second.unpaid).id)
        const { results } = yield* order([
          dueDate({ ...stale, version: 7 }, "2031-01-31"),
          dueDate(invalid, "1999-01-01"),
          dueDate(foreign, "2031-01-31"),
          dueDate(good, "2031-01-31"),
          { ...invalid, issueId: "0190a000-0000-7000-8000-00000000dead", fix: { kind: "add_email", email: "a@b.example" } }
        ])
        assert.deepStrictEqual(
          results.map(({ outcome }) => outcome),
          ["stale", "not_valid", "not_found", "staged", "not_found"]
        )
        assert.strictEqual(yield* statusOf(foreign.issueId), "open")
        const many = Array.from({ length: 101 }, (_, index) =>
          dueDate({ issueId: `0190a000-0000-7000-8000-${String(index).padStart(12, "0")}`, version: 1 }, "2031-01-31")
        )
        assert.strictEqual((yield* post("writes", { fixes: many })).status, 400)
        assert.strictEqual((yield* post("writes", { fixes: many.slice(1) })).status, 200)
        assert.strictEqual((yield* post("writes", { fixes: [dueDate(good), dueDate(good, "2031-02-01")] })).status, 400)
        assert.lengthOf(yield* listed, 1)
      })
  )

  it.effect(
    "wait where they are while writing is switched off, and none is taken on",
    () =>
      Effect.gen(function* () {
        const { billOf, clientId, me, ordered, turn, unpaid } = yield* opened
        const bill = one(unpaid)
        const flags = yield* FeatureFlags
        const writeBacks = yield* WriteBacks
        const { issue } = yield* ordered(bill)
        yield* flags.kill({ feature: "qbo.write_back", killed: true, reason: "test", operator: "test" })
        yield* turn
        const { enabled, writes } = yield* me(writeBacks.list(clientId))
        assert.isFalse(enabled)
        assert.deepInclude(shown(one(writes)), { state: "staged", reason: "switched_off", undo: "cancel" })
        const again = { ...issue, fix: { kind: "set_due_date", dueDate: LocalDate.make("2031-02-28") } } as const
        assert.strictEqual((yield* Effect.flip(me(writeBacks.order(clientId, { fixes: [again] }))))._tag, "FeatureNotEnabled")
        yield* flags.kill({ feature: "qbo.write_back", killed: false, reason: "test", operator: "test" })
        yield* turn
        assert.strictEqual((yield* billOf(bill.id))?.dueDate, "2031-01-31")
      }),
    minutes
  )
})
