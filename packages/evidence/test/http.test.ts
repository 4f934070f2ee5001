import { sessionCookieName } from "@beep/tenancy/contract/Authorization"
import { Sessions } from "@beep/tenancy/server/Sessions"
import { testOrigin } from "@beep/tenancy/testing/TestTenancy"
import { as, fixturePassword, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { NodeHttpServer } from "@effect/platform-node"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { HttpClient, HttpClientRequest, HttpRouter } from "effect/http"
import { HttpApiBuilder, HttpApiClient, HttpApiMiddleware } from "effect/http-api"
import { maxUploadBytes } from "../src/contract/DocumentTooLarge.ts"
import { EvidenceLocalApi } from "../src/contract/EvidenceApi.ts"
import { Documents } from "../src/server/Documents.ts"
import * as EvidenceLayer from "../src/server/EvidenceLayer.ts"
import { counts, promise, suite, upload } from "./support.ts"

const server = HttpRouter.serve(HttpApiBuilder.layer(EvidenceLocalApi).pipe(Layer.provide(EvidenceLayer.layerHttp)), {
  disableListenLog: true
}).pipe(
  Layer.provide(HttpApiMiddleware.layerProblemDetails()),
  Layer.provideMerge(suite),
  Layer.provideMerge(NodeHttpServer.layerTest)
)

const headersOf = Effect.fnUntraced(function* (who: Person) {
  const sessions = yield* Sessions
  const { token } = yield* sessions.login({ email: who.email, password: fixturePassword, address: "203.0.113.7" })
  return { cookie: `${sessionCookieName(true)}=${Redacted.value(token)}`, origin: testOrigin }
})

/** The typed client as a browser of this person would hold it. */
const clientOf = Effect.fnUntraced(function* (who: Person) {
  const headers = yield* headersOf(who)
  return yield* HttpApiClient.make(EvidenceLocalApi, {
    transformClient: HttpClient.mapRequest(HttpClientRequest.setHeaders(headers))
  })
})

layer(server)("the evidence api over HTTP", (it) => {
  it.effect("takes the bytes of a file as they are and shows what they say", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const { evidence } = yield* clientOf(a.advisor)
      const params = { clientId: a.clients.shared.id }
      const receipt = yield* evidence.ingestDocument({ params, payload: promise })
      assert.strictEqual(receipt.outcome, "created")
      assert.strictEqual((yield* evidence.ingestDocument({ params, payload: promise })).outcome, "unchanged")
      const page = yield* evidence.listDocuments({ params, query: { limit: 10 } })
      assert.deepStrictEqual(
        page.items.map(({ documentId, title }) => ({ documentId, title })),
        [{ documentId: receipt.documentId, title: "Invoice 1043" }]
      )
      assert.isNull(page.nextCursor)
      const detail = yield* evidence.getDocument({ params: { ...params, documentId: receipt.documentId }, query: {} })
      assert.isTrue(
        detail.mentions.length > 0 &&
          detail.mentions.every(({ startChar, endChar, text }) => detail.content?.slice(startChar, endChar) === text)
      )
      const list = yield* evidence.listEvidence({ params, query: { documentId: receipt.documentId } })
      const facts = list.items.filter(({ source }) => source.ontologyId === undefined)
      assert.deepStrictEqual([facts.length, list.omitted], [receipt.mentionCount, 0])
    })
  )

  it.effect("takes a message of exactly the bound and refuses one byte more", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const { evidence } = yield* clientOf(a.advisor)
      const params = { clientId: a.clients.shared.id }
      const sized = (length: number) => {
        const bytes = new Uint8Array(length).fill(0x61)
        bytes.set(new TextEncoder().encode("From: a@x.example\r\nSubject: big\r\n\r\n"))
        return bytes
      }
      assert.strictEqual((yield* evidence.ingestDocument({ params, payload: sized(maxUploadBytes) })).outcome, "created")
      const error = yield* Effect.flip(evidence.ingestDocument({ params, payload: sized(maxUploadBytes + 1) }))
      assert.strictEqual(error._tag, "DocumentTooLarge")
      assert.include(yield* counts(a.organization.id), { document: 1 })
    })
  )

  it.effect("answers bytes that are no message with a receipt, not with an error", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const { evidence } = yield* clientOf(a.staff)
      const params = { clientId: a.clients.shared.id }
      for (const payload of [new Uint8Array(), new Uint8Array([0, 255, 254]), new TextEncoder().encode("<html>")]) {
        assert.strictEqual((yield* evidence.ingestDocument({ params, payload })).outcome, "unreadable")
      }
    })
  )

  it.effect("lets nobody in who may not: no session, wrong role, wrong client, wrong firm", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const { documentId } = yield* as(a.owner)((yield* Documents).ingest(a.clients.shared.id, promise, upload))
      const client = yield* HttpClient.HttpClient
      const path = `/api/advisor/clients/${a.clients.shared.id}`
      const status = (method: "GET" | "POST", where: string, headers: Record<string, string>) =>
        Effect.map(
          client.execute(
            HttpClientRequest.make(method)(where, { headers }).pipe(
              method === "POST"
                ? HttpClientRequest.bodyUint8Array(promise, headers["content-type"] ?? "message/rfc822")
                : (request) => request
            )
          ),
          (response) => response.status
        )
      const gets = [`${path}/documents`, `${path}/documents/${documentId}`, `${path}/evidence?documentId=${documentId}`]
      const [viewer, idle, foreign] = [yield* headersOf(a.viewer), yield* headersOf(a.idleAdvisor), yield* headersOf(b.owner)]
      for (const where of gets) {
        assert.strictEqual(yield* status("GET", where, viewer), 200, where)
        assert.strictEqual(yield* status("GET", where, {}), 401, where)
        assert.strictEqual(yield* status("GET", where, idle), 404, where)
        assert.strictEqual(yield* status("GET", where, foreign), 404, where)
      }
      assert.strictEqual(yield* status("POST", `${path}/documents`, viewer), 403)
      assert.strictEqual(yield* status("POST", `${path}/documents`, foreign), 404)
      const advisor = yield* headersOf(a.advisor)
      assert.strictEqual(yield* status("POST", `${path}/documents`, advisor), 200)
      assert.strictEqual(yield* status("POST", `${path}/documents`, { ...advisor, "content-type": "application/pdf" }), 415)
      assert.strictEqual(yield* status("GET", `${path}/documents?cursor=AAAA`, advisor), 400)
    })
  )
})
