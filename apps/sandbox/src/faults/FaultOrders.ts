import { Context, Effect, Layer, Schema } from "effect"

export const OrderedFault = Schema.Literals(["token_expired", "throttled", "throttled_xml", "bad_gateway", "not_authorized"])
export type OrderedFault = typeof OrderedFault.Type

const Calls = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1000 }))

/** `POST /_sandbox/faults`: once `after` more calls went through, the next `times` calls of the company are answered with the fault. */
export const FaultOrder = Schema.Struct({
  realmId: Schema.String,
  fault: OrderedFault,
  after: Schema.optionalKey(Calls),
  times: Calls
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
    const waiting = new Map<string, ReadonlyArray<OrderedFault | undefined>>()
    return FaultOrders.of({
      place: ({ after = 0, fault, realmId, times }) =>
        Effect.sync(() => {
          const through = Array.from({ length: after }, () => undefined)
          waiting.set(realmId, [...(waiting.get(realmId) ?? []), ...through, ...Array.from({ length: times }, () => fault)])
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
