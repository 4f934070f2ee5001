import { Email } from "@beep/tenancy/contract/Email"
import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import { as, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { KeyCustody } from "@beep/vault/KeyCustody"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Documents } from "../../src/server/Documents.ts"
import { Threads } from "../../src/server/mail/Threads.ts"
import { control, dana, link, readMail, sam, suiteOf, thompsons } from "./support.ts"

const mara = Email.make("mara.ortiz@ortiz-roofing.example")

const suite = suiteOf({ accounts: [dana, sam], mails: [] })

const deliver = (to: string, from: string, subject: string, more = "") =>
  control("POST", `mailboxes/${to}/changes`, {
    do: "deliver",
    raw: `From: ${from}\r\nTo: ${to}\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replaceAll(" ", "-")}@elsewhere.example>\r\nDate: Wed, 04 Feb 2026 12:00:00 +0000\r\n${more}\r\nPlease wire the deposit.\r\n`
  })

/** What is said of the senders in Unfiled, by subject. */
const doubts = Effect.fnUntraced(function* (who: Person) {
  const { items } = yield* as(who)((yield* Threads).unfiled)
  return Object.fromEntries(
    items.map(({ senderFlags, subject }) => [subject, senderFlags.map(({ kind, words }) => `${kind}: ${words}`).toSorted()])
  )
})

const Kept = Schema.Array(Schema.Struct({ sealed: Schema.NullOr(Schema.Uint8Array) }))

// By the clock of the machine: two messages of one thread may cross, and who comes second tries again after a moment.
layer(suite, { excludeTestServices: true, timeout: "1 minute" })("senders of mail that waits", (it) => {
  it.effect("who passes for a colleague or a client is flagged before anybody files it, and an honest stranger is not", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      yield* thompsons(a)
      const mailbox = yield* link(a.advisor, dana)
      yield* deliver(dana, "John Thompson <john@money.example>", "a client")
      yield* deliver(dana, "Olivia Owner <olivia@gmail.com>", "a colleague")
      yield* deliver(dana, "Accounts <pay@thompson-farnily.example>", "a domain")
      yield* deliver(dana, "Maria Lopez <maria@cpa.example>", "a stranger", "Reply-To: office@cpa.example\r\n")
      yield* deliver(dana, '"sarah.thompson@thompson-family.example" <s@money.example>', "an address as name")
      yield* readMail(a, mailbox)
      const expected = {
        "a client": ["client_name: John Thompson"],
        "a colleague": ["member_name: Olivia Owner"],
        "a domain": ["lookalike_domain: thompson-farnily.example"],
        "a stranger": [],
        "an address as name": ["address_in_name: sarah.thompson@thompson-family.example"]
      }
      assert.deepStrictEqual(yield* doubts(a.advisor), expected)
      const admin = yield* AdminSql
      const rows = yield* Schema.decodeUnknownEffect(Kept)(
        yield* admin`select sender_sealed as sealed from evidence.waiting_message where organization_id = ${a.organization.id}`
      )
      assert.strictEqual(rows.length, 5)
      for (const { sealed } of rows) assert.notInclude(new TextDecoder().decode(sealed ?? new Uint8Array()), "example")

      const threads = yield* Threads
      const { items } = yield* as(a.advisor)(threads.unfiled)
      const spoof = items.find(({ subject }) => subject === "a client")
      assert.isDefined(spoof)
      const clientId = a.clients.advised.id
      yield* as(a.advisor)(threads.file(spoof.threadId, clientId))
      const documents = yield* Documents
      const [filed] = (yield* as(a.advisor)(documents.list(clientId, {}))).items
      assert.isDefined(filed)
      const { senderFlags } = yield* as(a.advisor)(documents.get(clientId, filed.documentId))
      assert.deepStrictEqual(
        senderFlags.map(({ kind }) => kind),
        ["client_name"],
        "filed, it is judged as all filed mail"
      )
      assert.deepStrictEqual(Object.keys(yield* doubts(a.advisor)).toSorted(), Object.keys(expected).toSorted().slice(1))
    })
  )

  it.effect("nobody learns from a flag whom the firm serves: clients one does not see are not known", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      yield* thompsons(a)
      const mailbox = yield* link(a.idleAdvisor, sam)
      yield* deliver(sam, "John Thompson <john@money.example>", "a client")
      yield* deliver(sam, "Olivia Owner <olivia@gmail.com>", "a colleague")
      yield* readMail(a, mailbox)
      assert.deepStrictEqual(yield* doubts(a.idleAdvisor), {
        "a client": [],
        "a colleague": ["member_name: Olivia Owner"]
      })
      assert.deepStrictEqual((yield* doubts(a.owner))["a client"], ["client_name: John Thompson"])
    })
  )

  it.effect("addresses of an erased client are gone, and those of the others still judge", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const contacts = yield* ClientContacts
      const custody = yield* KeyCustody
      const transaction = yield* TenantTransaction
      yield* thompsons(a)
      yield* as(a.owner)(contacts.replace(a.clients.shared.id, [mara]))
      assert.deepStrictEqual((yield* as(a.owner)(contacts.recorded)).length, 4)
      assert.deepStrictEqual(yield* as(a.idleAdvisor)(contacts.recorded), [])
      yield* as(a.owner)(transaction.run(custody.destroyClientKey(a.clients.advised.id)))
      assert.deepStrictEqual(yield* as(a.owner)(contacts.recorded), [mara])
    })
  )
})
