import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import type { ClientId, MemberId } from "@beep/kernel/ids"
import { pageSize } from "@beep/kernel/Page"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, DateTime, Effect, Layer, Option, Schema } from "effect"
import { ClientListItem } from "../../contract/clients/ClientListItem.ts"
import type { ClientDetail, ClientListQuery, ClientSort } from "../../contract/ClientsApi.ts"
import { problemText } from "../../contract/messages.ts"
import { clientListRows, type ListRead } from "../internal/clients/ClientListRows.ts"
import { listCursor, type ListKey, readListCursor } from "../internal/clients/listCursor.ts"

type Caller = CurrentTenant | CurrentActor

const decodeItems = Schema.decodeEffect(Schema.fromJsonString(Schema.toCodecJson(Schema.Array(ClientListItem))))

/**
 * The clients a member sees, from the read model alone: QuickBooks is never asked.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class ClientList extends Context.Service<
  ClientList,
  {
    /**
     * The contract's `ClientList` as JSON text, as the wire has it. `advisorId` must be the
     * token's member: another one is `NotFound`, and the asking is audited.
     */
    readonly list: (
      advisorId: MemberId,
      query: ClientListQuery
    ) => Effect.Effect<string, NotFound | ValidationFailed | Unavailable, Caller>
    readonly get: (clientId: ClientId) => Effect.Effect<ClientDetail, NotFound | Unavailable, Caller>
    /** Notes that the calling member just did something for the client; a job of the system notes nothing. */
    readonly worked: (clientId: ClientId) => Effect.Effect<void, Unavailable, CurrentTenant>
  }
>()("@beep/runway/ClientList") {
  static readonly layer = Layer.effect(
    ClientList,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const transaction = yield* TenantTransaction
      const rows = yield* clientListRows

      const requireSelf = Effect.fnUntraced(function* (advisorId: MemberId) {
        const { memberId } = yield* CurrentTenant
        if (memberId === advisorId) return
        yield* audit.record({
          action: "access.denied",
          entityType: "member",
          entityId: advisorId,
          clientId: null,
          result: "denied",
          reason: "other_advisor"
        })
        return yield* new NotFound()
      })

      const after = (query: ClientListQuery, sort: ClientSort): Effect.Effect<ListKey | null, ValidationFailed> =>
        query.cursor === undefined
          ? Effect.succeed(null)
          : Option.match(readListCursor(query.cursor, sort), {
              onNone: () => Effect.fail(new ValidationFailed({ reason: problemText.cursorNotOurs })),
              onSome: (key) => Effect.succeed(key)
            })

      const read = Effect.fnUntraced(function* (
        query: ClientListQuery,
        page: Pick<ListRead, "clientId" | "sort" | "after" | "limit">
      ) {
        const { memberId, organizationId, role } = yield* CurrentTenant
        const now = yield* DateTime.now
        return yield* unavailableOrDie(
          rows.read({
            organizationId,
            memberId,
            role,
            now,
            ...page,
            query: query.query === undefined || query.query.trim() === "" ? null : query.query.trim(),
            band: query.band ?? null,
            attention: query.attention === undefined ? null : query.attention === "true",
            connection: query.connection ?? null,
            assignedTo: query.assignedTo ?? null
          })
        )
      })

      const list = Effect.fn("ClientList.list")(function* (advisorId: MemberId, query: ClientListQuery) {
        yield* requireSelf(advisorId)
        const sort = query.sort ?? "runway"
        const limit = query.limit ?? pageSize.default
        const { counts, items, lastKey } = yield* read(query, { clientId: null, sort, after: yield* after(query, sort), limit })
        const next = lastKey === null ? "null" : JSON.stringify(listCursor(sort, lastKey))
        return `{"counts":${counts},"items":${items},"nextCursor":${next}}`
      })

      const get = Effect.fn("ClientList.get")(function* (clientId: ClientId) {
        const client = yield* clients.require(clientId)
        const { items } = yield* read({}, { clientId, sort: "name", after: null, limit: 1 })
        const [item = null] = yield* Effect.orDie(decodeItems(items))
        return {
          clientId,
          kind: client.kind,
          name: client.name,
          timezone: client.timezone,
          homeCurrency: client.homeCurrency,
          status: client.status,
          item
        }
      })

      const worked = Effect.fn("ClientList.worked")(function* (clientId: ClientId) {
        const { memberId, organizationId } = yield* CurrentTenant
        if (memberId === null) return
        const at = yield* DateTime.now
        yield* transaction.run<void, never, never>(rows.worked({ organizationId, clientId, memberId, at }))
      })

      return ClientList.of({ list, get, worked })
    })
  )
}
