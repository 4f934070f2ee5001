import { UnreadableReason } from "@beep/gmail/mime/UnreadableReason"
import { ClientId, DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { SourceType } from "../../contract/Document.ts"
import { clientKey, documentKey, RawMessageId, versionKey } from "./keys.ts"
import * as query from "@beep/sql/query"

/** A document with the version it is shown at; every version column is null while there is none. */
export const DocumentRow = Schema.Struct({
  documentId: DocumentId,
  clientId: ClientId,
  sourceType: SourceType,
  unreadableReason: Schema.NullOr(UnreadableReason),
  receivedAt: Schema.DateTimeUtcFromDate,
  documentVersionId: Schema.NullOr(DocumentVersionId),
  versionNumber: Schema.NullOr(Schema.Int),
  contentLength: Schema.NullOr(Schema.Int),
  sourceHash: Schema.NullOr(Schema.String),
  titleSealed: Schema.NullOr(Schema.Uint8Array),
  envelopeSealed: Schema.NullOr(Schema.Uint8Array),
  mentionCount: Schema.Int
})
export type DocumentRow = typeof DocumentRow.Type

const columns = `d.id as "documentId", d.client_id as "clientId", s.source_type as "sourceType", d.unreadable_reason as "unreadableReason",
  d.received_at as "receivedAt", v.id as "documentVersionId", v.version_number as "versionNumber", v.content_length as "contentLength",
  v.source_hash as "sourceHash", v.title_sealed as "titleSealed", v.envelope_sealed as "envelopeSealed",
  (select count(*)::int from evidence.mention m where m.organization_id = d.organization_id and m.document_version_id = v.id) as "mentionCount"`

/** Rows of `evidence.document` and `evidence.raw_message`; inside a tenant transaction. */
export const documentsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    page: query.all({
      Request: Schema.Struct({
        ...clientKey,
        before: Schema.NullOr(DocumentId),
        sourceType: Schema.NullOr(SourceType),
        limit: Schema.Int
      }),
      Result: DocumentRow,
      execute: (r) =>
        sql`select ${sql.literal(columns)} from evidence.document d
          join evidence.document_source s on s.organization_id = d.organization_id and s.document_id = d.id and s.deleted_at is null
          left join evidence.document_version v on v.organization_id = d.organization_id and v.id = d.current_version_id
          where d.organization_id = ${r.organizationId} and d.client_id = ${r.clientId} and (${r.before}::uuid is null or d.id < ${r.before}::uuid)
            and (${r.sourceType}::text is null or s.source_type = ${r.sourceType}::text)
          order by d.id desc limit ${r.limit}`
    }),
    /** At the version asked for, or the current one. A tombstone's versions stay readable: a citation may point at them. */
    find: query.option({
      Request: Schema.Struct({ ...documentKey, versionId: Schema.NullOr(DocumentVersionId) }),
      Result: DocumentRow,
      execute: (r) =>
        sql`select ${sql.literal(columns)} from evidence.document d
          join evidence.document_source s on s.organization_id = d.organization_id and s.document_id = d.id
          left join evidence.document_version v on v.organization_id = d.organization_id and v.document_id = d.id
            and v.id = coalesce(${r.versionId}::uuid, d.current_version_id)
          where d.organization_id = ${r.organizationId} and d.client_id = ${r.clientId} and d.id = ${r.documentId}
            and (${r.versionId}::uuid is null or v.id is not null)`
    }),
    insert: query.none({
      Request: Schema.Struct({
        ...documentKey,
        documentVersionId: Schema.NullOr(DocumentVersionId),
        unreadableReason: Schema.NullOr(UnreadableReason),
        receivedAt: Schema.Date
      }),
      execute: (r) =>
        sql`insert into evidence.document (organization_id, id, client_id, state, unreadable_reason, current_version_id, received_at)
          values (${r.organizationId}, ${r.documentId}, ${r.clientId}, ${r.documentVersionId === null ? "unreadable" : "readable"},
            ${r.unreadableReason}, ${r.documentVersionId}, ${r.receivedAt})`
    }),
    setCurrent: query.none({
      Request: Schema.Struct(versionKey),
      execute: (r) =>
        sql`update evidence.document set state = 'readable', unreadable_reason = null, current_version_id = ${r.documentVersionId}
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and id = ${r.documentId}`
    }),
    /** The bytes the current version was read from; of a document that could not be read, those that came last. */
    currentRaw: query.option({
      Request: Schema.Struct(documentKey),
      Result: Schema.Struct({ id: RawMessageId, bytesSealed: Schema.Uint8Array }),
      execute: (r) =>
        sql`select m.id, m.bytes_sealed as "bytesSealed" from evidence.raw_message m
          join evidence.document d on d.organization_id = m.organization_id and d.id = m.document_id
          left join evidence.document_version v on v.organization_id = d.organization_id and v.id = d.current_version_id
          where m.organization_id = ${r.organizationId} and m.client_id = ${r.clientId} and m.document_id = ${r.documentId}
            and (v.id is null or m.id = v.raw_message_id)
          order by m.received_at desc, m.id desc limit 1`
    }),
    insertRaw: query.none({
      Request: Schema.Struct({
        ...documentKey,
        id: RawMessageId,
        byteLength: Schema.Int,
        bytesSealed: Schema.Uint8Array,
        receivedAt: Schema.Date
      }),
      execute: (r) =>
        sql`insert into evidence.raw_message (organization_id, id, client_id, document_id, byte_length, bytes_sealed, received_at)
          values (${r.organizationId}, ${r.id}, ${r.clientId}, ${r.documentId}, ${r.byteLength}, ${r.bytesSealed}, ${r.receivedAt})`
    })
  }
})
