import { Layer } from "effect"
import { Documents } from "./Documents.ts"
import { EntityVectors } from "./embedding/EntityVectors.ts"
import { Evidence } from "./Evidence.ts"
import { Extraction } from "./extraction/Extraction.ts"
import { Ontologies } from "./extraction/Ontologies.ts"
import { Cascade } from "./graph/Cascade.ts"
import { Graph } from "./graph/Graph.ts"
import { evidenceHandlers } from "./handlers.ts"
import { KnownSenders } from "./mail/KnownSenders.ts"
import { ModelReadings } from "./model/ModelReadings.ts"
import { knowledgeHandlers } from "./knowledgeHandlers.ts"

/** Every service of this room; needs tenancy's `Clients`, `ClientContacts`, `Members`, `MemberFacts` and `FeatureFlags`, the audit log, the vault, the database, `Digest` and `SecureRandom`. */
export const layer = Layer.mergeAll(Documents.layer, EntityVectors.layer, Evidence.layer, Graph.layer, ModelReadings.layer).pipe(
  Layer.provideMerge(Layer.mergeAll(Extraction.layer, Cascade.layer)),
  Layer.provideMerge(Layer.mergeAll(Ontologies.layer, KnownSenders.layer))
)

/** The groups over them; they need `Authorization` and `ProblemDetails` beside. */
export const layerHttp = Layer.merge(evidenceHandlers, knowledgeHandlers)
