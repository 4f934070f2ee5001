import { Effect, Ref } from "effect"
import { consult } from "./consult.ts"
import type { Ordered } from "./Ordered.ts"

/** Orders that wait, in the order they were placed. */
export interface Orders<Order> {
  /** Behind what waits already. */
  readonly place: (orders: ReadonlyArray<Order>) => Effect.Effect<void>
  readonly waiting: Effect.Effect<ReadonlyArray<Order>>
  readonly clear: (isMeant: (order: Order) => boolean) => Effect.Effect<void>
}

/** What the next calls of a stand-in meet. */
export interface FaultScript<Order> extends Orders<Order> {
  /** Counts a call at the first order it is about, and at no other; undefined when it goes through. */
  readonly meet: (isAbout: (order: Order) => boolean) => Effect.Effect<Order | undefined>
}

export const ordersIn = <Order>(script: Ref.Ref<ReadonlyArray<Order>>): Orders<Order> => ({
  place: (orders) => Ref.update(script, (all) => [...all, ...orders]),
  waiting: Ref.get(script),
  clear: (isMeant) => Ref.update(script, (all) => all.filter((order) => !isMeant(order)))
})

export const makeFaultScript = <Order extends Ordered>(): Effect.Effect<FaultScript<Order>> =>
  Effect.map(Ref.make<ReadonlyArray<Order>>([]), (script) => ({
    ...ordersIn(script),
    meet: (isAbout) =>
      Ref.modify(script, (all) => {
        const { order, waiting } = consult(all, isAbout)
        return [order, waiting]
      })
  }))
