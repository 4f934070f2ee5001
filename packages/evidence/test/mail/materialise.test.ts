import { GoogleAccounts } from "@beep/connections/server/GoogleAccounts"
import { Email } from "@beep/tenancy/contract/Email"
import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Documents } from "../../src/server/Documents.ts"
import { MailSync } from "../../src/server/mail/MailSync.ts"
import { Threads } from "../../src/server/mail/Threads.ts"
import { change, control, dana, held, link, readings, readMail, sam, suite, thompsons } from "./support.ts"

const mail = (id: string, from: string, to: string, body: string, more = "") =>
  `From: ${from}\r\nTo: ${to}\r\nSubject: Hello ${id}\r\nMessage-ID: <${id}@test.example>\r\nDate: Thu, 05 Feb 2026 10:00:00 +0000\r\n${more}\r\n${body}\r\n`

const Sources = Schema.Array(
  Schema.Struct({ document_id: Schema.String, source_hash: Schema.NullOr(Schema.String), dead: Schema.Boolean })
)
const Seqs = Schema.Array(Schema.Struct({ source_id: Schema.String, seq: Schema.String, sort_key: Schema.String }))

const sourcesOf = Effect.fnUntraced(function* (organizationId: string) {
  const admin = yield* AdminSql
  return yield* Schema.decodeUnknownEffect(Sources)(
    yield* admin`select document_id, source_hash, deleted_at is not null as dead from evidence.document_source
      where organization_id = ${organizationId} order by document_id`
  )
})

const numbers = Effect.fnUntraced(function* (organizationId: string) {
  const admin = yield* AdminSql
  return yield* Schema.decodeUnknownEffect(Seqs)(
    yield* admin`select source_id, ingest_seq::text as seq, sort_key from evidence.email_thread_message
      where organization_id = ${organizationId} order by thread_id, ingest_seq`
  )
})

// By the clock of the machine: two messages of one thread may cross, and who comes second tries again after a moment.
layer(suite, { excludeTestServices: true })("mail to documents", (it) => {
  it.effect(
    "link, sync, documents seen: the Thompson threads become documents and threads of the household, in reading order",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const client = yield* thompsons(a)
        const mailbox = yield* link(a.advisor, dana)
        const status = yield* readMail(a, mailbox)
        assert.deepInclude(status, {
          phase: "ended",
          outcome: "succeeded",
          mode: "full",
          total: 11,
          done: 11,
          failed: 0,
          unfiled: 0
        })
        assert.deepInclude(yield* held(a), { documents: 11, versions: 11, sources: 11, threads: 5, messages: 11, waiting: 0 })
        const threads = yield* Threads
        const documents = yield* Documents
        const { items: list } = yield* as(a.advisor)(threads.ofClient(client, {}))
        assert.deepStrictEqual(list.map(({ messages }) => messages).toSorted(), [1, 2, 2, 3, 3])
        const roth = list.find(({ subject }) => subject === "Re: Roth conversion and a date")
        if (roth === undefined) return assert.fail("no thread about the conversion")
        assert.includeMembers([...roth.participants], [dana, "john.thompson@thompson-family.example"])
        const { messages } = yield* as(a.advisor)(threads.get(client, roth.threadId))
        const titles = yield* Effect.forEach(messages, ({ documentId }) =>
          Effect.map(as(a.advisor)(documents.get(client, documentId)), ({ sourceType, title }) => `${sourceType} ${title}`)
        )
        assert.deepStrictEqual(titles, [
          "gmail Roth conversion and a date",
          "gmail Re: Roth conversion and a date",
          "gmail Re: Roth conversion and a date"
        ])
        const second = messages[1]
        if (second === undefined) return assert.fail("the reply is missing")
        const reply = yield* as(a.advisor)(documents.get(client, second.documentId))
        assert.isTrue(
          reply.quotedRanges.some(({ end, start }) => (reply.content ?? "").slice(start, end).includes("conversion figures"))
        )
        assert.isFalse(
          reply.ownRanges.some(({ end, start }) => (reply.content ?? "").slice(start, end).includes("conversion figures"))
        )
        assert.isAbove(reply.ownRanges.length, 0)
        assert.isFalse(
          reply.mentions.some(({ text }) => text?.includes("prepare the conversion figures")),
          "old text is no new statement"
        )
        const statement = list.find(({ subject }) => subject === "Fwd: Schwab year-end statement")
        const [only] = (yield* as(a.advisor)(threads.get(client, statement?.threadId ?? roth.threadId))).messages
        const attached = yield* as(a.advisor)(documents.get(client, only?.documentId ?? second.documentId))
        assert.deepStrictEqual(
          attached.attachments.map(({ name }) => name),
          ["year-end-2025.pdf"]
        )
        assert.notInclude(attached.content ?? "", "%PDF")
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "PR1 rerun reuses documents, same hash adds no version and leaves content untouched, whatever the history says",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        yield* thompsons(a)
        const mailbox = yield* link(a.advisor, dana)
        yield* readMail(a, mailbox)
        const before = yield* sourcesOf(a.organization.id)
        const again = yield* readMail(a, mailbox)
        assert.deepInclude(again, { mode: "changes", outcome: "succeeded", total: 0 })
        yield* change({ do: "relabel", messageId: "<roth-2@thompson-family.example>", add: ["TRASH"], remove: [] })
        yield* change({ do: "relabel", messageId: "<roth-2@thompson-family.example>", add: [], remove: ["TRASH"] })
        yield* control("POST", "scenarios/history_too_old", { mailbox: dana })
        const whole = yield* readMail(a, mailbox)
        assert.deepInclude(whole, { mode: "full", outcome: "succeeded", done: 11 })
        assert.deepStrictEqual(yield* sourcesOf(a.organization.id), before)
        assert.deepInclude(yield* held(a), { documents: 11, versions: 11 })
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "PR1 changed hash adds exactly one version, the old one stays as it was; hash from exact persisted content",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const client = yield* thompsons(a)
        const documents = yield* Documents
        const mailbox = yield* link(a.advisor, dana)
        yield* change({
          do: "deliver",
          raw: mail("changing", "john.thompson@thompson-family.example", dana, "The first words 🎉.")
        })
        yield* readMail(a, mailbox)
        const before = yield* held(a)
        const page = yield* as(a.advisor)(documents.list(client, { limit: 100 }))
        const found = page.items.find(({ title }) => title === "Hello changing")
        if (found === undefined) return assert.fail("not kept")
        const raw = mail("changing", "john.thompson@thompson-family.example", dana, "Other words.")
        yield* change({ do: "replace", messageId: "<changing@test.example>", raw })
        yield* readMail(a, mailbox)
        assert.deepStrictEqual(yield* held(a), { ...before, versions: before.versions + 1 })
        const detail = yield* as(a.advisor)(documents.get(client, found.documentId))
        assert.deepStrictEqual([detail.versionNumber, detail.content?.trim()], [2, "Other words."])
        const old = yield* as(a.advisor)(documents.get(client, found.documentId, found.documentVersionId ?? undefined))
        assert.strictEqual(old.content?.trim(), "The first words 🎉.")
        const digest = new Bun.CryptoHasher("sha256").update(JSON.stringify({ content: detail.content, title: detail.title }))
        assert.strictEqual(detail.sourceHash, digest.digest("hex"))
        yield* change({ do: "delete", messageId: "<changing@test.example>" })
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "PR1 tombstone and resurrect: the same row and document; PR2B no duplicate, ingestSeq unchanged, sortKey stable",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const client = yield* thompsons(a)
        const documents = yield* Documents
        const mailbox = yield* link(a.advisor, dana)
        yield* readMail(a, mailbox)
        const before = yield* sourcesOf(a.organization.id)
        const seqs = yield* numbers(a.organization.id)
        yield* change({ do: "relabel", messageId: "<roth-2@thompson-family.example>", add: ["TRASH"], remove: [] })
        yield* readMail(a, mailbox)
        assert.strictEqual((yield* held(a)).tombstones, 1)
        assert.strictEqual((yield* as(a.advisor)(documents.list(client, { limit: 100 }))).items.length, 10)
        assert.deepStrictEqual(yield* numbers(a.organization.id), seqs)
        assert.strictEqual((yield* readings(a.organization.id))["retracted"], 1, "what was found in it stands no more")
        yield* change({ do: "relabel", messageId: "<roth-2@thompson-family.example>", add: [], remove: ["TRASH"] })
        yield* readMail(a, mailbox)
        assert.deepStrictEqual(yield* sourcesOf(a.organization.id), before)
        assert.deepStrictEqual(yield* numbers(a.organization.id), seqs)
        assert.deepInclude(yield* held(a), { documents: 11, versions: 11, messages: 11, tombstones: 0 })
        assert.deepStrictEqual(yield* readings(a.organization.id), { completed: 11 })
        const admin = yield* AdminSql
        const logged = yield* admin`select action from audit.entry where organization_id = ${a.organization.id}
          and action in ('document.removed', 'document.restored') order by id`
        assert.deepStrictEqual(
          logged.map((row) => row["action"]),
          ["document.removed", "document.restored"]
        )
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "PR2B ingestSeq monotonic per thread: an older message that arrives late takes the next number and an earlier place",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const client = yield* thompsons(a)
        const threads = yield* Threads
        const mailbox = yield* link(a.advisor, dana)
        yield* readMail(a, mailbox)
        const john = "john.thompson@thompson-family.example"
        const late = mail("late", john, dana, "I wrote this before.", "References: <roth-1@alderfinch.example>\r\n")
        yield* change({ do: "deliver", raw: late.replace("05 Feb 2026", "13 Jan 2026") })
        yield* readMail(a, mailbox)
        const { items: list } = yield* as(a.advisor)(threads.ofClient(client, {}))
        const roth = list.find(({ messages }) => messages === 4)
        if (roth === undefined) return assert.fail("the late message is not in its thread")
        const { messages } = yield* as(a.advisor)(threads.get(client, roth.threadId))
        assert.deepStrictEqual(messages.map(({ ingestSeq }) => ingestSeq).toSorted(), [1, 2, 3, 4])
        assert.strictEqual(messages[1]?.ingestSeq, 4)
        const keys = messages.map(({ sortKey }) => sortKey)
        assert.deepStrictEqual(keys, keys.toSorted())
        const again = yield* as(a.advisor)(threads.get(client, roth.threadId))
        assert.deepStrictEqual(again.messages, messages)
        yield* change({ do: "delete", messageId: "<late@test.example>" })
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "what no known address matches waits in Unfiled, what several match too, and only a person files it; then the thread is followed",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const threads = yield* Threads
        const client = yield* thompsons(a, ["emily"])
        const mailbox = yield* link(a.advisor, dana)
        const status = yield* readMail(a, mailbox)
        assert.strictEqual(status.unfiled, 9)
        assert.strictEqual((yield* held(a)).documents, 2)
        const { items } = yield* as(a.advisor)(threads.unfiled)
        assert.strictEqual(items.length, 4)
        assert.deepStrictEqual(new Set(items.flatMap(({ candidates }) => candidates)).size, 0)
        assert.deepStrictEqual((yield* as(a.idleAdvisor)(threads.unfiled)).items, [], "another member's mailbox")
        const roth = items.find(({ subject }) => subject?.includes("Roth conversion"))
        if (roth === undefined) return assert.fail("the thread does not wait")
        assert.strictEqual((yield* Effect.flip(as(a.idleAdvisor)(threads.file(roth.threadId, client))))._tag, "NotFound")
        assert.strictEqual(
          (yield* Effect.flip(as(a.advisor)(threads.file(roth.threadId, a.clients.unassigned.id))))._tag,
          "NotFound"
        )
        const filed = yield* as(a.advisor)(threads.file(roth.threadId, client))
        assert.deepInclude(filed, { messages: 3, filedByPerson: true, clientId: client })
        assert.deepStrictEqual(yield* as(a.advisor)(threads.file(roth.threadId, client)), filed, "once more changes nothing")
        assert.strictEqual((yield* held(a)).documents, 5)
        const follow = mail(
          "follow",
          "stranger@else.example",
          dana,
          "A new voice.",
          "References: <roth-1@alderfinch.example>\r\n"
        )
        yield* change({ do: "deliver", raw: follow })
        yield* readMail(a, mailbox)
        assert.strictEqual((yield* held(a)).documents, 6, "a thread that is filed keeps what comes without another client")
        yield* change({ do: "delete", messageId: "<follow@test.example>" })
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "several clients in one message: filed under neither, both are candidates",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const threads = yield* Threads
        yield* thompsons(a)
        const contacts = yield* ClientContacts
        // The accountant's practice is a client of its own: its address takes part in the thread about the worksheet.
        yield* as(a.owner)(contacts.replace(a.clients.shared.id, [Email.make("marcus.lee@leecpa.example")]))
        const mailbox = yield* link(a.advisor, dana)
        const status = yield* readMail(a, mailbox)
        assert.isAbove(status.unfiled, 0)
        const { items } = yield* as(a.advisor)(threads.unfiled)
        const both = items.find(({ candidates }) => candidates.length === 2)
        assert.sameMembers([...(both?.candidates ?? [])], [a.clients.advised.id, a.clients.shared.id])
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "PR1 org and account scoped, PR2A accounts A and B never mix: the same message in two mailboxes and two firms is as many documents",
    () =>
      Effect.gen(function* () {
        const { a, b } = yield* twoTenants
        for (const firm of [a, b]) yield* thompsons(firm)
        const first = yield* link(a.advisor, dana)
        const second = yield* link(a.owner, sam)
        const foreign = yield* link(b.advisor, dana)
        yield* change({
          do: "deliver",
          raw: mail("shared", "john.thompson@thompson-family.example", `${dana}, ${sam}`, "To both.")
        })
        yield* readMail(a, first)
        yield* readMail(a, second)
        yield* readMail(b, foreign)
        const admin = yield* AdminSql
        const rows = yield* admin`select provider_account_id, count(*)::int as n, count(distinct document_id)::int as documents
          from evidence.document_source where organization_id in (${a.organization.id}, ${b.organization.id}) group by 1`
        const byAccount = new Map(rows.map((row) => [row["provider_account_id"], [row["n"], row["documents"]]]))
        assert.deepStrictEqual(byAccount.get(first), [12, 12])
        assert.deepStrictEqual(byAccount.get(second), [1, 1])
        assert.deepStrictEqual(byAccount.get(foreign), [12, 12])
        yield* change({ do: "delete", messageId: "<shared@test.example>" })
      }),
    { timeout: 60_000 }
  )

  it.effect("PR1 unique including tombstones, and no foreign key of the mapping leaves its slice", () =>
    Effect.gen(function* () {
      const admin = yield* AdminSql
      const [unique] = yield* admin`select pg_get_indexdef('evidence.document_source_key'::regclass) as def`
      assert.match(String(unique?.["def"]), /UNIQUE.*\(organization_id, provider_account_id, source_type, source_id\)$/)
      const keys = yield* admin`select pg_get_constraintdef(oid) as def from pg_constraint
          where conrelid in ('evidence.document_source'::regclass, 'evidence.email_thread'::regclass,
            'evidence.email_thread_message'::regclass) and contype = 'f'`
      assert.isAbove(keys.length, 2)
      for (const key of keys) assert.notMatch(String(key["def"]), /REFERENCES (connections|identity|runway)\./)
    })
  )

  it.effect("PR2A every sync call needs an account: without one C-06, of another firm 404, without the scope C-01", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const sync = yield* MailSync
      const google = yield* GoogleAccounts
      const mailbox = yield* link(a.advisor, dana)
      for (const asked of [sync.start(undefined), sync.state(undefined)]) {
        assert.strictEqual((yield* Effect.flip(as(a.advisor)(asked)))._tag, "ProviderAccountSelectionRequiredError")
      }
      assert.strictEqual((yield* Effect.flip(as(b.owner)(sync.start(mailbox))))._tag, "NotFound")
      assert.strictEqual((yield* Effect.flip(as(a.idleAdvisor)(sync.state(mailbox))))._tag, "NotFound")
      yield* control("POST", "scenarios/scope_taken_away", { mailbox: dana })
      assert.strictEqual((yield* Effect.flip(as(a.advisor)(sync.start(mailbox))))._tag, "GoogleScopeExpansionRequiredError")
      yield* control("DELETE", `faults?mailbox=${dana}`)
      const { accounts } = yield* as(a.advisor)(google.list)
      assert.deepStrictEqual(
        accounts.map(({ status }) => status),
        ["missing_scopes"]
      )
    })
  )
})
