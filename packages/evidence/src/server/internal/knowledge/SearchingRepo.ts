import { DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { CharIndex } from "../../../contract/EvidenceSpan.ts"
import { EntityId } from "../../../contract/graph/ids.ts"
import { OntologyId } from "../../../contract/ontology/Ontology.ts"
import { clientKey } from "../keys.ts"
import { unseenIn } from "../unseen.ts"
import { GraphCaller, standingIn } from "./GraphStandings.ts"

const Search = Schema.Struct({
  ...clientKey,
  ontologyId: OntologyId,
  words: Schema.String,
  text: Schema.String,
  documents: Schema.Int,
  limit: Schema.Int
})

/** What a question finds in the mail of a client; inside a tenant transaction. Only what stands is found. */
export const searchingRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const unseen = unseenIn(sql)
  /**
   * Entities of an ontology that documents speak of whose redacted words answer a question, those of the best document
   * first; by likeness of letters where no word is the same.
   */
  const mentioned = (r: typeof Search.Encoded) =>
    sql`with exact as materialized (
        select document_id, ts_rank_cd(words, q) as rank, stated_at from knowledge.search_text, to_tsquery('english', ${r.words}) q
        where organization_id = ${unseen(r.organizationId)} and client_id = ${unseen(r.clientId)} and words @@ q
        order by rank desc, stated_at desc limit ${r.documents}),
      near as materialized (
        select document_id, rank, stated_at from (
          select document_id, word_similarity(${r.text}, left(redacted, 4000)) as rank, stated_at from (
            select document_id, redacted, stated_at from knowledge.search_text
            where organization_id = ${unseen(r.organizationId)} and client_id = ${unseen(r.clientId)} and not exists (select 1 from exact)
            order by stated_at desc limit 100) newest offset 0) alike
        where rank >= 0.5 order by rank desc limit ${r.documents}),
      found as materialized (
        select document_id, row_number() over (order by tier, rank desc, stated_at desc, document_id) as place
        from (select 0 as tier, * from exact union all select 1, * from near) either),
      runs as materialized (
        select id from knowledge.extraction where organization_id = ${unseen(r.organizationId)} and client_id = ${unseen(r.clientId)}
          and state = 'completed' and ontology_id = ${r.ontologyId})
      select m.entity_id as "entityId" from found
      join knowledge.mention m on m.organization_id = ${unseen(r.organizationId)} and m.client_id = ${unseen(r.clientId)} and m.document_id = found.document_id
      join runs on runs.id = m.extraction_id
      group by m.entity_id order by min(found.place), count(*) desc, m.entity_id limit ${r.limit}`
  return {
    mentionedWhere: query.all({
      Request: Search,
      Result: Schema.Struct({ entityId: EntityId }),
      execute: mentioned
    }),
    /** The same with the stamp of the client's graph, in one trip; none for a client the caller does not see. */
    standingAndMentioned: query.option({
      Request: Schema.Struct({ caller: GraphCaller, search: Search }),
      Result: Schema.Struct({ stamp: Schema.String, mentioned: Schema.Array(EntityId) }),
      execute: ({ caller, search }) =>
        sql`select standing.stamp, array(${mentioned(search)})::text[] as mentioned from ${standingIn(sql)(caller)} standing`
    }),
    /**
     * The newest words each of these entities rests on, with the content they stand in once for each version. `is true` keeps
     * the run a filter along the index, which ends at the second of each entity; as a join all its mentions are read and sorted.
     */
    slices: query.all({
      Request: Schema.Struct({ ...clientKey, entityIds: Schema.Array(EntityId), limit: Schema.Int }),
      Result: Schema.Struct({
        entityId: EntityId,
        documentId: DocumentId,
        documentVersionId: DocumentVersionId,
        startChar: CharIndex,
        endChar: CharIndex,
        contentSealed: Schema.NullOr(Schema.Uint8Array)
      }),
      execute: (r) =>
        sql`with said as materialized (
            select m.*, row_number() over (order by wanted.place, m.stated_at desc, m.document_version_id, m.start_char, m.end_char, m.id) as place
            from jsonb_array_elements_text(${JSON.stringify(r.entityIds)}::jsonb) with ordinality wanted(id, place)
            cross join lateral (
              select m.entity_id, m.document_id, m.document_version_id, m.start_char, m.end_char, m.stated_at, m.id from knowledge.mention m
              where m.organization_id = ${unseen(r.organizationId)} and m.client_id = ${unseen(r.clientId)} and m.entity_id = wanted.id::uuid
                and (exists (select from knowledge.extraction x where x.organization_id = ${unseen(r.organizationId)} and x.client_id = ${unseen(r.clientId)}
                  and x.id = m.extraction_id and x.state = 'completed')) is true
              order by m.stated_at desc, m.document_version_id, m.start_char, m.end_char, m.id limit 2) m
            order by place limit ${r.limit})
          select said.entity_id as "entityId", said.document_id as "documentId", said.document_version_id as "documentVersionId",
            said.start_char as "startChar", said.end_char as "endChar",
            case when row_number() over (partition by said.document_version_id order by said.place) = 1 then v.content_sealed end as "contentSealed"
          from said left join evidence.document_version v on v.organization_id = ${unseen(r.organizationId)} and v.client_id = ${unseen(r.clientId)}
            and v.id = said.document_version_id and not exists (select from evidence.moved_document o
              where o.organization_id = v.organization_id and o.client_id = v.client_id and o.document_id = v.document_id)
          order by said.place`
    })
  }
})
