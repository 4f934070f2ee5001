import { ClientId, ConnectionId, DocumentId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { column } from "@beep/sql/column"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { ThreadId } from "../../../contract/mail/MailThread.ts"
import { idListIn } from "../idList.ts"

const organizationId = OrganizationId
const threadKey = { organizationId, threadId: ThreadId }
const messageKey = { organizationId, providerAccountId: ConnectionId, sourceId: Schema.String }
const instant = Schema.DateTimeUtcFromDate

export const ThreadRow = Schema.Struct({
  threadId: ThreadId,
  clientId: Schema.NullOr(ClientId),
  providerAccountId: ConnectionId,
  isPersons: Schema.Boolean,
  summarySealed: Schema.Uint8Array,
  earliestAt: instant,
  latestAt: instant,
  lastSyncedAt: instant
})
export type ThreadRow = typeof ThreadRow.Type

/** Columns of {@link ThreadRow} of a thread `t`. */
export const threadColumns = `t.id as "threadId", t.client_id as "clientId", t.provider_account_id as "providerAccountId",
  t.filed_by is not null as "isPersons", t.summary_sealed as "summarySealed", t.earliest_at as "earliestAt", t.latest_at as "latestAt",
  t.last_synced_at as "lastSyncedAt"`

export const MessageRow = Schema.Struct({
  threadId: ThreadId,
  clientId: Schema.NullOr(ClientId),
  documentId: Schema.NullOr(DocumentId),
  historyId: Schema.String,
  sourceHash: Schema.NullOr(Schema.String)
})

export const WaitingRow = Schema.Struct({
  providerAccountId: ConnectionId,
  sourceId: Schema.String,
  sourceThreadId: Schema.String,
  internalDate: Schema.NullOr(Schema.Date),
  historyId: Schema.String,
  bytesSealed: Schema.Uint8Array,
  clientId: ClientId
})
export type WaitingRow = typeof WaitingRow.Type

const provenance = { internalDate: Schema.NullOr(Schema.Date), historyId: Schema.String, sortKey: Schema.String }

/** Rows of threads, their messages and what waits; inside a tenant transaction. */
export const threadsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const ids = idListIn(sql)
  const every = sql.literal(threadColumns)
  return {
    insert: query.none({
      Request: Schema.Struct({
        ...threadKey,
        memberId: MemberId,
        providerAccountId: ConnectionId,
        sourceThreadId: Schema.String,
        summarySealed: Schema.Uint8Array,
        at: Schema.Date,
        syncedAt: Schema.Date
      }),
      execute: (r) =>
        sql`insert into evidence.email_thread (organization_id, id, mailbox_member_id, provider_account_id, source_thread_id, summary_sealed,
            earliest_at, latest_at, last_synced_at)
          values (${r.organizationId}, ${r.threadId}, ${r.memberId}, ${r.providerAccountId}, ${r.sourceThreadId}, ${r.summarySealed},
            ${r.at}, ${r.at}, ${r.syncedAt})
          on conflict (organization_id, provider_account_id, source_thread_id) do nothing`
    }),
    /** Holds the thread until the transaction ends. */
    lock: query.one({
      Request: Schema.Struct({ organizationId, providerAccountId: ConnectionId, sourceThreadId: Schema.String }),
      Result: ThreadRow,
      execute: (r) =>
        sql`select ${every} from evidence.email_thread t where t.organization_id = ${r.organizationId}
          and t.provider_account_id = ${r.providerAccountId} and t.source_thread_id = ${r.sourceThreadId} for update`
    }),
    find: query.option({
      Request: Schema.Struct(threadKey),
      Result: ThreadRow,
      execute: (r) =>
        sql`select ${every} from evidence.email_thread t where t.organization_id = ${r.organizationId} and t.id = ${r.threadId} for update`
    }),
    update: query.none({
      Request: Schema.Struct({
        ...threadKey,
        clientId: Schema.NullOr(ClientId),
        filedBy: Schema.NullOr(MemberId),
        summarySealed: Schema.Uint8Array,
        earliestAt: Schema.Date,
        latestAt: Schema.Date,
        syncedAt: Schema.Date
      }),
      execute: (r) =>
        sql`update evidence.email_thread set client_id = ${r.clientId}, filed_by = coalesce(${r.filedBy}::uuid, filed_by),
            summary_sealed = ${r.summarySealed}, earliest_at = ${r.earliestAt}, latest_at = ${r.latestAt}, last_synced_at = ${r.syncedAt}
          where organization_id = ${r.organizationId} and id = ${r.threadId}`
    }),
    /** The thread a message is in, held until the transaction ends. */
    ofMessage: query.option({
      Request: Schema.Struct(messageKey),
      Result: ThreadRow,
      execute: (r) =>
        sql`select ${every} from evidence.email_thread t
          where t.organization_id = ${r.organizationId} and t.id = (select m.thread_id from evidence.email_thread_message m
            where m.organization_id = ${r.organizationId} and m.provider_account_id = ${r.providerAccountId} and m.source_id = ${r.sourceId})
          for update`
    }),
    message: query.option({
      Request: Schema.Struct(messageKey),
      Result: MessageRow,
      execute: (r) =>
        sql`select thread_id as "threadId", client_id as "clientId", document_id as "documentId", source_history_id as "historyId",
            source_hash as "sourceHash"
          from evidence.email_thread_message
          where organization_id = ${r.organizationId} and provider_account_id = ${r.providerAccountId} and source_id = ${r.sourceId}`
    }),
    /** The next number of the thread, in one statement with the row that takes it. */
    addMessage: query.none({
      Request: Schema.Struct({ ...threadKey, ...messageKey, ...provenance, memberId: MemberId }),
      execute: (r) =>
        sql`with next as (
            update evidence.email_thread set last_ingest_seq = last_ingest_seq + 1
            where organization_id = ${r.organizationId} and id = ${r.threadId} returning last_ingest_seq)
          insert into evidence.email_thread_message (organization_id, thread_id, mailbox_member_id, provider_account_id, source_id,
            source_internal_date, source_history_id, ingest_seq, sort_key)
          select ${r.organizationId}, ${r.threadId}, ${r.memberId}, ${r.providerAccountId}, ${r.sourceId}, ${r.internalDate}::timestamptz,
            ${r.historyId}, last_ingest_seq, ${r.sortKey} from next`
    }),
    /** What became of a message; its number stays. */
    settle: query.none({
      Request: Schema.Struct({
        ...messageKey,
        clientId: ClientId,
        documentId: DocumentId,
        historyId: Schema.String,
        internalDate: Schema.NullOr(Schema.Date),
        sortKey: Schema.String,
        sourceHash: Schema.NullOr(Schema.String)
      }),
      execute: (r) =>
        sql`update evidence.email_thread_message set client_id = ${r.clientId}, document_id = ${r.documentId},
            source_history_id = ${r.historyId}, source_internal_date = ${r.internalDate}::timestamptz, sort_key = ${r.sortKey},
            source_hash = ${r.sourceHash}, document_deleted_at = null
          where organization_id = ${r.organizationId} and provider_account_id = ${r.providerAccountId} and source_id = ${r.sourceId}`
    }),
    removed: query.none({
      Request: Schema.Struct({ ...messageKey, at: Schema.Date }),
      execute: (r) =>
        sql`update evidence.email_thread_message set document_deleted_at = coalesce(document_deleted_at, ${r.at})
          where organization_id = ${r.organizationId} and provider_account_id = ${r.providerAccountId} and source_id = ${r.sourceId}`
    }),
    wait: query.none({
      Request: Schema.Struct({
        ...messageKey,
        memberId: MemberId,
        bytesSealed: Schema.Uint8Array,
        senderSealed: Schema.NullOr(Schema.Uint8Array),
        candidates: Schema.Array(ClientId),
        fileUnder: Schema.NullOr(ClientId),
        at: Schema.Date
      }),
      execute: (r) =>
        sql`insert into evidence.waiting_message (organization_id, provider_account_id, source_id, mailbox_member_id, bytes_sealed,
            sender_sealed, candidates, file_under, found_at)
          values (${r.organizationId}, ${r.providerAccountId}, ${r.sourceId}, ${r.memberId}, ${r.bytesSealed},
            ${r.senderSealed}, ${column("text", r.candidates)}::uuid[], ${r.fileUnder}::uuid, ${r.at})
          on conflict (organization_id, provider_account_id, source_id)
          do update set bytes_sealed = excluded.bytes_sealed, sender_sealed = excluded.sender_sealed, candidates = excluded.candidates, file_under = excluded.file_under`
    }),
    /** Whatever waits in the thread, by rule only where nobody else takes part. Answers how many. */
    fileWaiting: query.one({
      Request: Schema.Struct({ ...threadKey, clientId: ClientId, byPerson: Schema.Boolean }),
      Result: Schema.Struct({ n: Schema.Int }),
      execute: (r) =>
        sql`with filed as (
            update evidence.waiting_message w set file_under = ${r.clientId} from evidence.email_thread_message m
            where m.organization_id = ${r.organizationId} and m.thread_id = ${r.threadId} and w.organization_id = m.organization_id
              and w.provider_account_id = m.provider_account_id and w.source_id = m.source_id and w.file_under is null
              and (${r.byPerson}::boolean or w.candidates <@ array[${r.clientId}::uuid])
            returning 1)
          select count(*)::int as n from filed`
    }),
    /** What is decided and waits goes where its thread went. */
    refileWaiting: query.none({
      Request: Schema.Struct({ ...threadKey, clientId: ClientId }),
      execute: (r) =>
        sql`update evidence.waiting_message w set file_under = ${r.clientId} from evidence.email_thread_message m
          where m.organization_id = ${r.organizationId} and m.thread_id = ${r.threadId} and w.organization_id = m.organization_id
            and w.provider_account_id = m.provider_account_id and w.source_id = m.source_id and w.file_under is not null`
    }),
    /** Decided and not yet documents, of one mailbox or one thread. */
    decided: query.all({
      Request: Schema.Struct({
        organizationId,
        providerAccountId: ConnectionId,
        threadId: Schema.NullOr(ThreadId),
        limit: Schema.Int
      }),
      Result: WaitingRow,
      execute: (r) =>
        sql`select w.provider_account_id as "providerAccountId", w.source_id as "sourceId", t.source_thread_id as "sourceThreadId",
            m.source_internal_date as "internalDate", m.source_history_id as "historyId", w.bytes_sealed as "bytesSealed",
            w.file_under as "clientId"
          from evidence.waiting_message w
          join evidence.email_thread_message m on m.organization_id = w.organization_id and m.provider_account_id = w.provider_account_id
            and m.source_id = w.source_id
          join evidence.email_thread t on t.organization_id = m.organization_id and t.id = m.thread_id
          where w.organization_id = ${r.organizationId} and w.provider_account_id = ${r.providerAccountId} and w.file_under is not null
            and (${r.threadId}::uuid is null or m.thread_id = ${r.threadId}::uuid)
          order by m.sort_key limit ${r.limit}`
    }),
    forgetWaiting: query.none({
      Request: Schema.Struct(messageKey),
      execute: (r) =>
        sql`delete from evidence.waiting_message
          where organization_id = ${r.organizationId} and provider_account_id = ${r.providerAccountId} and source_id = ${r.sourceId}`
    }),
    waitingCount: query.one({
      Request: Schema.Struct({ organizationId, providerAccountId: ConnectionId }),
      Result: Schema.Struct({ n: Schema.Int }),
      execute: (r) =>
        sql`select count(*)::int as n from evidence.waiting_message
          where organization_id = ${r.organizationId} and provider_account_id = ${r.providerAccountId} and file_under is null`
    }),
    unfiled: query.all({
      Request: Schema.Struct({ organizationId, limit: Schema.Int }),
      Result: Schema.Struct({
        ...ThreadRow.fields,
        waiting: Schema.Int,
        candidates: Schema.Array(ClientId),
        total: Schema.Int
      }),
      execute: (r) =>
        sql`select ${every}, w.waiting, w.candidates, count(*) over ()::int as total
          from (select m.thread_id, count(*)::int as waiting,
              coalesce(array_agg(distinct c.id::text) filter (where c.id is not null), array[]::text[]) as candidates
            from evidence.waiting_message q
            join evidence.email_thread_message m on m.organization_id = q.organization_id and m.provider_account_id = q.provider_account_id
              and m.source_id = q.source_id
            left join tenancy.client c on c.organization_id = q.organization_id and c.id = any (q.candidates)
            where q.organization_id = ${r.organizationId} and q.file_under is null group by m.thread_id) w
          join evidence.email_thread t on t.organization_id = ${r.organizationId} and t.id = w.thread_id
          order by t.latest_at desc, t.id desc limit ${r.limit}`
    }),
    /** Who wrote what waits undecided in these threads, in reading order. */
    waitingSenders: query.all({
      Request: Schema.Struct({ organizationId, threadIds: Schema.Array(ThreadId) }),
      Result: Schema.Struct({ threadId: ThreadId, sourceId: Schema.String, senderSealed: Schema.Uint8Array }),
      execute: (r) =>
        sql`select m.thread_id as "threadId", q.source_id as "sourceId", q.sender_sealed as "senderSealed"
          from evidence.waiting_message q
          join evidence.email_thread_message m on m.organization_id = q.organization_id and m.provider_account_id = q.provider_account_id
            and m.source_id = q.source_id
          where q.organization_id = ${r.organizationId} and q.file_under is null and q.sender_sealed is not null
            and m.thread_id in ${ids(r.threadIds)}
          order by m.sort_key, q.source_id`
    }),
    /** Documents of a thread, those that left their mailbox too. */
    documents: query.all({
      Request: Schema.Struct(threadKey),
      Result: Schema.Struct({ providerAccountId: ConnectionId, sourceId: Schema.String, documentId: DocumentId }),
      execute: (r) =>
        sql`select provider_account_id as "providerAccountId", source_id as "sourceId", document_id as "documentId"
          from evidence.email_thread_message
          where organization_id = ${r.organizationId} and thread_id = ${r.threadId} and document_id is not null order by sort_key`
    }),
    /** A message under another client; its number and its place stay. */
    rehome: query.none({
      Request: Schema.Struct({
        ...messageKey,
        clientId: ClientId,
        documentId: DocumentId,
        sourceHash: Schema.NullOr(Schema.String)
      }),
      execute: (r) =>
        sql`update evidence.email_thread_message set client_id = ${r.clientId}, document_id = ${r.documentId}, source_hash = ${r.sourceHash}
          where organization_id = ${r.organizationId} and provider_account_id = ${r.providerAccountId} and source_id = ${r.sourceId}`
    })
  }
})
