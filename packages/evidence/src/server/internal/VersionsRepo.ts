import { DocumentVersionId } from "@beep/kernel/ids"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { DocumentVersionSummary } from "../../contract/Document.ts"
import { documentKey, RawMessageId, versionKey } from "./keys.ts"
import * as query from "@beep/sql/query"

const Summary = Schema.Struct({ ...DocumentVersionSummary.fields, knownSince: Schema.DateTimeUtcFromDate })

/** Rows of `evidence.document_version`; inside a tenant transaction. */
export const versionsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    list: query.all({
      Request: Schema.Struct(documentKey),
      Result: Summary,
      execute: (r) =>
        sql`select id as "documentVersionId", version_number as "versionNumber", created_at as "knownSince" from evidence.document_version
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId} order by version_number`
    }),
    contents: query.all({
      Request: Schema.Struct(documentKey),
      Result: Schema.Struct({ documentVersionId: DocumentVersionId, contentSealed: Schema.Uint8Array }),
      execute: (r) =>
        sql`select id as "documentVersionId", content_sealed as "contentSealed" from evidence.document_version
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId} order by version_number`
    }),
    content: query.option({
      Request: Schema.Struct(versionKey),
      Result: Schema.Struct({ contentSealed: Schema.Uint8Array }),
      execute: (r) =>
        sql`select content_sealed as "contentSealed" from evidence.document_version
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId} and id = ${r.documentVersionId}`
    }),
    insert: query.none({
      Request: Schema.Struct({
        ...versionKey,
        versionNumber: Schema.Int,
        rawMessageId: RawMessageId,
        titleSealed: Schema.Uint8Array,
        contentSealed: Schema.Uint8Array,
        envelopeSealed: Schema.Uint8Array,
        contentLength: Schema.Int,
        sourceHash: Schema.String,
        createdAt: Schema.Date
      }),
      execute: (r) =>
        sql`insert into evidence.document_version (organization_id, id, client_id, document_id, version_number, raw_message_id,
            title_sealed, content_sealed, envelope_sealed, content_length, source_hash, created_at)
          values (${r.organizationId}, ${r.documentVersionId}, ${r.clientId}, ${r.documentId}, ${r.versionNumber}, ${r.rawMessageId},
            ${r.titleSealed}, ${r.contentSealed}, ${r.envelopeSealed}, ${r.contentLength}, ${r.sourceHash}, ${r.createdAt})`
    })
  }
})
