import { signatureHeader } from "@beep/connections/contract/WebhooksApi"
import { legacyBody, signatureOf } from "@beep/connections/testing/webhookDelivery"
import { listening } from "@beep/test-kit/listening"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Schema } from "effect"
import { readFileSync } from "node:fs"
import { call, isProblem } from "./http.ts"
import { layer as serverWithoutGroup, layerWith } from "./TestServer.ts"

const Vectors = Schema.fromJsonString(
  Schema.Struct({
    cases: Schema.Array(
      Schema.Struct({
        name: Schema.String,
        verifier_token: Schema.String,
        content_type: Schema.String,
        raw_body: Schema.String,
        "intuit-signature": Schema.String,
        expect_http: Schema.Union([Schema.Literal(200), Schema.Literal("401 or 403")])
      })
    )
  })
)

/** Published bodies and signatures; where they come from stands beside the file. */
const { cases } = Schema.decodeUnknownSync(Vectors)(
  readFileSync(new URL("../../../packages/quickbooks/test/fixtures/webhooks/vectors.json", import.meta.url), "utf8")
)
const tokens = [...new Set(cases.map((one) => one.verifier_token))]
const [token = ""] = tokens

const post = (body: BodyInit, headers: Record<string, string>) => call("/webhooks/intuit", { method: "POST", headers, body })

const signed = (body: string, headers: Record<string, string> = {}) =>
  Effect.flatMap(signatureOf(token, body), (signature) => post(body, { [signatureHeader]: signature, ...headers }))

const heard = listening()

const suite = Layer.merge(
  layerWith({ OAUTH_INTUIT_WEBHOOK_TOKENS: tokens.join(","), APP_ROLE: "api", APP_LOG_LEVEL: "Trace" }),
  heard.logged
).pipe(Layer.provide(heard.layer))

layer(suite, { excludeTestServices: true })("POST /webhooks/intuit", (it) => {
  it("has two tokens to tell apart, as during a rotation", () => {
    assert.lengthOf(tokens, 2)
    assert.isAbove(cases.length, 4)
  })

  it.effect.each(cases)("answers the published case $name as it says", (one) =>
    Effect.gen(function* () {
      const answer = yield* post(one.raw_body, {
        "content-type": one.content_type,
        [signatureHeader]: one["intuit-signature"]
      })
      assert.strictEqual(answer.status, one.expect_http === 200 ? 200 : 401, answer.text)
      if (one.expect_http === 200) assert.strictEqual(answer.text, "")
      else assert.isTrue(isProblem(answer), answer.text)
    })
  )

  it.effect("reads the bytes as sent, whatever their content type says", () =>
    Effect.gen(function* () {
      const body = `  ${legacyBody([{ realmId: "4620816365000000001" }])}\n`
      for (const type of ["application/json", "application/cloudevents-batch+json", "text/plain"]) {
        assert.strictEqual((yield* signed(body, { "content-type": type })).status, 200, type)
      }
      const signature = yield* signatureOf(token, body)
      assert.strictEqual((yield* post(body.trim(), { [signatureHeader]: signature })).status, 401)
    })
  )

  it.effect("needs no session, and takes none in place of a signature", () =>
    Effect.gen(function* () {
      const body = legacyBody([{ realmId: "4620816365000000001" }])
      const unsigned = yield* post(body, { cookie: "beep_session=whatever", origin: "http://desk.firm.test" })
      assert.strictEqual(unsigned.status, 401)
      assert.isTrue(isProblem(unsigned), unsigned.text)
      assert.strictEqual((yield* signed(body)).status, 200)
    })
  )

  it.effect("answers 400 to what is signed and cannot be read, and keeps its hash", () =>
    Effect.gen(function* () {
      const admin = yield* AdminSql
      const unreadable = admin`select times from connections.webhook_ignored where shape = 'unreadable'`
      assert.lengthOf(yield* unreadable, 0)
      const answer = yield* signed('{"hello":"zebra-7731"}')
      assert.strictEqual(answer.status, 400)
      assert.isTrue(isProblem(answer), answer.text)
      assert.notInclude(answer.text, "zebra-7731")
      assert.deepStrictEqual(yield* unreadable, [{ times: 1 }])
    })
  )

  it.effect("refuses a body over 1 MB, announced or not, and takes one below", () =>
    Effect.gen(function* () {
      const padded = (size: number) => legacyBody([{ realmId: "4620816365000000001" }]) + " ".repeat(size)
      assert.strictEqual((yield* signed(padded(1024 * 1024))).status, 413)
      const chunks = new ReadableStream({
        start: (controller) => {
          for (let n = 0; n < 40; n++) controller.enqueue(new TextEncoder().encode(padded(32 * 1024)))
          controller.close()
        }
      })
      const streamed = yield* post(chunks, { [signatureHeader]: "x" })
      assert.strictEqual(streamed.status, 413, streamed.text)
      assert.isTrue(isProblem(streamed))
      assert.strictEqual((yield* signed(padded(900 * 1024))).status, 200)
    })
  )

  it.effect("is a POST and nothing else", () =>
    Effect.gen(function* () {
      for (const method of ["GET", "PUT", "DELETE"]) {
        const answer = yield* call("/webhooks/intuit", { method })
        assert.deepStrictEqual([answer.status, answer.headers.get("allow")], [405, "POST"], method)
      }
      assert.strictEqual((yield* call("/webhooks/other", { method: "POST" })).status, 404)
    })
  )

  it.effect("says nothing of companies, records, tokens or bodies in logs and spans, redacted or not", () =>
    Effect.gen(function* () {
      const [realmId, recordId] = ["4620816365009876543", "record-zebra-31"]
      assert.strictEqual((yield* signed(legacyBody([{ realmId, id: recordId }]))).status, 200)
      assert.strictEqual((yield* signed(`{"realm":"${realmId}","record":"${recordId}"}`)).status, 400)
      assert.strictEqual((yield* post(legacyBody([{ realmId, id: recordId }]), { [signatureHeader]: "x" })).status, 401)
      const told = heard.told()
      for (const control of ["the logger is heard", '"POST"', "Webhooks.receive", "/webhooks/intuit"])
        assert.include(told, control)
      for (const secret of [realmId, recordId, ...tokens, "eventNotifications"]) assert.notInclude(told, secret)
    })
  )
})

layer(serverWithoutGroup, { excludeTestServices: true })("POST /webhooks/intuit without its group of variables", (it) => {
  it.effect("says that it is not available, so that Intuit asks again", () =>
    Effect.gen(function* () {
      const answer = yield* signed(legacyBody([{ realmId: "4620816365000000001" }]))
      assert.strictEqual(answer.status, 503, answer.text)
      assert.isTrue(isProblem(answer), answer.text)
    })
  )
})
