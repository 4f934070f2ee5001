import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { embeddingsStored } from "@beep/observability/metrics"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import type { Vault } from "@beep/vault/Vault"
import { Array, Context, DateTime, Effect, Layer, Metric, Option } from "effect"
import type { SqlClient } from "effect/sql"
import type { EntityId } from "../../contract/graph/ids.ts"
import { vectorBytes } from "../../contract/graph/vector.ts"
import { redactionPolicy } from "../../contract/pii/detectPii.ts"
import { basisOf, type EntityText, entityTexts } from "../internal/knowledge/entityTexts.ts"
import { runsRepo } from "../internal/knowledge/RunsRepo.ts"
import { vectorsRepo } from "../internal/knowledge/VectorsRepo.ts"
import type { ProviderFailed } from "../provider/ProviderFailed.ts"
import { retrying } from "../provider/retrying.ts"
import { type Embedder, Embeddings } from "./Embeddings.ts"

type Caller = CurrentTenant | CurrentActor

/** Texts of one call to the provider. */
const batch = 64

export interface VectorsMade {
  readonly stored: number
  /** Entities whose words the provider does not take, or of which more was said meanwhile: they wait for the next run. */
  readonly left: number
}

const none: VectorsMade = { stored: 0, left: 0 }

/**
 * Vectors of what mail speaks of, made from redacted words after they were read. A run holds no transaction while it
 * waits for the provider; what it has is stored batch by batch, so one that ends early is taken up where it stopped.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class EntityVectors extends Context.Service<
  EntityVectors,
  {
    /** Clients of the organization with an entity that has no vector of today; none where no provider is configured. */
    readonly waiting: Effect.Effect<ReadonlyArray<ClientId>, Unavailable, CurrentTenant>
    readonly run: (clientId: ClientId) => Effect.Effect<VectorsMade, NotFound | Unavailable | ProviderFailed, Caller>
  }
>()("@beep/evidence/EntityVectors") {
  static readonly layer: Layer.Layer<EntityVectors, never, Audit | Clients | Vault | TenantTransaction | SqlClient.SqlClient> =
    Layer.effect(
      EntityVectors,
      Effect.gen(function* () {
        const audit = yield* Audit
        const clients = yield* Clients
        const transaction = yield* TenantTransaction
        const embedder = yield* Embeddings
        const vectors = yield* vectorsRepo
        const runs = yield* runsRepo
        const textsOf = yield* entityTexts

        const madeBy = ({ space }: Embedder) => ({
          model: space.model,
          dimensions: space.dimensions,
          policyVersion: redactionPolicy
        })

        /** None where the provider does not take these texts. */
        const taken = (by: Embedder, texts: ReadonlyArray<EntityText>) =>
          retrying(by.vectorsOf(texts.map(({ text }) => text))).pipe(
            Effect.map((found) => Option.some(Array.zip(texts, found))),
            Effect.catchIf(
              ({ reason }) => reason === "input_refused",
              () => Effect.succeedNone
            )
          )

        /** One by one where the provider takes them not together, so that one text does not hold up the others. */
        const embedded = Effect.fnUntraced(function* (by: Embedder, texts: ReadonlyArray<EntityText>) {
          const together = yield* taken(by, texts)
          if (Option.isSome(together)) return together.value
          return Array.getSomes(yield* Effect.forEach(texts, (one) => taken(by, [one]))).flat()
        })

        /** Under the lock of whoever writes the graph: of what was said otherwise meanwhile nothing is kept. */
        const store = Effect.fnUntraced(function* (
          clientId: ClientId,
          by: Embedder,
          made: ReadonlyArray<readonly [EntityText, Float32Array]>
        ) {
          const { organizationId } = yield* CurrentTenant
          const key = { organizationId, clientId }
          yield* runs.lock(key)
          const said = yield* vectors.said({ ...key, entityIds: made.map(([{ entityId }]) => entityId) })
          const now = Map.groupBy(said, ({ entityId }) => entityId)
          const kept = made.flatMap(([{ basis, entityId }, vector]) =>
            basisOf(now.get(entityId) ?? []) === basis ? [{ entityId, vector: vectorBytes(vector) }] : []
          )
          if (!Array.isReadonlyArrayNonEmpty(kept)) return 0
          yield* vectors.store({ ...key, ...madeBy(by), createdAt: yield* DateTime.nowAsDate, vectors: kept })
          yield* audit.append({
            action: "vectors.stored",
            entityType: "client",
            entityId: clientId,
            clientId,
            result: "ok",
            after: { entities: kept.length }
          })
          return kept.length
        })

        const next = Effect.fnUntraced(function* (clientId: ClientId, by: Embedder, after: EntityId | null) {
          const { organizationId } = yield* CurrentTenant
          const found = yield* vectors.waiting({ organizationId, clientId, ...madeBy(by), after, limit: batch })
          const entityIds = found.map(({ entityId }) => entityId)
          return { entityIds, texts: entityIds.length === 0 ? [] : yield* textsOf(clientId, entityIds) }
        })

        const run = Effect.fn("EntityVectors.run")(function* (clientId: ClientId) {
          yield* clients.require(clientId)
          if (embedder === null) return none
          let after: EntityId | null = null
          let total = none
          while (true) {
            const { entityIds, texts }: Effect.Success<ReturnType<typeof next>> = yield* transaction.run(
              next(clientId, embedder, after)
            )
            const last = entityIds.at(-1)
            if (last === undefined) return total
            after = last
            const made = texts.length === 0 ? [] : yield* embedded(embedder, texts)
            const stored = made.length === 0 ? 0 : yield* transaction.run(store(clientId, embedder, made))
            yield* Metric.update(embeddingsStored, stored)
            total = { stored: total.stored + stored, left: total.left + texts.length - stored }
          }
        })

        const waiting = Effect.gen(function* () {
          if (embedder === null) return []
          const { organizationId } = yield* CurrentTenant
          const rows = yield* transaction.run(vectors.clientsWaiting({ organizationId, ...madeBy(embedder) }))
          return rows.map(({ clientId }) => clientId)
        }).pipe(Effect.withSpan("EntityVectors.waiting"))

        return EntityVectors.of({ waiting, run })
      })
    )
}
