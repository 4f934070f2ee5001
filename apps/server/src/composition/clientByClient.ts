import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import type { SystemJob } from "@beep/tenancy/server/SystemScope"
import { Effect, Metric, Ref } from "effect"
import { inEachOrganization, scopeUsed } from "./inEachOrganization.ts"

/** Does a job's work for every client of every organization that waits for it; the gauge says how many did. */
export const clientByClient = Effect.fnUntraced(function* <E1, R1, E2, R2>(
  job: SystemJob,
  failed: string,
  of: {
    readonly waiting: Effect.Effect<ReadonlyArray<ClientId>, E1, R1 | CurrentTenant>
    readonly work: (clientId: ClientId) => Effect.Effect<unknown, E2 | NotFound, R2 | CurrentTenant | CurrentActor>
    readonly gauge: Metric.Gauge<number>
  }
) {
  const waiting = yield* Ref.make(0)
  yield* inEachOrganization(
    job,
    failed,
    Effect.gen(function* () {
      const clients = yield* of.waiting
      if (clients.length === 0) return
      yield* scopeUsed({ clients: clients.length })
      yield* Ref.update(waiting, (before) => before + clients.length)
      // A client that is gone meanwhile waits for nothing.
      yield* Effect.forEach(clients, (id) => of.work(id).pipe(Effect.catchTag("NotFound", () => Effect.void)), { discard: true })
    })
  )
  yield* Metric.update(of.gauge, yield* Ref.get(waiting))
})
