import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { OrganizationId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clock, Effect } from "effect"
import { Audit } from "../server/Audit.ts"

/**
 * Appends `count` entries to one organization's log, each in a transaction of its own,
 * `concurrency` at a time. All writers share one organization on purpose: that is where
 * a log that queues them would show. The pool behind should hold `concurrency` connections.
 */
export const appendLoad = Effect.fn("appendLoad")(function* (options: {
  readonly organizationId: OrganizationId
  readonly count: number
  readonly concurrency: number
}) {
  const audit = yield* Audit
  const transaction = yield* TenantTransaction
  const start = yield* Clock.currentTimeNanos
  yield* Effect.forEach(
    Array.from({ length: options.count }, (_, n) => n),
    (n) =>
      transaction.run(
        audit.append({
          action: "sync.completed",
          entityType: "sync_run",
          entityId: `run-${n}`,
          clientId: null,
          result: "ok",
          after: { rows: n }
        })
      ),
    { concurrency: options.concurrency, discard: true }
  ).pipe(
    Effect.provideService(CurrentTenant, { organizationId: options.organizationId, memberId: null, role: "system" }),
    Effect.provideService(CurrentActor, { kind: "system", job: "append-load" })
  )
  const seconds = Number((yield* Clock.currentTimeNanos) - start) / 1e9
  return { appended: options.count, seconds, perSecond: options.count / seconds }
})
