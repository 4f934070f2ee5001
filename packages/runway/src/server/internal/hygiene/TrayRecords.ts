import { ClientId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { column } from "@beep/sql/column"
import * as query from "@beep/sql/query"
import { Effect, Option, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { refKey, type RecordRef } from "../../../contract/hygiene/Finding.ts"
import { upcomingDays, upcomingLimit } from "../../../contract/hygiene/Tray.ts"
import { LedgerEntityType, QboId } from "../../../contract/ledger/QboId.ts"
import type { Place } from "./IssueRows.ts"

/** What the tab shows of a record beside its words. */
const RecordDetail = Schema.Struct({
  entityType: LedgerEntityType,
  qboId: QboId,
  date: Schema.NullOr(LocalDate),
  dueDate: Schema.NullOr(LocalDate),
  currency: Schema.NullOr(Currency),
  amount: Schema.NullOr(Schema.BigInt),
  open: Schema.NullOr(Schema.BigInt)
})
export type RecordDetail = typeof RecordDetail.Type

const Outflow = Schema.Struct({ outflow: Schema.NullOr(Schema.BigInt), windowDays: Schema.Int })

const PlaceFields = { organizationId: OrganizationId, clientId: ClientId }

/** Reads of the mirror and the last snapshot that the tab shows; inside a tenant transaction. */
export const trayRecords = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient

  const found = (place: Place, refs: ReadonlyArray<RecordRef>) =>
    query.all({
      Request: Schema.Void,
      Result: RecordDetail,
      execute: () => sql`
        select r.entity_type as "entityType", r.qbo_id as "qboId", r.txn_date as date, r.due_date as "dueDate", r.currency,
          r.amount_minor as amount, r.open_minor as open
        from unnest(
          ${column(
            "text",
            refs.map(({ entityType }) => entityType)
          )},
          ${column(
            "text",
            refs.map(({ qboId }) => qboId)
          )}) as w(entity_type, qbo_id)
        join runway.ledger_record r on r.organization_id = ${place.organizationId}::uuid and r.client_id = ${place.clientId}::uuid
          and r.entity_type = w.entity_type and r.qbo_id = w.qbo_id and r.superseded_at is null`
    })()

  /** The present version of each, by `type/id`. */
  const details = (place: Place, refs: ReadonlyArray<RecordRef>) =>
    Effect.map(found(place, refs), (rows) => new Map(rows.map((row) => [refKey(row), row])))

  const upcoming = query.all({
    Request: Schema.Struct({ ...PlaceFields, today: LocalDate }),
    Result: RecordDetail,
    execute: (r) => sql`
      select entity_type as "entityType", qbo_id as "qboId", txn_date as date, due_date as "dueDate", currency, amount_minor as amount,
        open_minor as open
      from runway.ledger_record
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and superseded_at is null and not deleted
        and entity_type in ('Bill', 'Invoice') and open_minor > 0 and home_open_minor is not null
        and due_date between ${r.today}::date and ${r.today}::date + ${upcomingDays}::integer
      order by home_open_minor desc, due_date, entity_type, qbo_id limit ${upcomingLimit}::integer`
  })

  /** What left in the window of the newest snapshot; none before the first, null where it was not known. */
  const outflow = (place: Place) =>
    Effect.map(
      query.option({
        Request: Schema.Struct(PlaceFields),
        Result: Outflow,
        execute: (r) => sql`
          select bill_outflow_minor + other_outflow_minor as outflow, window_days as "windowDays" from runway.runway_snapshot
          where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid
          order by as_of desc, computed_at desc limit 1`
      })(place),
      Option.getOrElse((): typeof Outflow.Type => ({ outflow: null, windowDays: 0 }))
    )

  return { details, upcoming, outflow }
})
