import { Context, Layer } from "effect"
import { type FaultScript, makeFaultScript } from "../script/FaultScript.ts"
import type { FaultOrder } from "./FaultOrder.ts"

export type { FaultOrder } from "./FaultOrder.ts"

/** The fault script: what the next calls of a company are answered with instead. */
export class FaultOrders extends Context.Service<FaultOrders, FaultScript<FaultOrder>>()("@beep/sandbox/FaultOrders") {
  static readonly layer = Layer.effect(FaultOrders, makeFaultScript<FaultOrder>())
}
