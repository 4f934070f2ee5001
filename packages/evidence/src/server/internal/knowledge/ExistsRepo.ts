import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { EntityId, RelationId } from "../../../contract/graph/ids.ts"
import { OntologyId } from "../../../contract/ontology/Ontology.ts"
import { clientKey } from "../keys.ts"

/** Whether something of a client's graph is there, standing or not; inside a tenant transaction. */
export const existsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    /** Under the ontology that is named, where one is. */
    entity: query.option({
      Request: Schema.Struct({ ...clientKey, entityId: EntityId, ontologyId: Schema.optionalKey(OntologyId) }),
      Result: Schema.Struct({ entityId: EntityId }),
      execute: (r) =>
        sql`select id as "entityId" from knowledge.entity
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and id = ${r.entityId}
            and (${r.ontologyId ?? null}::text is null or ontology_id = ${r.ontologyId ?? null}::text)`
    }),
    relation: query.option({
      Request: Schema.Struct({ ...clientKey, relationId: RelationId }),
      Result: Schema.Struct({ relationId: RelationId }),
      execute: (r) =>
        sql`select id as "relationId" from knowledge.relation
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and id = ${r.relationId}`
    })
  }
})
