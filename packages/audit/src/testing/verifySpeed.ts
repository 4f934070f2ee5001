import { Clock, Effect, Stream } from "effect"
import { BundleCheck } from "../contract/bundle/verifyBundle.ts"
import { sha256 } from "../server/sha256.ts"
import { bundleOf } from "./bundles.ts"
import { organizationOf } from "./entries.ts"

/**
 * Seconds that verifying `entries` exported entries takes, without the time it takes
 * to make them; `findings` is 0 or the figure means nothing. Needs `CheckpointSigner` and `Signature`.
 */
export const verifySpeed = Effect.fn("verifySpeed")(function* (entries: number) {
  const check = new BundleCheck({ sha256 })
  let nanos = 0n
  const timed = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.gen(function* () {
      const start = yield* Clock.currentTimeNanos
      const result = yield* effect
      nanos += (yield* Clock.currentTimeNanos) - start
      return result
    })
  yield* bundleOf({ organizationId: organizationOf(1), size: entries, headEvery: 5_000 }).pipe(
    Stream.runForEachArray((lines) => {
      // Joined first, as a file brings them: the reader's own splitting is measured too.
      const text = lines.join("\n")
      return timed(Effect.sync(() => text.split("\n").forEach((line) => check.push(line))))
    })
  )
  const report = yield* timed(check.finish)
  return { entries: report.entries, seconds: Number(nanos) / 1e9, findings: report.findings.length }
})
