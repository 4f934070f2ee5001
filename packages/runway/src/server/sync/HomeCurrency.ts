import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { Currency } from "@beep/kernel/Money"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import type { Client } from "@beep/tenancy/contract/Client"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, Effect, Layer } from "effect"
import { companyCurrency } from "../internal/onboarding/companyCurrency.ts"
import { LedgerReader } from "../internal/ledger/LedgerReader.ts"

/**
 * The currency a client's figures are in is the one QuickBooks keeps its books in: taken over before anything else is
 * read, and never changed under books that are mirrored, whose amounts would then be taken for others.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class HomeCurrency extends Context.Service<
  HomeCurrency,
  {
    /** What QuickBooks said, where it is not the client's; null where it is, or where it said nothing. */
    differing(client: Client): Effect.Effect<Currency | null, Unavailable, CurrentTenant>
    /** The client in the currency of its books; audited. */
    adopt(client: Client, currency: Currency): Effect.Effect<Client, NotFound | Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/runway/internal/HomeCurrency") {
  static readonly layer = Layer.effect(
    HomeCurrency,
    Effect.gen(function* () {
      const clients = yield* Clients
      const transaction = yield* TenantTransaction
      const currencyOf = yield* companyCurrency
      return HomeCurrency.of({
        differing: Effect.fn("HomeCurrency.differing")(function* (client) {
          const { home } = yield* transaction.run(currencyOf(client.id))
          return home === client.homeCurrency ? null : home
        }),
        adopt: (client, currency) => clients.adoptHomeCurrency(client.id, currency)
      })
    })
  ).pipe(Layer.provide(LedgerReader.layer))
}
