import { DocumentId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Array, Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { ClaimId } from "../../../contract/graph/ids.ts"
import { StaleClaim } from "../../../contract/graph/StaleClaim.ts"
import { clientKey } from "../keys.ts"

const Node = Schema.Struct({ kind: Schema.String, id: Schema.String })

/** Rows of `knowledge.rests_on` and `knowledge.stale_claim`; inside a tenant transaction. */
export const claimsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    restOn: query.none({
      Request: Schema.Struct({
        ...clientKey,
        claim: Node,
        sources: Schema.NonEmptyArray(Node),
        createdAt: Schema.Date
      }),
      execute: (r) =>
        sql`insert into knowledge.rests_on ${sql.insert(
          Array.map(r.sources, (source) => ({
            organization_id: r.organizationId,
            client_id: r.clientId,
            claim_kind: r.claim.kind,
            claim_id: r.claim.id,
            source_kind: source.kind,
            source_id: source.id,
            created_at: r.createdAt
          }))
        )} on conflict do nothing`
    }),
    /** Marks the closure: every claim that rests on one of these, on a claim that does, and so on; answers how many were new. */
    markStale: query.all({
      Request: Schema.Struct({
        ...clientKey,
        sources: Schema.Array(Node),
        documentId: DocumentId,
        reason: StaleClaim.fields.reason,
        since: Schema.Date
      }),
      Result: Schema.Struct({ claimId: ClaimId }),
      execute: (r) =>
        sql`with recursive gone(kind, id) as (
            select t.kind, t.id from jsonb_to_recordset(${JSON.stringify(r.sources)}::jsonb) as t(kind text, id uuid)
            union
            select o.claim_kind, o.claim_id from gone g
            join knowledge.rests_on o on o.organization_id = ${r.organizationId} and o.client_id = ${r.clientId} and o.source_kind = g.kind and o.source_id = g.id)
          insert into knowledge.stale_claim (organization_id, client_id, claim_kind, claim_id, reason, document_id, since)
          select distinct ${r.organizationId}::uuid, ${r.clientId}::uuid, o.claim_kind, o.claim_id, ${r.reason}, ${r.documentId}::uuid, ${r.since}::timestamptz
          from gone g
          join knowledge.rests_on o on o.organization_id = ${r.organizationId} and o.client_id = ${r.clientId} and o.claim_kind = g.kind and o.claim_id = g.id
          on conflict do nothing
          returning claim_id as "claimId"`
    }),
    /** Every id that evidence of a document has, as sources of claims. */
    sourcesOf: query.all({
      Request: Schema.Struct({ ...clientKey, documentId: DocumentId }),
      Result: Node,
      execute: (r) =>
        sql`select 'mention' as kind, id::text as id from knowledge.mention
            where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}
          union all select 'mention', id::text from evidence.mention
            where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}
          union all select 'relation_evidence', id::text from knowledge.relation_evidence
            where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}
          union all select 'document_version', id::text from evidence.document_version
            where organization_id = ${r.organizationId} and client_id = ${r.clientId} and document_id = ${r.documentId}`
    }),
    stale: query.all({
      Request: Schema.Struct(clientKey),
      Result: Schema.Struct({ ...StaleClaim.fields, since: Schema.DateTimeUtcFromDate }),
      execute: (r) =>
        sql`select claim_kind as "claimKind", claim_id as "claimId", reason, document_id as "documentId", since from knowledge.stale_claim
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} order by since desc, claim_kind, claim_id limit 500`
    })
  }
})
