import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { ClientId, OrganizationId, type SyncRunId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Context, DateTime, type Duration, Effect, Layer, Schema } from "effect"
import { Digest } from "effect/crypto"
import { Hex } from "effect/encoding"
import { SqlClient, type SqlError, type Statement } from "effect/sql"
import type { KeptEvent } from "./keptEvent.ts"

type InTenant<A> = Effect.Effect<A, SqlError.SqlError, CurrentTenant>

const Company = Schema.Struct({ lookup: Schema.String, organization_id: OrganizationId, client_id: ClientId })
const Waiting = Schema.Struct({ organization_id: OrganizationId, client_id: ClientId })
const Taken = Schema.Struct({ entity: Schema.String, received_at: Schema.DateTimeUtcFromDate, failures: Schema.Int })
const Key = Schema.Struct({ entity_id: Schema.String })

export interface Ignored {
  readonly bodyHash: Uint8Array
  readonly shape: "legacy" | "cloudevents" | "unreadable"
  readonly unknownCompany: number
  readonly unknownEntity: number
}

export interface Lease {
  readonly takeId: string
  readonly clientId: ClientId
}

/**
 * The rows of what webhooks named. The first three look across organizations by
 * functions of `beep_system`; all others stand in the caller's tenant transaction.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class WebhookEventsRepo extends Context.Service<
  WebhookEventsRepo,
  {
    /** The clients that these companies (keyed hashes in hex) are linked to at this time. */
    companies(lookups: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<typeof Company.Type>, SqlError.SqlError>
    noteIgnored(ignored: Ignored): Effect.Effect<void, SqlError.SqlError>
    /** Clients whose first waiting event is at least `quiet` old and that nothing keeps back. */
    waiting(quiet: Duration.Duration): Effect.Effect<ReadonlyArray<typeof Waiting.Type>, SqlError.SqlError>
    /** How many of the events were new. Always in the same order, so that two deliveries of the same events do not wait for each other. */
    insert(events: ReadonlyArray<KeptEvent & { readonly clientId: ClientId }>): InTenant<number>
    /** What of a client waits and nobody holds, held from now on; two workers never take the same event. */
    take(lease: Lease, lasting: Duration.Duration): InTenant<ReadonlyArray<typeof Taken.Type>>
    /** These answer how many events are still held by the lease. */
    extend(lease: Lease, lasting: Duration.Duration): InTenant<number>
    close(lease: Lease, outcome: "synced" | "set_aside", run: SyncRunId | null): InTenant<number>
    putBack(lease: Lease, after: Duration.Duration, failed: boolean): InTenant<number>
    /** Removes closed events of the organization that are older, and answers how many. */
    forget(olderThan: Duration.Duration): InTenant<number>
  }
>()("@beep/connections/internal/WebhookEventsRepo") {
  static readonly layer = Layer.effect(
    WebhookEventsRepo,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const digest = yield* Digest.Digest

      const companies = query.all({
        Request: Schema.fromJsonString(Schema.Array(Schema.String)),
        Result: Company,
        execute: (lookups) =>
          sql`select lookup, organization_id, client_id from connections.clients_of_companies(${lookups}::text::jsonb)`
      })

      const noteIgnored = Effect.fn("WebhookEventsRepo.noteIgnored")(function* (ignored: Ignored) {
        const at = yield* DateTime.nowAsDate
        yield* sql`select connections.note_ignored(${ignored.bodyHash}, ${ignored.shape}, ${ignored.unknownCompany}, ${ignored.unknownEntity}, ${at})`
      })

      const findWaiting = query.all({
        Request: Schema.Struct({ before: Schema.Date, now: Schema.Date }),
        Result: Waiting,
        execute: ({ before, now }) =>
          sql`select organization_id, client_id from connections.clients_with_events(${before}, ${now})`
      })
      const waiting = Effect.fn("WebhookEventsRepo.waiting")(function* (quiet: Duration.Duration) {
        const now = yield* DateTime.now
        return yield* findWaiting({
          before: DateTime.toDateUtc(DateTime.subtractDuration(now, quiet)),
          now: DateTime.toDateUtc(now)
        })
      })

      const keyOf = (identity: string) => Effect.map(digest.digest(Digest.sha256, new TextEncoder().encode(identity)), Hex.encode)

      const insert = Effect.fn("WebhookEventsRepo.insert")(function* (
        events: ReadonlyArray<KeptEvent & { readonly clientId: ClientId }>
      ) {
        const { organizationId } = yield* CurrentTenant
        const at = yield* DateTime.nowAsDate
        const rows = yield* Effect.forEach(events, (event) =>
          Effect.map(keyOf(event.identity), (key) => ({
            client_id: event.clientId,
            event_key: key,
            shape: event.shape,
            entity: event.entity,
            entity_id: event.entityId,
            operation: event.operation,
            deleted_id: event.deletedId,
            occurred_at: event.occurredAt
          }))
        )
        const inserted = yield* query.all({
          Request: Schema.Void,
          Result: Key,
          execute: () => sql`
            insert into connections.webhook_event (organization_id, client_id, event_key, shape, entity, entity_id, operation, deleted_id,
              occurred_at, received_at)
            select ${organizationId}::uuid, i.client_id, decode(i.event_key, 'hex'), i.shape, i.entity, i.entity_id, i.operation, i.deleted_id,
              i.occurred_at, ${at}::timestamptz
            from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as i(client_id uuid, event_key text, shape text, entity text,
              entity_id text, operation text, deleted_id text, occurred_at timestamptz)
            order by i.client_id, i.event_key
            on conflict do nothing
            returning entity_id`
        })()
        return inserted.length
      })

      const take = Effect.fn("WebhookEventsRepo.take")(function* (lease: Lease, lasting: Duration.Duration) {
        const { organizationId } = yield* CurrentTenant
        const now = yield* DateTime.now
        const [at, until] = [DateTime.toDateUtc(now), DateTime.toDateUtc(DateTime.addDuration(now, lasting))]
        return yield* query.all({
          Request: Schema.Void,
          Result: Taken,
          execute: () => sql`
            update connections.webhook_event set taken_by = ${lease.takeId}::uuid, taken_until = ${until}
            where organization_id = ${organizationId}::uuid and client_id = ${lease.clientId}::uuid and event_key in (
              select event_key from connections.webhook_event
              where organization_id = ${organizationId}::uuid and client_id = ${lease.clientId}::uuid and done_at is null
                and (taken_until is null or taken_until <= ${at})
              for update skip locked)
            returning entity, received_at, failures`
        })()
      })

      const forget = Effect.fn("WebhookEventsRepo.forget")(function* (olderThan: Duration.Duration) {
        const { organizationId } = yield* CurrentTenant
        const before = DateTime.toDateUtc(DateTime.subtractDuration(yield* DateTime.now, olderThan))
        const rows = yield* query.all({
          Request: Schema.Void,
          Result: Key,
          execute: () => sql`
            delete from connections.webhook_event where organization_id = ${organizationId}::uuid and done_at < ${before}
            returning entity_id`
        })()
        return rows.length
      })

      const change = (lease: Lease, set: (now: DateTime.Utc) => Statement.Fragment) =>
        Effect.gen(function* () {
          const { organizationId } = yield* CurrentTenant
          const now = yield* DateTime.now
          const rows = yield* query.all({
            Request: Schema.Void,
            Result: Key,
            execute: () => sql`
              update connections.webhook_event set ${set(now)}
              where organization_id = ${organizationId}::uuid and client_id = ${lease.clientId}::uuid and taken_by = ${lease.takeId}::uuid
                and done_at is null
              returning entity_id`
          })()
          return rows.length
        })
      const after = (now: DateTime.Utc, duration: Duration.Duration) => DateTime.toDateUtc(DateTime.addDuration(now, duration))

      return WebhookEventsRepo.of({
        companies,
        noteIgnored,
        waiting,
        insert,
        take,
        forget,
        extend: (lease, lasting) => change(lease, (now) => sql`taken_until = ${after(now, lasting)}`),
        close: (lease, outcome, run) =>
          change(
            lease,
            (now) =>
              sql`done_at = ${DateTime.toDateUtc(now)}, outcome = ${outcome}, sync_run_id = ${run}::uuid, taken_by = null, taken_until = null`
          ),
        putBack: (lease, wait, failed) =>
          change(
            lease,
            (now) =>
              sql`retry_at = ${after(now, wait)}, failures = failures + ${failed ? 1 : 0}, taken_by = null, taken_until = null`
          )
      })
    })
  )
}
