import { Effect, Schema } from "effect"
import { ask } from "../stage/child.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import { type LoadPlan, LoadResult } from "./LoadPlan.ts"

const worker = new URL("./worker.ts", import.meta.url).pathname
const decode = Schema.decodeEffect(Schema.fromJsonString(LoadResult))

/** Runs one load and waits for its end. */
export const load = Effect.fn("bench.load")(function* (plan: LoadPlan) {
  const text = yield* ask("the load generator", worker, plan)
  return yield* Effect.mapError(decode(text), () => new BenchRefused({ reason: "the load generator gave no result" }))
})

/** Several loads as one: their responses together over their time together. */
export const together = (results: ReadonlyArray<LoadResult>): LoadResult & { readonly perSecond: number } => {
  const sum = (of: (result: LoadResult) => number) => results.reduce((total, result) => total + of(result), 0)
  const millis = results.flatMap((result) => result.millis)
  const seconds = sum((result) => result.seconds)
  return {
    seconds,
    millis,
    perSecond: millis.length / seconds,
    errors: sum((result) => result.errors),
    timeouts: sum((result) => result.timeouts),
    non2xx: sum((result) => result.non2xx)
  }
}
