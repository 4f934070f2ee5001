import { EntityVectors } from "@beep/evidence/server/embedding/EntityVectors"
import * as Embeddings from "@beep/evidence/server/embedding/Embeddings"
import * as OpenAiEmbeddings from "@beep/evidence/server/embedding/openAiEmbeddings"
import { embeddingsWaiting } from "@beep/observability/metrics"
import type { EnvOf } from "@beep/shared-env/processes"
import type { SystemJob } from "@beep/tenancy/server/SystemScope"
import { Duration, Effect, Layer } from "effect"
import { FetchHttpClient } from "effect/http"
import { clientByClient } from "./clientByClient.ts"
import { looking } from "./looking.ts"
import { openAi } from "./openAi.ts"

type Part = Pick<EnvOf["server"], "embeddings">

/** Without the group no provider is there: nothing is sent anywhere. */
export const provider = ({ embeddings }: Part) => {
  if (embeddings === undefined) return Layer.empty
  const [model, dimensions] = [embeddings.AI_EMBEDDING_MODEL, embeddings.AI_EMBEDDING_DIMENSIONS]
  return Embeddings.layer({ model, dimensions, minSimilarity: embeddings.AI_EMBEDDING_MIN_SIMILARITY }).pipe(
    Layer.provide(
      OpenAiEmbeddings.layer({ ...openAi(embeddings.AI_OPENAI_URL, embeddings.AI_OPENAI_API_KEY, model), dimensions })
    ),
    Layer.provide(FetchHttpClient.layer)
  )
}

const job: SystemJob = { job: "embeddings.make", reason: "entities whose redacted words have no vector" }

/** One look through every organization. A provider that fails is asked again at the next look; reading and search do without. */
export const sweep = Effect.gen(function* () {
  const vectors = yield* EntityVectors
  yield* clientByClient(job, "the entities of an organization wait for their vectors", {
    waiting: vectors.waiting,
    work: vectors.run,
    gauge: embeddingsWaiting
  })
}).pipe(Effect.withSpan("embeddings.make"))

/** At once, for what a restart or another model left; then again, for what was read since. */
export const layer = ({ embeddings }: Part, every: Duration.Input = Duration.minutes(1)) =>
  embeddings === undefined
    ? Layer.empty
    : Layer.effectDiscard(Effect.forkScoped(looking("entities without vectors could not be looked for", every)(sweep)))
