import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { TenantRole } from "@beep/kernel/Role"
import { Effect, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import { ConnectionState } from "../../../contract/clients/ConnectionState.ts"
import { ClientSort } from "../../../contract/ClientsApi.ts"
import { ConfidenceLevel } from "../../../contract/runway/confidence.ts"
import { Band, BurnBasis, RunwayState } from "../../../contract/runway/RunwayView.ts"
import { decoded } from "../decoded.ts"
import { ListAnswer } from "./ListAnswer.ts"
import { ListKey } from "./listCursor.ts"

const Place = { organizationId: OrganizationId, clientId: ClientId }

const Computed = Schema.Struct({
  ...Place,
  asOf: LocalDate,
  computedAt: Schema.DateTimeUtcFromDate,
  syncedAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  state: RunwayState,
  burnBasis: BurnBasis,
  days: Schema.NullOr(Schema.Int),
  coveredUntil: Schema.NullOr(LocalDate),
  band: Band,
  critical: Schema.Boolean,
  confidence: ConfidenceLevel,
  billsOverdue: Schema.NullOr(Schema.Int),
  billsDue7: Schema.NullOr(Schema.Int),
  invoicesOverdue: Schema.NullOr(Schema.Int),
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
  sort: ClientSort,
  after: Schema.NullOr(Schema.fromJsonString(ListKey)),
  limit: Schema.Int
})
export type ListRead = typeof Read.Type

/** Rows of `runway.client_list_row`. `read` binds its own tenant in one trip; the others run inside a tenant transaction. */
export const clientListRows = Effect.gen(function*() {
  const sql = yield* SqlClient.SqlClient

  const read = SqlSchema.findOne({
    Request: Read,
    Result: Schema.Struct({ answer: ListAnswer }),
    execute: (r) =>
      sql`select runway.client_list(${r.organizationId}, ${r.memberId}::uuid, ${r.role}, ${r.now}::timestamptz, ${r.clientId}::uuid, ${r.query}::text,
        ${r.band}::text, ${r.attention}::boolean, ${r.connection}::text, ${r.assignedTo}::uuid, ${r.sort}, ${r.after}::text::jsonb, ${r.limit}::int) as answer`
  })

  const upsert = SqlSchema.void({
    Request: Computed,
    execute: (r) =>
      sql`insert into runway.client_list_row as row (organization_id, client_id, as_of, computed_at, synced_at, state, burn_basis, days, covered_until,
          band, critical, confidence, bills_overdue, bills_due_7, invoices_overdue, input_hash)
        values (${r.organizationId}, ${r.clientId}, ${r.asOf}::date, ${r.computedAt}::timestamptz, ${r.syncedAt}::timestamptz, ${r.state}, ${r.burnBasis},
          ${r.days}::bigint, ${r.coveredUntil}::date, ${r.band}, ${r.critical}::boolean, ${r.confidence}, ${r.billsOverdue}::int, ${r.billsDue7}::int,
          ${r.invoicesOverdue}::int, ${r.inputHash}::bytea)
        on conflict (organization_id, client_id) do update set as_of = excluded.as_of, computed_at = excluded.computed_at,
          synced_at = excluded.synced_at, state = excluded.state, burn_basis = excluded.burn_basis, days = excluded.days,
          covered_until = excluded.covered_until, band = excluded.band, critical = excluded.critical, confidence = excluded.confidence,
          bills_overdue = excluded.bills_overdue, bills_due_7 = excluded.bills_due_7, invoices_overdue = excluded.invoices_overdue,
          input_hash = excluded.input_hash
        where row.computed_at is null or row.computed_at <= excluded.computed_at`
  })

  const worked = SqlSchema.void({
    Request: Schema.Struct({ ...Place, memberId: MemberId, at: Schema.DateTimeUtcFromDate }),
    execute: (r) =>
      sql`insert into runway.client_list_row as row (organization_id, client_id, last_worked_at, last_worked_by)
        values (${r.organizationId}, ${r.clientId}, ${r.at}::timestamptz, ${r.memberId}::uuid)
        on conflict (organization_id, client_id) do update set last_worked_at = excluded.last_worked_at, last_worked_by = excluded.last_worked_by
        where row.last_worked_at is null or row.last_worked_at <= excluded.last_worked_at`
  })

  return {
    read: (request: ListRead) => decoded(Effect.catchTag(read(request), "NoSuchElementError", Effect.die)),
    upsert: (request: typeof Computed.Type) => decoded(upsert(request)),
    worked: (request: Parameters<typeof worked>[0]) => decoded(worked(request))
  }
})
