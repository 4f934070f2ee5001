import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Result } from "effect"
import { TestClock } from "effect/testing"
import { updateBody } from "../src/contract/write/updateBody.ts"
import { BatchItemId, RequestId } from "../src/contract/write/WriteRequest.ts"
import { credentials, fault, onVirtualTime, refusal } from "./support/onVirtualTime.ts"

const vendor = (id: string, token: string) => `{"Id":"${id}","SyncToken":"${token}","DisplayName":"V"}`
const update = (id: string) => updateBody("Vendor", vendor(id, "0"), { TermRef: { value: "3" } })
const requestId = RequestId.make("r-1")

/** runway.md 6.6 and 6.7 for writes, through the whole client. */
describe("a write", () => {
  it.effect("goes out again under the same request id and with the same body after a 5xx and a 429", () =>
    Effect.gen(function* () {
      const { quickbooks, sent } = yield* onVirtualTime([
        () => refusal(503, "t-1"),
        () => refusal(429, "t-2"),
        () => new Response(`{"Vendor":${vendor("7", "1")}}`)
      ])
      const fiber = yield* Effect.forkChild(quickbooks.update(credentials, requestId, update("7")))
      yield* TestClock.adjust("5 minutes")
      const written = yield* Fiber.join(fiber)
      assert.strictEqual(written.value.SyncToken, "1")
      assert.strictEqual(written.raw, vendor("7", "1"))
      assert.strictEqual(sent.length, 3)
      assert.deepStrictEqual([...new Set(sent.map(({ url }) => url.search))], ["?requestid=r-1&minorversion=75"])
      assert.deepStrictEqual([...new Set(sent.map(({ body }) => body))], [update("7").body])
      assert.strictEqual(sent[0]?.url.pathname, "/v3/company/123/vendor")
    })
  )

  it.effect.each([
    { code: "5010", tag: "StaleObject" },
    { code: "610", tag: "Gone" },
    { code: "6000", tag: "BusinessRule" },
    { code: "6140", tag: "BusinessRule" },
    { code: "6240", tag: "BusinessRule" },
    { code: "6540", tag: "BusinessRule" },
    { code: "6210", tag: "PeriodClosed" },
    { code: "6190", tag: "CompanyUnavailable" },
    { code: "2020", tag: "PermanentFault" },
    { code: "2170", tag: "PermanentFault" },
    { code: "2500", tag: "PermanentFault" },
    { code: "500", tag: "PermanentFault" },
    { code: "120", tag: "ReconnectRequired" },
    { code: "3100", tag: "ReconnectRequired" },
    { code: "3200", tag: "TokenExpired" }
  ])("is sent once when Intuit answers $code, and ends as $tag", ({ code, tag }) =>
    Effect.gen(function* () {
      const { quickbooks, sent } = yield* onVirtualTime([() => fault(code, "t-1")])
      const fiber = yield* Effect.forkChild(Effect.flip(quickbooks.update(credentials, requestId, update("7"))))
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, tag)
      assert.strictEqual(sent.length, 1)
    })
  )
})

describe("a batch", () => {
  const item = (id: string) => ({ bId: BatchItemId.make(`b${id}`), update: update(id) })

  it.effect("ends each item for itself, whatever their order in the answer", () =>
    Effect.gen(function* () {
      const stale = '{"Fault":{"Error":[{"Message":"m","Detail":"d","code":"5010"}],"type":"ValidationFault"},"bId":"b1"}'
      const { quickbooks, sent } = yield* onVirtualTime([
        () => new Response(`{"BatchItemResponse":[{"Vendor":${vendor("2", "1")},"bId":"b2"},${stale}],"time":"t"}`)
      ])
      const ended = yield* quickbooks.batch(credentials, requestId, [item("1"), item("2"), item("3")])
      const tags = Array.from(ended, ([bId, one]) => [
        bId,
        Result.isSuccess(one) ? one.success.value.SyncToken : one.failure._tag
      ])
      assert.deepStrictEqual(tags, [
        ["b1", "StaleObject"],
        ["b2", "1"],
        ["b3", "TransientFault"]
      ])
      assert.strictEqual(sent[0]?.url.pathname, "/v3/company/123/batch")
      assert.deepStrictEqual(
        JSON.parse(sent[0]?.body ?? "").BatchItemRequest.map((one: unknown) => one),
        ["1", "2", "3"].map((id) => ({ bId: `b${id}`, operation: "update", Vendor: JSON.parse(update(id).body) }))
      )
    })
  )

  it.effect("sends no more than 40 a minute", () =>
    Effect.gen(function* () {
      const { quickbooks, sent } = yield* onVirtualTime([() => new Response('{"BatchItemResponse":[],"time":"t"}')])
      const fiber = yield* Effect.forkChild(
        Effect.forEach(Array.from({ length: 60 }), () => quickbooks.batch(credentials, requestId, [item("1")]), {
          concurrency: "unbounded"
        })
      )
      yield* TestClock.adjust("59999 millis")
      assert.isAtMost(sent.length, 40)
      assert.isAtLeast(sent.length, 35)
      yield* TestClock.adjust("2 minutes")
      yield* Fiber.join(fiber)
      assert.strictEqual(sent.length, 60)
    })
  )
})
