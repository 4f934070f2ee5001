import { NotFound, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { ClientId, MemberId } from "@beep/kernel/ids"
import { LocalDate, TimeZoneName } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { Cursor, Limit } from "@beep/kernel/Page"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { ClientKind } from "@beep/tenancy/contract/Client"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"
import { ClientCounts, ClientListItem } from "./clients/ClientListItem.ts"
import { ConnectionState } from "./clients/ConnectionState.ts"
import { Band } from "./runway/RunwayView.ts"

/** `runway`: a broken link without a figure first, then the shortest runway; figures that never were come last. */
export const ClientSort = Schema.Literals(["runway", "name", "last_synced", "last_worked"])
export type ClientSort = typeof ClientSort.Type

/** Of this week: somebody worked on the client, somebody is done with it, or nobody is yet. */
export const WeekFilter = Schema.Literals(["worked", "reviewed", "open"])
export type WeekFilter = typeof WeekFilter.Type

/** Which clients, in which order: what a view of the list is. */
export const ClientListView = Schema.Struct({
  sort: Schema.optionalKey(ClientSort),
  /** Part of a name, in any case. */
  query: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(200), Schema.isPattern(/^[^\0]*$/))),
  band: Schema.optionalKey(Band),
  attention: Schema.optionalKey(Schema.Literals(["true", "false"])),
  connection: Schema.optionalKey(ConnectionState),
  assignedTo: Schema.optionalKey(MemberId),
  week: Schema.optionalKey(WeekFilter),
  kind: Schema.optionalKey(ClientKind)
})
export type ClientListView = typeof ClientListView.Type

export const ClientListQuery = Schema.Struct({
  ...ClientListView.fields,
  cursor: Schema.optionalKey(Cursor),
  limit: Schema.optionalKey(Limit)
})
export type ClientListQuery = typeof ClientListQuery.Type

/** The week the list is about: its Monday, and the instant that began in the organization's zone. */
export const RitualWeek = Schema.Struct({ monday: LocalDate, since: Schema.DateTimeUtcFromString })
export type RitualWeek = typeof RitualWeek.Type

/** `counts` are over all clients the member sees; `items` are one page of those that match. */
export const ClientList = Schema.Struct({
  week: RitualWeek,
  counts: ClientCounts,
  items: Schema.Array(ClientListItem),
  nextCursor: Schema.NullOr(Cursor)
})
export type ClientList = typeof ClientList.Type

/** What a page about one client needs for its head. */
export const ClientDetail = Schema.Struct({
  clientId: ClientId,
  kind: ClientKind,
  name: Schema.String,
  timezone: TimeZoneName,
  homeCurrency: Currency,
  status: Schema.Literals(["onboarding", "active", "inactive", "left"]),
  item: Schema.NullOr(ClientListItem)
})
export type ClientDetail = typeof ClientDetail.Type

/** Columns: client, kind, connection, state, band, days, weeks, covered_until, reasons, last_synced, last_worked, worked_by, reviewed, reviewed_by; the fixed footer is the last line. */
const ClientTable = HttpApiSchema.StreamUint8Array({ contentType: "text/csv" })

/**
 * Carries an `ETag`; the same one as `If-None-Match` is answered 304 without a body.
 * Errors: 404 when `advisorId` is not the token's member (audited), 400 for a cursor of another list, 503.
 */
export const ListClientsEndpoint = HttpApiEndpoint.get("list", "/api/advisor/:advisorId/clients", {
  params: { advisorId: MemberId },
  query: ClientListQuery.fields,
  success: ClientList,
  error: [NotFound, ValidationFailed, Unavailable]
}).annotate(RequiredScope, "clients.read")

/** Every client that matches, in the order asked for, streamed as CSV; the export is audited. Errors: as the list's. */
export const ExportClientsEndpoint = HttpApiEndpoint.get("export", "/api/advisor/:advisorId/clients/export", {
  params: { advisorId: MemberId },
  query: ClientListView.fields,
  success: ClientTable,
  error: [NotFound, Unavailable]
}).annotate(RequiredScope, "clients.read")

/** Errors: 404 for a client the member does not see (audited), 503. */
export const GetClientEndpoint = HttpApiEndpoint.get("get", "/api/advisor/clients/:clientId", {
  params: { clientId: ClientId },
  success: ClientDetail,
  error: [NotFound, Unavailable]
}).annotate(RequiredScope, "clients.read")

export class ClientsGroup extends HttpApiGroup.make("clients")
  .add(ListClientsEndpoint, ExportClientsEndpoint, GetClientEndpoint)
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const ClientsLocalApi = HttpApi.make("beep").add(ClientsGroup)
