import { assert, describe, it } from "@effect/vitest"
import { Context, DateTime, Effect, Layer } from "effect"
import { Mac, SecureRandom } from "effect/crypto"
import { FetchHttpClient, HttpClient, HttpClientResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { type Change, Changes } from "../../src/ledger/Changes.ts"
import { unknownEntity, unknownRealmId } from "../../src/webhooks/planned.ts"
import type { WebhookFault } from "../../src/webhooks/WebhookOrder.ts"
import { Webhooks, type WebhookSettings } from "../../src/webhooks/Webhooks.ts"
import { receiver, verifierToken } from "./receiver.ts"

const bill: Change = {
  realmId: "1",
  entity: "Bill",
  id: "10",
  operation: "Update",
  at: DateTime.makeUnsafe("2026-03-17T09:00:00Z"),
  deletedId: null
}
const merged: Change = { ...bill, realmId: "2", entity: "Vendor", id: "7", operation: "Merge", deletedId: "8" }

const built = (settings: WebhookSettings, client: Layer.Layer<HttpClient.HttpClient>) =>
  Effect.map(
    Layer.build(
      Webhooks.layerNoDeps(settings).pipe(
        Layer.provideMerge(Changes.layer),
        Layer.provide([client, Mac.layerWebCrypto]),
        Layer.provide(SecureRandom.layerWebCrypto)
      )
    ),
    (services) => ({ changes: Context.get(services, Changes), webhooks: Context.get(services, Webhooks) })
  )

const emitting = (settings: WebhookSettings = {}) =>
  Effect.gen(function* () {
    const to = yield* receiver
    const ours = yield* built(
      { receiver: { address: to.address, verifierToken }, window: "50 millis", ...settings },
      FetchHttpClient.layer
    )
    return { ...to, ...ours }
  })

/** A receiver that answers with these statuses, one after the other; `sent` are the signatures it saw. */
const answering = (sent: Array<string>, statuses: ReadonlyArray<number>) =>
  HttpClient.make((request) => {
    const status = statuses[sent.push(request.headers["intuit-signature"] ?? "") - 1] ?? 500
    return Effect.succeed(HttpClientResponse.fromWeb(request, new Response(null, { status })))
  })

const answered = (statuses: ReadonlyArray<number>) =>
  Effect.gen(function* () {
    const sent: Array<string> = []
    const ours = yield* built(
      { receiver: { address: "http://receiver.test", verifierToken } },
      Layer.succeed(HttpClient.HttpClient, answering(sent, statuses))
    )
    // The first delivery, once it was tried so often; signing runs outside the test clock.
    const settled = (attempts: number) =>
      Effect.map(
        Effect.repeat(Effect.andThen(Effect.yieldNow, ours.webhooks.deliveries), {
          until: ([one]) => (one?.attempts ?? 0) >= attempts,
          times: 10_000
        }),
        ([one]) => one
      )
    return { ...ours, sent, settled }
  })

const ordered = (fault: WebhookFault) =>
  Effect.gen(function* () {
    const emitter = yield* emitting()
    yield* emitter.webhooks.orders.place([{ realmId: "1", fault, times: 1 }])
    yield* emitter.changes.publish(bill)
    return emitter
  })

describe("webhooks of what changes", () => {
  it.live("tell of several companies in one signed CloudEvents body", () =>
    Effect.gen(function* () {
      const { changes, until } = yield* emitting()
      yield* changes.publish(bill)
      yield* changes.publish(merged)
      const [one] = yield* until(1)
      assert.isTrue(one?.isSigned)
      assert.strictEqual(one?.contentType, "application/json; charset=utf-8")
      assert.deepStrictEqual(
        one?.events.map(({ entity, entityId, operation, realmId, shape }) => [shape, realmId, entity, entityId, operation]),
        [
          ["cloudevents", "1", "bill", "10", "update"],
          ["cloudevents", "2", "vendor", "7", "merge"]
        ]
      )
      assert.strictEqual(new Set(one?.events.map(({ eventId }) => eventId)).size, 2)
      assert.include(one?.body ?? "", '"type":"qbo.bill.updated.v1"')
    })
  )

  it.live("tell the same in the legacy shape, with the id a merge removed", () =>
    Effect.gen(function* () {
      const { changes, until } = yield* emitting({ shape: "legacy" })
      yield* changes.publish(bill)
      yield* changes.publish(merged)
      const [one] = yield* until(1)
      assert.isTrue(one?.isSigned)
      assert.deepStrictEqual(
        one?.events.map(({ deletedId, entity, occurredAt, realmId, shape }) => [shape, realmId, entity, deletedId, occurredAt]),
        [
          ["legacy", "1", "Bill", null, "2026-03-17T09:00:00.000Z"],
          ["legacy", "2", "Vendor", "8", "2026-03-17T09:00:00.000Z"]
        ]
      )
    })
  )

  it.live("come twice, letter for letter, when duplication is ordered, and once after that", () =>
    Effect.gen(function* () {
      const { changes, until } = yield* ordered("duplicated")
      const [first, second] = yield* until(2)
      assert.strictEqual(first?.body, second?.body)
      yield* changes.publish({ ...bill, id: "11" })
      const [, , third] = yield* until(3)
      assert.strictEqual(third?.events[0]?.entityId, "11")
      yield* changes.publish({ ...bill, id: "12" })
      assert.lengthOf(yield* until(4), 4)
    })
  )

  it.live("are never sent when loss is ordered, and the loss is on the record", () =>
    Effect.gen(function* () {
      const { changes, received, until, webhooks } = yield* ordered("lost")
      yield* changes.publish({ ...merged, realmId: "2" })
      yield* until(1)
      assert.deepStrictEqual(
        received.flatMap(({ events }) => events.map(({ realmId }) => realmId)),
        ["2"]
      )
      assert.isTrue((yield* webhooks.deliveries).some(({ realmIds, state }) => state === "lost" && realmIds.includes("1")))
    })
  )

  it.live("let a later body pass when they are ordered out of order", () =>
    Effect.gen(function* () {
      const { changes, until } = yield* ordered("out_of_order")
      yield* changes.publish(merged)
      const [first, second] = yield* until(2)
      assert.deepStrictEqual([first?.events[0]?.realmId, second?.events[0]?.realmId], ["2", "1"])
    })
  )

  it.live("add an event of a company or an entity nobody knows, beside the true one", () =>
    Effect.gen(function* () {
      const [realm] = yield* Effect.flatMap(ordered("unknown_realm"), ({ until }) => until(1))
      assert.deepStrictEqual(
        realm?.events.map(({ realmId }) => realmId),
        [unknownRealmId, "1"]
      )
      const [entity] = yield* Effect.flatMap(ordered("unknown_entity"), ({ until }) => until(1))
      assert.deepStrictEqual(
        entity?.events.map((event) => event.entity),
        [unknownEntity.toLowerCase(), "bill"]
      )
      const [legacy] = yield* Effect.flatMap(ordered("legacy_shape"), ({ until }) => until(1))
      assert.strictEqual(legacy?.events[0]?.shape, "legacy")
    })
  )

  it.effect("are tried again ten seconds after a wrong signature, and rightly signed then", () =>
    Effect.gen(function* () {
      const { changes, sent, settled, webhooks } = yield* answered([401, 200])
      yield* webhooks.orders.place([{ realmId: "1", fault: "wrong_signature", times: 1 }])
      yield* changes.publish(bill)
      yield* TestClock.adjust("2 seconds")
      assert.deepInclude(yield* settled(1), { state: "waiting", status: 401, attempts: 1 })
      yield* TestClock.adjust("9999 millis")
      assert.lengthOf(sent, 1)
      yield* TestClock.adjust("1 millis")
      assert.deepInclude(yield* settled(2), { state: "delivered", status: 200, attempts: 2 })
      assert.notStrictEqual(sent[0], sent[1])
    })
  )

  it.effect("come as late as was ordered, and not before", () =>
    Effect.gen(function* () {
      const { changes, sent, settled, webhooks } = yield* answered([200])
      yield* webhooks.orders.place([{ realmId: "1", fault: "late", times: 1, seconds: 600 }])
      yield* changes.publish(bill)
      yield* TestClock.adjust("601 seconds")
      assert.lengthOf(sent, 0)
      yield* TestClock.adjust("1 second")
      assert.deepInclude(yield* settled(1), { state: "delivered", fault: "late", attempts: 1 })
    })
  )

  it.effect("go nowhere without a receiver, and say so", () =>
    Effect.gen(function* () {
      const { changes, webhooks } = yield* built({}, Layer.succeed(HttpClient.HttpClient, answering([], [])))
      yield* changes.publish(bill)
      yield* TestClock.adjust("2 seconds")
      assert.deepInclude((yield* webhooks.deliveries)[0], { state: "no_address", attempts: 0 })
    })
  )
})
