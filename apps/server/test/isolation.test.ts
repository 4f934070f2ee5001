import { AuditLog } from "@beep/audit/server/AuditLog"
import { Documents } from "@beep/evidence/server/Documents"
import { type ClientId, SyncRunId } from "@beep/kernel/ids"
import { SavedViewName } from "@beep/runway/contract/clients/SavedView"
import { SavedViews } from "@beep/runway/server/clients/SavedViews"
import { Ritual } from "@beep/runway/server/ritual/Ritual"
import { Onboardings } from "@beep/runway/server/onboarding/Onboardings"
import { TieOutCertificates } from "@beep/runway/server/tieout/TieOutCertificates"
import { WriteId } from "@beep/runway/contract/writeback/WriteBack"
import { TieOuts } from "@beep/runway/server/tieout/TieOuts"
import { Email } from "@beep/tenancy/contract/Email"
import { ApiKeys } from "@beep/tenancy/server/ApiKeys"
import { Assignments } from "@beep/tenancy/server/Assignments"
import { IdentityId } from "@beep/tenancy/contract/Oidc"
import { Invitations } from "@beep/tenancy/server/Invitations"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { Sessions } from "@beep/tenancy/server/Sessions"
import { as, type Firm, fixturePassword, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { Vault } from "@beep/vault/Vault"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer, Option, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { asked, endpoints, fill, idsIn } from "./endpoints.ts"
import { call, isProblem, signIn } from "./http.ts"
import { layer as testServer } from "./TestServer.ts"

const mail = new TextEncoder().encode("From: a@b.example\r\nSubject: hello\r\n\r\nI will pay $10.00 on Friday.\r\n")

/** A mail in the advisor's client and one in the client he does not see. */
const planted = Effect.fnUntraced(function* (firm: Firm) {
  const documents = yield* Documents
  const own = yield* as(firm.owner)(documents.ingest(firm.clients.shared.id, mail, { sourceType: "upload" }))
  const hidden = yield* as(firm.owner)(
    documents.ingest(firm.clients.unassigned.id, new Uint8Array([...mail, 46]), { sourceType: "upload" })
  )
  return { own: own.documentId, hidden: hidden.documentId }
})

/** A certificate after a sync that never reached QuickBooks, for one client; it says that nothing was compared. */
const certified = Effect.fnUntraced(function* ({ organization, owner }: Firm, clientId: ClientId) {
  const admin = yield* AdminSql
  const tieOuts = yield* TieOuts
  const certificates = yield* TieOutCertificates
  const [run] = yield* admin`
    insert into runway.sync_run (organization_id, client_id, sync_run_id, trigger, started_at, finished_at, refreshed_at, outcome)
    values (${organization.id}::uuid, ${clientId}::uuid, gen_random_uuid(), 'person', now(), now(), now(), 'failed') returning sync_run_id`
  const { sync_run_id } = yield* Schema.decodeUnknownEffect(Schema.Struct({ sync_run_id: SyncRunId }))(run)
  const { latest } = yield* as(owner)(
    Effect.andThen(tieOuts.certify(clientId, sync_run_id, Option.none()), certificates.standing(clientId))
  )
  return latest === null ? yield* Effect.die(new Error("no certificate")) : latest.certificateId
})

const certificatesOf = Effect.fnUntraced(function* (firm: Firm) {
  return {
    own: yield* certified(firm, firm.clients.shared.id),
    hidden: yield* certified(firm, firm.clients.unassigned.id)
  }
})
/** A write that waits to be sent, as a member of the firm ordered it. */
const staged = Effect.fnUntraced(function* (firm: Firm, clientId: ClientId) {
  const vault = yield* Vault
  const transaction = yield* TenantTransaction
  const values = { before: { dueDate: null }, after: { dueDate: "2026-10-01" }, now: null, detail: null }
  const sealed = yield* as(firm.owner)(transaction.run(vault.sealText(clientId, "runway.write_values", JSON.stringify(values))))
  const admin = yield* AdminSql
  const [row] = yield* admin`
    insert into runway.write_intent (organization_id, client_id, write_id, kind, entity_type, qbo_id, expected_sync_token, seen_hash,
      values_sealed, state, staged_at, next_attempt_at)
    values (${firm.organization.id}::uuid, ${clientId}::uuid, gen_random_uuid(), 'set_due_date', 'Bill', '7', '0', sha256('seen'),
      ${sealed}, 'staged', now(), now() + interval '1 day') returning write_id as id`
  return (yield* Schema.decodeUnknownEffect(Schema.Struct({ id: WriteId }))(row)).id
})

const writesOf = Effect.fnUntraced(function* (firm: Firm) {
  return { own: yield* staged(firm, firm.clients.shared.id), hidden: yield* staged(firm, firm.clients.unassigned.id) }
})

/** An onboarding of a client of its own, begun by the owner: no advisor sees it. */
const begun = (firm: Firm) =>
  Effect.flatMap(Onboardings, (onboardings) =>
    as(firm.owner)(
      onboardings.start({ key: firm.organization.id, name: "Foxglove Catering", timezone: firm.organization.timezone })
    )
  ).pipe(Effect.map(({ onboardingId }) => onboardingId))

/** An account at another issuer that opens the owner's. */
const linkedIdentity = Effect.fnUntraced(function* (firm: Firm) {
  const admin = yield* AdminSql
  const [row] = yield* admin`insert into identity.external_identity (id, user_id, issuer, subject, linked_at)
    values (gen_random_uuid(), ${firm.owner.member.userId}::uuid, 'https://issuer.example', ${firm.owner.member.id}, now()) returning id`
  return (yield* Schema.decodeUnknownEffect(Schema.Struct({ id: IdentityId }))(row)).id
})

/** A Google account that the owner linked; what is held of it is nobody's token. */
const googleAccountOf = ({ organization, owner }: Firm) =>
  Effect.gen(function* () {
    const vault = yield* Vault
    const sql = yield* SqlClient.SqlClient
    const [row] = yield* sql`select gen_random_uuid()::text as id`
    const { id } = yield* Schema.decodeUnknownEffect(Schema.Struct({ id: Schema.String }))(row)
    const identity = JSON.stringify({ subject: id, email: `mail@${organization.id}.example` })
    yield* sql`insert into connections.google_account (organization_id, id, member_id, subject_lookup, identity_sealed, status, scopes,
        refresh_sealed, linked_at)
      values (${organization.id}::uuid, ${id}::uuid, ${owner.member.id}::uuid, sha256(${id}::bytea),
        ${yield* vault.sealText(null, `google.identity:${id}`, identity)}, 'active', array['openid'],
        ${yield* vault.sealText(null, `google.token:${id}`, "nobody's")}, now())`
    return id
  }).pipe((made) => Effect.flatMap(TenantTransaction, (transaction) => as(owner)(transaction.run(made))))

/** A thread of mail that is filed under a client. */
const threadOf = ({ organization, owner }: Firm, clientId: ClientId) =>
  Effect.gen(function* () {
    const vault = yield* Vault
    const sql = yield* SqlClient.SqlClient
    const [row] = yield* sql`select gen_random_uuid()::text as id`
    const { id } = yield* Schema.decodeUnknownEffect(Schema.Struct({ id: Schema.String }))(row)
    const summary = JSON.stringify({ subject: "hello", participants: [`mail@${organization.id}.example`] })
    yield* sql`insert into evidence.email_thread (organization_id, id, client_id, mailbox_member_id, provider_account_id, source_thread_id,
        summary_sealed, earliest_at, latest_at, last_synced_at)
      values (${organization.id}::uuid, ${id}::uuid, ${clientId}::uuid, ${owner.member.id}::uuid, gen_random_uuid(), ${id},
        ${yield* vault.sealText(clientId, `evidence.thread:${id}`, summary)}, now(), now(), now())`
    return id
  }).pipe((made) => Effect.flatMap(TenantTransaction, (transaction) => as(owner)(transaction.run(made))))

/** An open invitation, an assignment of the viewer, an API key and another session of the owner. */
const peopleOf = Effect.fnUntraced(function* (firm: Firm) {
  const invitations = yield* Invitations
  const assignments = yield* Assignments
  const keys = yield* ApiKeys
  const sessions = yield* Sessions
  const { session } = yield* sessions.login({ email: firm.owner.email, password: fixturePassword, address: "192.0.2.9" })
  const { key } = yield* as(firm.owner)(keys.make({ name: "Robot", scopes: ["clients.read"], clients: [], days: 30 }))
  const email = Email.make(`guest@${firm.organization.id}.example`)
  const { invitation } = yield* as(firm.owner)(invitations.invite({ email, role: "viewer", clients: [] }))
  const [assignment] = yield* as(firm.owner)(assignments.list({ memberId: firm.viewer.member.id }))
  return assignment === undefined
    ? yield* Effect.die(new Error("the viewer sees nothing"))
    : {
        memberId: firm.viewer.member.id,
        invitationId: invitation.id,
        keyId: key.id,
        sessionId: session.sessionId,
        identityId: yield* linkedIdentity(firm),
        providerAccountId: yield* googleAccountOf(firm),
        assignmentId: assignment.id
      }
})

/** A view of the list that the owner keeps, and a client that he is done with. */
const ritualOf = Effect.fnUntraced(function* ({ clients, owner }: Firm) {
  const views = yield* SavedViews
  const ritual = yield* Ritual
  yield* as(owner)(ritual.mark(clients.shared.id, "view"))
  yield* as(owner)(ritual.review(clients.shared.id))
  const kept = yield* as(owner)(views.save(owner.member.id, { name: SavedViewName.make("Kept reds"), search: { band: "red" } }))
  return { viewId: kept.viewId }
})

const makeWorld = Effect.gen(function* () {
  const { a, b } = yield* twoTenants
  const sessions = new Map<Person, { readonly cookie: string; readonly origin: string }>()
  for (const person of [a.owner, a.advisor]) sessions.set(person, yield* signIn(person))
  return {
    a,
    b,
    mailA: yield* planted(a),
    mailB: yield* planted(b),
    tieA: yield* certificatesOf(a),
    tieB: yield* certificatesOf(b),
    writeA: yield* writesOf(a),
    writeB: yield* writesOf(b),
    begunA: yield* begun(a),
    begunB: yield* begun(b),
    peopleA: { ...(yield* peopleOf(a)), ...(yield* ritualOf(a)), threadId: yield* threadOf(a, a.clients.shared.id) },
    peopleB: { ...(yield* peopleOf(b)), ...(yield* ritualOf(b)), threadId: yield* threadOf(b, b.clients.shared.id) },
    hiddenThreadA: yield* threadOf(a, a.clients.unassigned.id),
    sessions
  }
})

/** Two firms with overlapping data, made once for the suite. */
class World extends Context.Service<World, Effect.Success<typeof makeWorld>>()("isolation/World") {
  static readonly layer = Layer.effect(World, makeWorld)
}

/** A feature's name is no id: it is the same in every organization. */
const withIds = endpoints.filter(({ path }) => idsIn(path).some((id) => id !== "feature"))

const request = Effect.fnUntraced(function* (name: string, who: Person, ids: Readonly<Record<string, string>>) {
  const endpoint = endpoints.find((one) => one.name === name)
  const line = asked[name]
  if (endpoint === undefined || line === undefined) return yield* Effect.die(new Error(`no case for ${name}`))
  const headers = (yield* World).sessions.get(who)
  if (headers === undefined) return yield* Effect.die(new Error("nobody signed this person in"))
  const path = fill(`${endpoint.path}${line.query === undefined ? "" : `?${line.query}`}`, {
    entityType: "Invoice",
    qboId: "1",
    // No client has an issue before its books are read.
    issueId: "0190a000-0000-7000-8000-00000000dead",
    ...ids
  })
  return yield* call(path, {
    method: endpoint.method,
    headers: { ...headers, ...(line.contentType === undefined ? {} : { "content-type": line.contentType }) },
    ...(line.body === undefined ? {} : { body: typeof line.body === "string" ? fill(line.body, ids) : line.body })
  })
})

const Count = Schema.Tuple([Schema.Struct({ n: Schema.Int })])

const countOf = (sql: SqlClient.SqlClient, table: string) =>
  Effect.map(
    Effect.flatMap(sql.unsafe(`select count(*)::int as n from ${table}`), Schema.decodeUnknownEffect(Count)),
    ([row]) => row.n
  )

const denials = (organizationId: string) =>
  Effect.flatMap(AdminSql, (sql) =>
    Effect.orDie(sql`select count(*)::int as n from audit.entry where organization_id = ${organizationId} and result = 'denied'`)
  ).pipe(Effect.map((rows) => Number(rows[0]?.["n"])))

/** The same request with ids of one's own: what it answers when it is allowed. No sync has run, so there is no ledger row to find. */
const allowed: Readonly<Record<string, number>> = {
  "connections.authorize": 503,
  "digest.ledgerRecord": 404,
  "writes.fixForm": 404,
  "onboarding.connect": 503,
  "onboarding.confirmSync": 400,
  "onboarding.confirmCash": 409,
  "onboarding.confirmDigest": 409,
  "digest.startSync": 409,
  "ritual.mark": 204,
  // The version in the row of `asked` is nobody's.
  "google.relink": 503,
  "members.changeRole": 409,
  "members.suspend": 409,
  "members.resume": 409,
  "members.remove": 409,
  "members.transferOwnership": 409,
  "members.resend": 409,
  // To the client it is filed under already.
  "mail.moveThread": 400,
  "views.rename": 409,
  "members.revoke": 204,
  "account.revokeSession": 204,
  "account.unlinkIdentity": 204,
  "organization.revokeApiKey": 204
}

layer(Layer.orDie(World.layer).pipe(Layer.provideMerge(testServer)))("P0-2 tenant isolation over HTTP", (it) => {
  it("has a case for every endpoint that takes an id", () => {
    assert.deepStrictEqual(
      withIds.map(({ name }) => name).filter((name) => asked[name] === undefined),
      []
    )
    assert.isAbove(withIds.length, 10)
  })

  it.effect.each(withIds)(
    "P1-1.2.1 P1-2.1 P1-2.3 P1-3.1 P1-3.3 $name: another organization's ids answer 404 and are audited; one's own do not",
    ({ name }) =>
      Effect.gen(function* () {
        const { a, b, begunA, begunB, mailA, mailB, peopleA, peopleB, tieA, tieB, writeA, writeB } = yield* World
        const foreign = {
          ...peopleB,
          clientId: b.clients.shared.id,
          documentId: mailB.own,
          certificateId: tieB.own,
          writeId: writeB.own,
          advisorId: b.owner.member.id,
          onboardingId: begunB
        }
        const own = {
          ...peopleA,
          clientId: a.clients.shared.id,
          documentId: mailA.own,
          certificateId: tieA.own,
          writeId: writeA.own,
          advisorId: a.owner.member.id,
          onboardingId: begunA
        }
        const before = yield* denials(a.organization.id)
        const refused = yield* request(name, a.owner, foreign)
        assert.strictEqual(refused.status, 404, refused.text)
        assert.isTrue(isProblem(refused), refused.text)
        assert.strictEqual(yield* denials(a.organization.id), before + 1)
        const control = yield* request(name, a.owner, own)
        assert.strictEqual(control.status, allowed[name] ?? 200, control.text)
      }),
    { timeout: 60_000 }
  )

  it.effect.each(withIds.filter(({ path }) => path.includes(":clientId")))(
    "$name: a client of a colleague answers 404 to an advisor who is not assigned",
    ({ name }) =>
      Effect.gen(function* () {
        const { a, hiddenThreadA, mailA, peopleA, tieA, writeA } = yield* World
        const before = yield* denials(a.organization.id)
        const refused = yield* request(name, a.advisor, {
          clientId: a.clients.unassigned.id,
          documentId: mailA.hidden,
          certificateId: tieA.hidden,
          threadId: hiddenThreadA,
          writeId: writeA.hidden
        })
        assert.strictEqual(refused.status, 404, refused.text)
        assert.strictEqual(yield* denials(a.organization.id), before + 1)
        const control = yield* request(name, a.advisor, {
          clientId: a.clients.shared.id,
          documentId: mailA.own,
          certificateId: tieA.own,
          threadId: peopleA.threadId,
          writeId: writeA.own
        })
        assert.strictEqual(control.status, allowed[name] ?? 200, control.text)
      }),
    { timeout: 60_000 }
  )

  it.effect.each(withIds.filter(({ path }) => path.includes(":onboardingId")))(
    "$name: an onboarding of a colleague's client answers 404 to an advisor who is not assigned",
    ({ name }) =>
      Effect.gen(function* () {
        const { a, begunA } = yield* World
        const before = yield* denials(a.organization.id)
        assert.strictEqual((yield* request(name, a.advisor, { onboardingId: begunA })).status, 404)
        assert.strictEqual(yield* denials(a.organization.id), before + 1)
        assert.notStrictEqual((yield* request(name, a.owner, { onboardingId: begunA })).status, 404)
      }),
    { timeout: 60_000 }
  )

  it.effect("a document, a thread, a certificate or a write of one's own organization but another client answers 404", () =>
    Effect.gen(function* () {
      const { a, hiddenThreadA, mailA, tieA, writeA } = yield* World
      const thread = yield* request("mail.thread", a.owner, { clientId: a.clients.shared.id, threadId: hiddenThreadA })
      assert.strictEqual(thread.status, 404)
      const crossed = yield* request("evidence.getDocument", a.owner, { clientId: a.clients.shared.id, documentId: mailA.hidden })
      assert.strictEqual(crossed.status, 404)
      const elsewhere = yield* request("tieOut.certificate", a.owner, {
        clientId: a.clients.shared.id,
        certificateId: tieA.hidden
      })
      assert.strictEqual(elsewhere.status, 404)
      const write = yield* request("writes.undoWrite", a.owner, { clientId: a.clients.shared.id, writeId: writeA.hidden })
      assert.strictEqual(write.status, 404)
    })
  )

  it.effect(
    "no answer of one firm holds an id of the other",
    () =>
      Effect.gen(function* () {
        const { a, b, begunA, begunB, mailA, mailB, peopleA, peopleB, tieA, tieB, writeA, writeB } = yield* World
        const foreign = [
          ...Object.values(peopleB),
          b.organization.id,
          b.clients.shared.id,
          b.clients.unassigned.id,
          b.owner.member.id,
          mailB.own,
          tieB.own,
          writeB.own,
          begunB
        ]
        const own = {
          ...peopleA,
          clientId: a.clients.shared.id,
          documentId: mailA.own,
          certificateId: tieA.own,
          writeId: writeA.own,
          advisorId: a.owner.member.id,
          onboardingId: begunA
        }
        for (const { method, name, scope } of endpoints) {
          if (method !== "GET" || scope === "public" || name === "connections.callback") continue
          const { text } = yield* request(name, a.owner, own)
          assert.deepStrictEqual(
            foreign.filter((id) => text.includes(id)),
            [],
            name
          )
        }
        const listed = yield* request("clients.list", a.owner, own)
        assert.include(listed.text, a.clients.unassigned.id)
      }),
    { timeout: 60_000 }
  )

  it.effect("plain SQL as beep_app without a tenant returns no row of any tenant table, and raises nothing", () =>
    Effect.gen(function* () {
      yield* World
      yield* Effect.flatMap(AuditLog, (log) => log.advanceAll)
      const sql = yield* SqlClient.SqlClient
      const admin = yield* AdminSql
      const tables = yield* admin`
        select n.nspname as schema, c.relname as name, c.relforcerowsecurity as forced,
          has_table_privilege('beep_app', c.oid, 'select') as readable
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where a.attname = 'organization_id' and c.relkind = 'r' and not a.attisdropped and n.nspname not in ('identity')
        order by 1, 2`
      assert.isAbove(tables.length, 10)
      assert.deepStrictEqual(
        tables.filter((table) => table["forced"] !== true).map((table) => `${table["schema"]}.${table["name"]}`),
        []
      )
      const { a } = yield* World
      const transaction = yield* TenantTransaction
      let planted = 0
      const seen: Array<string> = []
      for (const table of tables) {
        const name = `${table["schema"]}.${table["name"]}`
        planted += yield* countOf(admin, name)
        if (table["readable"] !== true) continue
        assert.strictEqual(yield* countOf(sql, name), 0, name)
        // The control: the same query inside the owner's transaction shows this firm's rows, all of them and no other's.
        const own = yield* countOf(admin, `${name} where organization_id = '${a.organization.id}'`)
        const shown = yield* as(a.owner)(transaction.run(countOf(sql, name)))
        assert.strictEqual(shown, own, name)
        if (own > 0) seen.push(name)
      }
      assert.isAbove(seen.length, 8, seen.join())
      assert.isAbove(planted, 30, "the tables were not empty")
    })
  )
})
