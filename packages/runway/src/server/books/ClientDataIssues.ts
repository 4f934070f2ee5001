import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, Effect, Layer } from "effect"
import { type DataIssueList, listedIssues } from "../../contract/books/DataIssue.ts"
import { LedgerReader } from "../internal/ledger/LedgerReader.ts"
import { standingIssues } from "../internal/books/StandingIssues.ts"

/**
 * What of a client's books could not be understood or kept, by name.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class ClientDataIssues extends Context.Service<
  ClientDataIssues,
  {
    list(clientId: ClientId): Effect.Effect<DataIssueList, NotFound | Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/runway/ClientDataIssues") {
  static readonly layer = Layer.effect(
    ClientDataIssues,
    Effect.gen(function* () {
      const clients = yield* Clients
      const issues = yield* standingIssues
      const reader = yield* LedgerReader
      const transaction = yield* TenantTransaction

      const list = Effect.fn("ClientDataIssues.list")(function* (clientId: ClientId) {
        yield* clients.require(clientId)
        const { organizationId } = yield* CurrentTenant
        return yield* transaction.run(
          Effect.gen(function* () {
            const found = yield* issues({ organizationId, clientId, limit: listedIssues })
            const words = found.length === 0 ? new Map<string, never>() : yield* reader.words(clientId, found)
            return {
              total: found[0]?.total ?? 0,
              issues: found.map(({ entityType, field, firstSeenAt, kind, qboId }) => {
                const label = words.get(`${entityType}/${qboId}`)
                return { entityType, qboId, kind, field, firstSeenAt, title: label?.doc ?? label?.name ?? null }
              })
            }
          })
        )
      })

      return ClientDataIssues.of({ list })
    })
  ).pipe(Layer.provide(LedgerReader.layer))
}
