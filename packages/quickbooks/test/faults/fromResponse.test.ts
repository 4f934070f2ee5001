import { assert, describe, it } from "@effect/vitest"
import { Effect, Inspectable, Redacted, Schema } from "effect"
import type { QuickBooksError } from "../../src/contract/faults.ts"
import { faultFromResponse } from "../../src/faults/fromResponse.ts"
import { fixtureText } from "../support/fixture.ts"

const Case = Schema.Struct({
  name: Schema.String,
  http: Schema.Struct({ status: Schema.Int, headers: Schema.Record(Schema.String, Schema.String) }),
  body: Schema.String,
  expect: Schema.Struct({
    class: Schema.String,
    code: Schema.optionalKey(Schema.String),
    never_log: Schema.optionalKey(Schema.String)
  })
})
const cases = Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Array(Case)))(fixtureText("faults/faults.json"))

/** The fixture's words for the classes of runway.md 6.6. */
const tagOf: Readonly<Record<string, QuickBooksError["_tag"]>> = {
  auth_expired: "TokenExpired",
  throttled: "RateLimitedByIntuit",
  duplicate_name: "BusinessRule",
  reconnect_needed: "ReconnectRequired"
}

const refused = (status: number, body: string, headers: Record<string, string> = {}) =>
  faultFromResponse({ status, headers, body })

describe("faultFromResponse", () => {
  it("has the four recorded cases to check", () => {
    assert.strictEqual(cases.length, 4)
  })

  for (const one of cases) {
    it.effect(`reads ${one.name}`, () =>
      Effect.gen(function* () {
        const fault = yield* refused(one.http.status, one.body, { ...one.http.headers })
        assert.strictEqual(fault._tag, tagOf[one.expect.class])
        assert.strictEqual(fault.code, one.expect.code ?? "invalid_grant")
        assert.strictEqual(fault.intuitTid, one.http.headers["intuit_tid"] ?? null)
        const printed = `${Inspectable.toStringUnknown(fault)} ${String(fault)} ${JSON.stringify(fault)} ${fault.stack ?? ""}`
        if (one.expect.never_log !== undefined) assert.notInclude(printed, one.expect.never_log)
      })
    )
  }

  it.effect("reads another product's throttle in XML", () =>
    Effect.gen(function* () {
      const fault = yield* refused(429, fixtureText("faults/too_many_requests_error.xml"), { "retry-after": "7" })
      assert.deepInclude(fault, { _tag: "RateLimitedByIntuit", code: "3001", retryAfterSeconds: 7 })
    })
  )

  it.effect("reads validation and stale-object faults", () =>
    Effect.gen(function* () {
      const missing = yield* refused(400, fixtureText("faults/create_item_error.json"))
      assert.deepInclude(missing, { _tag: "PermanentFault", code: "2020", reason: "refused" })
      const stale = yield* refused(400, fixtureText("faults/update_item_error.json"))
      assert.strictEqual(stale._tag, "StaleObject")
      assert.notInclude(JSON.stringify(stale), "Leo")
    })
  )

  it.effect("keeps a business rule's sentence for the person, hidden from logs", () =>
    Effect.gen(function* () {
      const body =
        '{"Fault":{"Error":[{"Message":"Duplicate","Detail":"The name\\n Jane Doe exists. : null","code":"6240"}],"type":"V"}}'
      const fault = yield* refused(400, body)
      if (fault._tag !== "BusinessRule") return assert.fail(fault._tag)
      assert.strictEqual(Redacted.value(fault.detail), "The name  Jane Doe exists.")
      assert.notInclude(`${String(fault)} ${JSON.stringify(fault)}`, "Jane")
    })
  )

  const byCode: ReadonlyArray<readonly [string, QuickBooksError["_tag"]]> = [
    ["3200", "TokenExpired"],
    ["003100", "ReconnectRequired"],
    ["120", "ReconnectRequired"],
    ["3001", "RateLimitedByIntuit"],
    ["500", "PermanentFault"],
    ["610", "Gone"],
    ["2170", "PermanentFault"],
    ["2500", "PermanentFault"],
    ["5010", "StaleObject"],
    ["6000", "BusinessRule"],
    ["6140", "BusinessRule"],
    ["6190", "CompanyUnavailable"],
    ["6210", "PeriodClosed"],
    ["6540", "BusinessRule"]
  ]
  for (const [code, tag] of byCode) {
    it.effect(`reads code ${code} as ${tag}`, () =>
      Effect.gen(function* () {
        const fault = yield* refused(400, JSON.stringify({ Fault: { Error: [{ Message: "m", Detail: "d", code }], type: "T" } }))
        assert.strictEqual(fault._tag, tag)
      })
    )
  }

  const byStatus: ReadonlyArray<readonly [number, string, QuickBooksError["_tag"]]> = [
    [401, "", "TokenExpired"],
    [403, "", "ReconnectRequired"],
    [429, "", "RateLimitedByIntuit"],
    [503, "<html><body>Bad gateway</body></html>", "TransientFault"],
    [502, "{broken", "TransientFault"],
    [404, "", "PermanentFault"]
  ]
  for (const [status, body, tag] of byStatus) {
    it.effect(`falls back on status ${status}`, () =>
      Effect.map(refused(status, body), (fault) => assert.strictEqual(fault._tag, tag))
    )
  }
})
