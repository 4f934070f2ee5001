import { ClientId, DocumentId, DocumentVersionId, MentionId, type OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { sealedFor } from "../../server/internal/knowledge/sealed.ts"
import { clientKey } from "../../server/internal/keys.ts"
import { purposes } from "../../server/internal/sealedForms.ts"

/** One ciphertext with what it is bound to, and under which other id it would be. */
export interface Original {
  readonly kind: "raw" | "version" | "statement" | "mention" | "relation_evidence"
  readonly id: string
  readonly documentId: DocumentId
  readonly sealed: ReadonlyArray<Uint8Array>
  /** In the order of `sealed`. */
  readonly purposesOf: (id: string) => ReadonlyArray<string>
}

const ofVersion = (id: string) => {
  const versionId = DocumentVersionId.make(id)
  return [purposes.title(versionId), purposes.content(versionId), purposes.envelope(versionId)]
}

const one = { documentId: DocumentId, id: Schema.String, sealed: Schema.Uint8Array }

/** Everything of a client's documents that is sealed under the id of its row; inside a tenant transaction. */
export const originals = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const Request = Schema.Struct(clientKey)
  const Result = Schema.Struct(one)
  const sealedIn = (table: string, column: string) =>
    query.all({
      Request,
      Result,
      execute: (r) => sql`select document_id as "documentId", id, ${sql(column)} as sealed from ${sql(table)}
        where organization_id = ${r.organizationId} and client_id = ${r.clientId}`
    })
  const raw = sealedIn("evidence.raw_message", "bytes_sealed")
  const versions = query.all({
    Request,
    Result: Schema.Struct({
      documentId: DocumentId,
      id: Schema.String,
      title: Schema.Uint8Array,
      content: Schema.Uint8Array,
      envelope: Schema.Uint8Array
    }),
    execute: (
      r
    ) => sql`select document_id as "documentId", id, title_sealed as title, content_sealed as content, envelope_sealed as envelope
      from evidence.document_version where organization_id = ${r.organizationId} and client_id = ${r.clientId}`
  })
  const statements = sealedIn("evidence.mention", "statement_sealed")
  const mentions = sealedIn("knowledge.mention", "text_sealed")
  const evidence = sealedIn("knowledge.relation_evidence", "text_sealed")
  return Effect.fnUntraced(function* (key: { readonly organizationId: OrganizationId; readonly clientId: ClientId }) {
    const as =
      (kind: Original["kind"], purpose: (id: string) => string) =>
      ({ documentId, id, sealed }: typeof Result.Type): Original => ({
        kind,
        id,
        documentId,
        sealed: [sealed],
        purposesOf: (other) => [purpose(other)]
      })
    const all: ReadonlyArray<Original> = [
      ...(yield* raw(key)).map(as("raw", purposes.raw)),
      ...(yield* versions(key)).map(({ content, documentId, envelope, id, title }): Original => ({
        kind: "version",
        id,
        documentId,
        sealed: [title, content, envelope],
        purposesOf: ofVersion
      })),
      ...(yield* statements(key)).map(as("statement", (id) => purposes.statement(MentionId.make(id)))),
      ...(yield* mentions(key)).map(as("mention", sealedFor.mention)),
      ...(yield* evidence(key)).map(as("relation_evidence", sealedFor.relationEvidence))
    ]
    return all
  })
})
