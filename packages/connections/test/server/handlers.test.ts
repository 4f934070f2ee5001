import { ConnectionsLocalApi } from "@beep/connections/contract/ConnectionsApi"
import { QuickBooksUsage } from "@beep/connections/contract/QuickBooksUsage"
import { ConnectionsHandlers } from "@beep/connections/server/handlers"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { RealmId } from "@beep/quickbooks/contract/Credentials"
import { Turns } from "@beep/quickbooks/gate/Turns"
import { defaultRates } from "@beep/quickbooks/RealmLimits"
import { sessionCookieName } from "@beep/tenancy/contract/Authorization"
import { assertEveryEndpointHasScope } from "@beep/tenancy/contract/endpointScopes"
import { Sessions } from "@beep/tenancy/server/Sessions"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { as, fixturePassword, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { NodeHttpServer } from "@effect/platform-node"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted, Schema } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest, HttpRouter } from "effect/http"
import { HttpApiBuilder, HttpApiMiddleware } from "effect/http-api"

const server = HttpRouter.serve(HttpApiBuilder.layer(ConnectionsLocalApi).pipe(Layer.provide(ConnectionsHandlers)), {
  disableListenLog: true
}).pipe(
  Layer.provide(HttpApiMiddleware.layerProblemDetails({ includeDetails: true })),
  Layer.provideMerge(TestConnections.layer),
  Layer.provideMerge(TestDatabase.layer),
  Layer.provideMerge(NodeHttpServer.layerTest)
)

const cookieOf = (who: Person) =>
  Effect.flatMap(Sessions, (sessions) =>
    sessions.login({ email: who.email, password: fixturePassword, address: "192.0.2.9" })
  ).pipe(Effect.map(({ token }) => `${sessionCookieName(true)}=${Redacted.value(token)}`))

/** As a browser asks, but the redirect itself is the answer. */
const send = (method: "GET" | "POST", path: string, cookie?: string) =>
  Effect.gen(function* () {
    const client = yield* HttpClient.HttpClient
    return yield* client.execute(
      HttpClientRequest.make(method)(path, {
        headers: { origin: TestTenancy.testOrigin, ...(cookie === undefined ? {} : { cookie }) }
      })
    )
  }).pipe(Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }))

layer(server, { excludeTestServices: true })("the connections group over HTTP", (it) => {
  it.effect("sends the browser back to the client, with and without a connection", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const client = a.clients.shared.id
      const cookie = yield* cookieOf(a.advisor)
      const page = `${TestTenancy.testOrigin}/clients/${client}`
      const state = Effect.gen(function* () {
        const answer = yield* send("POST", `/api/advisor/clients/${client}/connection/authorize`, cookie)
        assert.strictEqual(answer.status, 200)
        return TestConnections.stateOf(JSON.parse(yield* answer.text).url)
      })
      const denied = yield* send("GET", `/oauth/qbo/callback?state=${yield* state}&error=access_denied`, cookie)
      assert.deepStrictEqual([denied.status, denied.headers["location"]], [303, `${page}?connect_error=denied`])
      const connected = yield* send("GET", `/oauth/qbo/callback?state=${yield* state}&code=http-1&realmId=913035000001`, cookie)
      assert.deepStrictEqual([connected.status, connected.headers["location"]], [303, `${page}?connected=1`])
      const forged = yield* send("GET", "/oauth/qbo/callback?state=forged&code=http-2&realmId=913035000001", cookie)
      assert.deepStrictEqual(
        [forged.status, forged.headers["location"]],
        [303, `${TestTenancy.testOrigin}/clients?connect_error=not_recognized`]
      )
      const told = JSON.parse(
        yield* Effect.flatMap(send("GET", `/api/advisor/clients/${client}/connection`, cookie), (answer) => answer.text)
      )
      assert.strictEqual(told.status, "connected")
      assert.deepStrictEqual(Object.keys(told).sort(), [
        "clientId",
        "connectedAt",
        "connectionId",
        "lastErrorCode",
        "lastRefreshAt",
        "provider",
        "renewBy",
        "status"
      ])
    })
  )

  it.effect("tells a member the calls of the month, for the clients he sees", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const client = a.clients.shared.id
      const realm = RealmId.make("913035000777")
      assert.strictEqual((yield* as(a.advisor)(TestConnections.connect(client, realm, "http-usage")))._tag, "Connected")
      const taken = yield* Turns.use((turns) => turns.take(realm, { priority: "background", kind: "read", rates: defaultRates }))
      assert.strictEqual(taken._tag, "Granted")
      const answer = yield* send("GET", "/api/advisor/quickbooks/usage", yield* cookieOf(a.viewer))
      assert.strictEqual(answer.status, 200)
      const told = Schema.decodeUnknownSync(Schema.fromJsonString(QuickBooksUsage))(yield* answer.text)
      assert.deepStrictEqual(told.clients, [{ clientId: client, reads: 1, writes: 0 }])
      assert.deepInclude(told.organization, { reads: 1, writes: 0, shareOfBudget: 1 / 500_000 })
      assert.strictEqual(told.budget.monthlyReads, 500_000)
      assert.notInclude(yield* answer.text, realm)
    })
  )

  it.effect("lets nobody in without a session, a role, or the client", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const path = `/api/advisor/clients/${a.clients.shared.id}/connection`
      const statusOf = (method: "GET" | "POST", target: string, cookie?: string) =>
        Effect.map(send(method, target, cookie), (answer) => answer.status)
      assert.strictEqual(yield* statusOf("GET", path), 401)
      assert.strictEqual(yield* statusOf("GET", "/oauth/qbo/callback?state=x"), 401)
      assert.strictEqual(yield* statusOf("POST", `${path}/authorize`, yield* cookieOf(a.viewer)), 403)
      assert.strictEqual(yield* statusOf("GET", path, yield* cookieOf(a.viewer)), 200)
      assert.strictEqual(yield* statusOf("GET", path, yield* cookieOf(b.owner)), 404)
      assert.strictEqual(yield* statusOf("GET", "/api/advisor/quickbooks/usage"), 401)
      assert.strictEqual(yield* statusOf("POST", `${path}/disconnect`, yield* cookieOf(a.idleAdvisor)), 404)
      assert.deepStrictEqual(assertEveryEndpointHasScope(ConnectionsLocalApi), [])
    })
  )
})
