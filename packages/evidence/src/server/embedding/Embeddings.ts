import { Context, Duration, Effect, Layer, Schema } from "effect"
import type { AiError } from "effect/ai/AiError"
import * as EmbeddingModel from "effect/ai/EmbeddingModel"
import { unit } from "../../contract/graph/vector.ts"

/** What vectors are made by, and from which likeness on two of them are about the same. */
export interface EmbeddingSpace {
  readonly model: string
  readonly dimensions: number
  /** The cosine; what counts as alike differs from model to model. */
  readonly minSimilarity: number
}

/** Why there are no vectors: a word, never what the provider said. */
export class EmbeddingsFailed extends Schema.TaggedError<EmbeddingsFailed>()("EmbeddingsFailed", {
  reason: Schema.Literals(["not_allowed", "input_refused", "rate_limited", "unavailable", "unreadable"]),
  retryAfterSeconds: Schema.NullOr(Schema.Finite)
}) {}

export interface Embedder {
  readonly space: EmbeddingSpace
  /** One vector of length one per text, in their order. Whoever calls hands over redacted words only, and holds no transaction. */
  readonly vectorsOf: (texts: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<Float32Array>, EmbeddingsFailed>
}

/** Null where no provider is configured: nothing is sent anywhere, and search has its other signals. */
export const Embeddings = Context.Reference<Embedder | null>("@beep/evidence/Embeddings", { defaultValue: () => null })

const worded = ({ reason }: AiError): EmbeddingsFailed => {
  const because = (word: EmbeddingsFailed["reason"]) => new EmbeddingsFailed({ reason: word, retryAfterSeconds: null })
  switch (reason._tag) {
    case "AuthenticationError":
    case "QuotaExhaustedError":
      return because("not_allowed")
    case "InvalidRequestError":
    case "ContentPolicyError":
      return because("input_refused")
    case "RateLimitError": {
      const retryAfterSeconds = reason.retryAfter === undefined ? null : Duration.toSeconds(reason.retryAfter)
      return new EmbeddingsFailed({ reason: "rate_limited", retryAfterSeconds })
    }
    case "InvalidOutputError":
      return because("unreadable")
    default:
      return because("unavailable")
  }
}

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
            ? Effect.fail(new EmbeddingsFailed({ reason: "unreadable", retryAfterSeconds: null }))
            : Effect.succeed(direction)
        })
      })
    }))
  )
