import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable, type ValidationFailed } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { KnownTime } from "../../contract/digest/KnownTime.ts"
import type { KnownHygiene } from "../../contract/hygiene/HygieneStanding.ts"
import { knownTimes as knownTimesOf } from "../digest/knownTimes.ts"
import { standingRows } from "../internal/hygiene/StandingRows.ts"

/**
 * What stood of a client's hygiene, now or as it was known at another time.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class HygieneHistory extends Context.Service<
  HygieneHistory,
  {
    /** 400 for a time that has not come. */
    at(
      clientId: ClientId,
      at?: KnownTime
    ): Effect.Effect<KnownHygiene, NotFound | ValidationFailed | Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/runway/HygieneHistory") {
  static readonly layer = Layer.effect(
    HygieneHistory,
    Effect.gen(function* () {
      const clients = yield* Clients
      const transaction = yield* TenantTransaction
      const knownTimes = yield* knownTimesOf
      const rows = yield* standingRows

      const at = Effect.fn("HygieneHistory.at")(function* (clientId: ClientId, asked?: KnownTime) {
        const { kind } = yield* clients.require(clientId)
        // A household has no books.
        if (kind !== "business") return yield* new NotFound()
        const { organizationId } = yield* CurrentTenant
        const knownAt = (yield* knownTimes.past(clientId, asked)) ?? (yield* DateTime.now)
        const found = yield* transaction.run(rows.at({ organizationId, clientId, knownAt }))
        return { standing: Option.getOrNull(found) }
      })

      return HygieneHistory.of({ at })
    })
  )
}
