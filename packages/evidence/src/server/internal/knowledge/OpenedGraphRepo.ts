import { DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { RelationState } from "../../../contract/graph/Graph.ts"
import { EntityId, RelationId } from "../../../contract/graph/ids.ts"
import { EntityType, OntologyId, Predicate } from "../../../contract/ontology/Ontology.ts"
import { idListIn } from "../idList.ts"
import { clientKey } from "../keys.ts"
import { unseenIn } from "../unseen.ts"
import { Score } from "./Score.ts"

const EntityRow = Schema.Struct({
  entityId: EntityId,
  ontologyId: OntologyId,
  type: EntityType,
  confidence: Score,
  statementSealed: Schema.Uint8Array,
  lastStatedAt: Schema.DateTimeUtcFromDate,
  mentionCount: Schema.Int,
  spokenOfIn: Schema.Array(Schema.Tuple([DocumentVersionId, Schema.Finite]))
})
export type EntityRow = typeof EntityRow.Type

const RelationRow = Schema.Struct({
  relationId: RelationId,
  subjectId: EntityId,
  predicate: Predicate,
  objectId: Schema.NullOr(EntityId),
  literalSealed: Schema.NullOr(Schema.Uint8Array),
  state: RelationState,
  confidence: Score,
  validFrom: Schema.DateTimeUtcFromDate,
  validTo: Schema.NullOr(Schema.DateTimeUtcFromDate)
})
export type RelationRow = typeof RelationRow.Type

/** Everything that stands of a client's graph; inside a tenant transaction. */
export const openedGraphRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const unseen = unseenIn(sql)
  const ids = idListIn(sql)
  return {
    /** With how often each is mentioned, and the newest `versions` that do, newest first. */
    entities: query.all({
      Request: Schema.Struct({ ...clientKey, versions: Schema.Int }),
      Result: EntityRow,
      execute: (r) =>
        sql`with runs as materialized (
            select id from knowledge.extraction
            where organization_id = ${unseen(r.organizationId)} and client_id = ${unseen(r.clientId)} and state = 'completed'),
          said as materialized (
            select m.entity_id, m.document_version_id, count(*) as n, max(m.stated_at) as at,
              row_number() over (partition by m.entity_id order by max(m.stated_at) desc, m.document_version_id) as nth
            from knowledge.mention m join runs on runs.id = m.extraction_id
            where m.organization_id = ${unseen(r.organizationId)} and m.client_id = ${unseen(r.clientId)}
            group by m.entity_id, m.document_version_id),
          spoken as materialized (
            select entity_id, sum(n)::int as n,
              jsonb_agg(jsonb_build_array(document_version_id, (extract(epoch from at) * 1000)::bigint) order by nth) filter (where nth <= ${r.versions}) as versions
            from said group by entity_id)
          select e.id as "entityId", e.ontology_id as "ontologyId", e.type, e.confidence, e.statement_sealed as "statementSealed",
            e.last_stated_at as "lastStatedAt", coalesce(spoken.n, 0) as "mentionCount", coalesce(spoken.versions, '[]'::jsonb) as "spokenOfIn"
          from knowledge.entity e left join spoken on spoken.entity_id = e.id
          where e.organization_id = ${unseen(r.organizationId)} and e.client_id = ${unseen(r.clientId)} and e.state = 'current'
          order by e.last_stated_at desc, e.id`
    }),
    relations: query.all({
      Request: Schema.Struct(clientKey),
      Result: RelationRow,
      execute: (r) =>
        sql`select id as "relationId", subject_id as "subjectId", predicate, object_id as "objectId", literal_sealed as "literalSealed", state, confidence,
            valid_from as "validFrom", valid_to as "validTo"
          from knowledge.relation
          where organization_id = ${unseen(r.organizationId)} and client_id = ${unseen(r.clientId)} and state <> 'stale'
          order by predicate, (state = 'superseded'), valid_from desc, id`
    }),
    titles: query.all({
      Request: Schema.Struct({ ...clientKey, versionIds: Schema.Array(DocumentVersionId) }),
      Result: Schema.Struct({ documentVersionId: DocumentVersionId, documentId: DocumentId, titleSealed: Schema.Uint8Array }),
      execute: (r) =>
        sql`select id as "documentVersionId", document_id as "documentId", title_sealed as "titleSealed" from evidence.document_version
          where organization_id = ${unseen(r.organizationId)} and client_id = ${unseen(r.clientId)} and id in ${ids(r.versionIds)}`
    })
  }
})
