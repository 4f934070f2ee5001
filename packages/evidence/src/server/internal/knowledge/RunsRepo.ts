import { DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { KnowledgeExtractionId } from "../../../contract/graph/ids.ts"
import { OntologyId } from "../../../contract/ontology/Ontology.ts"
import { idListIn } from "../idList.ts"
import { clientKey, documentKey, versionKey } from "../keys.ts"

const Waiting = Schema.Struct({
  extractionId: KnowledgeExtractionId,
  documentId: DocumentId,
  documentVersionId: DocumentVersionId
})
export type Waiting = typeof Waiting.Type

const runKey = { ...clientKey, extractionId: KnowledgeExtractionId }

/** Rows of `knowledge.extraction`; inside a tenant transaction. */
export const runsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    /** One writer of a client's graph at a time: resolution reads what it writes. */
    lock: query.none({
      Request: Schema.Struct(clientKey),
      execute: (r) =>
        sql`select pg_advisory_xact_lock(hashtextextended(concat_ws('/', 'knowledge', ${r.organizationId}::text, ${r.clientId}::text), 0))`
    }),
    request: query.none({
      Request: Schema.Struct({
        ...versionKey,
        extractionId: KnowledgeExtractionId,
        ontologyId: OntologyId,
        extractor: Schema.String,
        requestedAt: Schema.Date
      }),
      execute: (r) =>
        sql`insert into knowledge.extraction (organization_id, id, client_id, document_id, document_version_id, ontology_id, extractor, state, requested_at)
          values (${r.organizationId}, ${r.extractionId}, ${r.clientId}, ${r.documentId}, ${r.documentVersionId}, ${r.ontologyId}, ${r.extractor}, 'pending', ${r.requestedAt})
          on conflict on constraint extraction_once do nothing`
    }),
    /** Asks for current versions this extractor never looked at; `again`, for those too whose run failed. */
    requestMissing: query.none({
      Request: Schema.Struct({
        ...clientKey,
        documentId: Schema.NullOr(DocumentId),
        again: Schema.Boolean,
        ontologyId: OntologyId,
        extractor: Schema.String,
        requestedAt: Schema.Date
      }),
      execute: (r) =>
        sql`insert into knowledge.extraction (organization_id, id, client_id, document_id, document_version_id, ontology_id, extractor, state, requested_at)
          select d.organization_id, gen_random_uuid(), d.client_id, d.id, d.current_version_id, ${r.ontologyId}, ${r.extractor}, 'pending', ${r.requestedAt}
          from evidence.document d
          join evidence.document_source s on s.organization_id = d.organization_id and s.document_id = d.id and s.deleted_at is null
          where d.organization_id = ${r.organizationId} and d.client_id = ${r.clientId} and d.current_version_id is not null
            and (${r.documentId}::uuid is null or d.id = ${r.documentId}::uuid)
            and not exists (select 1 from knowledge.extraction x where x.organization_id = d.organization_id and x.document_version_id = d.current_version_id
              and x.ontology_id = ${r.ontologyId} and x.extractor = ${r.extractor} and (x.state <> 'failed' or not ${r.again}::boolean))
          on conflict on constraint extraction_once do update set state = 'pending', error_code = null
            where knowledge.extraction.state = 'failed' and ${r.again}::boolean`
    }),
    waiting: query.all({
      Request: Schema.Struct({ ...clientKey, ontologyId: OntologyId, limit: Schema.Int }),
      Result: Waiting,
      execute: (r) =>
        sql`select x.id as "extractionId", x.document_id as "documentId", x.document_version_id as "documentVersionId" from knowledge.extraction x
          where x.organization_id = ${r.organizationId} and x.client_id = ${r.clientId} and x.ontology_id = ${r.ontologyId} and x.state in ('pending', 'running')
          order by x.requested_at, x.id limit ${r.limit}`
    }),
    start: query.none({
      Request: Schema.Struct({ ...clientKey, extractionIds: Schema.Array(KnowledgeExtractionId), now: Schema.Date }),
      execute: (r) =>
        sql`update knowledge.extraction set state = 'running', attempts = attempts + 1, started_at = ${r.now}
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and state in ('pending', 'running')
            and id in ${idListIn(sql)(r.extractionIds)}`
    }),
    /** What another run found of the document stands no more; answers the runs that ended so. */
    supersede: query.all({
      Request: Schema.Struct({ ...runKey, documentId: DocumentId, ontologyId: OntologyId, now: Schema.Date }),
      Result: Schema.Struct({ extractionId: KnowledgeExtractionId }),
      execute: (r) =>
        sql`update knowledge.extraction set state = 'superseded', superseded_by = ${r.extractionId}, ended_at = coalesce(ended_at, ${r.now}), error_code = null
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}
            and ontology_id = ${r.ontologyId} and id <> ${r.extractionId} and state in ('completed', 'failed')
          returning id as "extractionId"`
    }),
    /** Also one that another's batch took up before it was started. */
    complete: query.none({
      Request: Schema.Struct({
        ...runKey,
        entityCount: Schema.Int,
        relationCount: Schema.Int,
        mentionCount: Schema.Int,
        now: Schema.Date
      }),
      execute: (r) =>
        sql`update knowledge.extraction set state = 'completed', entity_count = ${r.entityCount}, relation_count = ${r.relationCount},
            mention_count = ${r.mentionCount}, started_at = coalesce(started_at, ${r.now}), ended_at = ${r.now}, error_code = null
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and id = ${r.extractionId}`
    }),
    fail: query.none({
      Request: Schema.Struct({ ...runKey, errorCode: Schema.String, now: Schema.Date }),
      execute: (r) =>
        sql`update knowledge.extraction set state = 'failed', error_code = ${r.errorCode}, ended_at = ${r.now}
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and id = ${r.extractionId}`
    }),
    /** Everything found in a document stands no more; answers the runs that stood. */
    retire: query.all({
      Request: Schema.Struct({ ...documentKey, state: Schema.Literals(["superseded", "retracted"]), now: Schema.Date }),
      Result: Schema.Struct({ extractionId: KnowledgeExtractionId }),
      execute: (r) =>
        sql`update knowledge.extraction set state = ${r.state}, ended_at = coalesce(ended_at, ${r.now}), error_code = null
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}
            and state in ('completed', 'pending', 'running', 'failed')
          returning id as "extractionId"`
    }),
    /** The document is back as it was: its last look at the current version stands again, or is asked for. */
    reinstate: query.none({
      Request: Schema.Struct({ ...documentKey, now: Schema.Date }),
      execute: (r) =>
        sql`update knowledge.extraction x set state = case when x.started_at is null then 'pending' else 'completed' end
          from evidence.document d
          where x.organization_id = ${r.organizationId} and x.client_id = ${r.clientId} and x.document_id = ${r.documentId} and x.state = 'retracted'
            and d.organization_id = x.organization_id and d.id = x.document_id and d.current_version_id = x.document_version_id
            and x.id = (select y.id from knowledge.extraction y where y.organization_id = x.organization_id and y.document_version_id = x.document_version_id
              and y.ontology_id = x.ontology_id and y.state = 'retracted' order by y.requested_at desc, y.id desc limit 1)`
    })
  }
})
