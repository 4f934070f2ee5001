import { ConnectionId, newId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { KeyCustody } from "@beep/vault/KeyCustody"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { EvidenceList } from "../src/contract/EvidenceItem.ts"
import { Documents } from "../src/server/Documents.ts"
import { Evidence } from "../src/server/Evidence.ts"
import { auditCount, mail, promise, suite, upload } from "./support.ts"

/** The superuser changes stored bytes behind the trigger's back, as a thief of the disk could. */
const tamper = Effect.fnUntraced(function* (table: string, set: string, where: string) {
  const admin = yield* AdminSql
  yield* admin.unsafe(`alter table evidence.${table} disable trigger grows_only`)
  yield* admin.unsafe(`update evidence.${table} set ${set} where ${where}`)
  yield* admin.unsafe(`alter table evidence.${table} enable always trigger grows_only`)
})

layer(suite)("reading", (it) => {
  it.effect("PR3 slice equality: shows a message with every span equal to its slice", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const { documentId } = yield* as(a.advisor)(documents.ingest(a.clients.shared.id, promise, upload))
      const detail = yield* as(a.viewer)(documents.get(a.clients.shared.id, documentId))
      assert.include(detail, { state: "readable", title: "Invoice 1043", versionNumber: 1 })
      assert.deepStrictEqual(detail.from, { name: "Mara Ortiz", address: "mara@ortizroofing.example" })
      assert.strictEqual(
        detail.content,
        "Hi Dana 🎉,\n\nI will pay invoice 1043 on Friday.\n\nMara\n".slice(0, detail.content?.length)
      )
      const pay = detail.mentions.find(({ kind }) => kind === "promise_to_pay")
      assert.deepStrictEqual(pay?.fact, {
        kind: "promise_to_pay",
        who: "Mara Ortiz",
        due: LocalDate.make("2026-01-16"),
        amount: null,
        invoices: ["1043"]
      })
      assert.strictEqual(pay?.ruleId, "promise.pay.will")
      for (const mention of detail.mentions) {
        assert.isFalse(mention.broken)
        assert.strictEqual(detail.content?.slice(mention.startChar, mention.endChar), mention.text)
      }
      assert.strictEqual(yield* auditCount(a.organization.id, "evidence.viewed", documentId), 1)
    })
  )

  it.effect(
    "PR3 matches C-02 exactly: lists evidence in its shape, version on every row, cut by the server, in a stable order",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const documents = yield* Documents
        const evidence = yield* Evidence
        const long = `I will pay invoice 7 ${"really ".repeat(60)}on Friday`
        const { documentId, documentVersionId } = yield* as(a.advisor)(
          documents.ingest(a.clients.shared.id, mail({ body: `${long}.\n\nWe will send the form.` }), upload)
        )
        const list = yield* as(a.advisor)(evidence.list(a.clients.shared.id, { documentId }))
        assert.deepStrictEqual(yield* as(a.advisor)(evidence.list(a.clients.shared.id, { documentId })), list)
        assert.strictEqual(list.omitted, 0)
        const wire = yield* Schema.encodeEffect(EvidenceList)(list)
        assert.deepStrictEqual(Object.keys(wire).sort(), ["items", "omitted", "total"])
        for (const item of wire.items) {
          assert.deepStrictEqual(Object.keys(item).sort(), [
            "confidence",
            "documentId",
            "documentVersionId",
            "endChar",
            "kind",
            "source",
            "startChar",
            "text"
          ])
          assert.includeMembers(["extractionId", "mentionId", "ontologyId", "relationEvidenceId"], Object.keys(item.source))
          const kind = item.source.relationEvidenceId === undefined ? "mention" : "relation"
          assert.deepStrictEqual([item.documentId, item.documentVersionId, item.kind], [documentId, documentVersionId, kind])
        }
        const cut = list.items.find(({ endChar, startChar }) => endChar - startChar === long.length)
        assert.strictEqual(cut?.text.length, 280)
        assert.deepStrictEqual(
          list.items.map(({ startChar }) => startChar),
          list.items.map(({ startChar }) => startChar).toSorted((x, y) => x - y)
        )
        assert.strictEqual(yield* auditCount(a.organization.id, "evidence.viewed", documentId), 2)
      })
  )

  it.effect("withholds a mention whose span was moved, and counts it", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const evidence = yield* Evidence
      const run = as(a.owner)
      const { documentId, mentionCount } = yield* run(documents.ingest(a.clients.shared.id, promise, upload))
      yield* tamper("mention", "start_char = start_char - 1", `document_id = '${documentId}' and kind = 'promise_to_pay'`)
      const detail = yield* run(documents.get(a.clients.shared.id, documentId))
      assert.deepStrictEqual(
        detail.mentions.filter(({ broken }) => broken).map(({ kind, text, fact }) => ({ kind, text, fact })),
        [{ kind: "promise_to_pay", text: null, fact: null }]
      )
      const list = yield* run(evidence.list(a.clients.shared.id, { documentId }))
      assert.strictEqual(list.omitted, 1)
      assert.strictEqual(list.items.filter(({ source }) => source.ontologyId === undefined).length, mentionCount - 1)
    })
  )

  it.effect("shows nothing of content that was exchanged for another document's", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const evidence = yield* Evidence
      const run = as(a.owner)
      const one = yield* run(documents.ingest(a.clients.shared.id, promise, upload))
      const two = yield* run(documents.ingest(a.clients.shared.id, mail({ body: "I will pay invoice 1 on Monday." }), upload))
      yield* tamper(
        "document_version",
        `content_sealed = (select content_sealed from evidence.document_version where document_id = '${two.documentId}')`,
        `document_id = '${one.documentId}'`
      )
      const detail = yield* run(documents.get(a.clients.shared.id, one.documentId))
      assert.include(detail, { state: "damaged", content: null, title: null })
      assert.isTrue(detail.mentions.length > 0 && detail.mentions.every(({ broken, text }) => broken && text === null))
      const list = yield* run(evidence.list(a.clients.shared.id, { documentId: one.documentId }))
      assert.deepStrictEqual(list.items, [])
      assert.isAtLeast(list.omitted, one.mentionCount)
      assert.strictEqual((yield* run(documents.get(a.clients.shared.id, two.documentId))).state, "readable")
    })
  )

  it.effect("keeps ids and hashes of an erased client, and no word", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const evidence = yield* Evidence
      const custody = yield* KeyCustody
      const transaction = yield* TenantTransaction
      const run = as(a.owner)
      const { documentId, documentVersionId, mentionCount } = yield* run(documents.ingest(a.clients.advised.id, promise, upload))
      const before = yield* run(documents.get(a.clients.advised.id, documentId))
      yield* run(transaction.run(custody.destroyClientKey(a.clients.advised.id)))
      const detail = yield* run(documents.get(a.clients.advised.id, documentId))
      assert.include(detail, { state: "erased", content: null, title: null, documentVersionId, sourceHash: before.sourceHash })
      assert.deepStrictEqual(detail.mentions, [])
      assert.deepStrictEqual(
        (yield* run(documents.list(a.clients.advised.id, {}))).items.map(({ state, title }) => ({ state, title })),
        [{ state: "erased", title: null }]
      )
      const list = yield* run(evidence.list(a.clients.advised.id, { documentId }))
      assert.deepStrictEqual(list.items, [])
      assert.isAtLeast(list.omitted, mentionCount)
    })
  )

  it.effect("PR1 stable version: opens an earlier version as it was cited", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const run = as(a.owner)
      const origin = {
        sourceType: "gmail",
        providerAccountId: yield* newId(ConnectionId),
        messageId: "m",
        threadId: "t",
        internalDate: null,
        historyId: null
      } as const
      const first = yield* run(documents.ingest(a.clients.shared.id, promise, origin))
      const second = yield* run(documents.ingest(a.clients.shared.id, mail({ body: "I will pay invoice 9 on Monday." }), origin))
      if (first.documentVersionId === null) return assert.fail("the first message has a version")
      const old = yield* run(documents.get(a.clients.shared.id, first.documentId, first.documentVersionId))
      assert.include(old, { versionNumber: 1, documentVersionId: first.documentVersionId })
      assert.include(old.content ?? "", "invoice 1043")
      assert.isTrue(
        old.mentions.every(({ broken, documentVersionId }) => !broken && documentVersionId === first.documentVersionId)
      )
      assert.deepStrictEqual(
        old.versions.map(({ versionNumber }) => versionNumber),
        [1, 2]
      )
      assert.strictEqual(
        (yield* run(documents.get(a.clients.shared.id, first.documentId))).documentVersionId,
        second.documentVersionId
      )
      const foreign = yield* run(documents.ingest(a.clients.shared.id, mail({ body: "hello" }), upload))
      if (foreign.documentVersionId === null) return assert.fail("the other message has a version")
      assert.strictEqual(
        (yield* run(Effect.flip(documents.get(a.clients.shared.id, first.documentId, foreign.documentVersionId))))._tag,
        "NotFound"
      )
    })
  )

  it.effect("pages through documents, newest first, each once", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const run = as(a.advisor)
      const made = yield* Effect.forEach(
        Array.from({ length: 7 }, (_, n) => n),
        (n) =>
          Effect.map(
            run(documents.ingest(a.clients.shared.id, mail({ subject: `mail ${n}`, body: "hi" }), upload)),
            ({ documentId }) => documentId
          )
      )
      const pages = []
      let cursor: Parameters<typeof documents.list>[1] = {}
      while (true) {
        const page = yield* run(documents.list(a.clients.shared.id, { ...cursor, limit: 3 }))
        pages.push(page.items.map(({ documentId }) => documentId))
        if (page.nextCursor === null) break
        cursor = { cursor: page.nextCursor }
      }
      assert.deepStrictEqual(
        pages.map((page) => page.length),
        [3, 3, 1]
      )
      assert.deepStrictEqual(pages.flat(), made.toReversed())
      const listed = yield* run(documents.list(a.clients.shared.id, {}))
      assert.strictEqual(listed.items[0]?.title, "mail 6")
    })
  )
})
