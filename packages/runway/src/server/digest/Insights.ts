import { Context, Effect, Layer } from "effect"
import { type DigestInsight, insightOf } from "../../contract/digest/Insight.ts"
import type { Variance } from "../../contract/digest/variance.ts"
import type { RunwayResult } from "../../contract/runway/derive.ts"

/** The smart calculator of the digest: not asked at all where `FeatureFlags` says so (runway.md 1.4). */
export class Insights extends Context.Service<
  Insights,
  { readonly calculate: (result: RunwayResult, variance: Variance | null) => Effect.Effect<DigestInsight> }
>()("@beep/runway/Insights") {
  static readonly layer = Layer.succeed(
    Insights,
    Insights.of({
      calculate: Effect.fn("Insights.calculate")((result, variance) => Effect.sync(() => insightOf(result, variance)))
    })
  )
}
