import { rawElements, rawAt } from "@beep/quickbooks/contract/wire/rawJson"
import { NodeHttpServer } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Option, Redacted, Result } from "effect"
import { SecureRandom } from "effect/crypto"
import { HttpRouter, HttpServer, HttpServerResponse } from "effect/http"
import { createServer } from "node:http"
import { ledgerSource } from "../../src/accounting/ledgerSource.ts"
import { demoCompanies } from "../../src/companies/generate.ts"
import { faulty } from "../../src/faults/faulty.ts"
import type { FaultOrder } from "../../src/faults/FaultOrder.ts"
import { FaultOrders } from "../../src/faults/FaultOrders.ts"
import { Changes } from "../../src/ledger/Changes.ts"
import { Grants } from "../../src/oauth/Grants.ts"
import { CompanyStores } from "../../src/store/CompanyStores.ts"
import { Sandbox } from "../../src/Sandbox.ts"
import { asOf } from "../support.ts"

const companies = demoCompanies({ seed: 1, asOf }).slice(0, 1).map(ledgerSource)
const [realmId = ""] = companies.map((company) => company.realmId)
const company = "/v3/company/:realmId"

/** Two routes of a company behind the fault script: one that tells of two changed bills, one that counts what it wrote. */
const behind = Effect.gen(function* () {
  const written: Array<string> = []
  const told = `{"CDCResponse":[{"QueryResponse":[{"Bill":[{"Id":"1","SyncToken":"4"},{"Id":"2","SyncToken":"0"}]}]}],"time":"T"}`
  const routes = Layer.mergeAll(
    faulty,
    HttpRouter.add("GET", `${company}/cdc`, HttpServerResponse.text(told, { contentType: "application/json" })),
    HttpRouter.add(
      "POST",
      `${company}/bill`,
      Effect.sync(() => {
        written.push("bill")
        return HttpServerResponse.text("{}", { contentType: "application/json" })
      })
    )
  )
  const settings = { clientId: "a", clientSecret: Redacted.make("b"), companies }
  const services = yield* Layer.build(
    Layer.fresh(
      HttpRouter.serve(routes, { disableLogger: true, disableListenLog: true }).pipe(
        Layer.provideMerge(Layer.mergeAll(Grants.layer, FaultOrders.layer, CompanyStores.layer)),
        Layer.provide([Changes.layer, Layer.succeed(Sandbox, settings)]),
        Layer.provide(SecureRandom.layerWebCrypto),
        Layer.provideMerge(NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" }))
      )
    )
  )
  const url = HttpServer.formatAddress(Context.get(services, HttpServer.HttpServer).address)
  const grants = Context.get(services, Grants)
  const back = "http://127.0.0.1:1/back"
  const pair = Option.getOrThrow(yield* grants.exchange(yield* grants.issueCode(realmId, back), back))
  const order = (fault: FaultOrder["fault"]) => Context.get(services, FaultOrders).place([{ realmId, fault, times: 1 }])
  const ask = (method: string, path: string) =>
    Effect.result(
      Effect.tryPromise(async () => {
        const headers = { authorization: `Bearer ${pair.accessToken}` }
        return (await fetch(`${url}/v3/company/${realmId}/${path}`, { method, headers })).text()
      })
    )
  return { ask, order, written, told }
})

describe("what stands before a company's routes", () => {
  it.live("fills the next change data capture answer with what was told already, once", () =>
    Effect.gen(function* () {
      const { ask, order, told } = yield* behind
      yield* order("cdc_saturated")
      const full = Result.getOrThrow(yield* ask("GET", "cdc?entities=Bill,Vendor&changedSince=2026-03-16T00:00:00Z"))
      const [response = ""] = rawElements(rawAt(full, ["CDCResponse"]) ?? "")
      const bills = rawElements(rawAt(response, ["QueryResponse"]) ?? "").flatMap((one) =>
        rawElements(rawAt(one, ["Bill"]) ?? "")
      )
      assert.lengthOf(bills, 1000)
      assert.deepStrictEqual([...new Set(bills)], [`{"Id":"1","SyncToken":"4"}`, `{"Id":"2","SyncToken":"0"}`])
      assert.strictEqual(Result.getOrThrow(yield* ask("GET", "cdc?entities=Bill")), told)
    })
  )

  it.live("fills an empty one with an object of an entity that was asked for", () =>
    Effect.gen(function* () {
      const { ask, order } = yield* behind
      yield* order("cdc_saturated")
      const full = Result.getOrThrow(yield* ask("GET", "cdc?entities=Vendor"))
      assert.lengthOf(full.match(/"DisplayName"/g) ?? [], 1000)
    })
  )

  it.live("loses the answer of a write and not the write", () =>
    Effect.gen(function* () {
      const { ask, order, written } = yield* behind
      yield* order("answer_lost")
      assert.isTrue(Result.isSuccess(yield* ask("GET", "cdc?entities=Bill")))
      assert.isTrue(Result.isFailure(yield* ask("POST", "bill?requestid=r1")))
      assert.lengthOf(written, 1)
      assert.isTrue(Result.isSuccess(yield* ask("POST", "bill?requestid=r1")))
      assert.lengthOf(written, 2)
    })
  )
})
