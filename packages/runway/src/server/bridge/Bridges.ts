import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type NotFound, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { Audit } from "@beep/audit/server/Audit"
import { Context, DateTime, Effect, Layer } from "effect"
import type { Bridge } from "../../contract/bridge/Bridge.ts"
import type { BridgeCause } from "../../contract/bridge/BridgeCause.ts"
import { bridgeOf } from "../../contract/bridge/bridgeOf.ts"
import { bridgeView } from "../../contract/bridge/bridgeView.ts"
import { unexplained } from "../../contract/bridge/unexplained.ts"
import { type KnownTime, lastFullDay } from "../../contract/digest/KnownTime.ts"
import { problemText } from "../../contract/messages.ts"
import { knownTimes } from "../digest/knownTimes.ts"
import { Ledger } from "../ledger/Ledger.ts"
import { Runway } from "../runway/Runway.ts"

type Caller = CurrentTenant | CurrentActor

export interface BridgeQuery {
  readonly from: KnownTime
  readonly to?: KnownTime
  readonly part?: BridgeCause
  readonly offset?: number
}

/**
 * Why a runway is not what it was.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Bridges extends Context.Service<
  Bridges,
  {
    /** Between two digests as each was known, to now where `to` is absent; that it was looked at is audited. */
    readonly between: (
      clientId: ClientId,
      query: BridgeQuery
    ) => Effect.Effect<Bridge, NotFound | ValidationFailed | Unavailable, Caller>
  }
>()("@beep/runway/Bridges") {
  static readonly layer = Layer.effect(
    Bridges,
    Effect.gen(function* () {
      const audit = yield* Audit
      const ledger = yield* Ledger
      const runway = yield* Runway
      const { past } = yield* knownTimes

      const between = Effect.fn("Bridges.between")(function* (clientId: ClientId, query: BridgeQuery) {
        const now = yield* DateTime.now
        const [first, last] = [yield* past(clientId, query.from), yield* past(clientId, query.to)]
        const [fromAt, toAt] = [first ?? now, last ?? now]
        if (!DateTime.isLessThan(fromAt, toAt)) return yield* new ValidationFailed({ reason: problemText.fromAfterTo })
        const from = yield* runway.compute(clientId, first)
        const to = yield* runway.compute(clientId, last)
        const fates = yield* ledger.fates(clientId, unexplained(from.result.books, to.result.books), {
          from: fromAt,
          to: toAt,
          asOf: to.result.asOf
        })
        const exact = bridgeOf({
          from: from.result,
          to: to.result,
          fullDay: lastFullDay(fromAt, from.client.timezone),
          fates
        })
        yield* audit.record({
          action: "derivation.viewed",
          entityType: "bridge",
          entityId: query.part ?? "all",
          clientId,
          result: "ok",
          before: { inputHash: from.inputHash },
          after: { inputHash: to.inputHash, offset: query.offset ?? 0 }
        })
        return bridgeView(clientId, { result: from.result, knownAt: fromAt }, { result: to.result, knownAt: toAt }, exact, {
          only: query.part ?? null,
          offset: query.offset ?? 0
        })
      })

      return Bridges.of({ between })
    })
  )
}
