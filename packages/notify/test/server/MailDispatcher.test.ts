import { EmailTransport } from "@beep/notify/server/EmailTransport"
import { sendOne } from "@beep/notify/server/MailDispatcher"
import { MailSettings } from "@beep/notify/server/MailSettings"
import { Mailbox } from "@beep/sandbox/mail/Mailbox"
import { MailServer, mailServer } from "@beep/sandbox/mail/mailServer"
import { Email } from "@beep/tenancy/contract/Email"
import type { MailId } from "@beep/tenancy/contract/MailState"
import { AccountMail } from "@beep/tenancy/server/AccountMail"
import { MailOutbox, mailLease } from "@beep/tenancy/server/MailOutbox"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"

const login = { user: "desk", password: Redacted.make("a password of the desk") }

const settings = (given: typeof login) =>
  Layer.effect(
    MailSettings,
    Effect.map(MailServer, ({ host, port }) => ({
      host,
      port,
      security: "none" as const,
      ...given,
      from: "desk@firm.example",
      appName: "Beep",
      appUrl: "https://desk.firm.example"
    }))
  )

const transport = (given: typeof login) => Layer.provideMerge(Layer.fresh(EmailTransport.layerSmtp), settings(given))

const testLayer = transport(login).pipe(
  Layer.provideMerge(mailServer({ port: 0, ...login })),
  Layer.provideMerge(TestTenancy.layer.pipe(Layer.provideMerge(TestDatabase.layer)))
)

const endsAt = DateTime.makeUnsafe("1970-01-02T12:30:00.000Z")

const invitation = (organization: string) => ({
  to: Email.make("nina.new@firm.example"),
  message: {
    kind: "invitation" as const,
    organization,
    invitedBy: "Olivia Owner",
    role: "advisor" as const,
    token: Redacted.make("t0ken-of-nina"),
    endsAt
  }
})

/** Queues one, and answers with its id and the mailbox emptied of what came before. */
const queued = Effect.fnUntraced(function* (organization = "Harbor Advisory") {
  const mail = yield* AccountMail
  const mailbox = yield* Mailbox
  yield* mailbox.empty
  const id = yield* mail.queue(invitation(organization))
  return id === null ? yield* Effect.die(new Error("no mail is configured")) : id
})

const stateOf = (id: MailId) => Effect.flatMap(AccountMail, (mail) => Effect.map(mail.states([id]), (states) => states.get(id)))

const arrived = Effect.flatMap(Mailbox, (mailbox) => mailbox.arrived)

const order = (fault: "refuse" | "defer" | "drop" | "lose_answer") =>
  Effect.flatMap(Mailbox, (mailbox) => mailbox.faults.place([{ fault, times: 1 }]))

layer(testLayer)("mail on its way", (it) => {
  it.effect("reaches the mailbox with its link, is marked, and is sent no second time", () =>
    Effect.gen(function* () {
      const id = yield* queued()
      assert.isTrue(yield* sendOne)
      assert.isFalse(yield* sendOne)
      const [mail, ...others] = yield* arrived
      assert.deepStrictEqual(others, [])
      assert.deepInclude(mail, {
        messageId: `<${id}@firm.example>`,
        from: "desk@firm.example",
        to: ["nina.new@firm.example"],
        subject: "Your invitation to Harbor Advisory"
      })
      assert.include(mail?.text, "https://desk.firm.example/invitation#t0ken-of-nina")
      assert.include(mail?.text, "Olivia Owner invites you to join Harbor Advisory in Beep as advisor.")
      assert.include(mail?.text, "until 1970-01-02 12:30 UTC")
      assert.include(mail?.html, `href="https://desk.firm.example/invitation#t0ken-of-nina"`)
      assert.strictEqual(mail?.headers["auto-submitted"], "auto-generated")
      assert.strictEqual(yield* stateOf(id), "sent")
    })
  )

  it.effect("is not tried again when the mail server refuses it for good", () =>
    Effect.gen(function* () {
      const id = yield* queued()
      yield* order("refuse")
      yield* sendOne
      assert.strictEqual(yield* stateOf(id), "refused")
      yield* TestClock.adjust("1 hour")
      assert.isFalse(yield* sendOne)
      assert.deepStrictEqual(yield* arrived, [])
      const rows =
        yield* (yield* TestDatabase.AdminSql)`select fault, recipient_sealed from identity.outgoing_mail where id = ${id}`
      assert.deepStrictEqual(rows, [{ fault: "smtp_550", recipient_sealed: null }])
    })
  )

  it.effect.each([{ fault: "defer" as const }, { fault: "drop" as const }])(
    "waits five seconds after $fault and arrives once, as the same message",
    ({ fault }) =>
      Effect.gen(function* () {
        const id = yield* queued()
        yield* order(fault)
        yield* sendOne
        assert.strictEqual(yield* stateOf(id), "waiting")
        assert.isFalse(yield* sendOne, "it is not due yet")
        yield* TestClock.adjust("5 seconds")
        yield* sendOne
        assert.deepStrictEqual(
          (yield* arrived).map(({ messageId }) => messageId),
          [`<${id}@firm.example>`]
        )
        assert.strictEqual(yield* stateOf(id), "sent")
      })
  )

  it.effect("can be told by its Message-ID when the answer to the first try was lost, or its sender died", () =>
    Effect.gen(function* () {
      const id = yield* queued()
      yield* order("lose_answer")
      yield* sendOne
      assert.strictEqual(yield* stateOf(id), "waiting")
      yield* TestClock.adjust("5 seconds")
      const dying = yield* (yield* MailOutbox).take
      assert.strictEqual(dying._tag, "Some")
      assert.isFalse(yield* sendOne, "the dead one's lease")
      yield* TestClock.adjust(mailLease)
      yield* sendOne
      const same = `<${id}@firm.example>`
      assert.deepStrictEqual(
        (yield* arrived).map(({ messageId }) => messageId),
        [same, same]
      )
    })
  )

  it.effect("is kept when our own login at the mail server fails", () =>
    Effect.gen(function* () {
      const id = yield* queued()
      yield* sendOne.pipe(Effect.provide(transport({ ...login, password: Redacted.make("another password") })))
      assert.strictEqual(yield* stateOf(id), "waiting")
      yield* TestClock.adjust("5 seconds")
      yield* sendOne
      assert.strictEqual(yield* stateOf(id), "sent")
    })
  )

  it.effect("is given up when what it says is over", () =>
    Effect.gen(function* () {
      const id = yield* queued()
      yield* TestClock.setTime(endsAt.epochMilliseconds)
      yield* sendOne
      assert.strictEqual(yield* stateOf(id), "given_up")
      assert.deepStrictEqual(yield* arrived, [])
      yield* TestClock.setTime(0)
    })
  )

  it.effect("takes no header and no recipient from a name", () =>
    Effect.gen(function* () {
      yield* queued(`Harbor\r\nBcc: eve@evil.example\r\n\r\n<script>alert(1)</script>`)
      yield* sendOne
      const [mail] = yield* arrived
      assert.deepStrictEqual(mail?.to, ["nina.new@firm.example"])
      assert.isUndefined(mail?.headers["bcc"])
      assert.notInclude(mail?.html, "<script>")
    })
  )
})
