import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type ClientId, newId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Vault } from "@beep/vault/Vault"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { type Original, originals } from "./originals.ts"

const Id = Schema.String.check(Schema.isUUID())

interface Copy {
  readonly of: string
  readonly id: string
  readonly sealed: ReadonlyArray<string>
}

/**
 * Copies of all documents of a client under ids of their own, sealed anew, with everything that was found in them: what years
 * of mail leave in the tables, without reading it. The copies speak of the same entities and relations as their originals.
 * Written set by set as `beep_app` under row level security; no audit entry, because nobody ingested them.
 */
export const copyDocuments = Effect.fn("testing.copyDocuments")(function* (clientId: ClientId, times: number) {
  const sql = yield* SqlClient.SqlClient
  const vault = yield* Vault
  const transaction = yield* TenantTransaction
  const { organizationId } = yield* CurrentTenant
  const key = { organizationId, clientId }
  const read = yield* originals

  const opened = yield* transaction.run(
    Effect.gen(function* () {
      const all = yield* read(key)
      const texts = yield* Effect.orDie(
        vault.openMany(
          all.flatMap(({ id, purposesOf, sealed }) =>
            purposesOf(id).map((purpose, at) => ({ owner: clientId, purpose, sealed: sealed[at] ?? new Uint8Array() }))
          )
        )
      )
      let next = 0
      return all.map((original) => ({ original, texts: original.sealed.map(() => texts[next++] ?? new Uint8Array()) }))
    })
  )

  const once = Effect.gen(function* () {
    const sealer = yield* vault.sealer(clientId)
    const copies = new Map<Original["kind"], Array<Copy>>()
    const documents = new Map<
      string,
      { readonly of: string; readonly id: string; readonly source: string; readonly run: string; readonly read: string }
    >()
    for (const { original, texts } of opened) {
      const id = yield* newId(Id)
      const purposes = original.purposesOf(id)
      const sealed = yield* Effect.forEach(texts, (text, at) => sealer.seal(purposes[at] ?? "", text))
      const list = copies.get(original.kind)
      const copy = { of: original.id, id, sealed: sealed.map((bytes) => Buffer.from(bytes).toString("hex")) }
      if (list === undefined) copies.set(original.kind, [copy])
      else list.push(copy)
      if (!documents.has(original.documentId)) {
        const [own, source, run, readAt] = [yield* newId(Id), yield* newId(Id), yield* newId(Id), yield* newId(Id)]
        documents.set(original.documentId, { of: original.documentId, id: own, source, run, read: readAt })
      }
    }
    const json = (rows: unknown) => sql`${JSON.stringify(rows)}::jsonb`
    const ofKind = (kind: Original["kind"]) => copies.get(kind) ?? []
    const docs = sql`jsonb_to_recordset(${json([...documents.values()])}) as d(of uuid, id uuid, source uuid, run uuid, read uuid)`
    const these = (kind: Original["kind"]) => sql`jsonb_to_recordset(${json(ofKind(kind))}) as c(of uuid, id uuid, sealed jsonb)`
    const versions = sql`jsonb_to_recordset(${json(ofKind("version").map(({ id, of }) => ({ id, of })))}) as v(of uuid, id uuid)`
    const bytes = (at: number) => sql.literal(`decode(c.sealed ->> ${at}, 'hex')`)

    yield* sql`insert into evidence.document (organization_id, id, client_id, state, unreadable_reason, current_version_id, received_at)
      select o.organization_id, d.id, o.client_id, o.state, o.unreadable_reason, v.id, o.received_at
      from ${docs} join evidence.document o on o.id = d.of join ${versions} on v.of = o.current_version_id`
    yield* sql`insert into evidence.raw_message (organization_id, id, client_id, document_id, byte_length, bytes_sealed, received_at)
      select o.organization_id, c.id, o.client_id, d.id, o.byte_length, ${bytes(0)}, o.received_at
      from ${these("raw")} join evidence.raw_message o on o.id = c.of join ${docs} on d.of = o.document_id`
    yield* sql`insert into evidence.document_version (organization_id, id, client_id, document_id, version_number, raw_message_id, title_sealed,
        content_sealed, envelope_sealed, content_length, source_hash, created_at)
      select o.organization_id, c.id, o.client_id, d.id, o.version_number, r.id, ${bytes(0)}, ${bytes(1)}, ${bytes(2)}, o.content_length, o.source_hash, o.created_at
      from ${these("version")} join evidence.document_version o on o.id = c.of join ${docs} on d.of = o.document_id
      join jsonb_to_recordset(${json(ofKind("raw").map(({ id, of }) => ({ id, of })))}) as r(of uuid, id uuid) on r.of = o.raw_message_id`
    yield* sql`insert into evidence.document_source (organization_id, id, client_id, document_id, user_id, provider_account_id, source_type, source_id,
        source_hash, created_at)
      select o.organization_id, d.source, o.client_id, d.id, o.user_id, o.provider_account_id, o.source_type, encode(sha256(convert_to(d.id::text, 'UTF8')), 'hex'),
        o.source_hash, o.created_at
      from ${docs} join evidence.document_source o on o.document_id = d.of`
    yield* sql`insert into evidence.extraction (organization_id, id, client_id, document_id, document_version_id, extractor, created_at)
      select o.organization_id, d.read, o.client_id, d.id, v.id, o.extractor, o.created_at
      from ${docs} join evidence.extraction o on o.document_id = d.of join ${versions} on v.of = o.document_version_id`
    yield* sql`insert into evidence.mention (organization_id, id, client_id, document_id, document_version_id, extraction_id, kind, rule_id, confidence,
        start_char, end_char, content_length, statement_sealed, created_at)
      select o.organization_id, c.id, o.client_id, d.id, v.id, d.read, o.kind, o.rule_id, o.confidence, o.start_char, o.end_char, o.content_length,
        ${bytes(0)}, o.created_at
      from ${these("statement")} join evidence.mention o on o.id = c.of join ${docs} on d.of = o.document_id join ${versions} on v.of = o.document_version_id`
    yield* sql`insert into knowledge.extraction (organization_id, id, client_id, document_id, document_version_id, ontology_id, extractor, state, attempts,
        entity_count, relation_count, mention_count, requested_at, started_at, ended_at)
      select o.organization_id, d.run, o.client_id, d.id, v.id, o.ontology_id, o.extractor, o.state, o.attempts, o.entity_count, o.relation_count,
        o.mention_count, o.requested_at, o.started_at, o.ended_at
      from ${docs} join knowledge.extraction o on o.document_id = d.of and o.state = 'completed' join ${versions} on v.of = o.document_version_id`
    yield* sql`insert into knowledge.mention (organization_id, id, client_id, entity_id, document_id, document_version_id, extraction_id, start_char,
        end_char, content_length, text_sealed, rule_id, resolution, confidence, stated_at, created_at)
      select o.organization_id, c.id, o.client_id, o.entity_id, d.id, v.id, d.run, o.start_char, o.end_char, o.content_length, ${bytes(0)}, o.rule_id,
        o.resolution, o.confidence, o.stated_at, o.created_at
      from ${these("mention")} join knowledge.mention o on o.id = c.of join ${docs} on d.of = o.document_id join ${versions} on v.of = o.document_version_id`
    yield* sql`insert into knowledge.relation_evidence (organization_id, id, client_id, relation_id, document_id, document_version_id, extraction_id,
        start_char, end_char, content_length, text_sealed, rule_id, confidence, stated_at, created_at)
      select o.organization_id, c.id, o.client_id, o.relation_id, d.id, v.id, d.run, o.start_char, o.end_char, o.content_length, ${bytes(0)}, o.rule_id,
        o.confidence, o.stated_at, o.created_at
      from ${these("relation_evidence")} join knowledge.relation_evidence o on o.id = c.of join ${docs} on d.of = o.document_id
      join ${versions} on v.of = o.document_version_id`
    yield* sql`insert into knowledge.search_text (organization_id, client_id, document_id, document_version_id, policy_version, redacted, stated_at)
      select o.organization_id, o.client_id, d.id, v.id, o.policy_version, o.redacted, o.stated_at
      from ${docs} join knowledge.search_text o on o.document_id = d.of join ${versions} on v.of = o.document_version_id`
  })
  yield* Effect.replicateEffect(transaction.run(once), times, { discard: true })
})
