import { DocumentId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { ExtractionRun, ExtractionState } from "../../../contract/graph/ExtractionRun.ts"
import { OntologyId } from "../../../contract/ontology/Ontology.ts"
import { clientKey } from "../keys.ts"

const Row = Schema.Struct({
  ...ExtractionRun.fields,
  requestedAt: Schema.DateTimeUtcFromDate,
  endedAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

/** How far mail is read, as rows of `knowledge.extraction` say; inside a tenant transaction. */
export const runListRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    /** Clients of an organization for whom something waits, and current versions this extractor never looked at. */
    clientsWaiting: query.all({
      Request: Schema.Struct({
        organizationId: clientKey.organizationId,
        ontologyId: OntologyId,
        extractor: Schema.String,
        onlyAsked: Schema.Boolean
      }),
      Result: Schema.Struct({ clientId: clientKey.clientId }),
      execute: (r) =>
        sql`select distinct d.client_id as "clientId" from evidence.document d
          join evidence.document_source s on s.organization_id = d.organization_id and s.document_id = d.id and s.deleted_at is null
          where d.organization_id = ${r.organizationId} and d.current_version_id is not null and not exists (
            select 1 from knowledge.extraction x where x.organization_id = d.organization_id and x.document_version_id = d.current_version_id
              and x.ontology_id = ${r.ontologyId} and x.extractor = ${r.extractor} and x.state not in ('pending', 'running'))
            and (not ${r.onlyAsked}::boolean or exists (
              select from knowledge.extraction a where a.organization_id = d.organization_id and a.client_id = d.client_id and a.ontology_id = ${r.ontologyId}))`
    }),
    /** Messages of a client that nobody has asked this ontology about. */
    unread: query.all({
      Request: Schema.Struct({ ...clientKey, ontologyId: OntologyId }),
      Result: Schema.Struct({ unread: Schema.Int }),
      execute: (r) =>
        sql`select count(*)::int as unread from evidence.document d
          join evidence.document_source s on s.organization_id = d.organization_id and s.document_id = d.id and s.deleted_at is null
          where d.organization_id = ${r.organizationId} and d.client_id = ${r.clientId} and d.current_version_id is not null and not exists (
            select from knowledge.extraction x
            where x.organization_id = d.organization_id and x.document_version_id = d.current_version_id and x.ontology_id = ${r.ontologyId})`
    }),
    list: query.all({
      Request: Schema.Struct({
        ...clientKey,
        documentId: Schema.NullOr(DocumentId),
        ontologyId: Schema.NullOr(OntologyId),
        limit: Schema.Int
      }),
      Result: Row,
      execute: (r) =>
        sql`select id as "extractionId", document_id as "documentId", document_version_id as "documentVersionId", ontology_id as "ontologyId", extractor, state,
            attempts, entity_count as "entityCount", relation_count as "relationCount", mention_count as "mentionCount", error_code as "errorCode",
            requested_at as "requestedAt", ended_at as "endedAt"
          from knowledge.extraction
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and (${r.documentId}::uuid is null or document_id = ${r.documentId}::uuid)
            and (${r.ontologyId}::text is null or ontology_id = ${r.ontologyId}::text)
          order by requested_at desc, id desc limit ${r.limit}`
    }),
    counts: query.all({
      Request: Schema.Struct({ ...clientKey, ontologyId: Schema.NullOr(OntologyId) }),
      Result: Schema.Struct({ state: ExtractionState, n: Schema.Int, byModel: Schema.Int }),
      execute: (r) =>
        sql`select state, count(*)::int as n, count(*) filter (where state = 'failed' and error_code like 'model!_%' escape '!')::int as "byModel" from knowledge.extraction where organization_id = ${r.organizationId} and client_id = ${r.clientId}
            and (${r.ontologyId}::text is null or ontology_id = ${r.ontologyId}::text) group by state`
    })
  }
})
