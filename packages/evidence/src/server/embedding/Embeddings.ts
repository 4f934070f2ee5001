import { Context, type Duration, Effect, Layer } from "effect"
import * as EmbeddingModel from "effect/ai/EmbeddingModel"
import { unit } from "../../contract/graph/vector.ts"
import { ProviderFailed, worded } from "../provider/ProviderFailed.ts"

/** What vectors are made by, and from which likeness on two of them are about the same. */
export interface EmbeddingSpace {
  readonly model: string
  readonly dimensions: number
  /** The cosine; what counts as alike differs from model to model. */
  readonly minSimilarity: number
}

export interface Embedder {
  readonly space: EmbeddingSpace
  /** One vector of length one per text, in their order. Whoever calls hands over redacted words only, and holds no transaction. */
  readonly vectorsOf: (texts: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<Float32Array>, ProviderFailed>
}

/** Null where no provider is configured: nothing is sent anywhere, and search has its other signals. */
export const Embeddings = Context.Reference<Embedder | null>("@beep/evidence/Embeddings", { defaultValue: () => null })

/** How long somebody who asks a question waits for its vector; after it the answer goes without. */
export const QuestionPatience = Context.Reference<Duration.Input>("@beep/evidence/QuestionPatience", {
  defaultValue: () => "2 seconds"
})

/** Vectors of any provider that speaks the library's `EmbeddingModel`; one of another length than the space's is no vector. */
export const layer = (space: EmbeddingSpace): Layer.Layer<never, never, EmbeddingModel.EmbeddingModel> =>
  Layer.effect(
    Embeddings,
    Effect.map(EmbeddingModel.EmbeddingModel, (model) => ({
      space,
      vectorsOf: Effect.fn("Embeddings.vectorsOf")(function* (texts: ReadonlyArray<string>) {
        const { embeddings } = yield* Effect.mapError(model.embedMany(texts), worded)
        return yield* Effect.forEach(embeddings, ({ vector }) => {
          const direction = vector.length === space.dimensions ? unit(vector) : null
          return direction === null
            ? Effect.fail(new ProviderFailed({ reason: "unreadable", retryAfterSeconds: null }))
            : Effect.succeed(direction)
        })
      })
    }))
  )
