import { MemberId, OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { SavedView, SavedViewId, SavedViewName } from "../../../contract/clients/SavedView.ts"
import { ClientListView } from "../../../contract/ClientsApi.ts"

const Owner = { organizationId: OrganizationId, memberId: MemberId }
const Search = Schema.fromJsonString(Schema.toCodecJson(ClientListView))
const Row = Schema.Struct({ ...SavedView.fields, search: Schema.toCodecJson(ClientListView), removed: Schema.Boolean })

const columns = `id as "viewId", name, search, row_version as version, removed_at is not null as removed`

/** Rows of `runway.saved_view`, of one member; inside a tenant transaction. */
export const savedViewRows = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const which = Schema.Struct({ ...Owner, viewId: SavedViewId })
  return {
    all: query.all({
      Request: Schema.Struct(Owner),
      Result: Row,
      execute: (r) =>
        sql`select ${sql.literal(columns)} from runway.saved_view
          where organization_id = ${r.organizationId} and member_id = ${r.memberId} and removed_at is null order by lower(name), id`
    }),
    find: query.option({
      Request: which,
      Result: Row,
      execute: (r) =>
        sql`select ${sql.literal(columns)} from runway.saved_view
          where organization_id = ${r.organizationId} and member_id = ${r.memberId} and id = ${r.viewId} for update`
    }),
    insert: query.one({
      Request: Schema.Struct({
        ...Owner,
        viewId: SavedViewId,
        name: SavedViewName,
        search: Search,
        at: Schema.DateTimeUtcFromDate
      }),
      Result: Row,
      execute: (r) =>
        sql`insert into runway.saved_view (organization_id, member_id, id, name, search, created_at)
          values (${r.organizationId}, ${r.memberId}, ${r.viewId}, ${r.name}, ${r.search}::text::jsonb, ${r.at}::timestamptz)
          returning ${sql.literal(columns)}`
    }),
    change: query.one({
      Request: Schema.Struct({
        ...Owner,
        viewId: SavedViewId,
        name: SavedViewName,
        removedAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
      }),
      Result: Row,
      execute: (r) =>
        sql`update runway.saved_view set name = ${r.name}, removed_at = ${r.removedAt}::timestamptz, row_version = row_version + 1
          where organization_id = ${r.organizationId} and member_id = ${r.memberId} and id = ${r.viewId}
          returning ${sql.literal(columns)}`
    })
  }
})
export type SavedViewRow = typeof Row.Type
