import { DocumentId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { EntityId, RelationId } from "../../../contract/graph/ids.ts"
import { Confidence } from "../../../contract/MentionFact.ts"
import { Predicate } from "../../../contract/ontology/Ontology.ts"
import { clientKey } from "../keys.ts"
import { unseenIn } from "../unseen.ts"
import { idListIn } from "../idList.ts"
import { Score } from "./Score.ts"

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

/** Something a message spoke of, and the best its words are worth. */
const Heard = Schema.Struct({ id: Schema.Union([EntityId, RelationId]), confidence: Confidence })
export type Heard = typeof Heard.Type

/** The states of entities and relations by the evidence that stands; inside a tenant transaction that holds the client's lock. */
export const settlingRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const unseen = unseenIn(sql)
  const ids = idListIn(sql)
  const runs = ({ clientId, organizationId }: { readonly organizationId: string; readonly clientId: string }) =>
    sql`runs as materialized (select id from knowledge.extraction
      where organization_id = ${unseen(organizationId)} and client_id = ${unseen(clientId)} and state = 'completed')`
  return {
    /** Entities and relations that any run over a document spoke of, whether it stands or not: one of the two in each row. */
    touchedBy: query.all({
      Request: Schema.Struct({ ...clientKey, documentId: DocumentId }),
      Result: Schema.Struct({ entityId: Schema.NullOr(EntityId), relationId: Schema.NullOr(RelationId) }),
      execute: (r) =>
        sql`select entity_id as "entityId", null::uuid as "relationId" from knowledge.mention
            where organization_id = ${unseen(r.organizationId)} and client_id = ${unseen(r.clientId)} and document_id = ${r.documentId}
          union select null, relation_id from knowledge.relation_evidence
            where organization_id = ${unseen(r.organizationId)} and client_id = ${unseen(r.clientId)} and document_id = ${r.documentId}`
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
        sql`with ${runs(r)},
          touched as materialized (
            select id, subject_id, predicate from knowledge.relation
            where organization_id = ${unseen(r.organizationId)} and client_id = ${unseen(r.clientId)} and id in ${ids(r.relationIds)}),
          wanted as materialized (
            select id from touched
            union select beside.id from knowledge.relation beside
            where beside.organization_id = ${unseen(r.organizationId)} and beside.client_id = ${unseen(r.clientId)}
              and (beside.subject_id, beside.predicate) in (select subject_id, predicate from touched
                where predicate in (select jsonb_array_elements_text(${JSON.stringify(r.oneAtATime)}::jsonb))))
          select r.id as "relationId", r.subject_id as "subjectId", r.predicate, r.object_id as "objectId", r.state,
            coalesce(jsonb_agg((extract(epoch from e.stated_at) * 1000)::bigint) filter (where runs.id is not null), '[]'::jsonb) as "saidAt",
            max(e.confidence) filter (where runs.id is not null) as confidence
          from knowledge.relation r
          left join knowledge.relation_evidence e on e.organization_id = r.organization_id and e.client_id = r.client_id and e.relation_id = r.id
          left join runs on runs.id = e.extraction_id
          where r.organization_id = ${unseen(r.organizationId)} and r.client_id = ${unseen(r.clientId)} and r.id in (select id from wanted)
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
            join knowledge.relation r on r.organization_id = ${unseen(r.organizationId)} and r.client_id = ${unseen(r.clientId)} and r.id = t."relationId")
          update knowledge.relation r set state = t.state, valid_from = t.valid_from, valid_to = t.valid_to, confidence = t.confidence
          from settled t
          where r.organization_id = ${unseen(r.organizationId)} and r.client_id = ${unseen(r.clientId)} and r.id = t.id
            and (r.state, r.valid_from, r.valid_to, r.confidence) is distinct from (t.state, t.valid_from, t.valid_to, t.confidence)`
    }),
    /** What was known and is said once more: what that adds, without a look at what was said before. */
    heardAgain: query.none({
      Request: Schema.Struct({
        ...clientKey,
        statedAt: Schema.Date,
        entities: Schema.Array(Heard),
        relations: Schema.Array(Heard)
      }),
      execute: (r) =>
        sql`with entities as (
            update knowledge.entity e set state = 'current', last_stated_at = greatest(case when e.state = 'current' then e.last_stated_at end, ${r.statedAt}),
              first_stated_at = least(case when e.state = 'current' then e.first_stated_at end, ${r.statedAt}),
              confidence = greatest(case when e.state = 'current' then e.confidence end, t."confidence")
            from jsonb_to_recordset(${JSON.stringify(r.entities)}::jsonb) as t("id" uuid, "confidence" numeric(4, 3))
            where e.organization_id = ${unseen(r.organizationId)} and e.client_id = ${unseen(r.clientId)} and e.id = t."id"
              and (e.state <> 'current' or e.first_stated_at > ${r.statedAt} or e.last_stated_at < ${r.statedAt} or e.confidence < t."confidence"))
          update knowledge.relation r set state = 'current', valid_to = null,
            valid_from = least(case when r.state <> 'stale' then r.valid_from end, ${r.statedAt}),
            confidence = greatest(case when r.state <> 'stale' then r.confidence end, t."confidence")
          from jsonb_to_recordset(${JSON.stringify(r.relations)}::jsonb) as t("id" uuid, "confidence" numeric(4, 3))
          where r.organization_id = ${unseen(r.organizationId)} and r.client_id = ${unseen(r.clientId)} and r.id = t."id"
            and (r.state <> 'current' or r.valid_from > ${r.statedAt} or r.confidence < t."confidence")`
    }),
    /** By the mentions that stand; answers what changed. */
    settleEntities: query.all({
      Request: Schema.Struct({ ...clientKey, entityIds: Schema.Array(EntityId) }),
      Result: Schema.Struct({ entityId: EntityId, was: Schema.String, is: Schema.String }),
      execute: (r) =>
        sql`with ${runs(r)},
          said as materialized (
            select m.entity_id, min(m.stated_at) as first, max(m.stated_at) as last, max(m.confidence) as best from knowledge.mention m
            join runs on runs.id = m.extraction_id
            where m.organization_id = ${unseen(r.organizationId)} and m.client_id = ${unseen(r.clientId)} and m.entity_id in ${ids(r.entityIds)}
            group by m.entity_id),
          was as materialized (
            select w.id, w.state, said.first, said.last, said.best from knowledge.entity w left join said on said.entity_id = w.id
            where w.organization_id = ${unseen(r.organizationId)} and w.client_id = ${unseen(r.clientId)} and w.id in ${ids(r.entityIds)})
          update knowledge.entity e set state = case when was.last is null then 'stale' else 'current' end,
            first_stated_at = coalesce(was.first, e.first_stated_at), last_stated_at = coalesce(was.last, e.last_stated_at),
            confidence = coalesce(was.best, e.confidence)
          from was where e.organization_id = ${unseen(r.organizationId)} and e.client_id = ${unseen(r.clientId)} and e.id = was.id
            and (e.state, e.first_stated_at, e.last_stated_at, e.confidence) is distinct from (case when was.last is null then 'stale' else 'current' end,
              coalesce(was.first, e.first_stated_at), coalesce(was.last, e.last_stated_at), coalesce(was.best, e.confidence))
          returning e.id as "entityId", was.state as was, e.state as is`
    })
  }
})
