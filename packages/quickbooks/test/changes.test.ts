import { assert, describe, it } from "@effect/vitest"
import { Context, DateTime, Effect, Layer, Queue, Redacted, Result } from "effect"
import { RealmId } from "../src/contract/Credentials.ts"
import type { EntityName } from "../src/contract/entities/entityTypes.ts"
import { QuickBooks } from "../src/QuickBooks.ts"
import { minorVersion, QuickBooksConfig } from "../src/QuickBooksConfig.ts"
import { wireServer } from "./support/wireServer.ts"

const credentials = { realmId: RealmId.make("123"), accessToken: Redacted.make("at-1") }
const since = DateTime.makeUnsafe("2026-11-19T10:00:00Z")

const answered = Effect.fnUntraced(function* (body: string, entities: ReadonlyArray<EntityName>, status = 200) {
  const server = yield* wireServer(() => new Response(body, { status }))
  const config = Layer.succeed(QuickBooksConfig, { apiBaseUrl: server.url, discoveryUrl: server.url, minorVersion })
  const quickbooks = Context.get(yield* Layer.build(Layer.provide(QuickBooks.layer, config)), QuickBooks)
  const changes = yield* Effect.result(quickbooks.changes(credentials, entities, since))
  return { changes, asked: yield* Queue.take(server.asked) }
})

const vendor = (id: number) => `{"Id":"${id}","SyncToken":"2","Balance":${id}.10}`
const gone = (id: number) =>
  `{"domain":"QBO","status":"Deleted","Id":"${id}","MetaData":{"LastUpdatedTime":"2026-11-19T03:00:00-08:00"}}`
const body = (...parts: ReadonlyArray<string>) =>
  `{"CDCResponse":[{"QueryResponse":[${parts.join(",")}]}],"time":"2026-11-20T02:00:00.500-08:00"}`

describe("change data capture", () => {
  it.live("keeps the exact text of what changed, names what is gone, and reads QuickBooks' clock", () =>
    Effect.gen(function* () {
      const { asked, changes } = yield* answered(
        body(`{"Vendor":[${vendor(1)}, ${gone(2)}],"startPosition":1,"maxResults":2}`, "{}"),
        ["Vendor", "Bill"]
      )
      const read = Result.getOrThrow(changes)
      assert.deepStrictEqual(
        read.entities.map(({ deleted, entity, updated }) => [entity, Result.getOrThrow(updated).map(({ raw }) => raw), deleted]),
        [
          ["Vendor", [vendor(1)], ["2"]],
          ["Bill", [], []]
        ]
      )
      assert.strictEqual(read.time === null ? "none" : DateTime.formatIso(read.time), "2026-11-20T10:00:00.500Z")
      assert.isFalse(read.isSaturated)
      assert.strictEqual(asked.url.pathname, "/v3/company/123/cdc")
      assert.strictEqual(asked.url.searchParams.get("entities"), "Vendor,Bill")
      assert.strictEqual(asked.url.searchParams.get("changedSince"), "2026-11-19T10:00:00.000Z")
    })
  )

  it.live("an object that cannot be read fails its own entity only", () =>
    Effect.gen(function* () {
      const { changes } = yield* answered(body(`{"Bill":[{"Id":"1"}]}`, `{"Vendor":[${vendor(1)}]}`), ["Vendor", "Bill"])
      assert.deepStrictEqual(
        Result.getOrThrow(changes).entities.map(({ entity, updated }) => [entity, updated._tag]),
        [
          ["Vendor", "Success"],
          ["Bill", "Failure"]
        ]
      )
    })
  )

  it.live.each([
    [999, false],
    [1000, true]
  ] as const)("an answer of %i objects over all entities is saturated: %s", ([objects, isSaturated]) =>
    Effect.gen(function* () {
      const vendors = Array.from({ length: objects - 1 }, (_, at) => vendor(at + 1))
      const { changes } = yield* answered(body(`{"Vendor":[${vendors.join(",")}]}`, `{"Customer":[${gone(7)}]}`), [
        "Vendor",
        "Customer"
      ])
      assert.strictEqual(Result.getOrThrow(changes).isSaturated, isSaturated)
    })
  )

  it.live("without a clock there is none, and a refusal is a fault", () =>
    Effect.gen(function* () {
      const silent = yield* answered('{"CDCResponse":[{"QueryResponse":[{}]}]}', ["Vendor"])
      assert.isNull(Result.getOrThrow(silent.changes).time)
      const fault = '{"Fault":{"Error":[{"Message":"Unsupported Operation","Detail":"","code":"500"}],"type":"ValidationFault"}}'
      const refused = yield* answered(fault, ["Vendor"], 400)
      assert.strictEqual(Result.isFailure(refused.changes) ? refused.changes.failure._tag : "none", "PermanentFault")
    })
  )
})
