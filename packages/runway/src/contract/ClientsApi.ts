import { NotFound, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { ClientId, MemberId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { Cursor, Limit } from "@beep/kernel/Page"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { ClientCounts, ClientListItem } from "./clients/ClientListItem.ts"
import { ConnectionState } from "./clients/ConnectionState.ts"
import { Band } from "./runway/RunwayView.ts"

/** `runway`: a broken link without a figure first, then the shortest runway; figures that never were come last. */
export const ClientSort = Schema.Literals(["runway", "name", "last_synced", "last_worked"])
export type ClientSort = typeof ClientSort.Type

export const ClientListQuery = Schema.Struct({
  cursor: Schema.optionalKey(Cursor),
  limit: Schema.optionalKey(Limit),
  sort: Schema.optionalKey(ClientSort),
  /** Part of a name, in any case. */
  query: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(200), Schema.isPattern(/^[^\0]*$/))),
  band: Schema.optionalKey(Band),
  attention: Schema.optionalKey(Schema.Literals(["true", "false"])),
  connection: Schema.optionalKey(ConnectionState),
  assignedTo: Schema.optionalKey(MemberId)
})
export type ClientListQuery = typeof ClientListQuery.Type

/** `counts` are over all clients the member sees; `items` are one page of those that match. */
export const ClientList = Schema.Struct({
  counts: ClientCounts,
  items: Schema.Array(ClientListItem),
  nextCursor: Schema.NullOr(Cursor)
})
export type ClientList = typeof ClientList.Type

/** What a page about one client needs for its head. */
export const ClientDetail = Schema.Struct({
  clientId: ClientId,
  kind: Schema.Literals(["business", "household"]),
  name: Schema.String,
  timezone: TimeZoneName,
  homeCurrency: Currency,
  status: Schema.Literals(["onboarding", "active", "inactive", "left"]),
  item: Schema.NullOr(ClientListItem)
})
export type ClientDetail = typeof ClientDetail.Type

/** Errors: 404 when `advisorId` is not the token's member (audited), 400 for a cursor of another list, 503. */
export const ListClientsEndpoint = HttpApiEndpoint.get("list", "/api/advisor/:advisorId/clients", {
  params: { advisorId: MemberId },
  query: ClientListQuery.fields,
  success: ClientList,
  error: [NotFound, ValidationFailed, Unavailable]
}).annotate(RequiredScope, "clients.read")

/** Errors: 404 for a client the member does not see (audited), 503. */
export const GetClientEndpoint = HttpApiEndpoint.get("get", "/api/advisor/clients/:clientId", {
  params: { clientId: ClientId },
  success: ClientDetail,
  error: [NotFound, Unavailable]
}).annotate(RequiredScope, "clients.read")

export class ClientsGroup extends HttpApiGroup.make("clients")
  .add(ListClientsEndpoint, GetClientEndpoint)
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const ClientsLocalApi = HttpApi.make("beep").add(ClientsGroup)
