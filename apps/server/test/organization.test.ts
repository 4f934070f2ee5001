import { AdminSql } from "@beep/test-kit/TestDatabase"
import { permissions } from "@beep/kernel/permissions"
import { features } from "@beep/tenancy/contract/Feature"
import { Runway } from "@beep/runway/server/runway/Runway"
import { as, type Firm, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { TestClock } from "effect/testing"
import { call, signIn } from "./http.ts"
import { layer as testServer } from "./TestServer.ts"

type Headers = Readonly<Record<string, string>>

const ask = (method: string, path: string, headers: Headers, body?: unknown) =>
  call(path, {
    method,
    headers: { ...headers, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })

const Settings = Schema.Struct({
  organization: Schema.Struct({ timezone: Schema.String }),
  thresholds: Schema.NullOr(Schema.Struct({ redBelowDays: Schema.Int })),
  retention: Schema.Struct({ clientYears: Schema.Int, auditYears: Schema.Int, ledgerDays: Schema.Int }),
  legalHoldSince: Schema.NullOr(Schema.String),
  rowVersion: Schema.Int
})
const Flags = Schema.Struct({
  flags: Schema.Array(
    Schema.Struct({ feature: Schema.String, owner: Schema.String, enabled: Schema.Boolean, decision: Schema.Unknown })
  )
})
const Made = Schema.Struct({ key: Schema.Struct({ id: Schema.String, memberId: Schema.String }), secret: Schema.String })

const decode = <S extends Schema.Codec<unknown, unknown>>(schema: S, json: unknown) =>
  Effect.orDie(Schema.decodeUnknownEffect(schema)(json))

const settingsOf = (headers: Headers) =>
  Effect.flatMap(ask("GET", "/api/organization", headers), ({ json }) => decode(Settings, json))

const makeKey = Effect.fnUntraced(function* (headers: Headers, { clients }: Firm, scopes: ReadonlyArray<string>) {
  const answer = yield* ask("POST", "/api/api-keys", headers, {
    name: "Ledger robot",
    scopes,
    clients: [clients.shared.id],
    days: 30
  })
  assert.strictEqual(answer.status, 200, answer.text)
  return yield* decode(Made, answer.json)
})

const audited = ({ organization }: Firm, action: string) =>
  Effect.flatMap(
    AdminSql,
    (sql) =>
      sql`select before, after from audit.entry where organization_id = ${organization.id} and action = ${action} order by id`
  )

layer(testServer)("an organization's own decisions", (it) => {
  it.effect("settings begin with the product's, change at the version seen, and every change is audited", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      const before = yield* settingsOf(owner)
      assert.isNull(before.thresholds)
      assert.deepStrictEqual(before.retention, { clientYears: 6, auditYears: 10, ledgerDays: 30 })
      assert.isNull(before.legalHoldSince)
      const change = { expectedVersion: before.rowVersion, timezone: "Europe/Berlin", legalHold: true }
      assert.strictEqual((yield* ask("PATCH", "/api/organization", owner, change)).status, 200)
      assert.strictEqual((yield* ask("PATCH", "/api/organization", owner, change)).status, 409, "somebody changed it first")
      const held = yield* settingsOf(owner)
      assert.strictEqual(held.organization.timezone, "Europe/Berlin")
      assert.isNotNull(held.legalHoldSince)
      assert.deepStrictEqual(held.retention, before.retention, "what is left out stays")
      for (const wrong of [
        { timezone: "Mars/Olympus" },
        { thresholds: { redBelowDays: 60, yellowBelowDays: 30, criticalBelowDays: 7 } },
        { retention: { clientYears: 0, auditYears: 10, ledgerDays: 30 } }
      ])
        assert.strictEqual(
          (yield* ask("PATCH", "/api/organization", owner, { expectedVersion: held.rowVersion, ...wrong })).status,
          400,
          JSON.stringify(wrong)
        )
      const [entry, ...others] = yield* audited(a, "settings.changed")
      assert.deepStrictEqual(others, [])
      assert.deepInclude(entry?.["before"], { timezone: "America/New_York", legalHold: false })
      assert.deepInclude(entry?.["after"], { timezone: "Europe/Berlin", legalHold: true })
    })
  )

  it.effect("the bands of a client follow the organization's cut points", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const runway = yield* Runway
      const owner = yield* signIn(a.owner)
      const { rowVersion } = yield* settingsOf(owner)
      const hashOf = (firm: Firm) =>
        Effect.map(as(firm.owner)(runway.compute(firm.clients.shared.id)), ({ inputHash }) => inputHash)
      const [mine, theirs] = [yield* hashOf(a), yield* hashOf(b)]
      const thresholds = { redBelowDays: 45, yellowBelowDays: 90, criticalBelowDays: 10 }
      const changed = yield* ask("PATCH", "/api/organization", owner, { expectedVersion: rowVersion, thresholds })
      assert.strictEqual(changed.status, 200, changed.text)
      assert.notStrictEqual(yield* hashOf(a), mine)
      assert.strictEqual(yield* hashOf(b), theirs)
    })
  )

  it.effect("a feature is switched for the firm, with a reason and an end, and goes back to its default", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      const flag = Effect.gen(function* () {
        const { flags } = yield* decode(Flags, (yield* ask("GET", "/api/flags", owner)).json)
        assert.deepStrictEqual(
          flags.map(({ feature }) => feature),
          Object.keys(features)
        )
        return flags.find(({ feature }) => feature === "runway.insight")
      })
      assert.deepInclude(yield* flag, { owner: "runway", enabled: false, decision: null })
      const decision = { enabled: true, reason: "a trial of the firm", expiresAt: "1970-02-01T00:00:00.000Z" }
      assert.strictEqual((yield* ask("PUT", "/api/flags/runway.insight", owner, decision)).status, 204)
      assert.deepInclude(yield* flag, { enabled: true, decision })
      assert.strictEqual((yield* ask("PUT", "/api/flags/no.such", owner, decision)).status, 400)
      assert.strictEqual((yield* ask("DELETE", "/api/flags/runway.insight", owner)).status, 204)
      assert.deepInclude(yield* flag, { enabled: false, decision: null })
      assert.strictEqual((yield* audited(a, "flag.changed")).length, 2)
    })
  )

  it.effect("a key opens what it was given, for the clients it was given, and nothing besides", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      const { key, secret } = yield* makeKey(owner, a, ["clients.read"])
      const bearer = { authorization: `Bearer ${secret}` }
      const status = (path: string, method = "GET", body?: unknown) =>
        Effect.map(ask(method, path, bearer, body), (answer) => answer.status)
      const client = (id: string) => `/api/advisor/clients/${id}`
      assert.strictEqual(yield* status(client(a.clients.shared.id)), 200)
      assert.strictEqual(yield* status(client(a.clients.advised.id)), 404, "not assigned to it")
      assert.strictEqual(yield* status(client(b.clients.shared.id)), 404)
      assert.strictEqual(yield* status(`${client(a.clients.shared.id)}/documents`, "POST", {}), 403, "not in its scopes")
      for (const path of ["/api/members", "/api/me", "/api/account", "/api/account/sessions", "/api/organization/access-review"])
        assert.strictEqual(yield* status(path), 403, path)
      assert.strictEqual(yield* status("/api/auth/token", "POST"), 403, "it makes no token")
      const listed = yield* ask("GET", "/api/api-keys", owner)
      assert.notInclude(listed.text, secret)
      assert.notMatch(listed.text, /"lastUsedAt":null/)
      const stored = yield* (yield* AdminSql)`select encode(key_hash, 'escape') as hash from tenancy.api_key where id = ${key.id}`
      assert.notInclude(String(stored[0]?.["hash"]), secret)
      const denied =
        yield* (yield* AdminSql)`select actor_job from audit.entry where member_id = ${key.memberId} and result = 'denied' limit 1`
      assert.deepStrictEqual(denied, [{ actor_job: `api_key.${key.id}` }])
      assert.strictEqual((yield* ask("DELETE", `/api/api-keys/${key.id}`, owner)).status, 204)
      assert.strictEqual(yield* status(client(a.clients.shared.id)), 401)
    })
  )

  it.effect("a key ends on its day, and takes no scope that decides or lets somebody in", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      for (const [scope, { forKeys }] of Object.entries(permissions)) {
        const answer = yield* ask("POST", "/api/api-keys", owner, { name: "Robot", scopes: [scope], clients: [], days: 1 })
        assert.strictEqual(answer.status, forKeys ? 200 : 400, scope)
      }
      const { secret } = yield* makeKey(owner, a, ["clients.read", "evidence.write"])
      const path = `/api/advisor/clients/${a.clients.shared.id}`
      const bearer = { authorization: `Bearer ${secret}` }
      assert.strictEqual((yield* ask("GET", path, bearer)).status, 200)
      yield* (yield* AdminSql)`update tenancy.api_key set created_at = '1969-01-01', ends_at = '1969-02-01'
        where organization_id = ${a.organization.id}`
      assert.strictEqual((yield* ask("GET", path, bearer)).status, 401)
    })
  )

  it.effect("the access review names every member with each client, and is itself in the log", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const owner = yield* signIn(a.owner)
      yield* makeKey(owner, a, ["clients.read"])
      const answer = yield* ask("GET", "/api/organization/access-review", owner)
      assert.strictEqual(answer.status, 200, answer.text)
      assert.match(answer.headers.get("content-type") ?? "", /^text\/csv/)
      const [head, ...lines] = answer.text.trimEnd().split("\r\n")
      assert.strictEqual(head, "member,email,kind,role,status,second_factor,last_seen,client,assignment,state,from,until")
      const starts = lines.map((line) =>
        line
          .split(",")
          .filter((_, column) => [0, 2, 3, 4, 5, 7, 8, 9].includes(column))
          .join()
      )
      assert.deepStrictEqual(starts, [
        "Adam Advisor,person,advisor,active,no,Bluebird Bakery LLC,primary,active",
        "Adam Advisor,person,advisor,active,no,The Alvarez household,primary,active",
        "Ida Idle,person,advisor,active,no,,,",
        "Ledger robot,integration,viewer,active,,Bluebird Bakery LLC,reviewer,active",
        "Olivia Owner,person,owner,active,no,(all),,",
        "Sam Staff,person,staff,active,no,Bluebird Bakery LLC,secondary,active",
        "Vera Viewer,person,viewer,active,no,Bluebird Bakery LLC,reviewer,active"
      ])
      assert.include(answer.text, a.owner.email)
      assert.notInclude(answer.text, b.owner.email)
      assert.strictEqual((yield* audited(a, "export.created")).length, 1)
    })
  )

  it.effect("a member chooses his own mails", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const viewer = yield* signIn(a.viewer)
      const path = "/api/account/notifications"
      assert.deepStrictEqual((yield* ask("GET", path, viewer)).json, { weeklyDigest: true })
      assert.strictEqual((yield* ask("PUT", path, viewer, { weeklyDigest: false })).status, 200)
      assert.deepStrictEqual((yield* ask("GET", path, viewer)).json, { weeklyDigest: false })
      assert.deepStrictEqual((yield* ask("GET", path, yield* signIn(a.owner))).json, { weeklyDigest: true })
    })
  )

  it.effect("the pulse of a page ends with the session, and keeps no session alive", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const pulse = (headers: Headers) => Effect.map(ask("GET", "/api/auth/pulse", headers), ({ status }) => status)
      const staff = yield* signIn(a.staff)
      const owner = yield* signIn(a.owner)
      assert.deepStrictEqual([yield* pulse(staff), yield* pulse({})], [204, 401])
      const version = a.staff.member.rowVersion
      const suspended = yield* ask("POST", `/api/members/${a.staff.member.id}/suspend`, owner, { expectedVersion: version })
      assert.strictEqual(suspended.status, 200, suspended.text)
      assert.deepStrictEqual([yield* pulse(staff), yield* pulse(owner)], [401, 204])
      yield* TestClock.adjust("29 minutes")
      assert.strictEqual(yield* pulse(owner), 204)
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(yield* pulse(owner), 401, "asking did not prolong it")
    })
  )
})
