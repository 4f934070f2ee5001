import { Clock, Context, Effect, Layer } from "effect"

/** Intuit's limits per company (runway.md 6.3). */
export const intuitLimits = { perSecond: 10, perMinute: 500 } as const

/** Counts calls per company over sliding windows, as the gateway does. */
export class Throttle extends Context.Service<
  Throttle,
  {
    /** False when the call is one too many; a refused call does not count. */
    readonly admit: (realmId: string) => Effect.Effect<boolean>
  }
>()("@beep/sandbox/Throttle") {
  static readonly layer = Layer.sync(Throttle, () => {
    const calls = new Map<string, ReadonlyArray<number>>()
    return Throttle.of({
      admit: (realmId) =>
        Effect.map(Clock.currentTimeMillis, (now) => {
          const minute = (calls.get(realmId) ?? []).filter((time) => time > now - 60_000)
          const second = minute.filter((time) => time > now - 1_000)
          const admitted = second.length < intuitLimits.perSecond && minute.length < intuitLimits.perMinute
          calls.set(realmId, admitted ? [...minute, now] : minute)
          return admitted
        })
    })
  })
}
