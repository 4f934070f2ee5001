import type { AlarmLevel } from "@beep/connections/contract/callBudget"
import { CallBudget } from "@beep/connections/server/CallBudget"
import { Duration, Effect, Layer, Ref } from "effect"
import { looking } from "./looking.ts"

/** One look; a level that was not there at the look before is said once. */
export const look = (last: Ref.Ref<AlarmLevel>) =>
  Effect.gen(function* () {
    const budget = yield* CallBudget
    const { alarm, usedPercent } = yield* budget.watch
    const before = yield* Ref.getAndSet(last, alarm)
    if (alarm === before || alarm === "none" || alarm === "60") return
    yield* Effect.logWarning("Intuit's budget of this month is used up to an alarm level", {
      level: alarm,
      percent: Math.floor(usedPercent)
    })
  })

/** Sets the gauges of Intuit's monthly budget, and warns when 80 and 95 percent of it are reached. */
export const layer = (every: Duration.Input = Duration.minutes(5)) =>
  Layer.effectDiscard(
    Effect.gen(function* () {
      const last = yield* Ref.make<AlarmLevel>("none")
      yield* Effect.forkScoped(looking("the budget of calls could not be looked at", every)(look(last)))
    })
  ).pipe(Layer.provide(CallBudget.layer))
