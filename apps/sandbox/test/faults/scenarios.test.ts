import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Result } from "effect"
import { ledgerSource } from "../../src/accounting/ledgerSource.ts"
import { demoCompanies } from "../../src/companies/generate.ts"
import { OrderedFault } from "../../src/faults/FaultOrder.ts"
import { scenarios } from "../../src/faults/scenarios.ts"
import { WebhookFault } from "../../src/webhooks/WebhookOrder.ts"
import { asOf, started } from "../support.ts"
import { receiver, verifierToken } from "../webhooks/receiver.ts"

const companies = demoCompanies({ seed: 1, asOf }).slice(0, 3).map(ledgerSource)
const [realmId = ""] = companies.map((company) => company.realmId)

const standing = Effect.gen(function* () {
  const to = yield* receiver
  const sandbox = yield* started(companies)
  const token = Redacted.value(verifierToken)
  yield* sandbox.control("PUT", "webhooks/receiver", { address: to.address, verifierToken: token })
  const run = (id: string, on = realmId) => sandbox.control("POST", `scenarios/${id}`, { realmId: on })
  return { ...sandbox, ...to, run }
})

describe("the named scenarios", () => {
  it("show every fault and every spoiled event there is, each under a name of its own", () => {
    assert.strictEqual(new Set(scenarios.map(({ id }) => id)).size, scenarios.length)
    const faults = new Set(scenarios.flatMap((scenario) => scenario.faults ?? []).map(({ fault }) => fault))
    assert.deepStrictEqual([...faults].toSorted(), [...OrderedFault.literals].toSorted())
    const events = new Set(scenarios.flatMap((scenario) => scenario.events ?? []).map(({ fault }) => fault))
    assert.deepStrictEqual([...events].toSorted(), [...WebhookFault.literals].toSorted())
  })

  it.live("place their orders on the company they are run on", () =>
    Effect.gen(function* () {
      const { control, run } = yield* standing
      const { body: listed } = yield* control("GET", "scenarios")
      assert.lengthOf(listed, scenarios.length)
      for (const scenario of scenarios) {
        assert.strictEqual((yield* run(scenario.id)).status, 202, scenario.id)
        const placed = { faults: (yield* control("GET", "faults")).body, events: (yield* control("GET", "webhooks")).body.orders }
        const expected = {
          faults: (scenario.faults ?? []).map((order) => ({ realmId, ...order })),
          events: (scenario.events ?? []).map((order) => ({ realmId, ...order }))
        }
        assert.deepStrictEqual(placed, expected, scenario.id)
        yield* control("DELETE", `faults?realmId=${realmId}`)
        yield* control("DELETE", `webhooks/orders?realmId=${realmId}`)
      }
      assert.deepStrictEqual((yield* control("GET", "webhooks")).body.orders, [])
    })
  )

  it.live("tell of every company in one signed body", () =>
    Effect.gen(function* () {
      const { run, until } = yield* standing
      yield* run("events_of_many_companies")
      const [one] = yield* until(1)
      assert.isTrue(one?.isSigned)
      assert.deepStrictEqual(
        one?.events.map((event) => event.realmId),
        companies.map((company) => company.realmId)
      )
      yield* run("event_without_change")
      const [, second] = yield* until(2)
      assert.deepStrictEqual(
        second?.events.map((event) => event.realmId),
        [realmId]
      )
    })
  )

  it.live("end the company's tokens when a person disconnects the app at Intuit, and no other company's", () =>
    Effect.gen(function* () {
      const { connect, oauth, quickbooks, run } = yield* standing
      const here = yield* connect(realmId)
      const there = yield* connect(companies[1]?.realmId ?? "")
      assert.isAbove(yield* quickbooks.count(here.credentials, "Bill"), 0)
      yield* run("disconnected_at_intuit")
      assert.deepInclude(yield* Effect.flip(quickbooks.count(here.credentials, "Bill")), { _tag: "TokenExpired" })
      assert.deepInclude(yield* Effect.flip(oauth.refresh(here.tokens.refreshToken)), { code: "invalid_grant" })
      assert.isAbove(yield* quickbooks.count(there.credentials, "Bill"), 0)
    })
  )

  it.live("let an app live through a rotation whose answer was lost", () =>
    Effect.gen(function* () {
      const { connect, oauth, quickbooks, run } = yield* standing
      const { credentials, tokens } = yield* connect(realmId)
      yield* run("refresh_answer_lost")
      assert.strictEqual((yield* Effect.flip(quickbooks.count(credentials, "Bill")))._tag, "TokenExpired")
      assert.isTrue(Result.isFailure(yield* Effect.result(oauth.refresh(tokens.refreshToken))))
      const { accessToken } = yield* oauth.refresh(tokens.refreshToken)
      assert.isAbove(yield* quickbooks.count({ ...credentials, accessToken }, "Bill"), 0)
    })
  )

  it.live("are refused for a name or a company there is not", () =>
    Effect.gen(function* () {
      const { control, run } = yield* standing
      assert.strictEqual((yield* run("earthquake")).status, 404)
      assert.strictEqual((yield* run("outage", "1")).status, 404)
      assert.strictEqual((yield* control("POST", "scenarios/outage", {})).status, 400)
      assert.deepStrictEqual((yield* control("GET", "faults")).body, [])
    })
  )
})
