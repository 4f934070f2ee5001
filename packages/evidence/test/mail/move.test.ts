import { Documents } from "../../src/server/Documents.ts"
import { Evidence } from "../../src/server/Evidence.ts"
import { ClaimId } from "../../src/contract/graph/ids.ts"
import { Cascade } from "../../src/server/graph/Cascade.ts"
import { Graph } from "../../src/server/graph/Graph.ts"
import { standardOntology } from "../../src/contract/ontology/wealthManagement.ts"
import { Materialiser } from "../../src/server/mail/Materialiser.ts"
import { MailSync } from "../../src/server/mail/MailSync.ts"
import { Threads } from "../../src/server/mail/Threads.ts"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { Email } from "@beep/tenancy/contract/Email"
import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { type ClientId, newId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { change, dana, link, readMail, suite, thompsons } from "./support.ts"

// By the clock of the machine: two messages of one thread may cross, and who comes second tries again after a moment.
layer(suite, { excludeTestServices: true })("a filed thread goes to another client", (it) => {
  const world = Effect.gen(function* () {
    const { a, b } = yield* twoTenants
    const client = yield* thompsons(a)
    const mailbox = yield* link(a.advisor, dana)
    yield* readMail(a, mailbox)
    const threads = yield* Threads
    const { items } = yield* as(a.advisor)(threads.ofClient(client, {}))
    const roth = items.find(({ subject }) => subject === "Re: Roth conversion and a date")
    return roth === undefined
      ? yield* Effect.die(new Error("no thread"))
      : { a, b, client, mailbox, threads, roth, other: a.clients.shared.id }
  })

  const labelsOf = Effect.fnUntraced(function* (who: Parameters<typeof as>[0], clientId: ClientId) {
    const graph = yield* Graph
    const view = yield* as(who)(graph.neighbourhood(clientId, { ontologyId: standardOntology, hops: 3 }))
    return new Set(view.entities.map(({ type, label }) => `${type} ${label}`))
  })

  it.effect(
    "with its messages, its numbers and its facts: the old client knows nothing of it any more, the new one does; moving it back undoes it",
    () =>
      Effect.gen(function* () {
        const { a, client, other, roth, threads } = yield* world
        const documents = yield* Documents
        const evidence = yield* Evidence
        const admin = yield* AdminSql
        const before = yield* as(a.advisor)(threads.get(client, roth.threadId))
        const known = yield* labelsOf(a.advisor, client)
        assert.isAbove(known.size, 3)
        assert.strictEqual((yield* labelsOf(a.advisor, other)).size, 0)

        const moved = yield* as(a.advisor)(threads.move(client, roth.threadId, other))
        assert.deepInclude(moved, {
          threadId: roth.threadId,
          clientId: other,
          messages: 3,
          subject: roth.subject,
          filedByPerson: true
        })
        const after = yield* as(a.advisor)(threads.get(other, roth.threadId))
        assert.deepStrictEqual(
          after.messages.map(({ ingestSeq, sortKey, sourceId }) => [ingestSeq, sortKey, sourceId]),
          before.messages.map(({ ingestSeq, sortKey, sourceId }) => [ingestSeq, sortKey, sourceId])
        )
        const [first] = before.messages
        const [copy] = after.messages
        if (first === undefined || copy === undefined) return assert.fail("no message")
        assert.notStrictEqual(copy.documentId, first.documentId)
        const read = yield* as(a.advisor)(documents.get(other, copy.documentId))
        assert.strictEqual(read.title, "Roth conversion and a date")
        // Isolation: nothing of it answers under the client it left.
        assert.strictEqual((yield* Effect.flip(as(a.advisor)(threads.get(client, roth.threadId))))._tag, "NotFound")
        assert.strictEqual((yield* Effect.flip(as(a.advisor)(documents.get(client, first.documentId))))._tag, "NotFound")
        const listed = yield* as(a.advisor)(documents.list(client, { limit: 100 }))
        assert.strictEqual(listed.items.length, 8)
        const asked = evidence.list(client, { documentId: first.documentId })
        assert.strictEqual((yield* Effect.flip(as(a.advisor)(asked)))._tag, "NotFound")
        assert.isAbove((yield* labelsOf(a.advisor, other)).size, 0, "read anew for the other client")
        assert.isBelow((yield* labelsOf(a.advisor, client)).size, known.size, "nothing found in it stands")
        const left = yield* admin`select count(*)::int as n from knowledge.search_text
          where organization_id = ${a.organization.id} and client_id = ${client} and document_id = ${first.documentId}`
        assert.strictEqual(left[0]?.["n"], 0)
        const logged = yield* admin`select client_id from audit.entry
          where organization_id = ${a.organization.id} and action = 'thread.moved' order by id`
        assert.deepStrictEqual(
          logged.map((row) => row["client_id"]),
          [client, other]
        )

        yield* as(a.advisor)(threads.move(other, roth.threadId, client))
        assert.deepStrictEqual(yield* as(a.advisor)(threads.get(client, roth.threadId)), {
          ...before,
          thread: { ...before.thread, filedByPerson: true }
        })
        assert.deepStrictEqual(yield* labelsOf(a.advisor, client), known)
        assert.strictEqual((yield* labelsOf(a.advisor, other)).size, 0)
        const again = yield* as(a.advisor)(threads.move(client, roth.threadId, other))
        assert.deepInclude(again, { clientId: other, messages: 3 })
        const back = yield* as(a.advisor)(threads.get(other, roth.threadId))
        assert.deepStrictEqual(
          back.messages.map(({ documentId }) => documentId),
          after.messages.map(({ documentId }) => documentId),
          "the same documents as the first time"
        )
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "what rested on its words is stale for the client it left, cites none of them any more, and may cite them again when it is back",
    () =>
      Effect.gen(function* () {
        const { a, client, other, roth, threads } = yield* world
        const cascade = yield* Cascade
        const evidence = yield* Evidence
        const graph = yield* Graph
        const transaction = yield* TenantTransaction
        const { messages } = yield* as(a.advisor)(threads.get(client, roth.threadId))
        const finding = messages[0]?.findings.find(({ kind }) => kind === "entity")
        if (finding === undefined) return assert.fail("nothing was found in the message")
        const bullet = yield* newId(ClaimId)
        yield* as(a.owner)(
          transaction.run(
            cascade.restOn(client, { kind: "meeting_prep_bullet", id: bullet }, [{ kind: "mention", id: finding.evidenceId }])
          )
        )
        const cited = Effect.map(as(a.owner)(evidence.list(client, { meetingPrepBulletId: bullet })), ({ items, omitted }) => [
          items.length,
          omitted
        ])
        assert.deepStrictEqual(yield* cited, [1, 0])
        yield* as(a.advisor)(threads.move(client, roth.threadId, other))
        assert.deepStrictEqual(
          (yield* as(a.owner)(graph.staleClaims(client))).map(({ claimId, reason }) => [claimId, reason]),
          [[bullet, "moved"]]
        )
        assert.deepStrictEqual(yield* cited, [0, 1], "no word of another client's mail")
        yield* as(a.advisor)(threads.move(other, roth.threadId, client))
        assert.deepStrictEqual(yield* cited, [1, 0])
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "what comes later in the thread follows it, and a message that left its mailbox stays a tombstone",
    () =>
      Effect.gen(function* () {
        const { a, client, mailbox, other, roth, threads } = yield* world
        const sync = yield* MailSync
        yield* change({ do: "relabel", messageId: "<roth-2@thompson-family.example>", add: ["TRASH"], remove: [] })
        yield* readMail(a, mailbox)
        yield* as(a.advisor)(threads.move(client, roth.threadId, other))
        const { messages } = yield* as(a.advisor)(threads.get(other, roth.threadId))
        assert.deepStrictEqual(
          messages.map(({ findings, removedAt }) => [removedAt === null, removedAt === null || findings.length === 0]),
          [
            [true, true],
            [false, true],
            [true, true]
          ]
        )
        yield* change({
          do: "deliver",
          raw: `From: stranger@else.example\r\nTo: ${dana}\r\nSubject: Re: Roth\r\nMessage-ID: <later@test.example>\r\nReferences: <roth-1@alderfinch.example>\r\nDate: Thu, 05 Feb 2026 10:00:00 +0000\r\n\r\nOne more thing.\r\n`
        })
        yield* readMail(a, mailbox)
        const grown = yield* as(a.advisor)(threads.get(other, roth.threadId))
        assert.strictEqual(grown.messages.length, 4)
        yield* change({ do: "relabel", messageId: "<roth-2@thompson-family.example>", add: [], remove: ["TRASH"] })
        yield* readMail(a, mailbox)
        const restored = yield* as(a.advisor)(threads.get(other, roth.threadId))
        assert.deepStrictEqual(
          restored.messages.map(({ removedAt }) => removedAt),
          [null, null, null, null]
        )
        assert.strictEqual((yield* as(a.owner)(sync.state(mailbox))).failed, 0)
        yield* change({ do: "delete", messageId: "<later@test.example>" })
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "a message that was on its way to the old client when the thread moved goes after it, and is a document of the new one alone",
    () =>
      Effect.gen(function* () {
        const { a, client, mailbox, other, roth, threads } = yield* world
        const admin = yield* AdminSql
        const contacts = yield* ClientContacts
        const documents = yield* Documents
        const materialiser = yield* Materialiser
        yield* as(a.owner)(contacts.replace(a.clients.unassigned.id, [Email.make("stranger@else.example")]))
        yield* change({
          do: "deliver",
          raw: `From: stranger@else.example\r\nTo: ${dana}\r\nSubject: Crossing\r\nMessage-ID: <crossing@test.example>\r\nReferences: <roth-1@alderfinch.example>\r\nDate: Thu, 05 Feb 2026 10:00:00 +0000\r\n\r\nI will send the form on Friday.\r\n`
        })
        yield* readMail(a, mailbox)
        yield* as(a.advisor)(threads.move(client, roth.threadId, other))
        assert.strictEqual((yield* as(a.advisor)(threads.get(other, roth.threadId))).messages.length, 3, "it waits")
        // As a reading left it that had decided before the move, and not yet kept the message.
        const decided = yield* admin`update evidence.waiting_message set file_under = ${client}::uuid
          where organization_id = ${a.organization.id} returning source_id`
        assert.strictEqual(decided.length, 1)
        yield* materialiser
          .settle({ providerAccountId: mailbox }, null)
          .pipe(
            Effect.provideService(CurrentTenant, { organizationId: a.organization.id, memberId: null, role: "system" }),
            Effect.provideService(CurrentActor, { kind: "system", job: "mail.read" })
          )
        const { messages } = yield* as(a.advisor)(threads.get(other, roth.threadId))
        assert.strictEqual(messages.length, 4)
        const titles = (id: ClientId) =>
          Effect.map(as(a.advisor)(documents.list(id, { limit: 100 })), ({ items }) => items.map(({ title }) => title))
        assert.include(yield* titles(other), "Crossing")
        assert.notInclude(yield* titles(client), "Crossing")
        yield* change({ do: "delete", messageId: "<crossing@test.example>" })
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "only between clients one sees, out of the client it is filed under, and to another one",
    () =>
      Effect.gen(function* () {
        const { a, b, client, other, roth, threads } = yield* world
        const refused = (who: Parameters<typeof as>[0], from: ClientId, to: ClientId) =>
          Effect.map(Effect.flip(as(who)(threads.move(from, roth.threadId, to))), ({ _tag }) => _tag)
        assert.strictEqual(yield* refused(a.advisor, client, a.clients.unassigned.id), "NotFound")
        assert.strictEqual(yield* refused(a.advisor, client, b.clients.shared.id), "NotFound")
        assert.strictEqual(yield* refused(a.idleAdvisor, client, other), "NotFound")
        assert.strictEqual(yield* refused(b.owner, b.clients.shared.id, b.clients.unassigned.id), "NotFound")
        assert.strictEqual(yield* refused(a.advisor, other, client), "NotFound", "it is not filed there")
        assert.strictEqual(yield* refused(a.advisor, client, client), "ValidationFailed")
        assert.strictEqual((yield* as(a.advisor)(threads.get(client, roth.threadId))).messages.length, 3)
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "PR2B threads are listed in pages, latest first, with who wrote last; and found by their documents",
    () =>
      Effect.gen(function* () {
        const { a, b, client, roth, threads } = yield* world
        const whole = yield* as(a.advisor)(threads.ofClient(client, {}))
        assert.deepInclude(whole, { threads: 5, messages: 11, nextCursor: null })
        const days = whole.items.map(({ latestAt }) => latestAt.epochMilliseconds)
        assert.deepStrictEqual(
          days,
          days.toSorted((x, y) => y - x)
        )
        assert.isTrue(whole.items.every(({ from }) => from !== null))
        let cursor = (yield* as(a.advisor)(threads.ofClient(client, { limit: 2 }))).nextCursor
        const seen = (yield* as(a.advisor)(threads.ofClient(client, { limit: 2 }))).items.map(({ threadId }) => threadId)
        while (cursor !== null) {
          const page = yield* as(a.advisor)(threads.ofClient(client, { limit: 2, cursor }))
          seen.push(...page.items.map(({ threadId }) => threadId))
          cursor = page.nextCursor
        }
        assert.deepStrictEqual(
          seen,
          whole.items.map(({ threadId }) => threadId)
        )
        const { messages } = yield* as(a.advisor)(threads.get(client, roth.threadId))
        const asked = messages.slice(0, 2).map(({ documentId }) => documentId)
        const found = yield* as(a.advisor)(threads.ofClient(client, { documents: asked }))
        assert.deepStrictEqual(
          found.items.map((thread) => [thread.threadId, thread.asked]),
          [[roth.threadId, asked]]
        )
        assert.strictEqual((yield* as(a.advisor)(threads.ofClient(client, { documents: [] }))).items.length, 0)
        assert.strictEqual((yield* Effect.flip(as(b.owner)(threads.ofClient(client, {}))))._tag, "NotFound")
        const foreign = yield* as(b.owner)(threads.ofClient(b.clients.shared.id, { documents: asked }))
        assert.deepStrictEqual(foreign.items, [])
      }),
    { timeout: 60_000 }
  )
})
