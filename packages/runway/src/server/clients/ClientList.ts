import { Audit } from "@beep/audit/server/Audit"
import { csvLines } from "@beep/tenancy/contract/csv"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import type { ClientId, MemberId } from "@beep/kernel/ids"
import { pageSize } from "@beep/kernel/Page"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, DateTime, Effect, Layer, Option, Schema, Stream } from "effect"
import { ClientListItem } from "../../contract/clients/ClientListItem.ts"
import type { ClientDetail, ClientListQuery, ClientListView, ClientSort } from "../../contract/ClientsApi.ts"
import { footer, problemText } from "../../contract/messages.ts"
import { clientListRows, type ListRead } from "../internal/clients/ClientListRows.ts"
import { exportHead, exportLine } from "../internal/clients/exportLines.ts"
import { listCursor, type ListKey, readListCursor } from "../internal/clients/listCursor.ts"
import { requireSelf } from "../internal/requireSelf.ts"
import { ritualRows } from "../internal/ritual/RitualRows.ts"

type Caller = CurrentTenant | CurrentActor

/** Rows of one read of an export. */
const exportPage = 250

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
    /** Every client that matches, as lines of CSV in one piece per read: as many rows as there are, never all in memory. The export is audited. */
    readonly csv: (
      advisorId: MemberId,
      view: ClientListView
    ) => Effect.Effect<Stream.Stream<string, Unavailable>, NotFound | Unavailable, Caller>
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

      const self = requireSelf(audit)
      const marks = yield* ritualRows

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
            assignedTo: query.assignedTo ?? null,
            week: query.week ?? null,
            kind: query.kind ?? null
          })
        )
      })

      const list = Effect.fn("ClientList.list")(function* (advisorId: MemberId, query: ClientListQuery) {
        yield* self(advisorId)
        const sort = query.sort ?? "runway"
        const limit = query.limit ?? pageSize.default
        const { counts, items, lastKey, week } = yield* read(query, {
          clientId: null,
          sort,
          after: yield* after(query, sort),
          limit
        })
        const next = lastKey === null ? "null" : JSON.stringify(listCursor(sort, lastKey))
        return `{"week":${week},"counts":${counts},"items":${items},"nextCursor":${next}}`
      })

      const csv = Effect.fn("ClientList.csv")(function* (advisorId: MemberId, view: ClientListView) {
        yield* self(advisorId)
        yield* audit.record({
          action: "export.created",
          entityType: "member",
          entityId: advisorId,
          clientId: null,
          result: "ok",
          after: { kind: "client_list", filters: Object.keys(view).toSorted() }
        })
        const caller = yield* Effect.context<CurrentTenant>()
        const sort = view.sort ?? "runway"
        const page = Effect.fnUntraced(function* (after: ListKey | null) {
          const { items, lastKey } = yield* read(view, { clientId: null, sort, after, limit: exportPage })
          const lines = csvLines((yield* Effect.orDie(decodeItems(items))).map(exportLine))
          return [[lines], Option.fromNullOr(lastKey)] as const
        }, Effect.provideContext(caller))
        const start: ListKey | null = null
        return Stream.make(csvLines([exportHead])).pipe(
          Stream.concat(Stream.paginate(start, page)),
          Stream.concat(Stream.make(csvLines([[footer]])))
        )
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
        const where = { organizationId, clientId, memberId, at }
        yield* transaction.run(Effect.andThen(rows.worked(where), marks.mark({ ...where, kind: "action" })))
      })

      return ClientList.of({ list, csv, get, worked })
    })
  )
}
