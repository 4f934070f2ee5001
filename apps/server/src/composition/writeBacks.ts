import { CurrentRetryBudget } from "@beep/quickbooks/retry"
import { Outbox } from "@beep/runway/server/writeback/Outbox"
import { type SystemJob, SystemScope } from "@beep/tenancy/server/SystemScope"
import { Duration, Effect, FiberMap, Layer, Semaphore } from "effect"
import { logged } from "./logged.ts"
import { looking } from "./looking.ts"

const job: SystemJob = { job: "writes.send", reason: "writes to QuickBooks that members ordered" }

const lookEvery = Duration.millis(500)

/** Clients written to at the same time: more would take the calls and connections of the people at work. */
const atOnce = 4

/** What a call may spend on trying again; longer trouble is told to people, and waited for between attempts. */
const patience = Duration.seconds(8)

/** Does once what a worker does: brings what is due of a client to QuickBooks, and reads it back. */
export const writeOne = ({ clientId, organizationId }: Effect.Success<Outbox["Service"]["waiting"]>[number]) =>
  Effect.gen(function* () {
    const outbox = yield* Outbox
    const scope = yield* SystemScope
    yield* outbox.work(clientId).pipe(Effect.provideService(CurrentRetryBudget, patience), scope.within(job, organizationId))
  }).pipe(Effect.withSpan("writes.send"))

/** Looks for writes that are due as long as the layer lives; a client is in one pair of hands at a time. */
export const layer = Layer.effectDiscard(
  Effect.gen(function* () {
    const outbox = yield* Outbox
    const running = yield* FiberMap.make<string>()
    const turns = yield* Semaphore.make(atOnce)
    const look = Effect.gen(function* () {
      for (const waiting of yield* outbox.waiting) {
        yield* FiberMap.run(
          running,
          `${waiting.organizationId}/${waiting.clientId}`,
          turns.withPermits(1)(writeOne(waiting)).pipe(logged("writes of a client could not be brought to QuickBooks")),
          { onlyIfMissing: true }
        )
      }
    })
    yield* Effect.forkScoped(looking("writes that are due could not be looked for", lookEvery)(look))
  })
)
