import { Connections } from "@beep/connections/server/Connections"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import { StartedSync } from "@beep/runway/contract/sync/SyncStatus"
import { Sync } from "@beep/runway/server/sync/Sync"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Fiber, Schedule, Schema } from "effect"
import { linkedClient, synced } from "./books/connect.ts"
import { IntuitStandIn, layer as bothServers } from "./books/IntuitStandIn.ts"
import { call } from "./http.ts"

/** The pace is real, and one answer of QuickBooks that asks to wait holds the company for a minute. */
const minutes = 240_000

/** More than the company is sent in any of these syncs, at eight a second. */
const waiting = 90

/** A client whose last run is old enough for another, and a queue of background calls to its company. */
const busyCompany = Effect.fnUntraced(function* (index: number) {
  const client = yield* linkedClient(index)
  const { clientId, me } = client
  const connections = yield* Connections
  const quickbooks = yield* QuickBooks
  const admin = yield* AdminSql
  yield* admin`update runway.sync_run set started_at = started_at - interval '1 minute' where client_id = ${clientId}::uuid`
  let answered = 0
  const one = me(
    connections.withAccessToken(clientId, (accessToken, realmId) => quickbooks.count({ accessToken, realmId }, "Term"))
  ).pipe(Effect.andThen(Effect.sync(() => (answered += 1))))
  const queue = yield* Effect.forkChild(
    Effect.forEach(Array.from({ length: waiting }), () => one, { concurrency: "unbounded", discard: true })
  )
  const begun = Effect.sync(() => answered).pipe(
    Effect.repeat({ until: (count) => count > 0, schedule: Schedule.spaced("10 millis") })
  )
  yield* begun
  return { ...client, queue, answered: () => answered }
})

const start = (session: { readonly cookie: string; readonly origin: string }, clientId: string) =>
  Effect.flatMap(call(`/api/advisor/clients/${clientId}/sync`, { method: "POST", headers: session }), ({ json }) =>
    Schema.decodeUnknownEffect(StartedSync)(json)
  )

layer(bothServers, { excludeTestServices: true, timeout: "2 minutes" })("a person who waits for a sync", (it) => {
  it.effect.each(["person", "onboarding"] as const)(
    "is read for before the background calls that came earlier (%s)",
    (trigger) =>
      Effect.gen(function* () {
        const { answered, clientId, me, queue } = yield* busyCompany(trigger === "person" ? 0 : 1)
        const sync = yield* Sync
        const begun = yield* me(sync.start(clientId, trigger))
        assert.strictEqual(begun.answer, "begun")
        const ended = yield* me(sync.state(clientId)).pipe(
          Effect.repeat({ until: ({ phase }) => phase !== "running", schedule: Schedule.spaced("50 millis") })
        )
        assert.deepInclude(ended, { phase: "succeeded", runId: begun.runId })
        assert.isBelow(answered(), waiting, "the sync has ended and the queue has not")
        yield* Fiber.join(queue)
        assert.strictEqual(answered(), waiting)
      }),
    minutes
  )

  it.effect(
    "is told over HTTP what came of asking: begun, or answered by the reading of a moment ago",
    () =>
      Effect.gen(function* () {
        const { answered, clientId, queue, session } = yield* busyCompany(2)
        const admin = yield* AdminSql
        const first = yield* start(session, clientId)
        assert.strictEqual(first.answer, "begun")
        // Another process than the one whose calls wait.
        assert.strictEqual((yield* synced(session, clientId)).phase, "succeeded")
        assert.isBelow(answered(), waiting)
        const second = yield* start(session, clientId)
        assert.deepInclude(second, { answer: "just_read", runId: first.runId, phase: "succeeded" })
        const runs = admin`select count(*)::int as n from runway.sync_run where client_id = ${clientId}::uuid and trigger = 'person'`
        assert.deepStrictEqual(yield* runs, [{ n: 1 }])
        yield* admin`update runway.sync_run set started_at = started_at - interval '30 seconds' where client_id = ${clientId}::uuid`
        const third = yield* start(session, clientId)
        assert.strictEqual(third.answer, "begun")
        assert.strictEqual((yield* start(session, clientId)).answer, "under_way")
        yield* synced(session, clientId)
        assert.deepStrictEqual(yield* runs, [{ n: 2 }])
        yield* Fiber.join(queue)
      }),
    minutes
  )

  it.effect(
    "is told until when QuickBooks is waited for, and gets everything read all the same",
    () =>
      Effect.gen(function* () {
        const { clientId, me, realmId } = yield* linkedClient(3)
        const admin = yield* AdminSql
        const sync = yield* Sync
        yield* admin`update runway.sync_run set started_at = started_at - interval '1 minute' where client_id = ${clientId}::uuid`
        const { order } = yield* IntuitStandIn
        const first = yield* me(sync.state(clientId))
        assert.isNull(first.waitsUntil)
        yield* order({ realmId, fault: "throttled_retry_after", seconds: 4, times: 1 })
        const begun = yield* me(sync.start(clientId, "person"))
        const looks: Array<DateTime.Utc> = []
        const ended = yield* me(sync.state(clientId)).pipe(
          Effect.tap(({ waitsUntil }) =>
            Effect.sync(() => {
              if (waitsUntil !== null) looks.push(waitsUntil)
            })
          ),
          Effect.repeat({ until: ({ phase }) => phase !== "running", schedule: Schedule.spaced("50 millis") })
        )
        assert.deepInclude(ended, { phase: "succeeded", runId: begun.runId, waitsUntil: null })
        assert.isTrue(ended.entities.every(({ phase }) => phase === "succeeded"))
        assert.isAbove(looks.length, 10)
        assert.strictEqual(new Set(looks.map(DateTime.toEpochMillis)).size, 1)
      }),
    minutes
  )
})
