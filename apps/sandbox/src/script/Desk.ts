import { Effect, Ref } from "effect"
import { type FaultScript, makeFaultScript } from "./FaultScript.ts"
import type { Kept } from "./keptRoutes.ts"
import type { Ordered } from "./Ordered.ts"

/** What was asked of a stand-in whose calls have no owner, and what its next calls meet. */
export interface Desk<Call, Fault> {
  /** Keeps the call and answers the fault it meets, if any. */
  readonly take: (call: Call) => Effect.Effect<Fault | undefined>
  /** Every call that was taken, whatever became of it. */
  readonly calls: Kept<Call>
  readonly faults: FaultScript<Fault>
}

export const makeDesk = <Call, Fault extends Ordered>(): Effect.Effect<Desk<Call, Fault>> =>
  Effect.gen(function* () {
    const faults = yield* makeFaultScript<Fault>()
    const calls = yield* Ref.make<ReadonlyArray<Call>>([])
    return {
      take: (call) =>
        Effect.andThen(
          Ref.update(calls, (all) => [...all, call]),
          faults.meet(() => true)
        ),
      calls: { all: Ref.get(calls), forget: Ref.set(calls, []) },
      faults
    }
  })
