import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { TenantRole } from "@beep/kernel/Role"
import { ClientKind } from "@beep/tenancy/contract/Client"
import { Effect, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import { ConnectionState } from "../../../contract/clients/ConnectionState.ts"
import { ClientSort, WeekFilter } from "../../../contract/ClientsApi.ts"
import { Band, RunwayState } from "../../../contract/runway/RunwayView.ts"
import { decoded } from "@beep/sql/query"
import { ListKey } from "./listCursor.ts"
import { instantText } from "./listTexts.ts"

const Place = { organizationId: OrganizationId, clientId: ClientId }

const Computed = Schema.Struct({
  ...Place,
  asOf: LocalDate,
  computedAt: Schema.DateTimeUtcFromDate,
  syncedAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  state: RunwayState,
  days: Schema.NullOr(Schema.Int),
  band: Band,
  needsAttention: Schema.Boolean,
  membersFresh: Schema.String,
  membersStale: Schema.String,
  attentionFresh: Schema.String,
  attentionStale: Schema.String,
  inputHash: Schema.Uint8Array
})

const Read = Schema.Struct({
  organizationId: OrganizationId,
  memberId: Schema.NullOr(MemberId),
  role: TenantRole,
  now: Schema.DateTimeUtcFromDate,
  clientId: Schema.NullOr(ClientId),
  query: Schema.NullOr(Schema.String),
  band: Schema.NullOr(Band),
  attention: Schema.NullOr(Schema.Boolean),
  connection: Schema.NullOr(ConnectionState),
  assignedTo: Schema.NullOr(MemberId),
  week: Schema.NullOr(WeekFilter),
  kind: Schema.NullOr(ClientKind),
  sort: ClientSort,
  after: Schema.NullOr(Schema.fromJsonString(ListKey)),
  limit: Schema.Int
})
export type ListRead = typeof Read.Type

/** `week`, `counts` and `items` are finished JSON text; `lastKey` stands where more items follow. */
const Answer = Schema.Struct({
  week: Schema.String,
  counts: Schema.String,
  items: Schema.String,
  lastKey: Schema.NullOr(Schema.fromJsonString(ListKey))
})

/** Rows of `runway.client_list_row`. `read` binds its own tenant in one trip; the others run inside a tenant transaction. */
export const clientListRows = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient

  const read = SqlSchema.findOne({
    Request: Read,
    Result: Answer,
    execute: (r) =>
      sql`select week, counts, items, last_key as "lastKey" from runway.client_list(${r.organizationId}, ${r.memberId}::uuid, ${r.role}, ${r.now}::timestamptz,
        ${r.clientId}::uuid, ${r.query}::text, ${r.band}::text, ${r.attention}::boolean, ${r.connection}::text, ${r.assignedTo}::uuid,
        ${r.week}::text, ${r.kind}::text, ${r.sort},
        ${r.after}::text::jsonb, ${r.limit}::int)`
  })

  const upsert = SqlSchema.void({
    Request: Computed,
    execute: (r) =>
      sql`insert into runway.client_list_row as row (organization_id, client_id, as_of, computed_at, synced_at, state, days, band, needs_attention,
          members_fresh, members_stale, attention_fresh, attention_stale, input_hash)
        values (${r.organizationId}, ${r.clientId}, ${r.asOf}::date, ${r.computedAt}::timestamptz, ${r.syncedAt}::timestamptz, ${r.state}, ${r.days}::bigint,
          ${r.band}, ${r.needsAttention}::boolean, ${r.membersFresh}, ${r.membersStale}, ${r.attentionFresh}, ${r.attentionStale}, ${r.inputHash}::bytea)
        on conflict (organization_id, client_id) do update set as_of = excluded.as_of, computed_at = excluded.computed_at,
          synced_at = excluded.synced_at, state = excluded.state, days = excluded.days, band = excluded.band,
          needs_attention = excluded.needs_attention, members_fresh = excluded.members_fresh, members_stale = excluded.members_stale,
          attention_fresh = excluded.attention_fresh, attention_stale = excluded.attention_stale, input_hash = excluded.input_hash
        where row.computed_at is null or row.computed_at <= excluded.computed_at`
  })

  const worked = SqlSchema.void({
    Request: Schema.Struct({ ...Place, memberId: MemberId, at: Schema.DateTimeUtcFromDate, text: Schema.String }),
    execute: (r) =>
      sql`insert into runway.client_list_row as row (organization_id, client_id, last_worked_at, last_worked_by, last_worked_text)
        values (${r.organizationId}, ${r.clientId}, ${r.at}::timestamptz, ${r.memberId}::uuid, ${r.text})
        on conflict (organization_id, client_id) do update set last_worked_at = excluded.last_worked_at, last_worked_by = excluded.last_worked_by,
          last_worked_text = excluded.last_worked_text
        where row.last_worked_at is null or row.last_worked_at <= excluded.last_worked_at`
  })

  return {
    read: (request: ListRead) => decoded(Effect.catchTag(read(request), "NoSuchElementError", Effect.die)),
    upsert: (request: typeof Computed.Type) => decoded(upsert(request)),
    worked: (request: Omit<Parameters<typeof worked>[0], "text">) =>
      decoded(worked({ ...request, text: instantText(request.at) }))
  }
})
