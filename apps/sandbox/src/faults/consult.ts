import { type CallKind, concerns, type FaultOrder } from "./FaultOrder.ts"

export interface Consulted {
  /** Undefined: the call goes through. */
  readonly order: FaultOrder | undefined
  readonly waiting: ReadonlyArray<FaultOrder>
}

const counted = (order: FaultOrder): FaultOrder | undefined => {
  const { after, ...rest } = order
  if (after !== undefined) return after > 1 ? { ...rest, after: after - 1 } : rest
  return order.times > 1 ? { ...order, times: order.times - 1 } : undefined
}

/** The first order a call is about counts it, and no other: a script is followed in its order. */
export const consult = (waiting: ReadonlyArray<FaultOrder>, realmId: string, kind: CallKind): Consulted => {
  const at = waiting.findIndex((order) => order.realmId === realmId && concerns(order, kind))
  const order = waiting[at]
  if (order === undefined) return { order: undefined, waiting }
  const left = counted(order)
  return {
    order: order.after === undefined ? order : undefined,
    waiting: [...waiting.slice(0, at), ...(left === undefined ? [] : [left]), ...waiting.slice(at + 1)]
  }
}
