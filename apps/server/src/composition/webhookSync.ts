import { type Batch, leaseLasts, type WaitingClient, WebhookInbox } from "@beep/connections/server/WebhookInbox"
import { type SystemJob, SystemScope } from "@beep/tenancy/server/SystemScope"
import { Duration, Effect, FiberMap, Layer, Option, Schedule, Semaphore } from "effect"
import { readSince } from "./readSince.ts"
import { logged } from "./logged.ts"
import { looking } from "./looking.ts"

const job: SystemJob = { job: "webhooks.sync", reason: "clients whose books changed in QuickBooks" }

/** What follows the first event of a client within this time is read with it (specs/decisions/webhook-inbox.md). */
export const gathering = Duration.seconds(2)

const lookEvery = Duration.millis(500)

/** Clients read at the same time: more would take the calls and connections of the people at work. */
const atOnce = 4

/** A run in the way ends or is gone on with by then. */
const busyAgain = Duration.seconds(2)

/** 5 s, 10 s, 20 s, ... at most an hour; never given up, because nothing else knows what the events named. */
export const retryAfter = (failures: number): Duration.Duration =>
  Duration.min(Duration.seconds(5 * 2 ** Math.min(failures, 20)), Duration.hours(1))

const read = (batch: Batch) =>
  Effect.gen(function* () {
    const inbox = yield* WebhookInbox
    const again = (after: Duration.Duration, failed: boolean) => inbox.putBack(batch, { after, failed })
    const held = Effect.repeat(Effect.ignore(inbox.hold(batch)), Schedule.spaced(Duration.divideUnsafe(leaseLasts, 3)))
    yield* readSince({ clientId: batch.clientId, since: batch.takenAt, entities: batch.entities }).pipe(
      Effect.raceFirst(Effect.andThen(held, Effect.never)),
      Effect.flatMap((ended) => {
        switch (ended._tag) {
          case "Done":
            return inbox.close(batch, { outcome: "synced", syncRunId: ended.syncRunId })
          case "Busy":
            return again(busyAgain, false)
          case "Failed":
            return again(retryAfter(batch.failures), true)
        }
      }),
      Effect.catchTags({
        // Connecting anew reads the whole company, so nothing that is set aside here is lost.
        ReconnectRequired: () => inbox.close(batch, { outcome: "set_aside", reason: "reconnect_required" }),
        NotFound: () => inbox.close(batch, { outcome: "set_aside", reason: "client_gone" }),
        Unavailable: () => again(retryAfter(batch.failures), true)
      }),
      // A worker that is told to end gives back what it held; one that dies loses it by time.
      Effect.onInterrupt(() => Effect.ignore(again(Duration.zero, false)))
    )
  })

/** Does once what a worker does: takes what waits of one client and brings its mirror up to it. */
export const syncOne = ({ clientId, organizationId }: WaitingClient) =>
  Effect.gen(function* () {
    const inbox = yield* WebhookInbox
    const scope = yield* SystemScope
    yield* inbox
      .take(clientId)
      .pipe(Effect.flatMap(Option.match({ onNone: () => Effect.void, onSome: read })), scope.within(job, organizationId))
  }).pipe(Effect.withSpan("webhooks.sync"))

/** Looks for waiting events as long as the layer lives; a client is in one pair of hands at a time. */
export const layer = (window: Duration.Input = gathering) =>
  Layer.effectDiscard(
    Effect.gen(function* () {
      const inbox = yield* WebhookInbox
      const running = yield* FiberMap.make<string>()
      const turns = yield* Semaphore.make(atOnce)
      const look = Effect.gen(function* () {
        for (const waiting of yield* inbox.waiting(Duration.fromInputUnsafe(window))) {
          yield* FiberMap.run(
            running,
            `${waiting.organizationId}/${waiting.clientId}`,
            turns.withPermits(1)(syncOne(waiting)).pipe(logged("events of a client could not be seen to")),
            { onlyIfMissing: true }
          )
        }
      })
      yield* Effect.forkScoped(looking("waiting events could not be looked for", lookEvery)(look))
    })
  )
