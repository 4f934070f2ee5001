import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { NotFound, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { ClientId, DocumentId } from "@beep/kernel/ids"
import { OnlyReads, RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { ExtractionReceipt, ExtractionRuns } from "./graph/ExtractionRun.ts"
import { GraphView } from "./graph/Graph.ts"
import { EntityId } from "./graph/ids.ts"
import { maxHopsRange, QueryRequest, QueryResult } from "./graph/Query.ts"
import { StaleClaims } from "./graph/StaleClaim.ts"
import { Ontology, OntologyId } from "./ontology/Ontology.ts"
import { OntologyDisabled, OntologyUnknown } from "./ontology/OntologyProblem.ts"

const base = "/api/advisor/clients/:clientId"

const Hops = Schema.FiniteFromString.check(Schema.isInt(), Schema.isBetween(maxHopsRange))

/** The graph of one client, and the runs that made it. An ontology is always named; nothing falls back to one. */
export class KnowledgeGroup extends HttpApiGroup.make("knowledge")
  .add(
    /** Every entry of the registry, the disabled ones too. */
    HttpApiEndpoint.get("ontologies", "/api/ontologies", {
      success: Schema.Struct({ items: Schema.Array(Ontology) })
    }).annotate(RequiredScope, "clients.read"),
    /** Runs what waits; with `documentId` asks for that document again, also after a failure. */
    HttpApiEndpoint.post("extract", `${base}/extractions`, {
      params: { clientId: ClientId },
      payload: Schema.Struct({ ontologyId: OntologyId, documentId: Schema.optionalKey(DocumentId) }),
      success: ExtractionReceipt,
      error: [NotFound, OntologyUnknown, OntologyDisabled, Unavailable]
    }).annotate(RequiredScope, "evidence.write"),
    HttpApiEndpoint.get("extractions", `${base}/extractions`, {
      params: { clientId: ClientId },
      query: { documentId: Schema.optionalKey(DocumentId), ontologyId: Schema.optionalKey(OntologyId) },
      success: ExtractionRuns,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    /** What stands within `hops` of the seed; without one, the households of the client are the seeds. */
    HttpApiEndpoint.get("graph", `${base}/graph`, {
      params: { clientId: ClientId },
      query: { ontologyId: OntologyId, seed: Schema.optionalKey(EntityId), hops: Schema.optionalKey(Hops) },
      success: GraphView,
      error: [NotFound, OntologyUnknown, OntologyDisabled, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    HttpApiEndpoint.post("query", `${base}/graph/query`, {
      params: { clientId: ClientId },
      payload: QueryRequest,
      success: QueryResult,
      error: [NotFound, ValidationFailed, OntologyUnknown, OntologyDisabled, Unavailable]
    })
      .annotate(RequiredScope, "clients.read")
      .annotate(OnlyReads, true),
    HttpApiEndpoint.get("staleClaims", `${base}/stale-claims`, {
      params: { clientId: ClientId },
      success: StaleClaims,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "clients.read")
  )
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const KnowledgeLocalApi = HttpApi.make("beep").add(KnowledgeGroup)
