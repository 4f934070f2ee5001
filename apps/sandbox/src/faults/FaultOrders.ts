import { Context, Effect, Layer, Ref } from "effect"
import { consult } from "./consult.ts"
import type { CallKind, FaultOrder } from "./FaultOrder.ts"

export type { FaultOrder } from "./FaultOrder.ts"

/** The fault script: what the next calls of a company are answered with instead. */
export class FaultOrders extends Context.Service<
  FaultOrders,
  {
    /** Behind what waits already. */
    readonly place: (script: ReadonlyArray<FaultOrder>) => Effect.Effect<void>
    /** Counts a call; the order it falls to, or undefined when it goes through. */
    readonly next: (realmId: string, kind: CallKind) => Effect.Effect<FaultOrder | undefined>
    readonly waiting: Effect.Effect<ReadonlyArray<FaultOrder>>
    /** Of one company, or of all. */
    readonly clear: (realmId: string | undefined) => Effect.Effect<void>
  }
>()("@beep/sandbox/FaultOrders") {
  static readonly layer = Layer.effect(
    FaultOrders,
    Effect.map(Ref.make<ReadonlyArray<FaultOrder>>([]), (orders) =>
      FaultOrders.of({
        place: (script) => Ref.update(orders, (all) => [...all, ...script]),
        next: (realmId, kind) =>
          Ref.modify(orders, (all) => {
            const { order, waiting } = consult(all, realmId, kind)
            return [order, waiting]
          }),
        waiting: Ref.get(orders),
        clear: (realmId) => Ref.update(orders, (all) => all.filter((one) => realmId !== undefined && one.realmId !== realmId))
      })
    )
  )
}
