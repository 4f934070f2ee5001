import { Context, Deferred, Duration, Effect, Layer, Queue, Ref, Stream } from "effect"
import { Mac, SecureRandom } from "effect/crypto"
import { HttpClient } from "effect/http"
import { Changes } from "../ledger/Changes.ts"
import { type Orders, ordersIn } from "../script/FaultScript.ts"
import { cloudEventsBody, legacyBody } from "./bodies.ts"
import type { Delivery } from "./Delivery.ts"
import { intuitRetries } from "./intuitRetries.ts"
import { type Planned, planned } from "./planned.ts"
import { post, type Receiver } from "./Receiver.ts"
import type { Told, WebhookShape } from "./Told.ts"
import type { WebhookOrder } from "./WebhookOrder.ts"

export interface WebhookSettings {
  /** Absent: events are counted and go nowhere. */
  readonly receiver?: Receiver
  /** CloudEvents when absent. */
  readonly shape?: WebhookShape
  /** How long events are gathered into one delivery; two seconds when absent. */
  readonly window?: Duration.Input
}

/** The next thing the sender does: a body for the first time, or one it held back. */
interface Due extends Planned {
  readonly delivery: number
}

/** A signature of nothing: 32 zero bytes in base64. */
const wrongSignature = `${"A".repeat(43)}=`

const kept = 200

const make = (settings: WebhookSettings) =>
  Effect.gen(function* () {
    const changes = yield* Changes
    const random = yield* SecureRandom.SecureRandom
    const services = yield* Effect.context<HttpClient.HttpClient | Mac.Mac>()
    const receiver = yield* Ref.make<Receiver | undefined>(settings.receiver)
    const shape = yield* Ref.make<WebhookShape>(settings.shape ?? "cloudevents")
    const orders = yield* Ref.make<ReadonlyArray<WebhookOrder>>([])
    const log = yield* Ref.make<ReadonlyArray<Delivery>>([])
    const gathered = yield* Ref.make(0)
    const told = yield* Queue.unbounded<Told>()
    const outbox = yield* Queue.unbounded<Due>()
    /** Deliveries out of order wait for one that was told of later. */
    const overtaken = yield* Ref.make<ReadonlyArray<Deferred.Deferred<void>>>([])

    const note = (id: number, change: (delivery: Delivery) => Partial<Delivery>) =>
      Ref.update(log, (all) => all.map((one) => (one.id === id ? { ...one, ...change(one) } : one)))

    const enter = Effect.fnUntraced(function* (plan: Planned) {
      const chosen = plan.fault === "legacy_shape" ? "legacy" : yield* Ref.get(shape)
      const delivery = yield* Ref.modify(log, (all) => {
        const id = (all.at(-1)?.id ?? 0) + 1
        const realmIds = [...new Set(plan.told.map(({ realmId }) => realmId))]
        const entry: Delivery = {
          id,
          realmIds,
          events: plan.told.length,
          shape: chosen,
          fault: plan.fault,
          attempts: 0,
          status: null,
          state: plan.fault === "lost" ? "lost" : "waiting"
        }
        return [id, [...all, entry].slice(-kept)]
      })
      if (plan.fault !== "lost") yield* Queue.offer(outbox, { ...plan, delivery })
    })

    const bodyOf = Effect.fnUntraced(function* (due: Due) {
      const chosen = (yield* Ref.get(log)).find(({ id }) => id === due.delivery)?.shape ?? "cloudevents"
      if (chosen === "legacy") return new TextEncoder().encode(legacyBody(due.told))
      const events = yield* Effect.forEach(due.told, (one) => Effect.map(random.uuidV4(), (eventId) => ({ eventId, told: one })))
      return new TextEncoder().encode(cloudEventsBody(events))
    })

    const attempt = Effect.fnUntraced(function* (due: Due, body: Uint8Array, signed: string | null) {
      const to = yield* Ref.get(receiver)
      if (to === undefined) return yield* note(due.delivery, () => ({ state: "no_address" }))
      const status = yield* post(to, body, signed).pipe(
        Effect.tapError(({ status }) => note(due.delivery, ({ attempts }) => ({ attempts: attempts + 1, status })))
      )
      yield* note(due.delivery, ({ attempts }) => ({ attempts: attempts + 1, status, state: "delivered" }))
    })

    /** The wrong signature is on the first attempt; Intuit's next one is right. */
    const deliver = Effect.fn("Webhooks.deliver")(function* (due: Due) {
      const body = yield* bodyOf(due)
      const isFirst = yield* Ref.make(due.fault === "wrong_signature")
      const sent = Effect.flatMap(Ref.getAndSet(isFirst, false), (isWrong) =>
        attempt(due, body, isWrong ? wrongSignature : null)
      ).pipe(Effect.retry(intuitRetries), Effect.orDie)
      yield* sent
      if (due.fault === "duplicated") yield* sent
      const waiting = yield* Ref.getAndSet(overtaken, [])
      yield* Effect.forEach(waiting, (one) => Deferred.succeed(one, undefined), { discard: true })
    }, Effect.provide(services))

    const heldBack = Effect.fnUntraced(function* (due: Due) {
      const plain: Due = { ...due, fault: null }
      const wait = Effect.sleep(Duration.seconds(due.seconds ?? 60))
      if (due.fault === "late") return yield* Effect.andThen(wait, Queue.offer(outbox, plain))
      const passed = yield* Deferred.make<void>()
      yield* Ref.update(overtaken, (all) => [...all, passed])
      return yield* Effect.andThen(Effect.raceFirst(Deferred.await(passed), wait), Queue.offer(outbox, plain))
    })

    const gathering = Effect.gen(function* () {
      const first = yield* Queue.take(told)
      yield* Effect.sleep(settings.window ?? "2 seconds")
      const all = [first, ...(yield* Queue.clear(told))]
      const deliveries = yield* Ref.modify(orders, (waiting) => {
        const plan = planned(all, waiting)
        return [plan.deliveries, plan.orders]
      })
      yield* Effect.forEach(deliveries, enter, { discard: true })
      yield* Ref.update(gathered, (before) => before + all.length)
    })

    /** One after the other: later events wait behind a body that is not taken. */
    const sending = Effect.gen(function* () {
      const due = yield* Queue.take(outbox)
      if (due.fault === "late" || due.fault === "out_of_order") return yield* Effect.forkScoped(heldBack(due))
      return yield* deliver(due)
    })

    // Begun at once, so that nothing told after this layer stands is missed.
    yield* Effect.forkScoped(
      Stream.runForEach(changes.all, (change) => Queue.offer(told, change)),
      { startImmediately: true }
    )
    yield* Effect.forkScoped(Effect.forever(gathering))
    yield* Effect.forkScoped(Effect.forever(sending))

    return Webhooks.of({
      send: (events, fault, seconds) => enter({ told: events, fault, seconds }),
      orders: ordersIn(orders),
      deliveries: Ref.get(log),
      gathering: Effect.zipWith(changes.published, Ref.get(gathered), (all, gone) => all - gone),
      direct: (to, inShape) =>
        Effect.andThen(Ref.set(receiver, to), inShape === undefined ? Effect.void : Ref.set(shape, inShape))
    })
  })

/** Intuit's webhooks: what changed is gathered, signed and delivered until it is taken. */
export class Webhooks extends Context.Service<
  Webhooks,
  {
    /** One body of its own, at once. */
    readonly send: (told: ReadonlyArray<Told>, fault: Planned["fault"], seconds: Planned["seconds"]) => Effect.Effect<void>
    /** How the next deliveries are spoiled. */
    readonly orders: Orders<WebhookOrder>
    /** Changes that stand in no delivery yet, lost ones included. */
    readonly gathering: Effect.Effect<number>
    /** The last 200, oldest first. */
    readonly deliveries: Effect.Effect<ReadonlyArray<Delivery>>
    /** Another receiver from now on, retries of earlier bodies included. */
    readonly direct: (receiver: Receiver, shape: WebhookShape | undefined) => Effect.Effect<void>
  }
>()("@beep/sandbox/Webhooks") {
  static readonly layerNoDeps = (settings: WebhookSettings) => Layer.effect(Webhooks, make(settings))
}
