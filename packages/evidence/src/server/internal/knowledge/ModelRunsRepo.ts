import { DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { KnowledgeExtractionId } from "../../../contract/graph/ids.ts"
import { OntologyId } from "../../../contract/ontology/Ontology.ts"
import { clientKey } from "../keys.ts"

/** `rules`: the extractor that has to have read before; `extractor`: the rules and the model together. */
const by = {
  organizationId: clientKey.organizationId,
  ontologyId: OntologyId,
  rules: Schema.String,
  extractor: Schema.String
}

const place = { documentId: DocumentId, documentVersionId: DocumentVersionId }

/** Runs of `knowledge.extraction` that a language model has a part in; inside a tenant transaction. */
export const modelRunsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  /** Current versions of which a reading stands, that the rules of today have read and this model was not asked about. */
  const unread = (r: {
    readonly organizationId: string
    readonly ontologyId: string
    readonly rules: string
    readonly extractor: string
  }) =>
    sql`evidence.document d
      join evidence.document_source s on s.organization_id = d.organization_id and s.document_id = d.id and s.deleted_at is null
      join knowledge.extraction c on c.organization_id = d.organization_id and c.document_version_id = d.current_version_id
        and c.ontology_id = ${r.ontologyId} and c.state = 'completed'
      join knowledge.extraction x on x.organization_id = d.organization_id and x.document_version_id = d.current_version_id
        and x.ontology_id = ${r.ontologyId} and x.extractor = ${r.rules} and x.state in ('completed', 'superseded')
      where d.organization_id = ${r.organizationId} and not exists (
        select from knowledge.extraction m where m.organization_id = d.organization_id and m.document_version_id = d.current_version_id
          and m.ontology_id = ${r.ontologyId} and m.extractor = ${r.extractor})`
  return {
    clientsWaiting: query.all({
      Request: Schema.Struct(by),
      Result: Schema.Struct({ clientId: clientKey.clientId }),
      execute: (r) => sql`select distinct d.client_id as "clientId" from ${unread(r)}`
    }),
    waiting: query.all({
      Request: Schema.Struct({ ...by, clientId: clientKey.clientId, limit: Schema.Int }),
      Result: Schema.Struct(place),
      execute: (r) =>
        sql`select d.id as "documentId", d.current_version_id as "documentVersionId" from ${unread(r)} and d.client_id = ${r.clientId}
          order by d.id limit ${r.limit}`
    }),
    /** Begins a run for each of these versions that still waits; under the lock of whoever writes the client's graph. */
    begin: query.all({
      Request: Schema.Struct({
        ...by,
        clientId: clientKey.clientId,
        documentVersionIds: Schema.Array(DocumentVersionId),
        now: Schema.Date
      }),
      Result: Schema.Struct({ extractionId: KnowledgeExtractionId, ...place }),
      execute: (r) =>
        sql`insert into knowledge.extraction (organization_id, id, client_id, document_id, document_version_id, ontology_id, extractor, state, attempts, requested_at, started_at)
          select d.organization_id, gen_random_uuid(), d.client_id, d.id, d.current_version_id, ${r.ontologyId}, ${r.extractor}, 'running', 1, ${r.now}, ${r.now}
          from ${unread(r)} and d.client_id = ${r.clientId}
            and d.current_version_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(r.documentVersionIds)}::jsonb))
          returning id as "extractionId", document_id as "documentId", document_version_id as "documentVersionId"`
    })
  }
})
