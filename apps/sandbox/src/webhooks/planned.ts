import { consult } from "../script/consult.ts"
import type { Told } from "./Told.ts"
import type { WebhookFault, WebhookOrder } from "./WebhookOrder.ts"

/** What goes out as one body, and what goes wrong with it. */
export interface Planned {
  readonly told: ReadonlyArray<Told>
  readonly fault: WebhookFault | null
  readonly seconds: number | null
}

export interface Plan {
  readonly deliveries: ReadonlyArray<Planned>
  /** What still waits. */
  readonly orders: ReadonlyArray<WebhookOrder>
}

/** No company of ours: 16 digits, as real ones, and never generated. */
export const unknownRealmId = "9999999999999990"
export const unknownEntity = "Budget"

/** What a stray event adds to the delivery: the rest of it must be read all the same. */
const strays = (fault: WebhookFault, first: Told): ReadonlyArray<Told> => {
  if (fault === "unknown_realm") return [{ ...first, realmId: unknownRealmId }]
  if (fault === "unknown_entity") return [{ ...first, entity: unknownEntity, deletedId: null }]
  return []
}

/**
 * One window's events as deliveries: all companies together, except those for
 * which something was ordered; each of these goes alone, and its first order is
 * used up by one.
 */
export const planned = (told: ReadonlyArray<Told>, orders: ReadonlyArray<WebhookOrder>): Plan => {
  const together: Array<Told> = []
  const apart: Array<Planned> = []
  let left = orders
  for (const realmId of new Set(told.map((one) => one.realmId))) {
    const own = told.filter((one) => one.realmId === realmId)
    const { order, waiting } = consult(left, (one) => one.realmId === realmId)
    const [first] = own
    if (order === undefined || first === undefined) {
      together.push(...own)
    } else {
      left = waiting
      apart.push({ told: [...strays(order.fault, first), ...own], fault: order.fault, seconds: order.seconds ?? null })
    }
  }
  const plain = together.length === 0 ? [] : [{ told: together, fault: null, seconds: null }]
  return { deliveries: [...apart, ...plain], orders: left }
}
