import { DocumentVersionId, MentionId } from "@beep/kernel/ids"
import { Array, Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { CharIndex } from "../../contract/EvidenceSpan.ts"
import { Confidence, MentionKind } from "../../contract/MentionFact.ts"
import { ExtractionId, versionKey } from "./keys.ts"
import * as query from "@beep/sql/query"

export const MentionRow = Schema.Struct({
  mentionId: MentionId,
  documentVersionId: DocumentVersionId,
  extractionId: ExtractionId,
  kind: MentionKind,
  ruleId: Schema.String,
  confidence: Schema.FiniteFromString.pipe(Schema.decodeTo(Confidence)),
  startChar: CharIndex,
  endChar: CharIndex,
  statementSealed: Schema.Uint8Array
})
export type MentionRow = typeof MentionRow.Type

const columns = `id as "mentionId", document_version_id as "documentVersionId", extraction_id as "extractionId", kind, rule_id as "ruleId",
  confidence, start_char as "startChar", end_char as "endChar", statement_sealed as "statementSealed"`

const NewMention = Schema.Struct({
  mentionId: MentionId,
  kind: MentionKind,
  ruleId: Schema.String,
  confidence: Confidence,
  startChar: CharIndex,
  endChar: CharIndex,
  statementSealed: Schema.Uint8Array
})
export type NewMention = typeof NewMention.Type

/** Rows of `evidence.extraction` and `evidence.mention`; inside a tenant transaction. */
export const mentionsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    ofVersion: query.all({
      Request: Schema.Struct(versionKey),
      Result: MentionRow,
      execute: (r) =>
        sql`select ${sql.literal(columns)} from evidence.mention
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}
            and document_version_id = ${r.documentVersionId}
          order by start_char, end_char, id`
    }),
    insertExtraction: query.none({
      Request: Schema.Struct({ ...versionKey, id: ExtractionId, extractor: Schema.String, createdAt: Schema.Date }),
      execute: (r) =>
        sql`insert into evidence.extraction (organization_id, id, client_id, document_id, document_version_id, extractor, created_at)
          values (${r.organizationId}, ${r.id}, ${r.clientId}, ${r.documentId}, ${r.documentVersionId}, ${r.extractor}, ${r.createdAt})`
    }),
    /** All of one extraction in one statement. */
    insertAll: query.none({
      Request: Schema.Struct({
        ...versionKey,
        extractionId: ExtractionId,
        contentLength: CharIndex,
        createdAt: Schema.Date,
        mentions: Schema.NonEmptyArray(NewMention)
      }),
      execute: (r) =>
        sql`insert into evidence.mention ${sql.insert(
          Array.map(r.mentions, (mention) => ({
            organization_id: r.organizationId,
            id: mention.mentionId,
            client_id: r.clientId,
            document_id: r.documentId,
            document_version_id: r.documentVersionId,
            extraction_id: r.extractionId,
            kind: mention.kind,
            rule_id: mention.ruleId,
            confidence: mention.confidence,
            start_char: mention.startChar,
            end_char: mention.endChar,
            content_length: r.contentLength,
            statement_sealed: mention.statementSealed,
            created_at: r.createdAt
          }))
        )}`
    })
  }
})
