import { DocumentId, DocumentVersionId, MentionId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { CharIndex } from "../../../contract/EvidenceSpan.ts"
import { ClaimId, EntityId, KnowledgeExtractionId, RelationEvidenceId, RelationId } from "../../../contract/graph/ids.ts"
import { RelationState } from "../../../contract/graph/Graph.ts"
import { EntityType, OntologyId, Predicate } from "../../../contract/ontology/Ontology.ts"
import { clientKey } from "../keys.ts"
import { idListIn } from "../idList.ts"
import { Score } from "./Score.ts"

const Node = Schema.Struct({
  entityId: EntityId,
  type: EntityType,
  confidence: Score,
  statementSealed: Schema.Uint8Array,
  lastStatedAt: Schema.DateTimeUtcFromDate,
  mentionCount: Schema.Int,
  distance: Schema.Int
})
export type Node = typeof Node.Type

const Edge = Schema.Struct({
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
export type Edge = typeof Edge.Type

const Source = Schema.Struct({
  documentId: DocumentId,
  documentVersionId: DocumentVersionId,
  titleSealed: Schema.Uint8Array,
  statedAt: Schema.DateTimeUtcFromDate
})

const evidence = {
  documentId: DocumentId,
  documentVersionId: DocumentVersionId,
  extractionId: KnowledgeExtractionId,
  ontologyId: OntologyId,
  startChar: CharIndex,
  endChar: CharIndex,
  textSealed: Schema.Uint8Array,
  confidence: Score
}
const MentionEvidence = Schema.Struct({ ...evidence, mentionId: MentionId })
export type MentionEvidence = typeof MentionEvidence.Type
const RelationEvidence = Schema.Struct({ ...evidence, relationEvidenceId: RelationEvidenceId })
export type RelationEvidence = typeof RelationEvidence.Type

const evidenceColumns = `e.document_id as "documentId", e.document_version_id as "documentVersionId", e.extraction_id as "extractionId",
  x.ontology_id as "ontologyId", e.start_char as "startChar", e.end_char as "endChar", e.text_sealed as "textSealed", e.confidence`
const evidenceOrder = `e.stated_at desc, e.document_version_id, e.start_char, e.end_char, e.id`

/** Statements that show a client's graph; inside a tenant transaction. Only what stands is found. */
export const readingRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const ids = idListIn(sql)
  /** The runs of a client that stand, gathered once: joined row by row, the table of all clients would be read for each entity. */
  const standing = ({ clientId, organizationId }: { readonly organizationId: string; readonly clientId: string }) =>
    sql`standing as materialized (select id from knowledge.extraction
      where organization_id = ${organizationId} and client_id = ${clientId} and state = 'completed')`
  /** The same with the ontology each was run under. */
  const runs = ({ clientId, organizationId }: { readonly organizationId: string; readonly clientId: string }) =>
    sql`runs as materialized (select id, ontology_id from knowledge.extraction
      where organization_id = ${organizationId} and client_id = ${clientId} and state = 'completed')`
  return {
    /** Entities within `hops` of the seeds, nearest first. */
    around: query.all({
      Request: Schema.Struct({ ...clientKey, seeds: Schema.Array(EntityId), hops: Schema.Int, limit: Schema.Int }),
      Result: Node,
      execute: (r) =>
        sql`with recursive reach(id, depth) as (
            select e.id, 0 from knowledge.entity e
              where e.organization_id = ${r.organizationId} and e.client_id = ${r.clientId} and e.id in ${ids(r.seeds)} and e.state = 'current'
            union
            select next.id, reach.depth + 1 from reach
            cross join lateral (
              select o.object_id as id from knowledge.relation o
                where o.organization_id = ${r.organizationId} and o.client_id = ${r.clientId} and o.subject_id = reach.id
                  and o.object_id is not null and o.state in ('current', 'contradicted')
              union all
              select s.subject_id from knowledge.relation s
                where s.organization_id = ${r.organizationId} and s.client_id = ${r.clientId} and s.object_id = reach.id and s.state in ('current', 'contradicted')
            ) next
            where reach.depth < ${r.hops}),
          nearest as materialized (select id, min(depth)::int as depth from reach group by id),
          ${standing(r)},
          said as materialized (
            select m.entity_id, count(*)::int as n from knowledge.mention m join standing on standing.id = m.extraction_id
            where m.organization_id = ${r.organizationId} and m.client_id = ${r.clientId} and m.entity_id in (select id from nearest)
            group by m.entity_id)
          select e.id as "entityId", e.type, e.confidence, e.statement_sealed as "statementSealed", e.last_stated_at as "lastStatedAt", n.depth as distance,
            coalesce(said.n, 0) as "mentionCount"
          from nearest n join knowledge.entity e on e.organization_id = ${r.organizationId} and e.client_id = ${r.clientId} and e.id = n.id and e.state = 'current'
          left join said on said.entity_id = n.id
          order by n.depth, e.type, e.id limit ${r.limit}`
    }),
    /** Everything that stands of these entities: links among them, and values. */
    among: query.all({
      Request: Schema.Struct({ ...clientKey, entityIds: Schema.Array(EntityId) }),
      Result: Edge,
      execute: (r) =>
        sql`select id as "relationId", subject_id as "subjectId", predicate, object_id as "objectId", literal_sealed as "literalSealed", state, confidence,
            valid_from as "validFrom", valid_to as "validTo"
          from knowledge.relation
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and state <> 'stale' and subject_id in ${ids(r.entityIds)}
            and (object_id is null or object_id in ${ids(r.entityIds)})
          order by predicate, (state = 'superseded'), valid_from desc, id`
    }),
    sources: query.all({
      Request: Schema.Struct({ ...clientKey, entityIds: Schema.Array(EntityId), limit: Schema.Int }),
      Result: Source,
      execute: (r) =>
        sql`with ${standing(r)},
          newest as materialized (
            select m.document_version_id as id, max(m.stated_at) as stated_at from knowledge.mention m
            join standing on standing.id = m.extraction_id
            where m.organization_id = ${r.organizationId} and m.client_id = ${r.clientId} and m.entity_id in ${ids(r.entityIds)}
            group by m.document_version_id order by 2 desc, 1 limit ${r.limit})
          select v.document_id as "documentId", v.id as "documentVersionId", v.title_sealed as "titleSealed", newest.stated_at as "statedAt"
          from newest join evidence.document_version v on v.organization_id = ${r.organizationId} and v.client_id = ${r.clientId} and v.id = newest.id
          order by newest.stated_at desc, v.id`
    }),
    /** The seeds of a graph nobody asked a place in: its households, or its people, or whatever there is. */
    startingPoints: query.all({
      Request: Schema.Struct({ ...clientKey, ontologyId: OntologyId }),
      Result: Schema.Struct({ entityId: EntityId }),
      execute: (r) =>
        sql`with standing as (
            select id, type, last_stated_at, dense_rank() over (order by case type when 'Household' then 0 when 'Client' then 1 else 2 end) as tier
            from knowledge.entity where organization_id = ${r.organizationId} and client_id = ${r.clientId} and ontology_id = ${r.ontologyId} and state = 'current')
          select id as "entityId" from standing where tier = 1 or type = 'Client' order by tier, last_stated_at desc, id limit 50`
    }),
    count: query.one({
      Request: Schema.Struct({ ...clientKey, ontologyId: OntologyId }),
      Result: Schema.Struct({ entities: Schema.Int, relations: Schema.Int }),
      execute: (r) =>
        sql`select (select count(*)::int from knowledge.entity where organization_id = ${r.organizationId} and client_id = ${r.clientId}
              and ontology_id = ${r.ontologyId} and state = 'current') as entities,
            (select count(*)::int from knowledge.relation where organization_id = ${r.organizationId} and client_id = ${r.clientId}
              and ontology_id = ${r.ontologyId} and state <> 'stale') as relations`
    }),
    /** Entities of a client with what they are called, to be compared with a question. */
    labels: query.all({
      Request: Schema.Struct({ ...clientKey, ontologyId: OntologyId, limit: Schema.Int }),
      Result: Schema.Struct({ entityId: EntityId, statementSealed: Schema.Uint8Array }),
      execute: (r) =>
        sql`select id as "entityId", statement_sealed as "statementSealed" from knowledge.entity
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and ontology_id = ${r.ontologyId} and state = 'current'
          order by last_stated_at desc, id limit ${r.limit}`
    }),
    /** Under the ontology that is named, where one is. */
    exists: query.option({
      Request: Schema.Struct({ ...clientKey, entityId: EntityId, ontologyId: Schema.optionalKey(OntologyId) }),
      Result: Schema.Struct({ entityId: EntityId }),
      execute: (r) =>
        sql`select id as "entityId" from knowledge.entity
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and id = ${r.entityId}
            and (${r.ontologyId ?? null}::text is null or ontology_id = ${r.ontologyId ?? null}::text)`
    }),
    relationExists: query.option({
      Request: Schema.Struct({ ...clientKey, relationId: RelationId }),
      Result: Schema.Struct({ relationId: RelationId }),
      execute: (r) =>
        sql`select id as "relationId" from knowledge.relation
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and id = ${r.relationId}`
    }),
    mentionsOfEntity: query.all({
      Request: Schema.Struct({ ...clientKey, entityId: EntityId }),
      Result: MentionEvidence,
      execute: (r) =>
        sql`with ${runs(r)}
          select ${sql.literal(evidenceColumns)}, e.id as "mentionId" from knowledge.mention e
          join runs x on x.id = e.extraction_id
          where e.organization_id = ${r.organizationId} and e.client_id = ${r.clientId} and e.entity_id = ${r.entityId}
          order by ${sql.literal(evidenceOrder)} limit 500`
    }),
    evidenceOfRelation: query.all({
      Request: Schema.Struct({ ...clientKey, relationId: RelationId }),
      Result: RelationEvidence,
      execute: (r) =>
        sql`with ${runs(r)}
          select ${sql.literal(evidenceColumns)}, e.id as "relationEvidenceId" from knowledge.relation_evidence e
          join runs x on x.id = e.extraction_id
          where e.organization_id = ${r.organizationId} and e.client_id = ${r.clientId} and e.relation_id = ${r.relationId}
          order by ${sql.literal(evidenceOrder)} limit 500`
    }),
    mentionsOfDocument: query.all({
      Request: Schema.Struct({ ...clientKey, documentId: DocumentId }),
      Result: MentionEvidence,
      execute: (r) =>
        sql`with ${runs(r)}
          select ${sql.literal(evidenceColumns)}, e.id as "mentionId" from knowledge.mention e
          join runs x on x.id = e.extraction_id
          where e.organization_id = ${r.organizationId} and e.client_id = ${r.clientId} and e.document_id = ${r.documentId}
          order by e.document_version_id, e.start_char, e.end_char, e.id limit 2000`
    }),
    evidenceOfDocument: query.all({
      Request: Schema.Struct({ ...clientKey, documentId: DocumentId }),
      Result: RelationEvidence,
      execute: (r) =>
        sql`with ${runs(r)}
          select ${sql.literal(evidenceColumns)}, e.id as "relationEvidenceId" from knowledge.relation_evidence e
          join runs x on x.id = e.extraction_id
          where e.organization_id = ${r.organizationId} and e.client_id = ${r.clientId} and e.document_id = ${r.documentId}
          order by e.document_version_id, e.start_char, e.end_char, e.id limit 2000`
    }),
    /** What a claim cites, standing or not: a citation is pinned, and says so itself when its source is gone. */
    mentionsOfClaim: query.all({
      Request: Schema.Struct({ ...clientKey, claimKind: Schema.String, claimId: ClaimId }),
      Result: MentionEvidence,
      execute: (r) =>
        sql`select ${sql.literal(evidenceColumns)}, e.id as "mentionId" from knowledge.rests_on o
          join knowledge.mention e on e.organization_id = o.organization_id and e.client_id = o.client_id and e.id = o.source_id
          join knowledge.extraction x on x.organization_id = e.organization_id and x.id = e.extraction_id
          where o.organization_id = ${r.organizationId} and o.client_id = ${r.clientId} and o.source_kind = 'mention'
            and o.claim_kind = ${r.claimKind} and o.claim_id = ${r.claimId} limit 500`
    }),
    evidenceOfClaim: query.all({
      Request: Schema.Struct({ ...clientKey, claimKind: Schema.String, claimId: ClaimId }),
      Result: RelationEvidence,
      execute: (r) =>
        sql`select ${sql.literal(evidenceColumns)}, e.id as "relationEvidenceId" from knowledge.rests_on o
          join knowledge.relation_evidence e on e.organization_id = o.organization_id and e.client_id = o.client_id and e.id = o.source_id
          join knowledge.extraction x on x.organization_id = e.organization_id and x.id = e.extraction_id
          where o.organization_id = ${r.organizationId} and o.client_id = ${r.clientId} and o.source_kind = 'relation_evidence'
            and o.claim_kind = ${r.claimKind} and o.claim_id = ${r.claimId} limit 500`
    }),
    /** Without those of a message that is another client's by now. */
    contents: query.all({
      Request: Schema.Struct({ ...clientKey, versionIds: Schema.Array(DocumentVersionId) }),
      Result: Schema.Struct({ documentVersionId: DocumentVersionId, contentSealed: Schema.Uint8Array }),
      execute: (r) =>
        sql`select v.id as "documentVersionId", v.content_sealed as "contentSealed" from evidence.document_version v
          where v.organization_id = ${r.organizationId} and v.client_id = ${r.clientId} and v.id in ${ids(r.versionIds)}
            and not exists (select from evidence.moved_document o
              where o.organization_id = v.organization_id and o.client_id = v.client_id and o.document_id = v.document_id)`
    }),
    /** Documents whose redacted words answer a question, best first; by likeness of letters where no word is the same. */
    matching: query.all({
      Request: Schema.Struct({ ...clientKey, words: Schema.String, text: Schema.String, limit: Schema.Int }),
      Result: Schema.Struct({ documentId: DocumentId }),
      execute: (r) =>
        sql`with exact as (
            select document_id, ts_rank_cd(words, q) as rank, stated_at from knowledge.search_text, to_tsquery('english', ${r.words}) q
            where organization_id = ${r.organizationId} and client_id = ${r.clientId} and words @@ q
            order by rank desc, stated_at desc limit ${r.limit}),
          near as (
            select document_id, word_similarity(${r.text}, redacted) as rank, stated_at from (
              select document_id, left(redacted, 4000) as redacted, stated_at from knowledge.search_text
              where organization_id = ${r.organizationId} and client_id = ${r.clientId} and not exists (select 1 from exact)
              order by stated_at desc limit 100) newest
            where word_similarity(${r.text}, redacted) >= 0.5 order by 2 desc limit ${r.limit})
          select document_id as "documentId" from (select 0 as tier, * from exact union all select 1, * from near) found
          order by tier, rank desc, stated_at desc, document_id`
    }),
    /** Which entities of an ontology those documents speak of, in the order of the documents. */
    mentionedIn: query.all({
      Request: Schema.Struct({ ...clientKey, ontologyId: OntologyId, documentIds: Schema.Array(DocumentId), limit: Schema.Int }),
      Result: Schema.Struct({ entityId: EntityId }),
      execute: (r) =>
        sql`with ${runs(r)}
          select m.entity_id as "entityId" from jsonb_array_elements_text(${JSON.stringify(r.documentIds)}::jsonb) with ordinality d(id, place)
          join knowledge.mention m on m.organization_id = ${r.organizationId} and m.client_id = ${r.clientId} and m.document_id = d.id::uuid
          join runs on runs.id = m.extraction_id and runs.ontology_id = ${r.ontologyId}
          group by m.entity_id order by min(d.place), count(*) desc, m.entity_id limit ${r.limit}`
    }),
    /** The newest words each of these entities rests on. */
    slices: query.all({
      Request: Schema.Struct({ ...clientKey, entityIds: Schema.Array(EntityId), limit: Schema.Int }),
      Result: Schema.Struct({
        entityId: EntityId,
        documentId: DocumentId,
        documentVersionId: DocumentVersionId,
        startChar: CharIndex,
        endChar: CharIndex
      }),
      execute: (r) =>
        sql`with ${standing(r)},
          wanted as materialized (
            select id::uuid as id, place from jsonb_array_elements_text(${JSON.stringify(r.entityIds)}::jsonb) with ordinality w(id, place)),
          said as materialized (
            select m.id, m.entity_id, row_number() over (partition by m.entity_id order by m.stated_at desc, m.start_char, m.id) as nth
            from knowledge.mention m join standing on standing.id = m.extraction_id
            where m.organization_id = ${r.organizationId} and m.client_id = ${r.clientId} and m.entity_id in (select id from wanted))
          select m.entity_id as "entityId", m.document_id as "documentId", m.document_version_id as "documentVersionId", m.start_char as "startChar", m.end_char as "endChar"
          from said join wanted on wanted.id = said.entity_id
          join knowledge.mention m on m.organization_id = ${r.organizationId} and m.client_id = ${r.clientId} and m.id = said.id
          where said.nth <= 2
          order by wanted.place, m.stated_at desc limit ${r.limit}`
    })
  }
})
