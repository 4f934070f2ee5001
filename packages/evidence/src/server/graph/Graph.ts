import type { AuditValues } from "@beep/audit/contract/AuditEvent"
import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import type { Vault } from "@beep/vault/Vault"
import { Context, Effect, Layer, Option } from "effect"
import type { SqlClient, SqlError } from "effect/sql"
import type { GraphView } from "../../contract/graph/Graph.ts"
import type { EntityId } from "../../contract/graph/ids.ts"
import { maxHopsRange, type QueryRequest, type QueryResult } from "../../contract/graph/Query.ts"
import type { StaleClaim } from "../../contract/graph/StaleClaim.ts"
import type { OntologyId } from "../../contract/ontology/Ontology.ts"
import type { OntologyDisabled, OntologyUnknown } from "../../contract/ontology/OntologyProblem.ts"
import { Ontologies } from "../extraction/Ontologies.ts"
import { vectorAsker } from "../internal/knowledge/askedVector.ts"
import { type Asked, queryAnswerer } from "../internal/knowledge/answerQuery.ts"
import { claimsRepo } from "../internal/knowledge/ClaimsRepo.ts"
import { graphOpener } from "../internal/knowledge/openGraph.ts"
import { type OpenedGraph, startingPoints } from "../internal/knowledge/OpenedGraph.ts"
import { existsRepo } from "../internal/knowledge/ExistsRepo.ts"
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
      const exists = yield* existsRepo
      const claims = yield* claimsRepo
      const graphs = yield* graphOpener
      const show = yield* graphShower
      const question = yield* queryAnswerer(graphs)
      const ask = yield* vectorAsker

      const viewed = (clientId: ClientId, after: AuditValues) =>
        audit.append({
          action: "graph.viewed",
          entityType: "client",
          entityId: clientId,
          clientId,
          result: "ok",
          after
        })

      /** The answer from what was opened of a client, in one transaction; none for a client the caller does not see. */
      const from = <Opened, A, E>(
        open: Effect.Effect<Option.Option<Opened>, SqlError.SqlError, CurrentTenant>,
        use: (opened: Opened) => Effect.Effect<A, E | SqlError.SqlError, Caller>
      ) =>
        transaction.run<Option.Option<A>, E, Caller>(
          Effect.flatMap(open, Option.match({ onNone: () => Effect.succeedNone, onSome: (opened) => Effect.asSome(use(opened)) }))
        )

      /** Refused as everywhere, and audited. */
      const seen = Effect.fnUntraced(function* <A>(clientId: ClientId, answered: Option.Option<A>) {
        if (Option.isSome(answered)) return answered.value
        yield* clients.require(clientId)
        return yield* new NotFound()
      })

      const neighbourhood = Effect.fn("Graph.neighbourhood")(function* (
        clientId: ClientId,
        asked: { readonly ontologyId: OntologyId; readonly seed?: EntityId; readonly hops?: number }
      ) {
        const { organizationId } = yield* CurrentTenant
        const hops = asked.hops ?? maxHopsRange.default
        const { seed } = asked
        const isThere = (graph: OpenedGraph, ontologyId: OntologyId, entityId: EntityId) =>
          graph.entities.get(entityId)?.ontologyId === ontologyId
            ? Effect.succeed(true)
            : Effect.map(exists.entity({ organizationId, clientId, ontologyId, entityId }), Option.isSome)
        const view = yield* from<OpenedGraph, GraphView, NotFound | OntologyUnknown | OntologyDisabled>(
          graphs.open(clientId),
          Effect.fnUntraced(function* (graph) {
            const ontology = yield* ontologies.select(asked.ontologyId)
            if (seed !== undefined && !(yield* isThere(graph, ontology.id, seed))) return yield* new NotFound()
            const seeds = seed === undefined ? startingPoints(graph, ontology.id) : [seed]
            const { entities, relations, sources, truncated, broken } = yield* show(clientId, graph, seeds, hops)
            yield* viewed(clientId, { entities: entities.length, relations: relations.length })
            return {
              ontologyId: ontology.id,
              entities,
              relations,
              sources,
              stats: {
                entityCount: entities.length,
                relationCount: relations.length,
                clientEntityCount: [...graph.entities.values()].filter(({ ontologyId }) => ontologyId === ontology.id).length,
                hops,
                truncated,
                broken
              }
            }
          })
        ).pipe(
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
        return yield* seen(clientId, view)
      })

      const query = Effect.fn("Graph.query")(function* (clientId: ClientId, request: QueryRequest) {
        const selected = ontologies.select(request.ontologyId)
        const asked = yield* ask(clientId, request.query, Effect.andThen(clients.require(clientId), selected))
        const result = yield* from<Asked, QueryResult, OntologyUnknown | OntologyDisabled>(
          question.open(clientId, request),
          Effect.fnUntraced(function* (put) {
            yield* selected
            const found = yield* question.answer(clientId, put, request, asked)
            const { entities, relations, stats } = found
            // Says, too, whether words of the question were sent to a provider.
            yield* viewed(clientId, { entities: entities.length, relations: relations.length, vectors: stats.vectors })
            return found
          })
        )
        return yield* seen(clientId, result)
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
