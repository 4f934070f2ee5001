import { AccountMail } from "@beep/tenancy/server/AccountMail"
import type { AccountMessage } from "@beep/tenancy/contract/AccountMessage"
import type { Email } from "@beep/tenancy/contract/Email"
import { MailOutbox } from "@beep/tenancy/server/MailOutbox"
import { PasswordResets } from "@beep/tenancy/server/PasswordResets"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import type { Person } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Option, Redacted, Schema } from "effect"
import { TestClock } from "effect/testing"
import { freshTenants, openBrowser, serverOf } from "./browser.ts"

interface Received {
  readonly to: Email
  readonly message: AccountMessage
}

/** Everything that waits to be sent, taken as the worker takes it. */
const mailbox = Effect.gen(function* () {
  const outbox = yield* MailOutbox
  const received: Array<Received> = []
  for (let next = yield* outbox.take; Option.isSome(next); next = yield* outbox.take) {
    received.push({ to: next.value.to, message: next.value.message })
    yield* outbox.close(next.value, { state: "sent" })
  }
  return received
})

const linkIn = (received: ReadonlyArray<Received>, kind: AccountMessage["kind"]) =>
  Effect.gen(function* () {
    const found = received.find(({ message }) => message.kind === kind)?.message
    return found !== undefined && "token" in found ? Redacted.value(found.token) : yield* Effect.die(new Error(`no ${kind}`))
  })

const askForReset = (email: string) =>
  Effect.gen(function* () {
    const answer = yield* openBrowser().post("/api/auth/reset", { email })
    yield* (yield* PasswordResets).settled
    return answer
  })

const audited = (who: Person) =>
  Effect.gen(function* () {
    const admin = yield* TestDatabase.AdminSql
    const rows = yield* admin`select action, reason from audit.entry where organization_id =
      (select organization_id from tenancy.member where id = ${who.member.id}) and
      (action like 'password.%' or action like 'address.%' or action like 'mailed_token.%') order by id`
    return yield* Schema.decodeUnknownEffect(
      Schema.Array(Schema.Struct({ action: Schema.String, reason: Schema.NullOr(Schema.String) }))
    )(rows)
  }).pipe(Effect.map((rows) => rows.map(({ action, reason }) => (reason === null ? action : `${action} ${reason}`))))

const fresh = "another horse battery"

layer(serverOf(TestTenancy.testSettings))("getting back in, and moving", (it) => {
  it.effect("sets a password by a mailed link, once, and ends every session", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const open = openBrowser()
      yield* open.login(a.advisor)
      assert.strictEqual((yield* askForReset(a.advisor.email)).status, 204)
      const received = yield* mailbox
      assert.deepStrictEqual(
        received.map(({ message, to }) => [to, message.kind]),
        [[a.advisor.email, "password_reset"]]
      )
      const token = yield* linkIn(received, "password_reset")
      const reset = openBrowser().post("/api/auth/reset/confirm", { token, password: fresh })
      assert.strictEqual((yield* reset).status, 204)
      assert.strictEqual((yield* open.get("/api/me")).status, 401)
      assert.strictEqual((yield* openBrowser().login(a.advisor)).status, 401)
      assert.strictEqual((yield* openBrowser().login(a.advisor, fresh)).status, 200)
      const again = yield* reset
      assert.deepStrictEqual([again.status, again.problem], [410, "link-refused"])
      assert.deepStrictEqual(
        (yield* mailbox).map(({ message }) => message.kind),
        ["password_changed"]
      )
      assert.deepStrictEqual(yield* audited(a.advisor), [
        "password.reset_requested",
        "password.reset",
        "mailed_token.refused used"
      ])
    })
  )

  it.effect("lets one of several resets win that come at the same moment, by one link or by two", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      yield* askForReset(a.viewer.email)
      yield* askForReset(a.viewer.email)
      const links = (yield* mailbox).flatMap(({ message }) => ("token" in message ? [Redacted.value(message.token)] : []))
      assert.strictEqual(new Set(links).size, 2)
      const tries = [...links, ...links].map((token, n) =>
        openBrowser().post("/api/auth/reset/confirm", { token, password: `${fresh} ${n}` })
      )
      const answers = yield* Effect.all(tries, { concurrency: "unbounded" })
      assert.deepStrictEqual(answers.map(({ status }) => status).toSorted(), [204, 410, 410, 410])
      const winner = answers.findIndex(({ status }) => status === 204)
      assert.strictEqual((yield* openBrowser().login(a.viewer, `${fresh} ${winner}`)).status, 200)
      const log = yield* audited(a.viewer)
      assert.strictEqual(log.filter((line) => line === "password.reset").length, 1)
      assert.strictEqual(log.filter((line) => line === "mailed_token.refused used").length, 3)
    })
  )

  it.effect("refuses a link after half an hour, and one that nobody was sent", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      yield* askForReset(a.viewer.email)
      const token = yield* linkIn(yield* mailbox, "password_reset")
      yield* TestClock.adjust("30 minutes")
      const late = yield* openBrowser().post("/api/auth/reset/confirm", { token, password: fresh })
      const unknown = yield* openBrowser().post("/api/auth/reset/confirm", { token: "A".repeat(43), password: fresh })
      assert.deepStrictEqual([late.status, late.problem], [410, "link-refused"])
      assert.deepStrictEqual(unknown, late)
      assert.include(yield* audited(a.viewer), "mailed_token.refused expired")
      assert.strictEqual((yield* openBrowser().login(a.viewer)).status, 200)
    })
  )

  it.effect("answers alike for an address that nobody has, and mails nobody", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const known = yield* askForReset(a.viewer.email)
      yield* mailbox
      const unknown = yield* askForReset(`nobody-${a.viewer.email}`)
      assert.deepStrictEqual(unknown, known)
      assert.deepStrictEqual(yield* mailbox, [])
      const statuses = yield* Effect.all(Array.from({ length: 5 }, () => askForReset(`nobody-${a.viewer.email}`)))
      assert.deepStrictEqual(
        statuses.map(({ status }) => status),
        [204, 204, 204, 204, 429]
      )
    })
  )

  it.effect("takes no password that a stranger would try first", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = openBrowser()
      yield* browser.login(a.viewer)
      const change = (next: string) => browser.post("/api/account/password", { current: "correct horse battery", next })
      for (const weak of ["password123456", "aaaaaaaaaaaa", "123456789012", "qwertyuiopas", "Viewer.2031!!!!"]) {
        assert.strictEqual((yield* change(weak)).problem, "password-too-weak", weak)
      }
      assert.strictEqual((yield* change("short")).status, 400)
      assert.strictEqual((yield* change("a plain long sentence")).status, 204)
    })
  )

  it.effect("changes the password against the one of now, and ends the other sessions", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const [here, there] = [openBrowser(), openBrowser()]
      yield* here.login(a.staff)
      yield* there.login(a.staff)
      yield* askForReset(a.staff.email)
      const token = yield* linkIn(yield* mailbox, "password_reset")
      const wrong = yield* here.post("/api/account/password", { current: "not the password", next: fresh })
      assert.strictEqual(wrong.problem, "proof-refused")
      assert.strictEqual((yield* there.get("/api/me")).status, 200)
      const right = yield* here.post("/api/account/password", { current: "correct horse battery", next: fresh })
      assert.strictEqual(right.status, 204)
      assert.strictEqual((yield* here.get("/api/me")).status, 200)
      assert.strictEqual((yield* there.get("/api/me")).status, 401)
      assert.strictEqual((yield* openBrowser().login(a.staff, fresh)).status, 200)
      const stale = yield* openBrowser().post("/api/auth/reset/confirm", { token, password: "third horse battery" })
      assert.strictEqual(stale.problem, "link-refused", "a link asked for before is void")
      assert.deepStrictEqual(
        (yield* mailbox).map(({ message, to }) => [to, message.kind]),
        [[a.staff.email, "password_changed"]]
      )
    })
  )

  it.effect("moves to an address that proved itself, tells the former one, and lets it take that back", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = openBrowser()
      yield* browser.login(a.advisor)
      const email = `new-${a.advisor.email}`
      assert.strictEqual((yield* browser.post("/api/account/address", { email })).status, 204)
      const asked = yield* mailbox
      assert.deepStrictEqual(
        asked.map(({ message, to }) => [to, message.kind]),
        [[email, "address_change"]]
      )
      assert.strictEqual((yield* openBrowser().login(a.advisor)).status, 200, "nothing changed yet")
      const token = yield* linkIn(asked, "address_change")
      assert.strictEqual((yield* openBrowser().post("/api/auth/address/confirm", { token })).status, 204)
      assert.strictEqual((yield* openBrowser().post("/api/auth/address/confirm", { token })).problem, "link-refused")
      assert.strictEqual((yield* openBrowser().login(a.advisor)).status, 401)
      assert.strictEqual((yield* openBrowser().post("/api/auth/login", { email, password: "correct horse battery" })).status, 200)
      const told = yield* mailbox
      assert.deepStrictEqual(
        told.map(({ message, to }) => [to, message.kind]),
        [[a.advisor.email, "address_changed"]]
      )
      yield* TestClock.adjust("71 hours")
      const undo = yield* linkIn(told, "address_changed")
      assert.strictEqual((yield* openBrowser().post("/api/auth/address/undo", { token: undo })).status, 204)
      assert.strictEqual((yield* openBrowser().login(a.advisor)).status, 200)
      assert.strictEqual((yield* openBrowser().post("/api/auth/login", { email, password: "correct horse battery" })).status, 401)
      assert.strictEqual((yield* openBrowser().post("/api/auth/address/undo", { token: undo })).problem, "link-refused")
      assert.deepStrictEqual(
        (yield* audited(a.advisor)).filter((line) => line.startsWith("address.")),
        ["address.change_requested", "address.changed", "address.change_undone"]
      )
    })
  )

  it.effect("does not move to an address that somebody else has, nor says that he has it", () =>
    Effect.gen(function* () {
      const { a, b } = yield* freshTenants
      const browser = openBrowser()
      yield* browser.login(a.advisor)
      const free = `free-${a.advisor.email}`
      const taken = yield* browser.post("/api/account/address", { email: b.owner.email })
      const open = yield* browser.post("/api/account/address", { email: free })
      assert.deepStrictEqual(taken, open)
      const received = yield* mailbox
      assert.deepStrictEqual(
        received.map(({ to }) => to),
        [free]
      )
      const other = openBrowser()
      yield* other.login(b.viewer)
      yield* other.post("/api/account/address", { email: free })
      const second = yield* linkIn(yield* mailbox, "address_change")
      const token = yield* linkIn(received, "address_change")
      assert.strictEqual((yield* openBrowser().post("/api/auth/address/confirm", { token })).status, 204)
      yield* mailbox
      const late = yield* openBrowser().post("/api/auth/address/confirm", { token: second })
      assert.strictEqual(late.problem, "link-refused")
      assert.deepStrictEqual(yield* mailbox, [], "nobody is told of a change that was none")
      assert.strictEqual((yield* openBrowser().login(b.viewer)).status, 200)
    })
  )

  it.effect("asks for a fresh proof before the address may change", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = openBrowser()
      yield* browser.login(a.viewer)
      yield* TestClock.adjust("11 minutes")
      const refused = yield* browser.post("/api/account/address", { email: `new-${a.viewer.email}` })
      assert.strictEqual(refused.problem, "step-up-required")
      assert.deepStrictEqual(yield* mailbox, [])
    })
  )

  it.effect("changes the name colleagues see, unless somebody changed the member first", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = openBrowser()
      yield* browser.login(a.viewer)
      const renamed = yield* browser.patch("/api/account", { name: "Vera V.", expectedVersion: 1 })
      assert.strictEqual(renamed.status, 200)
      const { name, version } = yield* decodeAccount(renamed.json)
      assert.deepStrictEqual({ name, version }, { name: "Vera V.", version: 2 })
      assert.strictEqual((yield* browser.patch("/api/account", { name: "V.", expectedVersion: 1 })).problem, "stale-object")
    })
  )

  it.effect("keeps no token of a link in the database, under any name", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      yield* askForReset(a.viewer.email)
      const token = yield* linkIn(yield* mailbox, "password_reset")
      const admin = yield* TestDatabase.AdminSql
      const rows = yield* admin`select
        (select count(*)::int from identity.mailed_token t where position(${token} in t::text) > 0) as links,
        (select count(*)::int from identity.outgoing_mail m where position(${token} in m::text) > 0) as mails,
        (select count(*)::int from audit.entry e where position(${token} in e::text) > 0) as entries`
      assert.deepStrictEqual(rows, [{ links: 0, mails: 0, entries: 0 }])
    })
  )
})

const decodeAccount = Schema.decodeUnknownEffect(Schema.Struct({ name: Schema.String, version: Schema.Int }))

layer(serverOf({ ...TestTenancy.testSettings, sendsMail: false }))("where no mail is sent", (it) => {
  it.effect("says so instead of pretending, whoever asks", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      assert.isFalse((yield* AccountMail).configured)
      for (const email of [a.viewer.email, `nobody-${a.viewer.email}`]) {
        assert.strictEqual((yield* askForReset(email)).problem, "mail-not-configured")
      }
      const browser = openBrowser()
      yield* browser.login(a.viewer)
      const moved = yield* browser.post("/api/account/address", { email: `new-${a.viewer.email}` })
      assert.strictEqual(moved.problem, "mail-not-configured")
    })
  )
})
