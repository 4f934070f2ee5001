import { AuthSql } from "@beep/sql/Database"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Email } from "@beep/tenancy/contract/Email"
import { AccountMail } from "@beep/tenancy/server/AccountMail"
import { MailOutbox, mailLease } from "@beep/tenancy/server/MailOutbox"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer, Option, Redacted } from "effect"
import { TestClock } from "effect/testing"

const to = Email.make("nina.new@firm.example")
const endsAt = DateTime.makeUnsafe("2031-01-08T00:00:00.000Z")
const reset = { to, message: { kind: "password_reset" as const, token: Redacted.make("s3cret-t0ken"), endsAt } }

/** What a dispatcher is given now, or a failed test. */
const taken = Effect.gen(function* () {
  const outbox = yield* MailOutbox
  return yield* Effect.fromOption(yield* outbox.take)
})

const fresh = Layer.fresh(TestTenancy.layer.pipe(Layer.provideMerge(TestDatabase.layer)))

layer(fresh)("mail that waits", (it) => {
  it.effect("is kept sealed, is given to one taker at a time, and is wiped when it was sent", () =>
    Effect.gen(function* () {
      const mail = yield* AccountMail
      const outbox = yield* MailOutbox
      const admin = yield* TestDatabase.AdminSql
      const id = yield* mail.queue(reset)
      if (id === null) return assert.fail("nothing was queued")
      const rows =
        yield* admin`select encode(recipient_sealed, 'escape') || encode(message_sealed, 'escape') as stored from identity.outgoing_mail`
      assert.strictEqual(rows.length, 1)
      assert.notMatch(String(rows[0]?.["stored"]), /nina|s3cret/)
      const first = yield* taken
      assert.deepStrictEqual(
        { id: first.id, to: first.to, kind: first.message.kind, attempts: first.attempts },
        { id, to, kind: "password_reset", attempts: 1 }
      )
      assert.strictEqual("token" in first.message && Redacted.value(first.message.token), "s3cret-t0ken")
      assert.isTrue(Option.isNone(yield* outbox.take), "somebody holds it")
      yield* outbox.close(first, { state: "sent" })
      assert.strictEqual((yield* mail.states([id])).get(id), "sent")
      const left = yield* admin`select recipient_sealed, message_sealed from identity.outgoing_mail`
      assert.deepStrictEqual(left, [{ recipient_sealed: null, message_sealed: null }])
    })
  )

  it.effect("is taken again under the same id when its taker died, and what the dead one says later changes nothing", () =>
    Effect.gen(function* () {
      const mail = yield* AccountMail
      const outbox = yield* MailOutbox
      const id = yield* mail.queue(reset)
      const dead = yield* taken
      yield* TestClock.adjust(mailLease)
      const second = yield* taken
      assert.strictEqual(second.id, id)
      assert.strictEqual(second.attempts, 2)
      const hour = DateTime.add(yield* DateTime.now, { hours: 1 })
      yield* outbox.putBack(dead, { dueAt: yield* DateTime.now, fault: "timed_out" })
      assert.isTrue(Option.isNone(yield* outbox.take), "the second taker still holds it")
      yield* outbox.putBack(second, { dueAt: hour, fault: "timed_out" })
      assert.isTrue(Option.isNone(yield* outbox.take), "it is not due")
      yield* TestClock.adjust("1 hour")
      yield* outbox.close(yield* taken, { state: "sent" })
    })
  )

  it.effect("becomes true with the change that causes it, in either role's transaction, or not at all", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const mail = yield* AccountMail
      const outbox = yield* MailOutbox
      const transaction = yield* TenantTransaction
      const auth = yield* AuthSql
      yield* Effect.flip(
        transaction.run(Effect.andThen(mail.queueInTenant(reset), Effect.fail("undone" as const))).pipe(as(a.owner))
      )
      yield* Effect.flip(auth.withTransaction(Effect.andThen(mail.queue(reset), Effect.fail("undone" as const))))
      assert.isTrue(Option.isNone(yield* outbox.take))
      const id = yield* transaction.run(mail.queueInTenant(reset)).pipe(as(a.owner))
      assert.strictEqual((yield* taken).id, id)
    })
  )
})

layer(
  Layer.fresh(TestTenancy.layerOn({ ...TestTenancy.testSettings, sendsMail: false }).pipe(Layer.provideMerge(TestDatabase.layer)))
)("an installation without a mail server", (it) => {
  it.effect("queues nothing and says so", () =>
    Effect.gen(function* () {
      const mail = yield* AccountMail
      assert.isFalse(mail.configured)
      assert.isNull(yield* mail.queue(reset))
      assert.deepStrictEqual(yield* (yield* TestDatabase.AdminSql)`select id from identity.outgoing_mail`, [])
    })
  )
})
