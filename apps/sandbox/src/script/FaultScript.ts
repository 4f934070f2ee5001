import { Effect, Ref } from "effect"
import { consult } from "./consult.ts"
import type { Ordered } from "./Ordered.ts"

/** What the next calls of a stand-in meet, in the order it was ordered. */
export interface FaultScript<Order> {
  /** Behind what waits already. */
  readonly place: (orders: ReadonlyArray<Order>) => Effect.Effect<void>
  /** Counts a call at the first order it is about, and at no other; undefined when it goes through. */
  readonly meet: (isAbout: (order: Order) => boolean) => Effect.Effect<Order | undefined>
  readonly waiting: Effect.Effect<ReadonlyArray<Order>>
  readonly clear: (isMeant: (order: Order) => boolean) => Effect.Effect<void>
}

export const makeFaultScript = <Order extends Ordered>(): Effect.Effect<FaultScript<Order>> =>
  Effect.map(Ref.make<ReadonlyArray<Order>>([]), (script) => ({
    place: (orders) => Ref.update(script, (all) => [...all, ...orders]),
    meet: (isAbout) =>
      Ref.modify(script, (all) => {
        const { order, waiting } = consult(all, isAbout)
        return [order, waiting]
      }),
    waiting: Ref.get(script),
    clear: (isMeant) => Ref.update(script, (all) => all.filter((order) => !isMeant(order)))
  }))
