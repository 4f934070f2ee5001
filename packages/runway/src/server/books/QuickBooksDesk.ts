import { Connections } from "@beep/connections/server/Connections"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, Effect, Layer } from "effect"
import type { QuickBooksStanding } from "../../contract/books/QuickBooksStanding.ts"
import { syncStandings } from "../internal/books/SyncStandings.ts"

/**
 * How the clients a member sees stand with QuickBooks, by name.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class QuickBooksDesk extends Context.Service<
  QuickBooksDesk,
  {
    readonly standings: Effect.Effect<ReadonlyArray<QuickBooksStanding>, Unavailable, CurrentTenant>
  }
>()("@beep/runway/QuickBooksDesk") {
  static readonly layer = Layer.effect(
    QuickBooksDesk,
    Effect.gen(function* () {
      const clients = yield* Clients
      const connections = yield* Connections
      const transaction = yield* TenantTransaction
      const syncs = yield* syncStandings

      const standings = Effect.gen(function* () {
        const { organizationId } = yield* CurrentTenant
        const links = new Map((yield* connections.standings).map((link) => [link.clientId, link]))
        const read = new Map((yield* transaction.run(syncs(organizationId))).map((row) => [row.clientId, row]))
        return (yield* clients.list).flatMap(({ id, kind, name, timezone }): ReadonlyArray<QuickBooksStanding> => {
          if (kind !== "business") return []
          const [link, row] = [links.get(id), read.get(id)]
          return [
            {
              clientId: id,
              name,
              timezone,
              connection: link?.status ?? "never",
              syncing: row?.syncing ?? false,
              lastSyncAt: row?.lastSyncAt ?? null,
              errorCode: row?.errorCode ?? null,
              lastComparedAt: row?.lastComparedAt ?? null,
              lastOutcome: row?.lastOutcome ?? null,
              heldUntil: link?.heldUntil ?? null
            }
          ]
        })
      }).pipe(Effect.withSpan("QuickBooksDesk.standings"))

      return QuickBooksDesk.of({ standings })
    })
  )
}
