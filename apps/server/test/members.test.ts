import { type ArrivedMail, Mailbox } from "@beep/sandbox/mail/Mailbox"
import { MailServer, mailServer } from "@beep/sandbox/mail/mailServer"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { MemberRow } from "@beep/tenancy/contract/MembersApi"
import { fixturePassword, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer, Option, Redacted, Schema } from "effect"
import { TestClock } from "effect/testing"
import { call, signIn } from "./http.ts"
import { layerWith, origin } from "./TestServer.ts"

const password = "m4il-stand-in-of-the-suite"
const login = { user: "desk", password: Redacted.make(password) }

/** A mail server of this suite, and a server that hands its mail to it. */
const testServer = Layer.unwrap(
  Effect.gen(function* () {
    const services = yield* Layer.build(mailServer({ port: 0, ...login }))
    const { host, port } = Context.get(services, MailServer)
    return Layer.mergeAll(
      Layer.succeedContext(services),
      layerWith({
        MAIL_SMTP_HOST: host,
        MAIL_SMTP_PORT: String(port),
        MAIL_SMTP_SECURITY: "none",
        MAIL_SMTP_USER: login.user,
        MAIL_SMTP_PASSWORD: password,
        MAIL_FROM: "desk@firm.example"
      })
    )
  })
)

const Members = Schema.Struct({ members: Schema.Array(MemberRow) })
const Sent = Schema.Struct({
  invitation: Schema.Struct({ id: Schema.String, rowVersion: Schema.Int, state: Schema.String, mail: Schema.String }),
  token: Schema.NullOr(Schema.String)
})
const decode = <S extends Schema.Codec<unknown, unknown>>(schema: S, json: unknown) =>
  Effect.orDie(Schema.decodeUnknownEffect(schema)(json))

type Headers = Readonly<Record<string, string>>

const post = (path: string, headers: Headers, body?: unknown, method = "POST") =>
  call(path, {
    method,
    headers: { ...headers, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })

const membersOf = (headers: Headers) =>
  Effect.flatMap(call("/api/members", { headers: { ...headers } }), ({ json }) => decode(Members, json)).pipe(
    Effect.map(({ members }) => members)
  )

const rowOf = (headers: Headers, { member }: Person) =>
  Effect.flatMap(membersOf(headers), (members) =>
    Effect.fromOption(Option.fromUndefinedOr(members.find(({ memberId }) => memberId === member.id)))
  )

const act = Effect.fnUntraced(function* (owner: Headers, what: string, who: Person, more: object = {}) {
  const { memberId, rowVersion } = yield* rowOf(owner, who)
  return yield* post(`/api/members/${memberId}/${what}`, owner, { expectedVersion: rowVersion, ...more })
})

const invite = Effect.fnUntraced(function* (owner: Headers, email: string, role: string, clients: ReadonlyArray<object> = []) {
  const answer = yield* post("/api/invitations", owner, { email, role, clients })
  assert.strictEqual(answer.status, 200, answer.text)
  return (yield* decode(Sent, answer.json)).invitation
})

/** The token of the link in the newest mail to an address, after the dispatcher had its turn. */
const mailedToken = Effect.fnUntraced(function* (email: string, after = 0) {
  const mailbox = yield* Mailbox
  // A test's clock outruns a lease, so one mail may come twice, under one Message-ID.
  const different = (mails: ReadonlyArray<ArrivedMail>) =>
    mails.filter((mail, at) => mail.to.includes(email) && mails.findIndex(({ messageId }) => messageId === mail.messageId) === at)
  const mails = yield* TestClock.adjust("100 millis").pipe(
    Effect.andThen(Effect.map(mailbox.arrived, different)),
    Effect.repeat({ until: (found) => found.length > after })
  )
  return /#([\w-]{43})/.exec(mails.at(-1)?.text ?? "")?.[1] ?? "no link"
})

const accept = (token: string, more: object) =>
  post("/api/auth/invitation/accept", { origin }, { token, name: "Nina New", ...more })

const enter = (email: string, secret: string) => post("/api/auth/login", { origin }, { email, password: secret })

const audited = (organizationId: string, action: string) =>
  Effect.flatMap(
    AdminSql,
    (sql) =>
      sql`select result, entity_id, reason from audit.entry where organization_id = ${organizationId} and action = ${action} order by id`
  )

layer(testServer)("members over HTTP", (it) => {
  it.effect("an invited person is mailed a link, names himself, and sees the clients that came with it", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      const email = `nina@${a.organization.id}.example`
      yield* invite(owner, email, "staff", [{ clientId: a.clients.shared.id, role: "secondary" }])
      const token = yield* mailedToken(email)
      const seen = yield* post("/api/auth/invitation", { origin }, { token })
      assert.deepInclude(seen.json, {
        organization: "Harbor Advisory",
        invitedBy: "Olivia Owner",
        role: "staff",
        email,
        account: "new"
      })
      assert.strictEqual((yield* accept(token, { newPassword: "too short" })).status, 400)
      const accepted = yield* accept(token, { newPassword: "a passphrase of nina" })
      assert.strictEqual(accepted.status, 200, accepted.text)
      assert.isNull(accepted.headers.get("set-cookie"), "accepting opens no session")
      assert.strictEqual((yield* accept(token, { newPassword: "a passphrase of nina" })).status, 410, "the token was used")
      const entered = yield* enter(email, "a passphrase of nina")
      assert.strictEqual(entered.status, 200, entered.text)
      const cookie = (entered.headers.getSetCookie()[0] ?? "").split(";", 1)[0] ?? ""
      const open = yield* call(`/api/advisor/clients/${a.clients.shared.id}`, { headers: { cookie } })
      const shut = yield* call(`/api/advisor/clients/${a.clients.advised.id}`, { headers: { cookie } })
      assert.deepStrictEqual([open.status, shut.status], [200, 404])
      assert.strictEqual((yield* audited(a.organization.id, "invitation.accepted")).length, 1)
      const list = yield* call("/api/invitations", { headers: { ...owner } })
      assert.match(list.text, /"state":"accepted"/)
      assert.match(list.text, /"mail":"sent"/)
      const stored =
        yield* (yield* AdminSql)`select encode(token_hash, 'escape') || encode(email_sealed, 'escape') as text from tenancy.invitation`
      assert.isFalse(stored.some((row) => String(row["text"]).includes(token) || String(row["text"]).includes("nina")))
    })
  )

  it.effect("somebody known proves the own password, and keeps it", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const owner = yield* signIn(b.owner)
      yield* invite(owner, a.advisor.email, "viewer")
      const token = yield* mailedToken(a.advisor.email)
      const seen = yield* post("/api/auth/invitation", { origin }, { token })
      assert.deepInclude(seen.json, { account: "known" })
      assert.strictEqual((yield* accept(token, { newPassword: "a passphrase of eve" })).status, 401, "no second password")
      assert.strictEqual((yield* accept(token, { password: "a passphrase of eve" })).status, 401)
      assert.strictEqual((yield* accept(token, { password: Redacted.value(fixturePassword) })).status, 200)
      assert.strictEqual((yield* enter(a.advisor.email, "a passphrase of eve")).status, 401)
      assert.strictEqual((yield* enter(a.advisor.email, Redacted.value(fixturePassword))).status, 200)
      const denied = yield* audited(b.organization.id, "access.denied")
      assert.deepStrictEqual(
        denied.map(({ reason }) => reason),
        ["SignInRefused", "SignInRefused"]
      )
    })
  )

  it.effect("a link that was replaced, withdrawn, or a week old opens nothing", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      const email = `nina@${a.organization.id}.example`
      const first = yield* invite(owner, email, "viewer")
      const old = yield* mailedToken(email)
      assert.strictEqual((yield* post("/api/invitations", owner, { email, role: "viewer", clients: [] })).status, 409)
      const resend = (expectedVersion: number) => post(`/api/invitations/${first.id}/resend`, owner, { expectedVersion })
      const second = yield* decode(Sent, (yield* resend(first.rowVersion)).json)
      assert.isNull(second.token, "it went by mail and is shown to nobody")
      assert.strictEqual((yield* resend(first.rowVersion)).status, 409, "somebody sent it meanwhile")
      const token = yield* mailedToken(email, 1)
      const look = (given: string) =>
        Effect.map(post("/api/auth/invitation", { origin }, { token: given }), ({ status }) => status)
      assert.deepStrictEqual([yield* look(old), yield* look(token), yield* look("A".repeat(43))], [410, 200, 410])
      yield* (yield* AdminSql)`update tenancy.invitation set ends_at = '1970-01-01' where id = ${first.id}`
      assert.strictEqual(yield* look(token), 410)
      assert.strictEqual((yield* accept(token, { newPassword: "a passphrase of nina" })).status, 410)
      assert.match((yield* call("/api/invitations", { headers: { ...owner } })).text, /"state":"ended"/)
      const third = yield* decode(
        Sent,
        (yield* post(`/api/invitations/${first.id}/resend`, owner, { expectedVersion: second.invitation.rowVersion })).json
      )
      const fresh = yield* mailedToken(email, 2)
      assert.strictEqual(yield* look(fresh), 200)
      assert.strictEqual((yield* post(`/api/invitations/${third.invitation.id}`, owner, undefined, "DELETE")).status, 204)
      assert.strictEqual(yield* look(fresh), 410)
    })
  )

  it.effect("one link lets one person in, however many use it at once", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      const email = `nina@${a.organization.id}.example`
      yield* invite(owner, email, "viewer")
      const token = yield* mailedToken(email)
      const answers = yield* Effect.all(
        Array.from({ length: 4 }, (_, n) => accept(token, { newPassword: `a passphrase of nina ${n}` })),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(answers.filter(({ status }) => status === 200).length, 1)
      assert.isTrue(answers.every(({ status }) => [200, 401, 409, 410].includes(status)))
      assert.strictEqual((yield* membersOf(owner)).length, 6)
    })
  )

  it.effect("every session and token of a suspended member ends at once, and none comes back with him", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      const member = yield* signIn(a.staff)
      const { json } = yield* post("/api/auth/token", member)
      const { accessToken } = yield* decode(Schema.Struct({ accessToken: Schema.String }), json)
      const bearer = { authorization: `Bearer ${accessToken}` }
      const me = (headers: Headers) => Effect.map(call("/api/me", { headers: { ...headers } }), ({ status }) => status)
      assert.deepStrictEqual([yield* me(member), yield* me(bearer)], [200, 200])
      assert.strictEqual((yield* act(owner, "suspend", a.staff)).status, 200)
      assert.deepStrictEqual([yield* me(member), yield* me(bearer)], [401, 401])
      assert.strictEqual((yield* enter(a.staff.email, Redacted.value(fixturePassword))).status, 401)
      assert.strictEqual((yield* act(owner, "suspend", a.staff)).status, 409, "he is suspended already")
      assert.strictEqual((yield* act(owner, "resume", a.staff)).status, 200)
      assert.deepStrictEqual([yield* me(member), yield* me(bearer)], [401, 401])
      assert.strictEqual(yield* me(yield* signIn(a.staff)), 200)
      assert.strictEqual((yield* audited(a.organization.id, "member.suspended")).length, 1)
    })
  )

  it.effect("the last owner is neither suspended, demoted nor removed, and every such try is audited", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      for (const [what, more] of [
        ["suspend", {}],
        ["remove", {}],
        ["role", { role: "advisor" }]
      ] as const) {
        const refused = yield* act(owner, what, a.owner, more)
        assert.strictEqual(refused.status, 409, what)
        assert.include(refused.text, "last-owner")
      }
      assert.deepStrictEqual(
        (yield* audited(a.organization.id, "access.denied")).map(({ reason }) => reason),
        ["last_owner", "last_owner", "last_owner"]
      )
    })
  )

  it.effect("ownership passes to one member and leaves the other, both or neither", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      const { memberId, rowVersion } = yield* rowOf(owner, a.advisor)
      const path = `/api/members/${memberId}/transfer-ownership`
      assert.strictEqual((yield* post(path, owner, { expectedVersion: rowVersion + 1 })).status, 409)
      assert.strictEqual((yield* rowOf(owner, a.owner)).role, "owner")
      assert.strictEqual((yield* post(path, owner, { expectedVersion: rowVersion })).status, 200)
      assert.strictEqual((yield* call("/api/members", { headers: { ...owner } })).status, 403, "an advisor now")
      const heir = yield* signIn(a.advisor)
      const roles = (yield* membersOf(heir)).map(({ name, role }) => [name, role])
      assert.deepInclude(roles, ["Adam Advisor", "owner"])
      assert.deepInclude(roles, ["Olivia Owner", "advisor"])
    })
  )

  it.effect("who is removed loses every client, and comes back by invitation with none of them", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      assert.strictEqual((yield* act(owner, "remove", a.staff)).status, 200)
      yield* invite(owner, a.staff.email, "viewer")
      const token = yield* mailedToken(a.staff.email)
      assert.strictEqual((yield* accept(token, { password: Redacted.value(fixturePassword) })).status, 200)
      const back = yield* signIn(a.staff)
      assert.match((yield* call("/api/me", { headers: { ...back } })).text, /"role":"viewer"/)
      assert.strictEqual((yield* call(`/api/advisor/clients/${a.clients.shared.id}`, { headers: { ...back } })).status, 404)
    })
  )

  it.effect("an assignment counts from its beginning to its end", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      const idle = yield* signIn(a.idleAdvisor)
      const sees = (clientId: string) =>
        Effect.map(call(`/api/advisor/clients/${clientId}`, { headers: { ...idle } }), ({ status }) => status === 200)
      const assign = (clientId: string, more: object = {}) =>
        post("/api/assignments", owner, { clientId, memberId: a.idleAdvisor.member.id, role: "primary", ...more })
      const { advised, shared, unassigned } = a.clients
      assert.strictEqual((yield* assign(shared.id, { from: "2099-01-01T00:00:00.000Z" })).status, 200)
      assert.strictEqual(
        (yield* assign(advised.id, { from: "2020-01-01T00:00:00.000Z", until: "2021-01-01T00:00:00.000Z" })).status,
        200
      )
      const now = yield* assign(unassigned.id, { until: "2099-01-01T00:00:00.000Z" })
      assert.deepStrictEqual([yield* sees(shared.id), yield* sees(advised.id), yield* sees(unassigned.id)], [false, false, true])
      const listed = yield* call(`/api/advisor/${a.idleAdvisor.member.id}/clients`, { headers: { ...idle } })
      assert.include(listed.text, unassigned.id)
      assert.notInclude(listed.text, shared.id)
      const filtered = yield* call(`/api/advisor/${a.owner.member.id}/clients?assignedTo=${a.idleAdvisor.member.id}`, {
        headers: { ...owner }
      })
      assert.include(filtered.text, unassigned.id)
      assert.notInclude(filtered.text, shared.id)
      assert.strictEqual((yield* assign(unassigned.id)).status, 409, "the same time twice")
      assert.strictEqual((yield* assign(unassigned.id, { from: "2099-01-01T00:00:00.000Z" })).status, 200, "one after the other")
      assert.strictEqual((yield* assign(shared.id, { until: "1969-01-01T00:00:00.000Z" })).status, 400)
      const { assignmentId } = yield* decode(Schema.Struct({ assignmentId: Schema.String }), now.json)
      const ended = yield* post(`/api/assignments/${assignmentId}/end`, owner)
      assert.match(ended.text, /"state":"ended"/)
      assert.isFalse(yield* sees(unassigned.id))
      const all = yield* call(`/api/assignments?memberId=${a.idleAdvisor.member.id}`, { headers: { ...owner } })
      assert.deepStrictEqual(Array.from(all.text.matchAll(/"state":"(\w+)"/g), (match) => match[1]).toSorted(), [
        "coming",
        "coming",
        "ended",
        "ended"
      ])
    })
  )
})

layer(layerWith({}))("members where no mail is configured", (it) => {
  it.effect("the owner is shown the link once, to hand it over", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      const answer = yield* post("/api/invitations", owner, { email: "nina@firm.example", role: "viewer", clients: [] })
      const { invitation, token } = yield* decode(Sent, answer.json)
      assert.strictEqual(invitation.mail, "not_configured")
      assert.strictEqual((yield* post("/api/auth/invitation", { origin }, { token })).status, 200)
      const list = yield* call("/api/invitations", { headers: { ...owner } })
      assert.include(list.text, `"mailConfigured":false`)
      assert.notInclude(list.text, token ?? "no token")
    })
  )
})
