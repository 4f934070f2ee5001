import { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import type { SyncStatus } from "@beep/runway/contract/sync/SyncStatus"
import type { SyncTrigger } from "@beep/runway/contract/sync/SyncTrigger"
import { Sync } from "@beep/runway/server/sync/Sync"
import { twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Latch, Queue } from "effect"
import { TestClock } from "effect/testing"
import * as CatchUps from "../src/composition/catchUps.ts"
import { looking } from "../src/composition/looking.ts"
import { layer as testServer } from "./TestServer.ts"

const local = (text: string) => DateTime.toEpochMillis(DateTime.makeUnsafe(`${text}-05:00`))

interface Begun {
  readonly clientId: ClientId
  readonly trigger: SyncTrigger
  readonly at: number
}

const ended: SyncStatus = {
  phase: "succeeded",
  runId: null,
  startedAt: null,
  waitsUntil: null,
  finishedAt: null,
  lastSuccessAt: null,
  errorCode: null,
  entities: []
}

/** In the place of the sync engine, which needs a QuickBooks: it keeps when it was asked, as runs do. */
const recorder = Effect.fnUntraced(function* (clients: ReadonlyArray<ClientId>, failing: ClientId) {
  const begun = yield* Queue.unbounded<Begun>()
  const gate = yield* Latch.make(true)
  const last = new Map(
    clients.map((client_id) => [
      client_id,
      {
        client_id,
        last_at: DateTime.makeUnsafe(local("2026-11-17T08:00:00")),
        nightly_at: DateTime.makeUnsafe(local("2026-11-17T02:00:00"))
      }
    ])
  )
  const catchUp = Effect.fnUntraced(function* (clientId: ClientId, trigger: SyncTrigger) {
    const now = yield* DateTime.now
    const before = last.get(clientId)
    if (before !== undefined)
      last.set(clientId, { ...before, last_at: now, ...(trigger === "nightly" ? { nightly_at: now } : {}) })
    if (clientId === failing) return yield* new Unavailable({ what: "quickbooks" })
    yield* Queue.offer(begun, { clientId, trigger, at: DateTime.toEpochMillis(now) })
    yield* gate.await
    return ended
  })
  const none = Effect.fail(new NotFound())
  const sync = Sync.of({
    start: () => none,
    run: () => none,
    state: () => none,
    catchUp,
    lastBegun: Effect.sync(() => [...last.values()]),
    unfinished: Effect.succeed([]),
    resume: () => none
  })
  return { begun, gate, sync }
})

layer(testServer, { excludeTestServices: true, timeout: "1 minute" })("the worker that reads books by the clock", (it) => {
  it.effect(
    "reads a client when it is due, by day and by night, one look after the other, whoever else cannot be read",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const client = a.clients.shared.id
        const { begun, gate, sync } = yield* recorder([a.clients.advised.id, client], a.clients.advised.id)
        yield* Effect.gen(function* () {
          yield* TestClock.setTime(local("2026-11-17T08:00:00"))
          const looked = yield* Queue.unbounded<void>()
          const look = Effect.andThen(Effect.provideService(CatchUps.sweep, Sync, sync), Queue.offer(looked, undefined))
          yield* Effect.forkScoped(looking("clients that are due could not be looked for", "30 minutes")(look))
          yield* Queue.take(looked)
          /** The clock goes on by half an hour, and the look that follows comes to its end. */
          const step = Effect.andThen(TestClock.adjust("30 minutes"), Queue.take(looked))
          const steps = (count: number) => Effect.repeat(step, { times: count - 1 })
          const readNow = Effect.map(Queue.clear(begun), (items) =>
            items.map(({ at, clientId, trigger }) => [clientId, trigger, at])
          )

          yield* steps(7)
          assert.deepStrictEqual(yield* readNow, [])
          yield* step
          assert.deepStrictEqual(yield* readNow, [[client, "schedule", local("2026-11-17T12:00:00")]])

          yield* steps(7)
          yield* gate.close
          yield* TestClock.adjust("30 minutes")
          const { at } = yield* Queue.take(begun)
          assert.strictEqual(at, local("2026-11-17T16:00:00"))
          // While that one is at it, nobody looks again, however late it gets.
          yield* TestClock.adjust("9 hours")
          yield* twoTenants
          assert.strictEqual(yield* Queue.size(looked), 0)
          yield* gate.open
          yield* Queue.take(looked)

          yield* step
          assert.deepStrictEqual(yield* readNow, [[client, "schedule", local("2026-11-18T01:30:00")]])
          yield* step
          assert.deepStrictEqual(yield* readNow, [[client, "nightly", local("2026-11-18T02:00:00")]])
          yield* steps(3)
          assert.deepStrictEqual(yield* readNow, [])
        }).pipe(Effect.provide(TestClock.layer()))
      }),
    60_000
  )
})
