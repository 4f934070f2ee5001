import { Schema } from "effect"
import { ordered } from "../script/Ordered.ts"
import type { Call } from "./callOf.ts"
import { codedFaults } from "./codes.ts"
import { FaultShape } from "./shapes.ts"

type Coded = keyof typeof codedFaults

const coded = Object.keys(codedFaults).filter((name): name is Coded => name in codedFaults)

/** Besides the refusals with a code: what happens to answers on their way, and answers that are wrong. */
export const wireFaults = [
  "bad_gateway",
  "unavailable",
  "reset",
  "hang",
  "truncated",
  "answer_lost",
  "invalid_grant",
  "wrong_sync_token",
  "cdc_saturated"
] as const

export const OrderedFault = Schema.Literals([...coded, ...wireFaults])
export type OrderedFault = typeof OrderedFault.Type

export const isCoded = (fault: OrderedFault): fault is Coded => fault in codedFaults

/** Which calls of a company an order is about. */
export const CallKind = Schema.Literals(["query", "report", "cdc", "read", "write", "token", "revoke"])
export type CallKind = typeof CallKind.Type

/**
 * Without `path` it is about the calls the fault can happen to; `seconds` is how
 * long a hanging call hangs, or what Retry-After says; `shape` gives a coded
 * fault another shape than its own.
 */
export const FaultOrder = Schema.Struct({
  realmId: Schema.String,
  fault: OrderedFault,
  path: Schema.optionalKey(CallKind),
  ...ordered,
  seconds: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 600 }))),
  shape: Schema.optionalKey(FaultShape)
})
export type FaultOrder = typeof FaultOrder.Type

const data: ReadonlyArray<CallKind> = ["query", "report", "cdc", "read", "write"]

/** The calls an order without `path` is about. */
const natural: Partial<Record<OrderedFault, ReadonlyArray<CallKind>>> = {
  invalid_grant: ["token"],
  answer_lost: ["write"],
  wrong_sync_token: ["query", "cdc"],
  cdc_saturated: ["cdc"]
}

export const isAbout =
  ({ kind, realmId }: Call) =>
  (order: FaultOrder): boolean =>
    order.realmId === realmId && (order.path === undefined ? (natural[order.fault] ?? data).includes(kind) : order.path === kind)
