import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import type { ClientId, OrganizationId, SyncRunId } from "@beep/kernel/ids"
import { webhookLag } from "@beep/observability/metrics"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Duration, Effect, Layer, Metric, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import { type Lease, WebhookEventsRepo } from "./internal/WebhookEventsRepo.ts"

/** How long events stay with a worker that says nothing; while it works it says so three times as often. */
export const leaseLasts = Duration.seconds(30)

/** How long an event that was seen to stays: Intuit sends none again so late, and nothing else asks for it. */
export const keptAfterClosing = Duration.days(30)

export interface WaitingClient {
  readonly organizationId: OrganizationId
  readonly clientId: ClientId
}

/** Events of one client in the hands of one worker. */
export interface Batch extends Lease {
  readonly takenAt: DateTime.Utc
  readonly firstReceivedAt: DateTime.Utc
  readonly events: number
  /** Entity types the events name, each once. */
  readonly entities: ReadonlyArray<string>
  /** How often reading them has failed so far. */
  readonly failures: number
}

/** `set_aside`: nothing can be read now, and what opens the way again reads everything anyhow. */
export type Closing =
  | { readonly outcome: "synced"; readonly syncRunId: SyncRunId | null }
  | { readonly outcome: "set_aside"; readonly reason: "reconnect_required" | "client_gone" }

/**
 * What webhooks named and no sync has read yet, for the worker that sees to it.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class WebhookInbox extends Context.Service<
  WebhookInbox,
  {
    /** Whose first waiting event is at least `quiet` old, over all organizations: ids only. */
    waiting(quiet: Duration.Duration): Effect.Effect<ReadonlyArray<WaitingClient>, Unavailable>
    /** All that waits of a client; none when somebody else was first. */
    take(clientId: ClientId): Effect.Effect<Option.Option<Batch>, Unavailable, CurrentTenant>
    /** Keeps a batch for another `leaseLasts`. */
    hold(batch: Batch): Effect.Effect<void, Unavailable, CurrentTenant>
    /** These do nothing to events that were taken by somebody else meanwhile. */
    close(batch: Batch, closing: Closing): Effect.Effect<void, Unavailable, CurrentTenant | CurrentActor>
    putBack(
      batch: Batch,
      again: { readonly after: Duration.Duration; readonly failed: boolean }
    ): Effect.Effect<void, Unavailable, CurrentTenant>
    /** Removes what was closed longer ago than `keptAfterClosing`, of one organization. */
    readonly forget: Effect.Effect<void, Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/connections/WebhookInbox") {
  static readonly layerNoDeps = Layer.effect(
    WebhookInbox,
    Effect.gen(function* () {
      const repo = yield* WebhookEventsRepo
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const random = yield* SecureRandom.SecureRandom

      const waiting = Effect.fn("WebhookInbox.waiting")(function* (quiet: Duration.Duration) {
        const rows = yield* unavailableOrDie(repo.waiting(quiet))
        return rows.map((row) => ({ organizationId: row.organization_id, clientId: row.client_id }))
      })

      const take = Effect.fn("WebhookInbox.take")(function* (clientId: ClientId) {
        const takeId = yield* random.uuidV7()
        const takenAt = yield* DateTime.now
        const rows = yield* transaction.run(repo.take({ takeId, clientId }, leaseLasts))
        const [first] = rows.toSorted((one, other) => DateTime.Order(one.received_at, other.received_at))
        return first === undefined
          ? Option.none<Batch>()
          : Option.some<Batch>({
              takeId,
              clientId,
              takenAt,
              firstReceivedAt: first.received_at,
              events: rows.length,
              entities: [...new Set(rows.map((row) => row.entity))],
              failures: Math.max(...rows.map((row) => row.failures))
            })
      })

      const close = Effect.fn("WebhookInbox.close")(function* (batch: Batch, closing: Closing) {
        const isSynced = closing.outcome === "synced"
        const closed = yield* transaction.run(
          Effect.gen(function* () {
            const events = yield* repo.close(batch, closing.outcome, isSynced ? closing.syncRunId : null)
            if (events === 0) return 0
            yield* audit.append({
              action: "webhook.closed",
              entityType: "client",
              entityId: batch.clientId,
              clientId: batch.clientId,
              result: isSynced ? "ok" : "failed",
              after: { events, outcome: closing.outcome, ...(isSynced ? { run: closing.syncRunId } : {}) },
              ...(isSynced ? {} : { reason: closing.reason })
            })
            return events
          })
        )
        if (closed === 0 || !isSynced) return
        const lag = DateTime.distance(batch.firstReceivedAt, yield* DateTime.now)
        yield* Metric.update(webhookLag, Duration.toMillis(lag))
      })

      const forget = Effect.fn("WebhookInbox.forget")(function* () {
        const { organizationId } = yield* CurrentTenant
        yield* transaction.run(
          Effect.gen(function* () {
            const removed = yield* repo.forget(keptAfterClosing)
            if (removed === 0) return
            yield* audit.append({
              action: "scope.used",
              entityType: "organization",
              entityId: organizationId,
              clientId: null,
              result: "ok",
              after: { removed }
            })
          })
        )
      })

      return WebhookInbox.of({
        waiting,
        forget: forget(),
        take,
        hold: (batch) => Effect.asVoid(transaction.run(repo.extend(batch, leaseLasts))),
        close,
        putBack: (batch, { after, failed }) => Effect.asVoid(transaction.run(repo.putBack(batch, after, failed)))
      })
    })
  )

  static readonly layer = WebhookInbox.layerNoDeps.pipe(Layer.provide(WebhookEventsRepo.layer))
}
