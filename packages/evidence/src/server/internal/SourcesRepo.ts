import { UserId } from "@beep/kernel/ids"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { SourceType } from "../../contract/Document.ts"
import { DocumentSourceId, documentKey } from "./keys.ts"
import * as query from "@beep/sql/query"

const sourceKey = {
  organizationId: documentKey.organizationId,
  providerAccountId: Schema.String,
  sourceType: SourceType,
  sourceId: Schema.String
}
export const SourceKey = Schema.Struct(sourceKey)
export type SourceKey = typeof SourceKey.Type

const provenance = {
  sourceThreadId: Schema.NullOr(Schema.String),
  sourceUri: Schema.NullOr(Schema.String),
  sourceInternalDate: Schema.NullOr(Schema.Date),
  sourceHistoryId: Schema.NullOr(Schema.String),
  sourceHash: Schema.NullOr(Schema.String)
}
export const Provenance = Schema.Struct(provenance)
export type Provenance = typeof Provenance.Type

const Found = Schema.Struct({
  clientId: documentKey.clientId,
  documentId: documentKey.documentId,
  sourceHash: Schema.NullOr(Schema.String),
  sourceHistoryId: Schema.NullOr(Schema.String),
  deleted: Schema.Boolean
})

/** Rows of `evidence.document_source`, tombstones included; inside a tenant transaction. */
export const sourcesRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    /** Whoever else brings the same thing waits here until this transaction ends. */
    lock: query.none({
      Request: SourceKey,
      execute: (r) =>
        sql`select pg_advisory_xact_lock(hashtextextended(concat_ws('/', 'evidence.source', ${r.organizationId}::text, ${r.providerAccountId}::text, ${r.sourceType}::text, ${r.sourceId}::text), 0))`
    }),
    find: query.option({
      Request: SourceKey,
      Result: Found,
      execute: (r) =>
        sql`select client_id as "clientId", document_id as "documentId", source_hash as "sourceHash",
            source_history_id as "sourceHistoryId", deleted_at is not null as deleted
          from evidence.document_source
          where organization_id = ${r.organizationId} and provider_account_id = ${r.providerAccountId}
            and source_type = ${r.sourceType} and source_id = ${r.sourceId}`
    }),
    insert: query.none({
      Request: Schema.Struct({
        ...sourceKey,
        ...documentKey,
        ...provenance,
        id: DocumentSourceId,
        userId: Schema.NullOr(UserId),
        createdAt: Schema.Date
      }),
      execute: (r) =>
        sql`insert into evidence.document_source (organization_id, id, client_id, document_id, user_id, provider_account_id, source_type, source_id,
            source_thread_id, source_uri, source_internal_date, source_history_id, source_hash, created_at)
          values (${r.organizationId}, ${r.id}, ${r.clientId}, ${r.documentId}, ${r.userId}, ${r.providerAccountId}, ${r.sourceType}, ${r.sourceId},
            ${r.sourceThreadId}, ${r.sourceUri}, ${r.sourceInternalDate}, ${r.sourceHistoryId}, ${r.sourceHash}, ${r.createdAt})`
    }),
    /** From now on this message is that document of that client; what was read of it is said by the ingest that follows. */
    rehome: query.none({
      Request: Schema.Struct({ ...sourceKey, ...documentKey, sourceHash: Schema.NullOr(Schema.String) }),
      execute: (r) =>
        sql`update evidence.document_source set client_id = ${r.clientId}, document_id = ${r.documentId}, source_hash = ${r.sourceHash}
          where organization_id = ${r.organizationId} and provider_account_id = ${r.providerAccountId}
            and source_type = ${r.sourceType} and source_id = ${r.sourceId}`
    }),
    /** What the message was under a client it left. */
    keepMoved: query.none({
      Request: Schema.Struct({ ...sourceKey, ...documentKey, at: Schema.Date }),
      execute: (r) =>
        sql`insert into evidence.moved_document (organization_id, client_id, document_id, provider_account_id, source_type, source_id, moved_at)
          values (${r.organizationId}, ${r.clientId}, ${r.documentId}, ${r.providerAccountId}, ${r.sourceType}, ${r.sourceId}, ${r.at})`
    }),
    /** The document the message was under this client before; it is not one that moved away any more. */
    takeBack: query.option({
      Request: Schema.Struct({ ...sourceKey, clientId: documentKey.clientId }),
      Result: Schema.Struct({ documentId: documentKey.documentId, sourceHash: Schema.NullOr(Schema.String) }),
      execute: (r) =>
        sql`with back as (
            delete from evidence.moved_document
            where organization_id = ${r.organizationId} and client_id = ${r.clientId} and provider_account_id = ${r.providerAccountId}
              and source_type = ${r.sourceType} and source_id = ${r.sourceId}
            returning document_id)
          select d.id as "documentId", v.source_hash as "sourceHash" from back
          join evidence.document d on d.organization_id = ${r.organizationId} and d.id = back.document_id
          left join evidence.document_version v on v.organization_id = d.organization_id and v.id = d.current_version_id`
    }),
    /** Not in its mailbox any more; answers the document when that was not known yet. */
    entomb: query.option({
      Request: Schema.Struct({ ...sourceKey, at: Schema.Date }),
      Result: Schema.Struct({ clientId: documentKey.clientId, documentId: documentKey.documentId }),
      execute: (r) =>
        sql`update evidence.document_source set deleted_at = ${r.at}
          where organization_id = ${r.organizationId} and provider_account_id = ${r.providerAccountId}
            and source_type = ${r.sourceType} and source_id = ${r.sourceId} and deleted_at is null
          returning client_id as "clientId", document_id as "documentId"`
    }),
    /** What is seen again is no tombstone any more. */
    seenAgain: query.none({
      Request: Schema.Struct({ ...documentKey, ...provenance }),
      execute: (r) =>
        sql`update evidence.document_source set source_thread_id = ${r.sourceThreadId}, source_uri = ${r.sourceUri},
            source_internal_date = ${r.sourceInternalDate}, source_history_id = ${r.sourceHistoryId}, source_hash = ${r.sourceHash}, deleted_at = null
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}`
    })
  }
})
