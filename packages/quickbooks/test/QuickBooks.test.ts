import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Queue, Redacted, Stream } from "effect"
import { RealmId } from "../src/contract/Credentials.ts"
import { QuickBooks } from "../src/QuickBooks.ts"
import { minorVersion, QuickBooksConfig } from "../src/QuickBooksConfig.ts"
import { wireServer } from "./support/wireServer.ts"

const credentials = { realmId: RealmId.make("123"), accessToken: Redacted.make("at-1") }

const start = (answer: (query: string, url: URL) => Response) =>
  Effect.gen(function* () {
    const server = yield* wireServer((url) => answer(url.searchParams.get("query") ?? "", url))
    const config = Layer.succeed(QuickBooksConfig, { apiBaseUrl: server.url, discoveryUrl: server.url, minorVersion })
    const quickbooks = Context.get(yield* Layer.build(Layer.provide(QuickBooks.layer, config)), QuickBooks)
    return { quickbooks, asked: server.asked }
  })

const vendor = (id: number) => `{"Id":"${id}","SyncToken":"0","Balance":${id}.10}`
const page = (from: number, to: number) =>
  new Response(
    `{"QueryResponse":{"Vendor":[${Array.from({ length: to - from + 1 }, (_, at) => vendor(from + at)).join(",")}],"startPosition":${from},"maxResults":${to - from + 1}},"time":"t"}`
  )
const empty = () => new Response('{"QueryResponse":{},"time":"t"}')
const startOf = (query: string) => Number(/STARTPOSITION (\d+)/.exec(query)?.[1])

describe("QuickBooks", () => {
  it.live("sends the minor version, asks for JSON and keeps the exact text of each row", () =>
    Effect.gen(function* () {
      const { quickbooks, asked } = yield* start((query) => (startOf(query) === 1 ? page(1, 2) : empty()))
      const rows = yield* Stream.runCollect(quickbooks.queryAll(credentials, "Vendor"))
      assert.deepStrictEqual(
        rows.map((row) => String(row.value.Balance)),
        ["1.10", "2.10"]
      )
      assert.strictEqual(rows[1]?.raw, vendor(2))
      const request = yield* Queue.take(asked)
      assert.strictEqual(request.url.pathname, "/v3/company/123/query")
      assert.strictEqual(request.url.searchParams.get("minorversion"), "75")
      assert.strictEqual(request.headers.get("accept"), "application/json")
      assert.strictEqual(request.headers.get("authorization"), "Bearer at-1")
    })
  )

  it.live("takes a page of one more than asked for, once each, and stops at the empty one", () =>
    Effect.gen(function* () {
      const { quickbooks, asked } = yield* start((query) => {
        if (startOf(query) === 1) return page(1, 1001)
        return startOf(query) === 1001 ? page(1001, 2000) : empty()
      })
      const rows = yield* Stream.runCollect(quickbooks.queryAll(credentials, "Vendor"))
      assert.deepStrictEqual(
        rows.map((row) => Number(row.value.Id)),
        Array.from({ length: 2000 }, (_, at) => at + 1)
      )
      assert.strictEqual((yield* Queue.takeAll(asked)).length, 3)
    })
  )

  it.live("counts, and counts an answer without a total as nothing", () =>
    Effect.gen(function* () {
      const { quickbooks } = yield* start((query) =>
        query.includes("FROM Vendor") ? new Response('{"QueryResponse":{"totalCount":26}}') : empty()
      )
      assert.strictEqual(yield* quickbooks.count(credentials, "Vendor"), 26)
      assert.strictEqual(yield* quickbooks.count(credentials, "Bill"), 0)
    })
  )

  it.live("tries again after a broken answer of the gateway", () =>
    Effect.gen(function* () {
      let first = true
      const { quickbooks, asked } = yield* start(() => {
        if (!first) return new Response('{"QueryResponse":{"totalCount":1}}')
        first = false
        return new Response("<html>Bad gateway</html>", { status: 502 })
      })
      assert.strictEqual(yield* quickbooks.count(credentials, "Bill"), 1)
      assert.strictEqual((yield* Queue.takeAll(asked)).length, 2)
    })
  )

  it.live("finds the fault behind a status of 200, and calls what it cannot read unreadable", () =>
    Effect.gen(function* () {
      const { quickbooks } = yield* start((_, url) =>
        url.pathname.endsWith("/bill/1")
          ? new Response('{"Fault":{"Error":[{"Message":"m","Detail":"d","code":"610"}],"type":"ValidationFault"}}')
          : new Response('{"Bill":{"Id":"2","SyncToken":"0","TxnDate":"never","TotalAmt":1}}')
      )
      assert.strictEqual((yield* Effect.flip(quickbooks.read(credentials, "Bill", "1")))._tag, "Gone")
      assert.deepInclude(yield* Effect.flip(quickbooks.read(credentials, "Bill", "2")), {
        _tag: "PermanentFault",
        reason: "unreadable"
      })
    })
  )
})
