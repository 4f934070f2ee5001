import { EntityVectors } from "@beep/evidence/server/embedding/EntityVectors"
import * as Embeddings from "@beep/evidence/server/embedding/Embeddings"
import * as OpenAiEmbeddings from "@beep/evidence/server/embedding/openAiEmbeddings"
import type { ClientId } from "@beep/kernel/ids"
import { embeddingsWaiting } from "@beep/observability/metrics"
import type { EnvOf } from "@beep/shared-env/processes"
import type { SystemJob } from "@beep/tenancy/server/SystemScope"
import { Duration, Effect, Layer, Metric, Redacted, Ref } from "effect"
import { FetchHttpClient } from "effect/http"
import { inEachOrganization, scopeUsed } from "./inEachOrganization.ts"
import { looking } from "./looking.ts"

type Part = Pick<EnvOf["server"], "embeddings">

const withoutSlash = (url: string) => url.replace(/\/+$/, "")

/** Without the group no provider is there: nothing is sent anywhere. */
export const provider = ({ embeddings }: Part) => {
  if (embeddings === undefined) return Layer.empty
  const [model, dimensions] = [embeddings.AI_EMBEDDING_MODEL, embeddings.AI_EMBEDDING_DIMENSIONS]
  return Embeddings.layer({ model, dimensions, minSimilarity: embeddings.AI_EMBEDDING_MIN_SIMILARITY }).pipe(
    Layer.provide(
      OpenAiEmbeddings.layer({
        baseUrl: withoutSlash(embeddings.AI_OPENAI_URL),
        apiKey: Redacted.make(Redacted.value(embeddings.AI_OPENAI_API_KEY)),
        model,
        dimensions
      })
    ),
    Layer.provide(FetchHttpClient.layer)
  )
}

const job: SystemJob = { job: "embeddings.make", reason: "entities whose redacted words have no vector" }

/** One look through every organization. A provider that fails is asked again at the next look; reading and search do without. */
export const sweep = Effect.gen(function* () {
  const vectors = yield* EntityVectors
  const waiting = yield* Ref.make(0)

  const make = (clientId: ClientId) => vectors.run(clientId).pipe(Effect.catchTag("NotFound", () => Effect.void))

  yield* inEachOrganization(
    job,
    "the entities of an organization wait for their vectors",
    Effect.gen(function* () {
      const clients = yield* vectors.waiting
      if (clients.length === 0) return
      yield* scopeUsed({ clients: clients.length })
      yield* Ref.update(waiting, (before) => before + clients.length)
      yield* Effect.forEach(clients, make, { discard: true })
    })
  )
  yield* Metric.update(embeddingsWaiting, yield* Ref.get(waiting))
}).pipe(Effect.withSpan("embeddings.make"))

/** At once, for what a restart or another model left; then again, for what was read since. */
export const layer = ({ embeddings }: Part, every: Duration.Input = Duration.minutes(1)) =>
  embeddings === undefined
    ? Layer.empty
    : Layer.effectDiscard(Effect.forkScoped(looking("entities without vectors could not be looked for", every)(sweep)))
