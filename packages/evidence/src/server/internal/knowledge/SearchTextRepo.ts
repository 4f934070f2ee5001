import { DocumentId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { clientKey, versionKey } from "../keys.ts"

/** Rows of `knowledge.search_text`, the only plain words; inside a tenant transaction. */
export const searchTextRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    upsert: query.none({
      Request: Schema.Struct({
        ...versionKey,
        policyVersion: Schema.String,
        redacted: Schema.String,
        statedAt: Schema.Date
      }),
      execute: (r) =>
        sql`insert into knowledge.search_text (organization_id, client_id, document_id, document_version_id, policy_version, redacted, stated_at)
          values (${r.organizationId}, ${r.clientId}, ${r.documentId}, ${r.documentVersionId}, ${r.policyVersion}, ${r.redacted}, ${r.statedAt})
          on conflict (organization_id, client_id, document_id) do update
            set document_version_id = excluded.document_version_id, policy_version = excluded.policy_version,
              redacted = excluded.redacted, stated_at = excluded.stated_at`
    }),
    remove: query.none({
      Request: Schema.Struct({ ...clientKey, documentId: DocumentId }),
      execute: (r) =>
        sql`delete from knowledge.search_text
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}`
    })
  }
})
