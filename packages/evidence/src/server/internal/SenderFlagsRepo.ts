import { Array, Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import * as query from "@beep/sql/query"
import { CharIndex } from "../../contract/EvidenceSpan.ts"
import { HeaderField, SenderFlagKind } from "../../contract/mail/SenderFlag.ts"
import { Confidence } from "../../contract/MentionFact.ts"
import { SenderFlagId, versionKey } from "./keys.ts"

const fields = { kind: SenderFlagKind, field: HeaderField, startChar: CharIndex, endChar: CharIndex, headerLength: CharIndex }

export const SenderFlagRow = Schema.Struct({
  ...fields,
  confidence: Schema.FiniteFromString.pipe(Schema.decodeTo(Confidence))
})
export type SenderFlagRow = typeof SenderFlagRow.Type

const NewFlag = Schema.Struct({ ...fields, id: SenderFlagId, confidence: Confidence })

/** Rows of `evidence.sender_flag`; inside a tenant transaction. */
export const senderFlagsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    ofVersion: query.all({
      Request: Schema.Struct(versionKey),
      Result: SenderFlagRow,
      execute: (r) =>
        sql`select kind, field, start_char as "startChar", end_char as "endChar", header_length as "headerLength", confidence
          from evidence.sender_flag
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}
            and document_version_id = ${r.documentVersionId}
          order by kind`
    }),
    clear: query.none({
      Request: Schema.Struct(versionKey),
      execute: (r) =>
        sql`delete from evidence.sender_flag
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}
            and document_version_id = ${r.documentVersionId}`
    }),
    insertAll: query.none({
      Request: Schema.Struct({ ...versionKey, createdAt: Schema.Date, flags: Schema.NonEmptyArray(NewFlag) }),
      execute: (r) =>
        sql`insert into evidence.sender_flag ${sql.insert(
          Array.map(r.flags, (flag) => ({
            organization_id: r.organizationId,
            id: flag.id,
            client_id: r.clientId,
            document_id: r.documentId,
            document_version_id: r.documentVersionId,
            kind: flag.kind,
            field: flag.field,
            start_char: flag.startChar,
            end_char: flag.endChar,
            header_length: flag.headerLength,
            confidence: flag.confidence,
            created_at: r.createdAt
          }))
        )}`
    })
  }
})
