import { CurrentRetryBudget, retryBudget } from "@beep/quickbooks/retry"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Result } from "effect"
import { ledgerSource } from "../../src/accounting/ledgerSource.ts"
import { demoCompanies } from "../../src/companies/generate.ts"
import { codedFaults } from "../../src/faults/codes.ts"
import type { FaultOrder } from "../../src/faults/FaultOrder.ts"
import { asOf, started } from "../support.ts"

const companies = demoCompanies({ seed: 1, asOf }).slice(0, 2).map(ledgerSource)
const [realmId = "", otherRealmId = ""] = companies.map((company) => company.realmId)

type Order = Partial<FaultOrder> & Pick<FaultOrder, "fault">

const connected = Effect.gen(function* () {
  const sandbox = yield* started(companies)
  const { credentials, tokens } = yield* sandbox.connect(realmId)
  const order = (...script: ReadonlyArray<Order>) =>
    Effect.map(
      sandbox.control(
        "POST",
        "faults",
        script.map((one) => ({ realmId, times: 1, ...one }))
      ),
      ({ status }) => assert.strictEqual(status, 202)
    )
  /** The answer, or a failure when the connection ended without one. */
  const ask = (path: string, signal: AbortSignal | null = null) =>
    Effect.result(
      Effect.tryPromise(async () => {
        const headers = { authorization: `Bearer ${Redacted.value(credentials.accessToken)}` }
        const answer = await fetch(`${sandbox.url}/v3/company/${realmId}/${path}`, { headers, signal, keepalive: false })
        return { status: answer.status, headers: answer.headers, body: await answer.text() }
      })
    )
  const asked = (path: string) => Effect.map(ask(path), Result.getOrThrow)
  const query = asked(`query?query=${encodeURIComponent("select * from Bill maxresults 3")}`)
  const waiting = Effect.map(sandbox.control("GET", "faults"), ({ body }) => body)
  return { ...sandbox, credentials, tokens, order, ask, asked, query, waiting }
})

/** What our own client makes of each code (runway.md 6.6). */
const meanings: Readonly<Record<keyof typeof codedFaults, string>> = {
  token_expired: "TokenExpired",
  not_authorized: "ReconnectRequired",
  admin_lost: "ReconnectRequired",
  throttled: "RateLimitedByIntuit",
  throttled_xml: "RateLimitedByIntuit",
  throttled_retry_after: "RateLimitedByIntuit",
  unsupported: "PermanentFault",
  object_gone: "Gone",
  missing_parameter: "PermanentFault",
  bad_value: "PermanentFault",
  bad_reference: "PermanentFault",
  stale_object: "StaleObject",
  business_rule: "BusinessRule",
  duplicate_number: "BusinessRule",
  company_unavailable: "CompanyUnavailable",
  period_closed: "PeriodClosed",
  duplicate_name: "BusinessRule",
  already_deposited: "BusinessRule"
}

const codedNames = Object.keys(codedFaults).filter((name): name is keyof typeof codedFaults => name in codedFaults)

describe("ordered faults, over HTTP", () => {
  it.live(
    "mean in each of the three shapes what their code means",
    () =>
      Effect.gen(function* () {
        const { asked, order, query } = yield* connected
        for (const fault of codedNames) {
          // Each by a client of its own: one that was throttled asks the company nothing for a minute.
          const { credentials, order, quickbooks } = yield* connected
          const impatient = Effect.flip(
            Effect.provideService(quickbooks.count(credentials, "Bill"), CurrentRetryBudget, retryBudget.interactive)
          )
          yield* order({ fault })
          assert.strictEqual((yield* impatient)._tag, meanings[fault], fault)
        }
        yield* order(
          { fault: "period_closed", shape: "xml" },
          { fault: "period_closed", shape: "gateway" },
          { fault: "period_closed" }
        )
        const [xml, gateway, data] = [yield* query, yield* query, yield* query]
        assert.match(xml.body, /^<\?xml.*<Error code="6210">/s)
        assert.include(xml.headers.get("content-type") ?? "", "xml")
        assert.include(gateway.body, '"fault":{"error":[{"message"')
        assert.include(data.body, '{"Fault":{"Error":[{"Message"')
        assert.deepStrictEqual([xml.status, gateway.status, data.status], [400, 400, 400])
        assert.strictEqual((yield* asked("query?query=select")).status, 400)
      }),
    60_000
  )

  it.live("throttle with a time to wait only when that is ordered", () =>
    Effect.gen(function* () {
      const { order, query } = yield* connected
      yield* order({ fault: "throttled" }, { fault: "throttled_xml" }, { fault: "throttled_retry_after", seconds: 7 })
      const answers = [yield* query, yield* query, yield* query, yield* query]
      assert.deepStrictEqual(
        answers.map(({ headers, status }) => [status, headers.get("retry-after")]),
        [
          [429, null],
          [429, null],
          [429, "7"],
          [200, null]
        ]
      )
    })
  )

  it.live("break the answer on its way: a gateway's page, none at all, or half of it", () =>
    Effect.gen(function* () {
      const { ask, order, query } = yield* connected
      yield* order({ fault: "bad_gateway" }, { fault: "unavailable" }, { fault: "truncated" }, { fault: "reset" })
      const [gateway, down, half] = [yield* query, yield* query, yield* query]
      assert.deepStrictEqual([gateway.status, down.status, half.status], [502, 503, 200])
      assert.match(gateway.body, /^<html>/)
      assert.throws(() => JSON.parse(half.body))
      assert.isTrue(Result.isFailure(yield* ask("companyinfo/1")))
      const whole = yield* query
      assert.isTrue(JSON.parse(whole.body).QueryResponse.Bill.length > 0)
    })
  )

  it.live("hang so long that a client goes away, or answer in the end", () =>
    Effect.gen(function* () {
      const { ask, order, query } = yield* connected
      yield* order({ fault: "hang", seconds: 600 }, { fault: "hang", seconds: 1 })
      assert.isTrue(Result.isFailure(yield* ask("companyinfo/1", AbortSignal.timeout(200))))
      assert.strictEqual((yield* query).status, 200)
    })
  )

  it.live("put a wrong SyncToken into lists, and leave single reads alone", () =>
    Effect.gen(function* () {
      const { asked, order, query } = yield* connected
      const tokens = (body: string) => body.match(/"SyncToken":"\d+"/g) ?? []
      const right = yield* query
      yield* order({ fault: "wrong_sync_token" })
      const [first] = JSON.parse(right.body).QueryResponse.Bill
      const read = yield* asked(`bill/${first.Id}`)
      assert.strictEqual(JSON.parse(read.body).Bill.SyncToken, first.SyncToken)
      const wrong = yield* query
      assert.lengthOf(tokens(wrong.body), 3)
      for (const [at, token] of tokens(wrong.body).entries()) assert.notStrictEqual(token, tokens(right.body)[at])
    })
  )

  it.live("meet the kind of call they are ordered for, of their company, and are known until then", () =>
    Effect.gen(function* () {
      const { asked, connect, control, order, query, quickbooks, waiting } = yield* connected
      const other = yield* connect(otherRealmId)
      yield* order({ fault: "unavailable", path: "report", after: 1 }, { fault: "object_gone", path: "read", times: 2 })
      assert.isAbove(yield* quickbooks.count(other.credentials, "Bill"), 0)
      assert.strictEqual((yield* query).status, 200)
      const sheet = asked("reports/BalanceSheet")
      assert.deepStrictEqual([(yield* sheet).status, (yield* sheet).status, (yield* sheet).status], [200, 503, 200])
      assert.strictEqual((yield* asked("vendor/1")).status, 400)
      assert.deepStrictEqual(yield* waiting, [{ realmId, fault: "object_gone", path: "read", times: 1 }])
      assert.deepStrictEqual((yield* control("GET", `faults?realmId=${otherRealmId}`)).body, [])
      assert.strictEqual((yield* control("DELETE", `faults?realmId=${realmId}`)).status, 204)
      assert.deepStrictEqual(yield* waiting, [])
    })
  )

  it.live("are not used up by a call the company would refuse anyway", () =>
    Effect.gen(function* () {
      const { order, query, url } = yield* connected
      yield* order({ fault: "unavailable" })
      const stranger = yield* Effect.promise(() =>
        fetch(`${url}/v3/company/${realmId}/companyinfo/1`, { headers: { authorization: "Bearer stranger" } })
      )
      assert.strictEqual(stranger.status, 401)
      assert.strictEqual((yield* query).status, 503)
    })
  )

  it.live("end a refresh with invalid_grant, a gateway's page, or an answer that is lost and can be asked for again", () =>
    Effect.gen(function* () {
      const { bearer, oauth, order, query, tokens } = yield* connected
      const form = { grant_type: "refresh_token", refresh_token: Redacted.value(tokens.refreshToken) }
      yield* order({ fault: "invalid_grant" }, { fault: "bad_gateway", path: "token" }, { fault: "answer_lost", path: "token" })
      assert.strictEqual((yield* query).status, 200)
      assert.deepStrictEqual(yield* bearer(form), { status: 400, body: { error: "invalid_grant" } })
      assert.strictEqual((yield* Effect.flip(oauth.refresh(tokens.refreshToken)))._tag, "TransientFault")
      assert.strictEqual((yield* Effect.flip(oauth.refresh(tokens.refreshToken)))._tag, "TransientFault")
      const next = yield* oauth.refresh(tokens.refreshToken)
      assert.notStrictEqual(Redacted.value(next.refreshToken), Redacted.value(tokens.refreshToken))
      yield* order({ fault: "unavailable", path: "revoke" })
      assert.strictEqual((yield* Effect.flip(oauth.revoke(next.refreshToken)))._tag, "TransientFault")
      yield* oauth.revoke(next.refreshToken)
    })
  )

  it.live("are refused when they cannot be read, all of a script or none", () =>
    Effect.gen(function* () {
      const { control, waiting } = yield* connected
      const good = { realmId, fault: "reset", times: 1 }
      for (const wrong of [
        { ...good, fault: "earthquake" },
        { ...good, times: 0 },
        { ...good, path: "garden" },
        { ...good, seconds: 601 }
      ]) {
        assert.strictEqual((yield* control("POST", "faults", [good, wrong])).status, 400)
      }
      assert.strictEqual((yield* control("POST", "faults", [])).status, 400)
      assert.deepStrictEqual(yield* waiting, [])
      assert.strictEqual((yield* control("POST", "faults", good)).status, 202)
      assert.deepStrictEqual(yield* waiting, [good])
    })
  )
})
