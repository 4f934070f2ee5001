import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import * as Counted from "@beep/test-kit/CountedTrips"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import * as AesGcm from "@beep/vault/aesGcm"
import { KeyCustody } from "@beep/vault/KeyCustody"
import { Vault } from "@beep/vault/Vault"
import { Effect, Layer, Schema } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import * as EvidenceLayer from "../src/server/EvidenceLayer.ts"

const crypto = Layer.mergeAll(AesGcm.layer, Digest.layerWebCrypto).pipe(Layer.provideMerge(SecureRandom.layerWebCrypto))

const room = <R>(embeddings: Layer.Layer<never, never, R>) =>
  EvidenceLayer.layer.pipe(
    Layer.provide(embeddings),
    Layer.provideMerge(ClientContacts.layer),
    Layer.provideMerge(Layer.merge(Vault.layer, KeyCustody.layer)),
    Layer.provideMerge(TestTenancy.layer)
  )

/** The production composition of this room on a database of its own, with what makes vectors. */
export const suiteWith = <R>(embeddings: Layer.Layer<never, never, R>) =>
  room(embeddings).pipe(Layer.provideMerge(TestDatabase.layer), Layer.provideMerge(crypto))

export const suite = suiteWith(Layer.empty)

/** The same with every round trip to the database counted. */
export const countedSuite = room(Layer.empty).pipe(
  Layer.provideMerge(Counted.layer),
  Layer.provideMerge(TestDatabase.layer),
  Layer.provideMerge(crypto)
)

export const upload = { sourceType: "upload" } as const

export const mail = (lines: {
  readonly subject?: string
  readonly body: string
  readonly date?: string
  readonly from?: string
}): Uint8Array =>
  new TextEncoder().encode(
    [
      `From: ${lines.from ?? "Mara Ortiz <mara@ortizroofing.example>"}`,
      "To: Dana Kim <dana@alderfinch.example>",
      `Date: ${lines.date ?? "Wed, 14 Jan 2026 10:00:00 -0500"}`,
      `Subject: ${lines.subject ?? "Invoice 1043"}`,
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: 8bit",
      "",
      ...lines.body.split("\n")
    ].join("\r\n")
  )

export const promise = mail({ body: "Hi Dana 🎉,\n\nI will pay invoice 1043 on Friday.\n\nMara" })

export const tables = ["document", "raw_message", "document_version", "document_source", "extraction", "mention"] as const

const Count = Schema.Tuple([Schema.Struct({ n: Schema.Int })])
const counted = (rows: unknown): number => Schema.decodeUnknownSync(Count)(rows)[0].n

/** How many rows each table of this room holds for one organization, and what the log says, seen from outside of every policy. */
export const counts = Effect.fnUntraced(function* (organizationId: string) {
  const admin = yield* AdminSql
  const rowsOf = (table: (typeof tables)[number]) =>
    Effect.map(
      admin`select count(*)::int as n from ${admin.literal(`evidence.${table}`)} where organization_id = ${organizationId}`,
      counted
    )
  const audited = counted(
    yield* admin`select count(*)::int as n from audit.entry
    where organization_id = ${organizationId} and action in ('document.ingested', 'document.rejected')`
  )
  return {
    document: yield* rowsOf("document"),
    raw_message: yield* rowsOf("raw_message"),
    document_version: yield* rowsOf("document_version"),
    document_source: yield* rowsOf("document_source"),
    extraction: yield* rowsOf("extraction"),
    mention: yield* rowsOf("mention"),
    audited
  }
})

export const auditCount = Effect.fnUntraced(function* (organizationId: string, action: string, entityId: string) {
  const admin = yield* AdminSql
  return counted(
    yield* admin`select count(*)::int as n from audit.entry
    where organization_id = ${organizationId} and action = ${action} and entity_id = ${entityId}`
  )
})
