import { Context, Effect, Layer } from "effect"
import { callsOf, type GoogleCall, type GoogleFaultOrder } from "./GoogleFaultOrder.ts"

interface Waiting {
  readonly order: GoogleFaultOrder
  after: number
  times: number
}

/** The fault script of each mailbox: what its next calls meet. */
export class GoogleFaultOrders extends Context.Service<
  GoogleFaultOrders,
  {
    /** Behind what waits already. */
    readonly place: (script: ReadonlyArray<GoogleFaultOrder>) => Effect.Effect<void>
    /** Counts a call at the first order it is about, and no other; undefined when it goes through. */
    readonly next: (mailbox: string, call: GoogleCall) => Effect.Effect<GoogleFaultOrder | undefined>
    readonly waiting: Effect.Effect<ReadonlyArray<GoogleFaultOrder>>
    /** Of one mailbox, or of all. */
    readonly clear: (mailbox: string | undefined) => Effect.Effect<void>
  }
>()("@beep/sandbox/GoogleFaultOrders") {
  static readonly layer = Layer.sync(GoogleFaultOrders, () => {
    let script: ReadonlyArray<Waiting> = []
    return GoogleFaultOrders.of({
      place: (orders) =>
        Effect.sync(() => {
          script = [...script, ...orders.map((order) => ({ order, after: order.after ?? 0, times: order.times }))]
        }),
      next: (mailbox, call) =>
        Effect.sync(() => {
          const found = script.find(({ order }) => order.mailbox === mailbox && callsOf(order).includes(call))
          if (found === undefined) return undefined
          if (found.after > 0) {
            found.after -= 1
            return undefined
          }
          found.times -= 1
          if (found.times === 0) script = script.filter((one) => one !== found)
          return found.order
        }),
      waiting: Effect.sync(() => script.map(({ order, times }) => ({ ...order, times }))),
      clear: (mailbox) =>
        Effect.sync(() => {
          script = script.filter(({ order }) => mailbox !== undefined && order.mailbox !== mailbox)
        })
    })
  })
}
