import { ConnectionId, newId } from "@beep/kernel/ids"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { createHash } from "node:crypto"
import { mailLimits } from "@beep/gmail/mime/limits"
import { Documents } from "../src/server/Documents.ts"
import { auditCount, counts, mail, promise, suite, upload } from "./support.ts"

const gmail = (providerAccountId: ConnectionId, historyId: string) =>
  ({
    sourceType: "gmail",
    providerAccountId,
    messageId: "18c2",
    threadId: "18c0",
    internalDate: 1_768_402_800_000,
    historyId
  }) as const

layer(suite)("ingest", (it) => {
  it.effect("keeps the same bytes once, whoever brings them and how often", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const ingest = documents.ingest(a.clients.shared.id, promise, upload)
      const receipts = yield* Effect.forEach([a.advisor, a.staff, a.owner, a.advisor, a.owner], (who) => as(who)(ingest), {
        concurrency: 5
      })
      assert.strictEqual(receipts.filter(({ outcome }) => outcome === "created").length, 1)
      assert.strictEqual(
        new Set(
          receipts.map(({ documentId, documentVersionId, mentionCount }) => `${documentId} ${documentVersionId} ${mentionCount}`)
        ).size,
        1
      )
      assert.isAbove(receipts[0]?.mentionCount ?? 0, 0)
      const found = yield* counts(a.organization.id)
      assert.strictEqual((yield* as(a.advisor)(ingest)).outcome, "unchanged")
      assert.deepStrictEqual(yield* counts(a.organization.id), found)
      assert.include(found, { document: 1, document_version: 1, raw_message: 1, document_source: 1, extraction: 1, audited: 1 })
    })
  )

  it.effect("files the same bytes under two clients as two documents", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const first = yield* as(a.advisor)(documents.ingest(a.clients.shared.id, promise, upload))
      const second = yield* as(a.advisor)(documents.ingest(a.clients.advised.id, promise, upload))
      assert.strictEqual(second.outcome, "created")
      assert.notStrictEqual(first.documentId, second.documentId)
    })
  )

  it.effect("adds exactly one version when a message changed, and none for mailbox state", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const account = yield* newId(ConnectionId)
      const run = as(a.owner)
      const ingest = (bytes: Uint8Array, history: string) =>
        run(documents.ingest(a.clients.advised.id, bytes, gmail(account, history)))
      const first = yield* ingest(promise, "1")
      assert.strictEqual((yield* ingest(promise, "2")).outcome, "unchanged")
      assert.include(yield* counts(a.organization.id), { document: 1, document_version: 1, raw_message: 1, audited: 1 })
      const changed = yield* ingest(mail({ body: "I will pay invoice 1043 on Monday." }), "3")
      assert.strictEqual(changed.outcome, "new_version")
      assert.strictEqual(changed.documentId, first.documentId)
      assert.include(yield* counts(a.organization.id), {
        document: 1,
        document_version: 2,
        raw_message: 2,
        document_source: 1,
        audited: 2
      })
      const admin = yield* AdminSql
      assert.deepStrictEqual(
        yield* admin`select source_history_id, source_uri, source_thread_id from evidence.document_source where document_id = ${first.documentId}`,
        [{ source_history_id: "3", source_uri: `gmail://${account}/18c2`, source_thread_id: "18c0" }]
      )
    })
  )

  it.effect("brings a tombstone back as the same document", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const admin = yield* AdminSql
      const run = as(a.owner)
      const first = yield* run(documents.ingest(a.clients.shared.id, promise, upload))
      yield* admin`update evidence.document_source set deleted_at = now() where document_id = ${first.documentId}`
      assert.deepStrictEqual((yield* run(documents.list(a.clients.shared.id, {}))).items, [])
      assert.strictEqual((yield* run(documents.ingest(a.clients.shared.id, promise, upload))).documentId, first.documentId)
      assert.deepStrictEqual(
        (yield* run(documents.list(a.clients.shared.id, {}))).items.map(({ documentId }) => documentId),
        [first.documentId]
      )
      assert.include(yield* counts(a.organization.id), { document: 1, document_version: 1 })
    })
  )

  it.effect("does not move a message that is filed under another client, seen or unseen", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const account = yield* newId(ConnectionId)
      yield* as(a.owner)(documents.ingest(a.clients.unassigned.id, promise, gmail(account, "1")))
      const before = yield* counts(a.organization.id)
      for (const who of [a.owner, a.advisor]) {
        const error = yield* as(who)(Effect.flip(documents.ingest(a.clients.shared.id, promise, gmail(account, "1"))))
        assert.strictEqual(error._tag, "FiledElsewhere")
      }
      assert.deepStrictEqual(yield* counts(a.organization.id), before)
    })
  )

  it.effect("keeps and reports bytes that hold no message", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const run = as(a.advisor)
      const bytes = new TextEncoder().encode("%PDF-1.7 not a message")
      const receipt = yield* run(documents.ingest(a.clients.shared.id, bytes, upload))
      assert.include(receipt, { outcome: "unreadable", documentVersionId: null, unreadableReason: "not_a_message" })
      assert.include(yield* counts(a.organization.id), { document: 1, raw_message: 1, document_version: 0, audited: 1 })
      assert.strictEqual(yield* auditCount(a.organization.id, "document.rejected", receipt.documentId), 1)
      const detail = yield* run(documents.get(a.clients.shared.id, receipt.documentId))
      assert.include(detail, { state: "unreadable", content: null, unreadableReason: "not_a_message" })
      assert.strictEqual((yield* run(documents.ingest(a.clients.shared.id, bytes, upload))).outcome, "unchanged")
    })
  )

  it.effect("refuses what is too large to keep, and says so in the log", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const bytes = new Uint8Array(mailLimits.bytes + 1)
      const error = yield* as(a.advisor)(Effect.flip(documents.ingest(a.clients.shared.id, bytes, upload)))
      assert.strictEqual(error._tag, "DocumentTooLarge")
      assert.strictEqual(
        yield* auditCount(a.organization.id, "document.rejected", createHash("sha256").update(bytes).digest("hex")),
        1
      )
    })
  )

  it.effect("hashes exactly title and content (D-06)", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const run = as(a.advisor)
      const { documentId } = yield* run(documents.ingest(a.clients.shared.id, promise, upload))
      const { content, sourceHash, title } = yield* run(documents.get(a.clients.shared.id, documentId))
      assert.strictEqual(sourceHash, createHash("sha256").update(JSON.stringify({ content, title }), "utf8").digest("hex"))
      const otherMailbox = new TextEncoder().encode(new TextDecoder().decode(promise).replace("From:", "X-Labels: a, b\r\nFrom:"))
      const other = yield* run(documents.ingest(a.clients.shared.id, otherMailbox, upload))
      assert.strictEqual(other.outcome, "created")
      assert.strictEqual((yield* run(documents.get(a.clients.shared.id, other.documentId))).sourceHash, sourceHash)
    })
  )
})
