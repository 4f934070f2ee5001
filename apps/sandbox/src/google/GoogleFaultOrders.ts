import { Context, Layer } from "effect"
import { type FaultScript, makeFaultScript } from "../script/FaultScript.ts"
import type { GoogleFaultOrder } from "./GoogleFaultOrder.ts"

/** The fault script of each mailbox: what its next calls meet. */
export class GoogleFaultOrders extends Context.Service<GoogleFaultOrders, FaultScript<GoogleFaultOrder>>()(
  "@beep/sandbox/GoogleFaultOrders"
) {
  static readonly layer = Layer.effect(GoogleFaultOrders, makeFaultScript<GoogleFaultOrder>())
}
