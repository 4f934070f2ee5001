import { Context, Effect, Layer, Schema } from "effect"

export const OrderedFault = Schema.Literals(["token_expired", "throttled", "throttled_xml", "bad_gateway", "not_authorized"])
export type OrderedFault = typeof OrderedFault.Type

/** `POST /_sandbox/faults`: the next `times` calls of the company are answered with the fault. */
export const FaultOrder = Schema.Struct({
  realmId: Schema.String,
  fault: OrderedFault,
  times: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1000 }))
})
export type FaultOrder = typeof FaultOrder.Type

/** Faults to order: what the next calls of a company are answered with instead. */
export class FaultOrders extends Context.Service<
  FaultOrders,
  {
    readonly place: (order: FaultOrder) => Effect.Effect<void>
    readonly next: (realmId: string) => Effect.Effect<OrderedFault | undefined>
  }
>()("@beep/sandbox/FaultOrders") {
  static readonly layer = Layer.sync(FaultOrders, () => {
    const waiting = new Map<string, ReadonlyArray<OrderedFault>>()
    return FaultOrders.of({
      place: ({ fault, realmId, times }) =>
        Effect.sync(() => {
          waiting.set(realmId, [...(waiting.get(realmId) ?? []), ...Array.from({ length: times }, () => fault)])
        }),
      next: (realmId) =>
        Effect.sync(() => {
          const [first, ...rest] = waiting.get(realmId) ?? []
          waiting.set(realmId, rest)
          return first
        })
    })
  })
}
