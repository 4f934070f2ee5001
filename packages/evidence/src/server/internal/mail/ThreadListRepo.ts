import { DocumentId, DocumentVersionId, MentionId } from "@beep/kernel/ids"
import { column } from "@beep/sql/column"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { EntityId, RelationEvidenceId, RelationId } from "../../../contract/graph/ids.ts"
import { ThreadId } from "../../../contract/mail/MailThread.ts"
import { clientKey } from "../keys.ts"
import { ThreadRow, threadColumns } from "./ThreadsRepo.ts"

const instant = Schema.DateTimeUtcFromDate
const threadKey = { ...clientKey, threadId: ThreadId }

/** The envelope of a version, as it is sealed; both null while there is no version. */
const envelope = {
  documentVersionId: Schema.NullOr(DocumentVersionId),
  envelopeSealed: Schema.NullOr(Schema.Uint8Array)
}

export const ListedRow = Schema.Struct({
  ...ThreadRow.fields,
  messages: Schema.Int,
  ...envelope,
  asked: Schema.Array(DocumentId)
})
export type ListedRow = typeof ListedRow.Type

const MessageRow = Schema.Struct({
  documentId: DocumentId,
  sourceId: Schema.String,
  ingestSeq: Schema.BigInt,
  sortKey: Schema.String,
  sentAt: Schema.NullOr(instant),
  removedAt: Schema.NullOr(instant),
  ...envelope
})

const evidenceOf = { documentId: DocumentId }
const FindingRow = Schema.Union([
  Schema.Struct({ ...evidenceOf, kind: Schema.Literal("entity"), evidenceId: MentionId, thingId: EntityId }),
  Schema.Struct({ ...evidenceOf, kind: Schema.Literal("relation"), evidenceId: RelationEvidenceId, thingId: RelationId })
])

/** What is shown of a client's threads; inside a tenant transaction. */
export const threadListRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const current = sql`left join evidence.document d on d.organization_id = m.organization_id and d.id = m.document_id
      left join evidence.document_version v on v.organization_id = d.organization_id and v.id = d.current_version_id`
  return {
    /** Latest first, with the envelope of the latest message; by id alone, or after a position, or those of some documents. */
    page: query.all({
      Request: Schema.Struct({
        ...clientKey,
        threadId: Schema.NullOr(ThreadId),
        afterAt: Schema.NullOr(Schema.Date),
        afterId: Schema.NullOr(ThreadId),
        documentIds: Schema.NullOr(Schema.Array(DocumentId)),
        limit: Schema.Int
      }),
      Result: ListedRow,
      execute: (r) =>
        sql`select ${sql.literal(threadColumns)}, n.messages, last.version_id as "documentVersionId", last.envelope_sealed as "envelopeSealed",
            coalesce(n.asked, array[]::text[]) as asked
          from evidence.email_thread t
          cross join lateral (select count(*)::int as messages,
              array_agg(m.document_id::text order by m.sort_key) filter (where m.document_id = any (${column("text", r.documentIds ?? [])}::uuid[])) as asked
            from evidence.email_thread_message m
            where m.organization_id = t.organization_id and m.thread_id = t.id and m.document_id is not null) n
          left join lateral (select v.id as version_id, v.envelope_sealed
            from evidence.email_thread_message m ${current}
            where m.organization_id = t.organization_id and m.thread_id = t.id and m.document_id is not null
            order by m.sort_key desc limit 1) last on true
          where t.organization_id = ${r.organizationId} and t.client_id = ${r.clientId}
            and (${r.threadId}::uuid is null or t.id = ${r.threadId}::uuid)
            and (${r.afterId}::uuid is null or (t.latest_at, t.id) < (${r.afterAt}::timestamptz, ${r.afterId}::uuid))
            and (${r.documentIds === null}::boolean or n.asked is not null)
          order by t.latest_at desc, t.id desc limit ${r.limit}`
    }),
    counts: query.one({
      Request: Schema.Struct(clientKey),
      Result: Schema.Struct({ threads: Schema.Int, messages: Schema.Int }),
      execute: (r) =>
        sql`select (select count(*)::int from evidence.email_thread
              where organization_id = ${r.organizationId} and client_id = ${r.clientId}) as threads,
            (select count(*)::int from evidence.email_thread_message
              where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id is not null) as messages`
    }),
    /** Of one thread, in reading order. */
    messages: query.all({
      Request: Schema.Struct(threadKey),
      Result: MessageRow,
      execute: (r) =>
        sql`select m.document_id as "documentId", m.source_id as "sourceId", m.ingest_seq as "ingestSeq", m.sort_key as "sortKey",
            m.source_internal_date as "sentAt", m.document_deleted_at as "removedAt", v.id as "documentVersionId",
            v.envelope_sealed as "envelopeSealed"
          from evidence.email_thread_message m ${current}
          where m.organization_id = ${r.organizationId} and m.client_id = ${r.clientId} and m.thread_id = ${r.threadId}
            and m.document_id is not null
          order by m.sort_key`
    }),
    /** Evidence in the messages of a thread whose reading stands, with what rests on it. */
    findings: query.all({
      Request: Schema.Struct(threadKey),
      Result: FindingRow,
      execute: (r) =>
        sql`with said as (
            select document_id from evidence.email_thread_message
            where organization_id = ${r.organizationId} and client_id = ${r.clientId} and thread_id = ${r.threadId} and document_id is not null)
          select e.document_id as "documentId", 'entity' as kind, e.id as "evidenceId", e.entity_id as "thingId", e.start_char as place
          from knowledge.mention e
          join knowledge.extraction x on x.organization_id = e.organization_id and x.id = e.extraction_id and x.state = 'completed'
          where e.organization_id = ${r.organizationId} and e.client_id = ${r.clientId} and e.document_id in (select document_id from said)
          union all
          select e.document_id, 'relation', e.id, e.relation_id, e.start_char from knowledge.relation_evidence e
          join knowledge.extraction x on x.organization_id = e.organization_id and x.id = e.extraction_id and x.state = 'completed'
          where e.organization_id = ${r.organizationId} and e.client_id = ${r.clientId} and e.document_id in (select document_id from said)
          order by place, "evidenceId" limit 5000`
    })
  }
})
