import { RequiredScope } from "@beep/kernel/Scope"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { AuthGroup } from "@beep/tenancy/contract/AuthApi"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { Tokens } from "@beep/tenancy/server/Tokens"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { NodeHttpServer } from "@effect/platform-node"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Schema } from "effect"
import { HttpClient, HttpClientRequest, type HttpClientResponse, HttpRouter } from "effect/http"
import { HttpApi, HttpApiBuilder, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"

const Seen = Schema.Struct({ organizationId: Schema.String, role: Schema.String })

/** Endpoints behind the walls, to see who comes through. */
class ProbeGroup extends HttpApiGroup.make("probe")
  .add(
    HttpApiEndpoint.get("anybody", "/probe/anybody", { success: Seen }).annotate(RequiredScope, "session"),
    HttpApiEndpoint.post("change", "/probe/change", { success: Seen }).annotate(RequiredScope, "session"),
    HttpApiEndpoint.get("owners", "/probe/owners", { success: Seen }).annotate(RequiredScope, "flags.manage"),
    HttpApiEndpoint.get("unscoped", "/probe/unscoped", { success: Seen })
  )
  .middleware(Authorization) {}

const ProbeApi = HttpApi.make("beep").add(AuthGroup).add(ProbeGroup)

const seen = Effect.map(CurrentTenant, ({ organizationId, role }) => ({ organizationId, role }))

const probes = HttpApiBuilder.group(ProbeApi, "probe", (handlers) =>
  Effect.succeed(handlers.handleAll({ anybody: () => seen, change: () => seen, owners: () => seen, unscoped: () => seen }))
)

const server = HttpRouter.serve(HttpApiBuilder.layer(ProbeApi).pipe(Layer.provide(probes)), { disableListenLog: true }).pipe(
  Layer.provide(HttpApiMiddleware.layerProblemDetails()),
  Layer.provideMerge(TestTenancy.layer),
  Layer.provideMerge(TestDatabase.layer),
  Layer.provideMerge(NodeHttpServer.layerTest)
)

const origin = { origin: TestTenancy.testOrigin }

const send = (method: "GET" | "POST", path: string, headers: Record<string, string> = {}, body?: unknown) =>
  Effect.gen(function* () {
    const client = yield* HttpClient.HttpClient
    const request = HttpClientRequest.make(method)(path, { headers })
    return yield* client.execute(body === undefined ? request : HttpClientRequest.bodyJsonUnsafe(request, body))
  })

const Problem = Schema.fromJsonString(Schema.Struct({ type: Schema.String, status: Schema.Int }))

const problemOf = (response: HttpClientResponse.HttpClientResponse) =>
  Effect.gen(function* () {
    assert.match(response.headers["content-type"] ?? "", /^application\/problem\+json/)
    const problem = yield* Schema.decodeEffect(Problem)(yield* response.text)
    assert.strictEqual(problem.status, response.status)
    return problem.type.replace("urn:beep:problem:", "")
  })

const login = (who: Pick<Person, "email">, password = "correct horse battery", headers: Record<string, string> = origin) =>
  send("POST", "/api/auth/login", headers, { email: who.email.toUpperCase(), password })

const cookieOf = (response: HttpClientResponse.HttpClientResponse) => {
  const [cookie = ""] = (response.headers["set-cookie"] ?? "").split(";")
  return { cookie }
}

const signIn = (who: Person) => Effect.map(login(who), cookieOf)

const Me = Schema.fromJsonString(
  Schema.Struct({
    memberId: Schema.String,
    role: Schema.String,
    name: Schema.String,
    organization: Schema.Record(Schema.String, Schema.Unknown)
  })
)

layer(server)("auth over HTTP", (it) => {
  it.effect("signs in with a cookie that only the browser holds, and says who is there", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const response = yield* login(a.advisor)
      assert.strictEqual(response.status, 200)
      const setCookie = response.headers["set-cookie"] ?? ""
      assert.match(setCookie, /^__Host-beep_session=[A-Za-z0-9_-]{43};/)
      for (const attribute of ["HttpOnly", "SameSite=Lax", "Path=/", "Secure", "Max-Age=43200"])
        assert.include(setCookie, attribute)
      assert.notInclude(setCookie, "Domain")
      assert.strictEqual(response.headers["cache-control"], "no-store")
      const me = yield* Schema.decodeEffect(Me)(yield* (yield* send("GET", "/api/me", cookieOf(response))).text)
      const { id, name, demo, timezone, tier } = a.organization
      assert.deepStrictEqual(me, {
        memberId: a.advisor.member.id,
        role: "advisor",
        name: "Adam Advisor",
        organization: { id, name, demo, timezone, tier }
      })
    })
  )

  it.effect("answers an unknown user and a wrong password alike, to the byte", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const wrong = yield* login(a.advisor, "wrong password")
      const unknown = yield* send("POST", "/api/auth/login", origin, {
        email: `x-${b.advisor.email}`,
        password: "wrong password"
      })
      assert.strictEqual(wrong.status, 401)
      assert.strictEqual(unknown.status, 401)
      const body = yield* wrong.text
      assert.strictEqual(yield* unknown.text, body)
      assert.notInclude(body, a.advisor.email)
      assert.isUndefined(wrong.headers["set-cookie"])
    })
  )

  it.effect("says when to come back after too many failures", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      yield* Effect.repeat(login(a.staff, "wrong password"), { times: 4 })
      const limited = yield* login(a.staff)
      assert.strictEqual(limited.status, 429)
      assert.strictEqual(limited.headers["retry-after"], "30")
      assert.strictEqual(yield* problemOf(limited), "rate-limited")
      assert.strictEqual((yield* login(a.owner)).status, 200)
    })
  )

  it.effect("lets no page of another origin sign in or change anything with the cookie", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const evil = { origin: "https://evil.test" }
      const crossLogin = yield* login(a.advisor, undefined, evil)
      assert.strictEqual(crossLogin.status, 403)
      assert.isUndefined(crossLogin.headers["set-cookie"])
      const session = yield* signIn(a.advisor)
      for (const headers of [{ ...session, ...evil }, session]) {
        const refused = yield* send("POST", "/probe/change", headers)
        assert.strictEqual(yield* problemOf(refused), "origin-not-allowed")
      }
      assert.strictEqual((yield* send("POST", "/probe/change", { ...session, ...origin })).status, 200)
      assert.strictEqual((yield* send("GET", "/probe/anybody", { ...session, ...evil })).status, 200)
    })
  )

  it.effect("opens nothing without a session, with a made-up one, or under the cookie's other name", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const { cookie } = yield* signIn(a.advisor)
      const value = cookie.split("=")[1] ?? ""
      const tries = [
        {},
        { cookie: "__Host-beep_session=AAAA" },
        { cookie: `beep_session=${value}` },
        { authorization: `Bearer ${value}` },
        { authorization: `Basic ${value}`, cookie }
      ]
      for (const headers of tries) assert.strictEqual(yield* problemOf(yield* send("GET", "/api/me", headers)), "unauthenticated")
      assert.strictEqual((yield* send("GET", "/api/me", { cookie })).status, 200)
    })
  )

  it.effect("enforces the endpoint's scope and audits who lacked it; without a scope nobody enters", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const admin = yield* TestDatabase.AdminSql
      const owner = yield* signIn(a.owner)
      const advisor = yield* signIn(a.advisor)
      assert.strictEqual((yield* send("GET", "/probe/owners", owner)).status, 200)
      assert.strictEqual(yield* problemOf(yield* send("GET", "/probe/owners", advisor)), "role-forbidden")
      assert.strictEqual(yield* problemOf(yield* send("GET", "/probe/unscoped", owner)), "role-forbidden")
      const denials = yield* admin`select member_id, entity_id from audit.entry
        where organization_id = ${a.organization.id} and action = 'access.denied' order by id`
      assert.deepStrictEqual(denials, [
        { member_id: a.advisor.member.id, entity_id: "probe.owners" },
        { member_id: a.owner.member.id, entity_id: "probe.unscoped" }
      ])
    })
  )

  it.effect("makes an access token from a session, that opens doors but makes no other token", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const session = { ...(yield* signIn(a.advisor)), ...origin }
      const Token = Schema.fromJsonString(Schema.Struct({ accessToken: Schema.String, tokenType: Schema.String }))
      const answer = yield* send("POST", "/api/auth/token", session)
      assert.strictEqual(answer.headers["cache-control"], "no-store")
      const { accessToken, tokenType } = yield* Schema.decodeEffect(Token)(yield* answer.text)
      assert.strictEqual(tokenType, "Bearer")
      const bearer = { authorization: `bearer ${accessToken}` }
      const probe = yield* send("POST", "/probe/change", bearer)
      assert.deepStrictEqual(yield* probe.json, { organizationId: a.organization.id, role: "advisor" })
      assert.strictEqual(yield* problemOf(yield* send("POST", "/api/auth/token", bearer)), "unauthenticated")
      const other = yield* signIn(b.owner)
      const both = yield* send("GET", "/probe/anybody", { ...other, ...bearer })
      assert.deepStrictEqual(yield* both.json, { organizationId: a.organization.id, role: "advisor" })
    })
  )

  it.effect("signs out: the cookie is taken back and no longer opens anything", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const session = { ...(yield* signIn(a.advisor)), ...origin }
      const out = yield* send("POST", "/api/auth/logout", session)
      assert.strictEqual(out.status, 204)
      assert.match(out.headers["set-cookie"] ?? "", /^__Host-beep_session=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/)
      assert.strictEqual(yield* problemOf(yield* send("GET", "/api/me", session)), "unauthenticated")
    })
  )

  it.effect("publishes its keys to everybody", () =>
    Effect.gen(function* () {
      const tokens = yield* Tokens
      const response = yield* send("GET", "/.well-known/jwks.json")
      assert.strictEqual(response.status, 200)
      const expected = yield* tokens.jwks
      assert.isNotEmpty(expected.keys)
      assert.deepStrictEqual(yield* response.json, expected)
    })
  )

  it.effect("describes a bad shape without repeating it", () =>
    Effect.gen(function* () {
      const response = yield* send("POST", "/api/auth/login", origin, { email: "secret-person", password: "hunter2hunter2" })
      assert.strictEqual(response.status, 400)
      const body = yield* response.text
      assert.include(body, `"path":["payload","email"]`)
      assert.notInclude(body, "secret-person")
      assert.notInclude(body, "hunter2")
    })
  )
})
