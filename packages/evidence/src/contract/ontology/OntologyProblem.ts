import { Schema } from "effect"
import { HttpApiError } from "effect/http-api"

/** No entry of the registry has this id. Nothing falls back to another one. */
export class OntologyUnknown extends HttpApiError.Problem<OntologyUnknown>()(
  "OntologyUnknown",
  { type: "urn:beep:problem:ontology-unknown", status: 404, title: "There is no such ontology" },
  { requestId: Schema.optionalKey(Schema.String), ontologyId: Schema.String }
) {}

/** The entry exists and is switched off. */
export class OntologyDisabled extends HttpApiError.Problem<OntologyDisabled>()(
  "OntologyDisabled",
  { type: "urn:beep:problem:ontology-disabled", status: 409, title: "This ontology is switched off" },
  { requestId: Schema.optionalKey(Schema.String), ontologyId: Schema.String }
) {}
