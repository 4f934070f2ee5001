import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type NotFound, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { ClientId, MemberId } from "@beep/kernel/ids"
import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { Cursor, pageSize } from "@beep/kernel/Page"
import { decoded } from "@beep/sql/query"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, type DateTime, Effect, Layer, Schema } from "effect"
import { SqlClient, type SqlError, SqlSchema } from "effect/sql"
import { AuditAction } from "../contract/AuditAction.ts"
import { AuditRow } from "../contract/AuditApi.ts"
import { AuditEntryId } from "../contract/AuditEntry.ts"
import { ClientAccess } from "../contract/ClientAccess.ts"
import { entryColumns } from "./internal/entries.ts"

export interface TrailQuery {
  readonly cursor?: Cursor
  readonly limit?: number
  readonly action?: AuditAction
  readonly from?: LocalDate
  readonly to?: LocalDate
}

export interface TrailPage {
  readonly items: ReadonlyArray<AuditRow>
  readonly nextCursor: Cursor | null
}

const Search = Schema.Struct({
  org: Schema.String,
  clientId: ClientId,
  before: Schema.NullOr(AuditEntryId),
  action: Schema.NullOr(AuditAction),
  from: Schema.NullOr(LocalDate),
  until: Schema.NullOr(LocalDate),
  limit: Schema.Int
})

export interface Changes {
  readonly action: AuditAction
  readonly count: number
  readonly lastAt: DateTime.Utc
}

/** What only was looked at, was not allowed, or is about who works for a client and not about the client. */
const looks: ReadonlyArray<AuditAction> = [
  "access.denied",
  "assignment.added",
  "assignment.removed",
  "derivation.viewed",
  "evidence.viewed",
  "tie_out.viewed"
]

const ChangesSearch = Schema.Struct({
  org: Schema.String,
  clientId: ClientId,
  memberId: MemberId,
  since: Schema.DateTimeUtcFromDate,
  looks: Schema.Array(AuditAction)
})

const ChangesRow = Schema.Struct({ action: AuditAction, count: Schema.Int, lastAt: Schema.DateTimeUtcFromDate })

/** What a person may read of the log: the entries of one client, newest first. */
export class AuditTrail extends Context.Service<
  AuditTrail,
  {
    /** 404 for a client that the caller cannot see; 400 for a cursor that is not one of ours. */
    readonly ofClient: (
      clientId: ClientId,
      query: TrailQuery
    ) => Effect.Effect<TrailPage, NotFound | ValidationFailed | Unavailable, CurrentTenant | CurrentActor>
    /** What the caller changed for a client since an instant, by kind, the oldest kind first; looks and denials are not among it. Inside a tenant transaction. */
    readonly ownChanges: (
      clientId: ClientId,
      since: DateTime.Utc
    ) => Effect.Effect<ReadonlyArray<Changes>, SqlError.SqlError, CurrentTenant>
  }
>()("@beep/audit/AuditTrail") {
  static readonly layer: Layer.Layer<AuditTrail, never, SqlClient.SqlClient | TenantTransaction | ClientAccess> = Layer.effect(
    AuditTrail,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      const access = yield* ClientAccess

      const find = SqlSchema.findAll({
        Request: Search,
        Result: AuditRow,
        execute: ({ action, before, clientId, from, limit, org, until }) =>
          sql`select ${entryColumns(sql)}, l.leaf_index::float8 as leaf
            from audit.entry e left join audit.leaf l on l.organization_id = e.organization_id and l.id = e.id
            where e.organization_id = ${org} and e.client_id = ${clientId}
              and (${before}::uuid is null or e.id < ${before}::uuid)
              and (${action}::text is null or e.action = ${action}::text)
              and (${from}::text is null or e.at >= (${from}::text || 'T00:00:00Z')::timestamptz)
              and (${until}::text is null or e.at < (${until}::text || 'T00:00:00Z')::timestamptz)
            order by e.id desc limit ${limit}::int`
      })

      const findChanges = SqlSchema.findAll({
        Request: ChangesSearch,
        Result: ChangesRow,
        execute: ({ clientId, looks, memberId, org, since }) =>
          sql`select action, count(*)::int as count, max(at) as "lastAt" from audit.entry
            where organization_id = ${org} and client_id = ${clientId} and member_id = ${memberId}::uuid and at >= ${since}::timestamptz
              and result = 'ok' and action <> all(${looks}::text[])
            group by action order by min(at), action`
      })

      const ownChanges = Effect.fn("AuditTrail.ownChanges")(function* (clientId: ClientId, since: DateTime.Utc) {
        const { memberId, organizationId } = yield* CurrentTenant
        if (memberId === null) return []
        return yield* decoded(findChanges({ org: organizationId, clientId, memberId, since, looks }))
      })

      const cursorOf = Effect.fnUntraced(function* (cursor: Cursor | undefined) {
        if (cursor === undefined) return null
        return yield* Effect.mapError(
          Schema.decodeEffect(AuditEntryId)(cursor),
          () => new ValidationFailed({ reason: "The page position is not one that was handed out." })
        )
      })

      const ofClient = Effect.fn("AuditTrail.ofClient")(function* (clientId: ClientId, query: TrailQuery) {
        yield* access.require(clientId)
        const { organizationId } = yield* CurrentTenant
        const before = yield* cursorOf(query.cursor)
        const limit = query.limit ?? pageSize.default
        const rows = yield* transaction
          .run(
            find({
              org: organizationId,
              clientId,
              before,
              action: query.action ?? null,
              from: query.from ?? null,
              until: query.to === undefined ? null : addDays(query.to, 1),
              limit: limit + 1
            })
          )
          .pipe(Effect.catchTag("SchemaError", Effect.die))
        const items = rows.slice(0, limit)
        const last = items.at(-1)
        return { items, nextCursor: rows.length > limit && last !== undefined ? Cursor.make(last.id) : null }
      })

      return AuditTrail.of({ ofClient, ownChanges })
    })
  )
}
