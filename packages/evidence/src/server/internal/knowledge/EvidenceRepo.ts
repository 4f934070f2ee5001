import { DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient, type Statement } from "effect/sql"
import { CharIndex } from "../../../contract/EvidenceSpan.ts"
import { ClaimId, EntityId, RelationId } from "../../../contract/graph/ids.ts"
import { MentionKind } from "../../../contract/MentionFact.ts"
import { OntologyId } from "../../../contract/ontology/Ontology.ts"
import { clientKey } from "../keys.ts"
import { unseenIn } from "../unseen.ts"
import { Score } from "./Score.ts"

const Uuid = Schema.String.check(Schema.isUUID())

/** One stored span. The first of each version brings its content, unless the message is another client's by now. */
const EvidenceRow = Schema.Struct({
  id: Uuid,
  of: Schema.Literals(["fact", "mention", "relation"]),
  documentId: DocumentId,
  documentVersionId: DocumentVersionId,
  extractionId: Uuid,
  ontologyId: Schema.NullOr(OntologyId),
  startChar: CharIndex,
  endChar: CharIndex,
  confidence: Score,
  ruleId: Schema.String,
  /** What a fact says; null for the others. */
  kind: Schema.NullOr(MentionKind),
  sealed: Schema.Uint8Array,
  contentSealed: Schema.NullOr(Schema.Uint8Array),
  /** All that stand; null where all are here. */
  total: Schema.NullOr(Schema.Int)
})
export type EvidenceRow = typeof EvidenceRow.Type

const place = `e.id, e.document_id, e.document_version_id, e.extraction_id, e.start_char, e.end_char, e.confidence, e.rule_id`
const newestFirst = `order by e.stated_at desc, e.document_version_id, e.start_char, e.end_char, e.id`
const tableOf = { mention: "knowledge.mention", relation: "knowledge.relation_evidence" } as const
/** As a claim names what it rests on. */
const groundOf = { mention: "mention", relation: "relation_evidence" } as const
/** Of one message; nobody writes that many. */
const mostOfDocument = 2_000
const mostOfClaim = 500

/** Statements that answer what something rests on, each with the texts it takes to prove it; inside a tenant transaction. */
export const evidenceRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const unseen = unseenIn(sql)
  interface Client {
    readonly organizationId: string
    readonly clientId: string
  }
  const own = (alias: string, { clientId, organizationId }: Client) =>
    sql`${sql.literal(alias)}.organization_id = ${unseen(organizationId)} and ${sql.literal(alias)}.client_id = ${unseen(clientId)}`
  /** Spans with what they were read by, and their contents. `runs` holds those of the client that stand. */
  const resolvable = (r: Client, spans: Statement.Fragment) =>
    sql`with runs as materialized (
        select x.id, x.ontology_id from knowledge.extraction x where ${own("x", r)} and x.state = 'completed'),
      spans as materialized (${spans})
      select s.id, s.of, s.document_id as "documentId", s.document_version_id as "documentVersionId", s.extraction_id as "extractionId",
        s.ontology_id as "ontologyId", s.start_char as "startChar", s.end_char as "endChar", s.confidence, s.rule_id as "ruleId", s.kind, s.sealed, s.total,
        case when row_number() over (partition by s.document_version_id order by s.of, s.id) = 1 then v.content_sealed end as "contentSealed"
      from spans s left join evidence.document_version v on ${own("v", r)} and v.id = s.document_version_id
        and not exists (select from evidence.moved_document o
          where o.organization_id = v.organization_id and o.client_id = v.client_id and o.document_id = v.document_id)`
  /** The newest that stand, and how many do. `is true` keeps the runs a filter along the index, which ends at the limit. */
  const newest = (
    r: Client & { readonly limit: number },
    of: "mention" | "relation",
    where: (alias: string) => Statement.Fragment
  ) => {
    const table = sql.literal(tableOf[of])
    return resolvable(
      r,
      sql`select n.*, ${of} as of, runs.ontology_id, null as kind,
          (select count(*)::int from ${table} c where ${own("c", r)} and ${where("c")} and c.extraction_id in (select id from runs)) as total
        from (select ${sql.literal(place)}, e.text_sealed as sealed from ${table} e
          where ${own("e", r)} and ${where("e")} and (e.extraction_id in (select id from runs)) is true
          ${sql.literal(newestFirst)} limit ${r.limit}) n
        join runs on runs.id = n.extraction_id`
    )
  }
  return {
    ofEntity: query.all({
      Request: Schema.Struct({ ...clientKey, entityId: EntityId, limit: Schema.Int }),
      Result: EvidenceRow,
      execute: (r) => newest(r, "mention", (alias) => sql`${sql.literal(alias)}.entity_id = ${r.entityId}`)
    }),
    ofRelation: query.all({
      Request: Schema.Struct({ ...clientKey, relationId: RelationId, limit: Schema.Int }),
      Result: EvidenceRow,
      execute: (r) => newest(r, "relation", (alias) => sql`${sql.literal(alias)}.relation_id = ${r.relationId}`)
    }),
    /** Of every version: its facts, and what stands of the graph. Nothing of a message that is another client's by now. */
    ofDocument: query.all({
      Request: Schema.Struct({ ...clientKey, documentId: DocumentId }),
      Result: EvidenceRow,
      execute: (r) => {
        const standing = (of: "mention" | "relation") =>
          sql`(select ${sql.literal(place)}, e.text_sealed as sealed, ${of} as of, runs.ontology_id, null as kind, null::int as total
            from there join ${sql.literal(tableOf[of])} e on ${own("e", r)} and e.document_id = there.id join runs on runs.id = e.extraction_id
            order by e.document_version_id, e.start_char, e.end_char, e.id limit ${mostOfDocument})`
        return resolvable(
          r,
          sql`with there as materialized (
              select d.id from evidence.document d
              join evidence.document_source s on s.organization_id = d.organization_id and s.document_id = d.id
              where ${own("d", r)} and d.id = ${r.documentId})
            (select ${sql.literal(place)}, e.statement_sealed as sealed, 'fact' as of, null as ontology_id, e.kind, null::int as total
              from there join evidence.mention e on ${own("e", r)} and e.document_id = there.id)
            union all ${standing("mention")} union all ${standing("relation")}`
        )
      }
    }),
    /** What a claim cites, standing or not: a citation is pinned, and says so itself when its source is gone. */
    ofClaim: query.all({
      Request: Schema.Struct({ ...clientKey, claimKind: Schema.String, claimId: ClaimId }),
      Result: EvidenceRow,
      execute: (r) => {
        const cited = (of: "mention" | "relation") =>
          sql`(select ${sql.literal(place)}, e.text_sealed as sealed, ${of} as of, x.ontology_id, null as kind, null::int as total
            from knowledge.rests_on o
            join ${sql.literal(tableOf[of])} e on ${own("e", r)} and e.id = o.source_id
            join knowledge.extraction x on ${own("x", r)} and x.id = e.extraction_id
            where ${own("o", r)} and o.source_kind = ${groundOf[of]} and o.claim_kind = ${r.claimKind} and o.claim_id = ${r.claimId} limit ${mostOfClaim})`
        return resolvable(r, sql`${cited("mention")} union all ${cited("relation")}`)
      }
    })
  }
})
