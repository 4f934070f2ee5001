import { DocumentVersionId, MentionId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Array, Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { CharIndex } from "../../../contract/EvidenceSpan.ts"
import { EntityId } from "../../../contract/graph/ids.ts"
import { EntityType, OntologyId } from "../../../contract/ontology/Ontology.ts"
import { idListIn } from "../idList.ts"
import { clientKey } from "../keys.ts"

/** By what a vector of today is made; one made by anything else waits to be made again. */
const made = { model: Schema.String, dimensions: Schema.Int, policyVersion: Schema.String }

const Said = Schema.Struct({
  entityId: EntityId,
  type: EntityType,
  statementSealed: Schema.Uint8Array,
  mentionId: MentionId,
  documentVersionId: DocumentVersionId,
  startChar: CharIndex,
  endChar: CharIndex
})
export type Said = typeof Said.Type

const NewVector = Schema.Struct({ entityId: EntityId, vector: Schema.Uint8Array })

/** Sentences of an entity that its vector is made of. */
const newest = 3

/** Rows of `knowledge.embedding`, and what they are made of; inside a tenant transaction. */
export const vectorsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const ids = idListIn(sql)
  const isCurrent = (r: { readonly model: string; readonly dimensions: number; readonly policyVersion: string }) =>
    sql`v.model = ${r.model} and v.dimensions = ${r.dimensions} and v.policy_version = ${r.policyVersion} and not v.outdated`
  return {
    /** Clients who have search text, and an entity without a vector of today. */
    clientsWaiting: query.all({
      Request: Schema.Struct({ organizationId: clientKey.organizationId, ...made }),
      Result: Schema.Struct({ clientId: clientKey.clientId }),
      execute: (r) =>
        sql`with waiting as materialized (
            select distinct e.client_id from knowledge.entity e
            where e.organization_id = ${r.organizationId} and e.state = 'current' and not exists (
              select from knowledge.embedding v
              where v.organization_id = e.organization_id and v.client_id = e.client_id and v.entity_id = e.id and ${isCurrent(r)}))
          select w.client_id as "clientId" from waiting w where exists (
            select from knowledge.search_text s where s.organization_id = ${r.organizationId} and s.client_id = w.client_id)
          order by 1`
    }),
    waiting: query.all({
      Request: Schema.Struct({ ...clientKey, ...made, after: Schema.NullOr(EntityId), limit: Schema.Int }),
      Result: Schema.Struct({ entityId: EntityId }),
      execute: (r) =>
        sql`select e.id as "entityId" from knowledge.entity e
          where e.organization_id = ${r.organizationId} and e.client_id = ${r.clientId} and e.state = 'current'
            and (${r.after}::uuid is null or e.id > ${r.after}::uuid) and not exists (
              select from knowledge.embedding v
              where v.organization_id = e.organization_id and v.client_id = e.client_id and v.entity_id = e.id and ${isCurrent(r)})
          order by e.id limit ${r.limit}`
    }),
    /** The newest words that stand of each, where search may see their document: of a client without a key nothing is left. */
    said: query.all({
      Request: Schema.Struct({ ...clientKey, entityIds: Schema.Array(EntityId) }),
      Result: Said,
      execute: (r) =>
        sql`with standing as materialized (
            select id from knowledge.extraction
            where organization_id = ${r.organizationId} and client_id = ${r.clientId} and state = 'completed'),
          said as materialized (
            select m.id, m.entity_id, m.document_version_id, m.start_char, m.end_char,
              row_number() over (partition by m.entity_id order by m.stated_at desc, m.start_char, m.id) as nth
            from knowledge.mention m join standing on standing.id = m.extraction_id
            join knowledge.search_text s on s.organization_id = m.organization_id and s.client_id = m.client_id
              and s.document_id = m.document_id and s.document_version_id = m.document_version_id
            where m.organization_id = ${r.organizationId} and m.client_id = ${r.clientId} and m.entity_id in ${ids(r.entityIds)})
          select e.id as "entityId", e.type, e.statement_sealed as "statementSealed", said.id as "mentionId",
            said.document_version_id as "documentVersionId", said.start_char as "startChar", said.end_char as "endChar"
          from said join knowledge.entity e on e.organization_id = ${r.organizationId} and e.client_id = ${r.clientId} and e.id = said.entity_id
          where said.nth <= ${newest} order by e.id, said.nth`
    }),
    versions: query.all({
      Request: Schema.Struct({ ...clientKey, versionIds: Schema.Array(DocumentVersionId) }),
      Result: Schema.Struct({
        documentVersionId: DocumentVersionId,
        contentSealed: Schema.Uint8Array,
        envelopeSealed: Schema.Uint8Array
      }),
      execute: (r) =>
        sql`select id as "documentVersionId", content_sealed as "contentSealed", envelope_sealed as "envelopeSealed"
          from evidence.document_version
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and id in ${ids(r.versionIds)} order by id`
    }),
    /** Whose names are nobody's business outside. */
    people: query.all({
      Request: Schema.Struct(clientKey),
      Result: Schema.Struct({ entityId: EntityId, statementSealed: Schema.Uint8Array }),
      execute: (r) =>
        sql`select id as "entityId", statement_sealed as "statementSealed" from knowledge.entity
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and type in ('Client', 'Person', 'Household')
          order by id`
    }),
    store: query.none({
      Request: Schema.Struct({ ...clientKey, ...made, createdAt: Schema.Date, vectors: Schema.NonEmptyArray(NewVector) }),
      execute: (r) =>
        sql`insert into knowledge.embedding ${sql.insert(
          Array.map(r.vectors, ({ entityId, vector }) => ({
            organization_id: r.organizationId,
            client_id: r.clientId,
            entity_id: entityId,
            model: r.model,
            dimensions: r.dimensions,
            vector,
            policy_version: r.policyVersion,
            created_at: r.createdAt
          }))
        )} on conflict (organization_id, client_id, entity_id) do update
            set model = excluded.model, dimensions = excluded.dimensions, vector = excluded.vector,
              policy_version = excluded.policy_version, outdated = false, created_at = excluded.created_at`
    }),
    /** What stands of a client's graph with its vectors; null where there is none of this model. One that is outdated still says what it said. */
    ofClient: query.all({
      Request: Schema.Struct({ ...clientKey, ontologyId: OntologyId, model: Schema.String, dimensions: Schema.Int }),
      Result: Schema.Struct({ entityId: EntityId, vector: Schema.NullOr(Schema.Uint8Array) }),
      execute: (r) =>
        sql`select e.id as "entityId", v.vector from knowledge.entity e
          left join knowledge.embedding v on v.organization_id = ${r.organizationId} and v.client_id = ${r.clientId} and v.entity_id = e.id
            and v.model = ${r.model} and v.dimensions = ${r.dimensions}
          where e.organization_id = ${r.organizationId} and e.client_id = ${r.clientId} and e.ontology_id = ${r.ontologyId} and e.state = 'current'`
    })
  }
})
