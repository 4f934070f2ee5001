import { DocumentId, DocumentVersionId, MentionId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Array, Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { CharIndex } from "../../../contract/EvidenceSpan.ts"
import { EntityId, KnowledgeExtractionId, RelationEvidenceId, RelationId } from "../../../contract/graph/ids.ts"
import { Confidence } from "../../../contract/MentionFact.ts"
import { EntityType, LiteralType, OntologyId, Predicate } from "../../../contract/ontology/Ontology.ts"
import { clientKey, versionKey } from "../keys.ts"

const Score = Schema.FiniteFromString.pipe(Schema.decodeTo(Confidence))

export const EntityRow = Schema.Struct({
  entityId: EntityId,
  type: EntityType,
  confidence: Score,
  statementSealed: Schema.Uint8Array
})

export const NewEntity = Schema.Struct({
  entityId: EntityId,
  type: EntityType,
  confidence: Confidence,
  statementSealed: Schema.Uint8Array
})
export type NewEntity = typeof NewEntity.Type

export const RelationRow = Schema.Struct({
  relationId: RelationId,
  subjectId: EntityId,
  predicate: Predicate,
  objectId: Schema.NullOr(EntityId),
  literalSealed: Schema.NullOr(Schema.Uint8Array)
})
export type RelationRow = typeof RelationRow.Type

const NewRelation = Schema.Struct({
  ...RelationRow.fields,
  literalType: Schema.NullOr(LiteralType),
  confidence: Confidence
})
export type NewRelation = typeof NewRelation.Type

const spanFields = {
  startChar: CharIndex,
  endChar: CharIndex,
  textSealed: Schema.Uint8Array,
  ruleId: Schema.String,
  confidence: Confidence
}
const NewMention = Schema.Struct({ ...spanFields, mentionId: MentionId, entityId: EntityId, resolution: Schema.String })
export type NewMention = typeof NewMention.Type
const NewEvidence = Schema.Struct({ ...spanFields, relationEvidenceId: RelationEvidenceId, relationId: RelationId })
export type NewEvidence = typeof NewEvidence.Type

const place = {
  ...versionKey,
  extractionId: KnowledgeExtractionId,
  contentLength: CharIndex,
  statedAt: Schema.Date,
  createdAt: Schema.Date
}

const Standing = Schema.Struct({
  relationId: RelationId,
  subjectId: EntityId,
  predicate: Predicate,
  objectId: Schema.NullOr(EntityId),
  state: Schema.String,
  /** Epoch milliseconds of standing evidence. */
  saidAt: Schema.Array(Schema.Finite),
  /** The best of standing evidence. */
  confidence: Schema.NullOr(Score)
})
export type Standing = typeof Standing.Type

const Settled = Schema.Struct({
  relationId: RelationId,
  state: Schema.Literals(["current", "superseded", "contradicted", "stale"]),
  validFrom: Schema.NullOr(Schema.Finite),
  validTo: Schema.NullOr(Schema.Finite),
  confidence: Schema.NullOr(Confidence)
})
export type Settled = typeof Settled.Type

/**
 * Rows of the graph, for those who write it; inside a tenant transaction that holds the client's lock.
 *
 * What rests on rows of one client is gathered once, in a part that is `materialized`: before the first ANALYZE of a table
 * PostgreSQL takes a client for one row, and a join written plainly is looked up again for every row of every other.
 */
export const graphRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const ids = (list: ReadonlyArray<string>) =>
    sql`(select value::uuid from jsonb_array_elements_text(${JSON.stringify(list)}::jsonb))`
  return {
    entities: query.all({
      Request: Schema.Struct({ ...clientKey, ontologyId: OntologyId }),
      Result: EntityRow,
      execute: (r) =>
        sql`select id as "entityId", type, confidence, statement_sealed as "statementSealed" from knowledge.entity
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and ontology_id = ${r.ontologyId} order by created_at, id`
    }),
    insertEntities: query.none({
      Request: Schema.Struct({
        ...clientKey,
        ontologyId: OntologyId,
        statedAt: Schema.Date,
        createdAt: Schema.Date,
        entities: Schema.NonEmptyArray(NewEntity)
      }),
      execute: (r) =>
        sql`insert into knowledge.entity ${sql.insert(
          Array.map(r.entities, (one) => ({
            organization_id: r.organizationId,
            id: one.entityId,
            client_id: r.clientId,
            ontology_id: r.ontologyId,
            type: one.type,
            state: "current",
            confidence: one.confidence,
            statement_sealed: one.statementSealed,
            first_stated_at: r.statedAt,
            last_stated_at: r.statedAt,
            created_at: r.createdAt
          }))
        )}`
    }),
    rename: query.none({
      Request: Schema.Struct({ ...clientKey, entityId: EntityId, statementSealed: Schema.Uint8Array }),
      execute: (r) =>
        sql`update knowledge.entity set statement_sealed = ${r.statementSealed}
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and id = ${r.entityId}`
    }),
    /** Of what was said of a subject only what the same words could mean: its values, and what leads to these objects. */
    relationsOf: query.all({
      Request: Schema.Struct({
        ...clientKey,
        subjectIds: Schema.Array(EntityId),
        predicates: Schema.Array(Schema.String),
        objectIds: Schema.Array(EntityId)
      }),
      Result: RelationRow,
      execute: (r) =>
        sql`select id as "relationId", subject_id as "subjectId", predicate, object_id as "objectId", literal_sealed as "literalSealed" from knowledge.relation
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and subject_id in ${ids(r.subjectIds)}
            and predicate in (select jsonb_array_elements_text(${JSON.stringify(r.predicates)}::jsonb))
            and (object_id is null or object_id in ${ids(r.objectIds)}) order by id`
    }),
    insertRelations: query.none({
      Request: Schema.Struct({
        ...clientKey,
        ontologyId: OntologyId,
        statedAt: Schema.Date,
        createdAt: Schema.Date,
        relations: Schema.NonEmptyArray(NewRelation)
      }),
      execute: (r) =>
        sql`insert into knowledge.relation ${sql.insert(
          Array.map(r.relations, (one) => ({
            organization_id: r.organizationId,
            id: one.relationId,
            client_id: r.clientId,
            ontology_id: r.ontologyId,
            subject_id: one.subjectId,
            predicate: one.predicate,
            object_id: one.objectId,
            literal_type: one.literalType,
            literal_sealed: one.literalSealed,
            state: "current",
            confidence: one.confidence,
            valid_from: r.statedAt,
            created_at: r.createdAt
          }))
        )}`
    }),
    insertMentions: query.none({
      Request: Schema.Struct({ ...place, mentions: Schema.NonEmptyArray(NewMention) }),
      execute: (r) =>
        sql`insert into knowledge.mention ${sql.insert(
          Array.map(r.mentions, (one) => ({
            organization_id: r.organizationId,
            id: one.mentionId,
            client_id: r.clientId,
            entity_id: one.entityId,
            document_id: r.documentId,
            document_version_id: r.documentVersionId,
            extraction_id: r.extractionId,
            start_char: one.startChar,
            end_char: one.endChar,
            content_length: r.contentLength,
            text_sealed: one.textSealed,
            rule_id: one.ruleId,
            resolution: one.resolution,
            confidence: one.confidence,
            stated_at: r.statedAt,
            created_at: r.createdAt
          }))
        )}`
    }),
    insertEvidence: query.none({
      Request: Schema.Struct({ ...place, evidence: Schema.NonEmptyArray(NewEvidence) }),
      execute: (r) =>
        sql`insert into knowledge.relation_evidence ${sql.insert(
          Array.map(r.evidence, (one) => ({
            organization_id: r.organizationId,
            id: one.relationEvidenceId,
            client_id: r.clientId,
            relation_id: one.relationId,
            document_id: r.documentId,
            document_version_id: r.documentVersionId,
            extraction_id: r.extractionId,
            start_char: one.startChar,
            end_char: one.endChar,
            content_length: r.contentLength,
            text_sealed: one.textSealed,
            rule_id: one.ruleId,
            confidence: one.confidence,
            stated_at: r.statedAt,
            created_at: r.createdAt
          }))
        )}`
    }),
    /** Entities and relations that any run over a document spoke of, whether it stands or not: one of the two in each row. */
    touchedBy: query.all({
      Request: Schema.Struct({ ...clientKey, documentId: DocumentId }),
      Result: Schema.Struct({ entityId: Schema.NullOr(EntityId), relationId: Schema.NullOr(RelationId) }),
      execute: (r) =>
        sql`select entity_id as "entityId", null::uuid as "relationId" from knowledge.mention
            where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}
          union select null, relation_id from knowledge.relation_evidence
            where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}`
    }),
    /** These relations with what is said of them, and where a thing has one value at a time, the other values beside. */
    standing: query.all({
      Request: Schema.Struct({
        ...clientKey,
        relationIds: Schema.Array(RelationId),
        oneAtATime: Schema.Array(Schema.String)
      }),
      Result: Standing,
      execute: (r) =>
        sql`with touched as materialized (
            select id, subject_id, predicate from knowledge.relation
            where organization_id = ${r.organizationId} and client_id = ${r.clientId} and id in ${ids(r.relationIds)}),
          wanted as materialized (
            select id from touched
            union select beside.id from knowledge.relation beside
            where beside.organization_id = ${r.organizationId} and beside.client_id = ${r.clientId}
              and (beside.subject_id, beside.predicate) in (select subject_id, predicate from touched
                where predicate in (select jsonb_array_elements_text(${JSON.stringify(r.oneAtATime)}::jsonb))))
          select r.id as "relationId", r.subject_id as "subjectId", r.predicate, r.object_id as "objectId", r.state,
            coalesce(jsonb_agg((extract(epoch from e.stated_at) * 1000)::bigint) filter (where x.state = 'completed'), '[]'::jsonb) as "saidAt",
            max(e.confidence) filter (where x.state = 'completed') as confidence
          from knowledge.relation r
          left join knowledge.relation_evidence e on e.organization_id = r.organization_id and e.client_id = r.client_id and e.relation_id = r.id
          left join knowledge.extraction x on x.organization_id = e.organization_id and x.id = e.extraction_id
          where r.organization_id = ${r.organizationId} and r.client_id = ${r.clientId} and r.id in (select id from wanted)
          group by r.id order by r.id`
    }),
    /** A row that stands as it stood is not written again. */
    settleRelations: query.none({
      Request: Schema.Struct({ ...clientKey, relations: Schema.Array(Settled) }),
      execute: (r) =>
        sql`with settled as materialized (
            select r.id, t."state", coalesce(to_timestamp(t."validFrom" / 1000.0)::timestamptz(3), r.valid_from) as valid_from,
              case when t."validTo" is not null then
                greatest(to_timestamp(t."validTo" / 1000.0)::timestamptz(3), coalesce(to_timestamp(t."validFrom" / 1000.0)::timestamptz(3), r.valid_from)) end as valid_to,
              coalesce(t."confidence", r.confidence) as confidence
            from jsonb_to_recordset(${JSON.stringify(r.relations)}::jsonb)
              as t("relationId" uuid, "state" text, "validFrom" float8, "validTo" float8, "confidence" numeric(4, 3))
            join knowledge.relation r on r.organization_id = ${r.organizationId} and r.client_id = ${r.clientId} and r.id = t."relationId")
          update knowledge.relation r set state = t.state, valid_from = t.valid_from, valid_to = t.valid_to, confidence = t.confidence
          from settled t
          where r.organization_id = ${r.organizationId} and r.client_id = ${r.clientId} and r.id = t.id
            and (r.state, r.valid_from, r.valid_to, r.confidence) is distinct from (t.state, t.valid_from, t.valid_to, t.confidence)`
    }),
    /** By the mentions that stand; answers what changed. */
    settleEntities: query.all({
      Request: Schema.Struct({ ...clientKey, entityIds: Schema.Array(EntityId) }),
      Result: Schema.Struct({ entityId: EntityId, was: Schema.String, is: Schema.String }),
      execute: (r) =>
        sql`with said as materialized (
            select m.entity_id, min(m.stated_at) as first, max(m.stated_at) as last, max(m.confidence) as best from knowledge.mention m
            join knowledge.extraction x on x.organization_id = m.organization_id and x.id = m.extraction_id and x.state = 'completed'
            where m.organization_id = ${r.organizationId} and m.client_id = ${r.clientId} and m.entity_id in ${ids(r.entityIds)}
            group by m.entity_id),
          was as materialized (
            select w.id, w.state, said.first, said.last, said.best from knowledge.entity w left join said on said.entity_id = w.id
            where w.organization_id = ${r.organizationId} and w.client_id = ${r.clientId} and w.id in ${ids(r.entityIds)})
          update knowledge.entity e set state = case when was.last is null then 'stale' else 'current' end,
            first_stated_at = coalesce(was.first, e.first_stated_at), last_stated_at = coalesce(was.last, e.last_stated_at),
            confidence = coalesce(was.best, e.confidence)
          from was where e.organization_id = ${r.organizationId} and e.client_id = ${r.clientId} and e.id = was.id
            and (e.state, e.first_stated_at, e.last_stated_at, e.confidence) is distinct from (case when was.last is null then 'stale' else 'current' end,
              coalesce(was.first, e.first_stated_at), coalesce(was.last, e.last_stated_at), coalesce(was.best, e.confidence))
          returning e.id as "entityId", was.state as was, e.state as is`
    }),
    upsertSearchText: query.none({
      Request: Schema.Struct({
        ...versionKey,
        policyVersion: Schema.String,
        redacted: Schema.String,
        statedAt: Schema.Date
      }),
      execute: (r) =>
        sql`insert into knowledge.search_text (organization_id, client_id, document_id, document_version_id, policy_version, redacted, stated_at)
          values (${r.organizationId}, ${r.clientId}, ${r.documentId}, ${r.documentVersionId}, ${r.policyVersion}, ${r.redacted}, ${r.statedAt})
          on conflict (organization_id, client_id, document_id) do update
            set document_version_id = excluded.document_version_id, policy_version = excluded.policy_version,
              redacted = excluded.redacted, stated_at = excluded.stated_at`
    }),
    removeSearchText: query.none({
      Request: Schema.Struct({ ...clientKey, documentId: DocumentId }),
      execute: (r) =>
        sql`delete from knowledge.search_text
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}`
    })
  }
})

export type KnowledgePlace = {
  readonly documentId: DocumentId
  readonly documentVersionId: DocumentVersionId
}
