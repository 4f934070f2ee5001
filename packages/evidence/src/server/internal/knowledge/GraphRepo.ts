import { DocumentId, DocumentVersionId, MentionId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Array, Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { CharIndex } from "../../../contract/EvidenceSpan.ts"
import { EntityId, KnowledgeExtractionId, RelationEvidenceId, RelationId } from "../../../contract/graph/ids.ts"
import { Confidence } from "../../../contract/MentionFact.ts"
import { EntityType, LiteralType, OntologyId, Predicate } from "../../../contract/ontology/Ontology.ts"
import { clientKey, versionKey } from "../keys.ts"
import { unseenIn } from "../unseen.ts"
import { Score } from "./Score.ts"

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
  literalSealed: Schema.NullOr(Schema.Uint8Array),
  state: Schema.String
})
export type RelationRow = typeof RelationRow.Type

const Value = Schema.Struct({ subjectId: EntityId, predicate: Predicate })
const Link = Schema.Struct({ ...Value.fields, objectId: EntityId })

const { state: _, ...relationFields } = RelationRow.fields
const NewRelation = Schema.Struct({
  ...relationFields,
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

/**
 * Rows of the graph, for those who write it; inside a tenant transaction that holds the client's lock.
 *
 * What rests on rows of one client is gathered once, in a part that is `materialized`: before the first ANALYZE of a table
 * PostgreSQL takes a client for one row, and a join written plainly is looked up again for every row of every other.
 */
export const graphRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const unseen = unseenIn(sql)
  return {
    entities: query.all({
      Request: Schema.Struct({ ...clientKey, ontologyId: OntologyId }),
      Result: EntityRow,
      execute: (r) =>
        sql`select id as "entityId", type, confidence, statement_sealed as "statementSealed" from knowledge.entity
          where organization_id = ${unseen(r.organizationId)} and client_id = ${unseen(r.clientId)} and ontology_id = ${r.ontologyId} order by created_at, id`
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
    /** These links, and all values of these subjects by these predicates. */
    relationsOf: query.all({
      Request: Schema.Struct({ ...clientKey, links: Schema.Array(Link), values: Schema.Array(Value) }),
      Result: RelationRow,
      execute: (r) =>
        sql`with links as materialized (
            select distinct * from jsonb_to_recordset(${JSON.stringify(r.links)}::jsonb) as t("subjectId" uuid, "predicate" text, "objectId" uuid)),
          values_of as materialized (
            select distinct * from jsonb_to_recordset(${JSON.stringify(r.values)}::jsonb) as t("subjectId" uuid, "predicate" text)),
          known as (
            select r.* from links t join knowledge.relation r on r.organization_id = ${unseen(r.organizationId)} and r.client_id = ${unseen(r.clientId)}
              and r.subject_id = t."subjectId" and r.predicate = t."predicate" and r.object_id = t."objectId"
            union all
            select r.* from values_of t join knowledge.relation r on r.organization_id = ${unseen(r.organizationId)} and r.client_id = ${unseen(r.clientId)}
              and r.subject_id = t."subjectId" and r.predicate = t."predicate")
          select id as "relationId", subject_id as "subjectId", predicate, object_id as "objectId", literal_sealed as "literalSealed", state
          from known group by id, subject_id, predicate, object_id, literal_sealed, state order by id`
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
    })
  }
})

export type KnowledgePlace = {
  readonly documentId: DocumentId
  readonly documentVersionId: DocumentVersionId
}
