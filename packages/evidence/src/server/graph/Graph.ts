import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import type { Vault } from "@beep/vault/Vault"
import { Context, Effect, Layer, Option } from "effect"
import type { SqlClient } from "effect/sql"
import type { GraphView } from "../../contract/graph/Graph.ts"
import type { EntityId } from "../../contract/graph/ids.ts"
import { maxHopsRange, type QueryRequest, type QueryResult } from "../../contract/graph/Query.ts"
import type { StaleClaim } from "../../contract/graph/StaleClaim.ts"
import type { OntologyId } from "../../contract/ontology/Ontology.ts"
import type { OntologyDisabled, OntologyUnknown } from "../../contract/ontology/OntologyProblem.ts"
import { Ontologies } from "../extraction/Ontologies.ts"
import { vectorAsker } from "../internal/knowledge/askedVector.ts"
import { queryAnswerer } from "../internal/knowledge/answerQuery.ts"
import { claimsRepo } from "../internal/knowledge/ClaimsRepo.ts"
import { readingRepo } from "../internal/knowledge/ReadingRepo.ts"
import { graphShower } from "../internal/knowledge/showGraph.ts"

type Caller = CurrentTenant | CurrentActor
type Refused = NotFound | OntologyUnknown | OntologyDisabled | Unavailable

/**
 * What a client's mail says, as a graph. Nothing is found outside of the client asked
 * for, and every reading is in the audit log.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Graph extends Context.Service<
  Graph,
  {
    /** What stands within `hops` of `seed`; without a seed, around the households. */
    readonly neighbourhood: (
      clientId: ClientId,
      asked: { readonly ontologyId: OntologyId; readonly seed?: EntityId; readonly hops?: number }
    ) => Effect.Effect<GraphView, Refused, Caller>
    readonly query: (clientId: ClientId, request: QueryRequest) => Effect.Effect<QueryResult, Refused, Caller>
    readonly staleClaims: (clientId: ClientId) => Effect.Effect<ReadonlyArray<StaleClaim>, NotFound | Unavailable, Caller>
  }
>()("@beep/evidence/Graph") {
  static readonly layer: Layer.Layer<
    Graph,
    never,
    Audit | Clients | Ontologies | Vault | TenantTransaction | SqlClient.SqlClient
  > = Layer.effect(
    Graph,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const ontologies = yield* Ontologies
      const transaction = yield* TenantTransaction
      const reading = yield* readingRepo
      const claims = yield* claimsRepo
      const show = yield* graphShower
      const answer = yield* queryAnswerer
      const ask = yield* vectorAsker

      const viewed = (clientId: ClientId, entities: number, relations: number) =>
        audit.append({
          action: "graph.viewed",
          entityType: "client",
          entityId: clientId,
          clientId,
          result: "ok",
          after: { entities, relations }
        })

      const neighbourhood = Effect.fn("Graph.neighbourhood")(function* (
        clientId: ClientId,
        asked: { readonly ontologyId: OntologyId; readonly seed?: EntityId; readonly hops?: number }
      ) {
        yield* clients.require(clientId)
        const ontology = yield* ontologies.select(asked.ontologyId)
        const { organizationId } = yield* CurrentTenant
        const key = { organizationId, clientId }
        const hops = asked.hops ?? maxHopsRange.default
        const { seed } = asked
        return yield* transaction
          .run<GraphView, NotFound, Caller>(
            Effect.gen(function* () {
              if (seed !== undefined && Option.isNone(yield* reading.exists({ ...key, ontologyId: ontology.id, entityId: seed })))
                return yield* new NotFound()
              const seeds =
                seed === undefined
                  ? (yield* reading.startingPoints({ ...key, ontologyId: ontology.id })).map(({ entityId }) => entityId)
                  : [seed]
              const { entities, relations, sources, truncated, broken } = yield* show(clientId, seeds, hops)
              const { entities: clientEntityCount } = yield* reading.count({ ...key, ontologyId: ontology.id })
              yield* viewed(clientId, entities.length, relations.length)
              const view: GraphView = {
                ontologyId: ontology.id,
                entities,
                relations,
                sources,
                stats: {
                  entityCount: entities.length,
                  relationCount: relations.length,
                  clientEntityCount,
                  hops,
                  truncated,
                  broken
                }
              }
              return view
            })
          )
          .pipe(
            Effect.tapError((error) =>
              error instanceof NotFound && seed !== undefined
                ? audit.record({
                    action: "access.denied",
                    entityType: "entity",
                    entityId: seed,
                    clientId,
                    result: "denied",
                    reason: "outside_scope"
                  })
                : Effect.void
            )
          )
      })

      const query = Effect.fn("Graph.query")(function* (clientId: ClientId, request: QueryRequest) {
        yield* clients.require(clientId)
        const ontology = yield* ontologies.select(request.ontologyId)
        const asked = yield* ask(clientId, request.query)
        return yield* transaction.run<QueryResult, never, Caller>(
          Effect.gen(function* () {
            const result = yield* answer(clientId, { ...request, ontologyId: ontology.id }, asked)
            yield* viewed(clientId, result.entities.length, result.relations.length)
            return result
          })
        )
      })

      const staleClaims = Effect.fn("Graph.staleClaims")(function* (clientId: ClientId) {
        yield* clients.require(clientId)
        const { organizationId } = yield* CurrentTenant
        return yield* transaction.run(claims.stale({ organizationId, clientId }))
      })

      return Graph.of({ neighbourhood, query, staleClaims })
    })
  )
}
