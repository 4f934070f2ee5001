import type { Ordered } from "./Ordered.ts"

export interface Consulted<Order> {
  /** Undefined: the call goes through. */
  readonly order: Order | undefined
  readonly waiting: ReadonlyArray<Order>
}

const counted = <Order extends Ordered>(order: Order): ReadonlyArray<Order> => {
  const { after = 0, times } = order
  if (after > 0) return [{ ...order, after: after - 1 }]
  return times > 1 ? [{ ...order, times: times - 1 }] : []
}

/** The first order a call is about counts it, and no other: a script is followed in its order. */
export const consult = <Order extends Ordered>(
  waiting: ReadonlyArray<Order>,
  isAbout: (order: Order) => boolean
): Consulted<Order> => {
  const at = waiting.findIndex(isAbout)
  const order = waiting[at]
  if (order === undefined) return { order: undefined, waiting }
  return { order: (order.after ?? 0) > 0 ? undefined : order, waiting: waiting.toSpliced(at, 1, ...counted(order)) }
}
