import { Clock, Context, Effect, Layer, Option } from "effect"

/** Intuit's limits per company (runway.md 6.3); a batch counts as one call and against its own minute. */
export const intuitLimits = { perSecond: 10, perMinute: 500, atOnce: 10, batchesPerMinute: 40 } as const

interface Counted {
  readonly calls: ReadonlyArray<number>
  readonly batches: ReadonlyArray<number>
  readonly inside: number
}

const nothing: Counted = { calls: [], batches: [], inside: 0 }

/** Counts calls per company over sliding windows and those that are being answered, as the gateway does. */
export class Throttle extends Context.Service<
  Throttle,
  {
    /** None when the call is one too many; a refused call does not count and is not made. */
    readonly within: (
      realmId: string,
      kind: "call" | "batch"
    ) => <A, E, R>(call: Effect.Effect<A, E, R>) => Effect.Effect<Option.Option<A>, E, R>
  }
>()("@beep/sandbox/Throttle") {
  static readonly layer = Layer.sync(Throttle, () => {
    const companies = new Map<string, Counted>()
    const of = (realmId: string): Counted => companies.get(realmId) ?? nothing

    const enter = (realmId: string, kind: "call" | "batch") =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const { batches, calls, inside } = of(realmId)
        const lately = (times: ReadonlyArray<number>, millis: number) => times.filter((time) => time > now - millis)
        const [minute, batchMinute] = [lately(calls, 60_000), lately(batches, 60_000)]
        const admitted =
          inside < intuitLimits.atOnce &&
          minute.length < intuitLimits.perMinute &&
          lately(minute, 1_000).length < intuitLimits.perSecond &&
          (kind === "call" || batchMinute.length < intuitLimits.batchesPerMinute)
        companies.set(
          realmId,
          admitted
            ? { calls: [...minute, now], batches: kind === "batch" ? [...batchMinute, now] : batchMinute, inside: inside + 1 }
            : { calls: minute, batches: batchMinute, inside }
        )
        return admitted
      })
    const leave = (realmId: string) =>
      Effect.sync(() => {
        const counted = of(realmId)
        companies.set(realmId, { ...counted, inside: counted.inside - 1 })
      })

    return Throttle.of({
      within: (realmId, kind) => (call) =>
        Effect.acquireUseRelease(
          enter(realmId, kind),
          (admitted) => (admitted ? Effect.asSome(call) : Effect.succeedNone),
          (admitted) => (admitted ? leave(realmId) : Effect.void)
        )
    })
  })
}
