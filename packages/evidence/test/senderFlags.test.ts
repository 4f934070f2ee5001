import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Email } from "@beep/tenancy/contract/Email"
import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import { as, type Firm, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, describe, it, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { isLookalike } from "../src/contract/mail/lookalike.ts"
import { standardOntology } from "../src/contract/ontology/wealthManagement.ts"
import { Documents } from "../src/server/Documents.ts"
import { Extraction } from "../src/server/extraction/Extraction.ts"
import { senderReport } from "../src/testing/attacks/senderReport.ts"
import { suite, upload } from "./support.ts"

const eml = (from: string, more = ""): Uint8Array =>
  new TextEncoder().encode(
    `From: ${from}\r\nTo: Dana <dana@firm.example>\r\nSubject: Wire\r\n${more}\r\nPlease wire $10,000 by Friday.\r\n`
  )

const john = Email.make("john.thompson@thompson-family.example")

/** A client known by one address, and what is said of a sender. */
const flagsOf = Effect.fnUntraced(function* (firm: Firm, bytes: Uint8Array) {
  const documents = yield* Documents
  const clientId = firm.clients.shared.id
  const { documentId } = yield* as(firm.owner)(documents.ingest(clientId, bytes, upload))
  return yield* as(firm.owner)(documents.get(clientId, documentId))
})

const Ids = Schema.Array(Schema.Struct({ id: Schema.String }))

const seenBy = Effect.fnUntraced(function* (who: Person) {
  const transaction = yield* TenantTransaction
  const sql = yield* SqlClient.SqlClient
  return (yield* Schema.decodeUnknownEffect(Ids)(yield* as(who)(transaction.run(sql`select id from evidence.sender_flag`))))
    .length
})

describe("who a sender passes for", () => {
  it("is said of every forged header of the corpus and of no honest one", () => {
    const report = senderReport()
    const wrong = report.filter(({ expected, found }) => expected !== found)
    process.stdout.write(`senders: ${report.length - wrong.length} of ${report.length} judged right\n`)
    assert.deepStrictEqual(wrong, [])
    assert.isAbove(report.filter(({ expected }) => expected === "").length, 10)
  })

  it.each([
    ["alderfinch.co.uk", "alderfinch.example", true],
    ["mail.alderfinch.example", "alderfinch.example", false],
    ["yahoo.co.uk", "yahoo.com", false],
    ["yah00.com", "yahoo.com", true],
    ["finch.example", "birch.example", false],
    ["alderfinchly.example", "alderfinch.example", false]
  ] as const)("takes %s for %s: %s", (one, other, is) => {
    assert.strictEqual(isLookalike(one, other), is)
  })
})

layer(suite)("a sender's flags", (it) => {
  it.effect("are kept with the words of the header, and shown with the document", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const contacts = yield* ClientContacts
      yield* as(a.owner)(contacts.replace(a.clients.shared.id, [john]))
      const spoofed = yield* flagsOf(a, eml("Adam Advisor <adam.advisor@gmail.com>"))
      assert.deepStrictEqual(spoofed.senderFlags, [
        {
          kind: "member_name",
          field: "from",
          startChar: 0,
          endChar: 12,
          confidence: 0.95,
          words: "Adam Advisor",
          header: "Adam Advisor <adam.advisor@gmail.com>"
        }
      ])
      const client = yield* flagsOf(a, eml("John Thompson <john@other.example>"))
      assert.deepStrictEqual(
        client.senderFlags.map(({ kind, words }) => ({ kind, words })),
        [{ kind: "client_name", words: "John Thompson" }]
      )
      const answered = yield* flagsOf(a, eml(`John Thompson <${john}>`, "Reply-To: <jt@fastanswer.example>\r\n"))
      assert.deepStrictEqual(
        answered.senderFlags.map(({ kind, words }) => ({ kind, words })),
        [{ kind: "reply_to", words: "jt@fastanswer.example" }]
      )
      for (const honest of [`John Thompson <${john}>`, `Adam Advisor <${a.advisor.email}>`, "Maria Lopez <maria@cpa.example>"])
        assert.deepStrictEqual((yield* flagsOf(a, eml(honest))).senderFlags, [], honest)
    })
  )

  it.effect(
    "learn the name of a client from earlier mail of a known address, and are judged anew when a newer extractor reads the mail",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const contacts = yield* ClientContacts
        const extraction = yield* Extraction
        const clientId = a.clients.shared.id
        const known = Email.make("st1958@gmail.com")
        yield* as(a.owner)(contacts.replace(clientId, [known]))
        yield* flagsOf(
          a,
          new TextEncoder().encode(
            `From: Sarah Thompson <${known}>\r\nTo: Dana <d@firm.example>\r\n\r\nHi Dana,\n\nI will call.\n\nSarah Thompson\r\n`
          )
        )
        const forged = yield* flagsOf(a, eml("Sarah Thompson <sarah@promo.example>"))
        assert.deepStrictEqual(
          forged.senderFlags.map(({ kind }) => kind),
          ["client_name"]
        )
        yield* as(a.owner)(contacts.replace(clientId, [known, Email.make("sarah@promo.example")]))
        const admin = yield* AdminSql
        yield* admin`update knowledge.extraction set extractor = 'graph.v0' where client_id = ${clientId}`
        yield* as(a.owner)(extraction.run(clientId, standardOntology))
        assert.deepStrictEqual((yield* as(a.owner)((yield* Documents).get(clientId, forged.documentId))).senderFlags, [])
      })
  )

  it.effect("are seen by those assigned and by nobody else, and not outside of a tenant", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const documents = yield* Documents
      for (const firm of [a, b])
        yield* as(firm.owner)(documents.ingest(firm.clients.advised.id, eml("Adam Advisor <x@gmail.com>"), upload))
      for (const who of [a.owner, a.advisor, b.owner]) assert.strictEqual(yield* seenBy(who), 1, who.email)
      for (const who of [a.idleAdvisor, a.staff, a.viewer]) assert.strictEqual(yield* seenBy(who), 0, who.email)
      const sql = yield* SqlClient.SqlClient
      assert.deepStrictEqual(yield* sql`select id from evidence.sender_flag`, [])
      const admin = yield* AdminSql
      const kept =
        yield* admin`select id from evidence.sender_flag where organization_id in (${a.organization.id}, ${b.organization.id})`
      assert.strictEqual(kept.length, 2)
      const foreign = yield* Effect.exit(
        as(a.owner)(
          (yield* TenantTransaction).run(
            sql`insert into evidence.sender_flag select * from evidence.sender_flag where organization_id = ${b.organization.id}`
          )
        )
      )
      assert.strictEqual(foreign._tag, "Success", "nothing of another organization is there to be copied")
      assert.strictEqual(yield* seenBy(a.owner), 1)
    })
  )
})
