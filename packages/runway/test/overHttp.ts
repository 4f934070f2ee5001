import { AuditTrail } from "@beep/audit/server/AuditTrail"
import { NotFound } from "@beep/kernel/errors"
import { AuthGroup } from "@beep/tenancy/contract/AuthApi"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { fixturePassword, type Person } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { NodeHttpServer } from "@effect/platform-node"
import { assert } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { HttpClient, HttpClientRequest, HttpRouter } from "effect/http"
import { HttpApi, HttpApiBuilder, HttpApiMiddleware } from "effect/http-api"
import { ClientsGroup } from "../src/contract/ClientsApi.ts"
import { DigestGroup } from "../src/contract/DigestApi.ts"
import { TieOutGroup } from "../src/contract/TieOutApi.ts"
import { RunwayHandlers, RunwayServices } from "../src/server/RunwayLayer.ts"
import { Sync } from "../src/server/sync/Sync.ts"
import { LedgerMemory } from "../src/testing/LedgerMemory.ts"
import { testVault } from "./testVault.ts"

const Api = HttpApi.make("beep").add(AuthGroup).add(ClientsGroup).add(DigestGroup).add(TieOutGroup)

/** The endpoints of this room and the sign-in; asks for the room's services. */
export const endpoints = HttpRouter.serve(HttpApiBuilder.layer(Api).pipe(Layer.provide(RunwayHandlers)), {
  disableListenLog: true,
  disableLogger: true
}).pipe(Layer.provide(HttpApiMiddleware.layerProblemDetails()))

const status = {
  phase: "running",
  runId: null,
  startedAt: null,
  waitsUntil: null,
  finishedAt: null,
  lastSuccessAt: null,
  errorCode: null,
  entities: []
} as const

/** In the place of the sync engine, which needs a QuickBooks: it answers the seam and nothing more. */
const sync = Layer.succeed(
  Sync,
  Sync.of({
    start: () => Effect.succeed({ ...status, answer: "begun" }),
    run: () => Effect.fail(new NotFound()),
    catchUp: () => Effect.fail(new NotFound()),
    state: () => Effect.succeed(status),
    lastBegun: Effect.succeed([]),
    unfinished: Effect.succeed([]),
    resume: () => Effect.void
  })
)

/** The endpoints on a real database, over books held in memory. */
export const server = endpoints.pipe(
  Layer.provideMerge(RunwayServices),
  Layer.provideMerge(AuditTrail.layer),
  Layer.provideMerge(Layer.mergeAll(sync, LedgerMemory.layer, testVault)),
  Layer.provideMerge(TestTenancy.layer),
  Layer.provideMerge(TestDatabase.layer),
  Layer.provideMerge(NodeHttpServer.layerTest)
)

const origin = { origin: TestTenancy.testOrigin }

export const signIn = Effect.fnUntraced(function* (who: Person) {
  const client = yield* HttpClient.HttpClient
  const response = yield* client.execute(
    HttpClientRequest.post("/api/auth/login", { headers: origin }).pipe(
      HttpClientRequest.bodyJsonUnsafe({ email: who.email, password: Redacted.value(fixturePassword) })
    )
  )
  assert.strictEqual(response.status, 200)
  return { ...origin, cookie: (response.headers["set-cookie"] ?? "").split(";")[0] ?? "" }
})

export const get = Effect.fnUntraced(function* (path: string, headers: Record<string, string> = {}) {
  const client = yield* HttpClient.HttpClient
  const response = yield* client.execute(HttpClientRequest.get(path, { headers }))
  return { status: response.status, text: yield* response.text }
})
