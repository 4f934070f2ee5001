import { todayIn } from "@beep/kernel/LocalDate"
import { Sync } from "@beep/runway/server/sync/Sync"
import { drawOf } from "@beep/sandbox/companies/Draw"
import { standardCompanies } from "@beep/sandbox/companies/standard"
import type { WebhookFault } from "@beep/sandbox/webhooks/WebhookOrder"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Schedule } from "effect"
import * as WebhookSync from "../src/composition/webhookSync.ts"
import { latestCertificate } from "./books/certificates.ts"
import { linkedClient } from "./books/connect.ts"
import { IntuitStandIn, layerOf, MoreVariables, zone } from "./books/IntuitStandIn.ts"
import { deliverTo, spoil, told, toldAll } from "./books/intuitWebhooks.ts"
import { differences } from "./books/mirrored.ts"
import { cleared, plant, type Planted } from "./books/plantedDivergence.ts"
import { type OrderKind, orderKinds, randomOrder } from "./books/randomOrders.ts"

const seed = 20261120
const ordersPerSettle = 4

const token = "0d5b9e3c5ba44a1f9f52a53f4f0a8f1c"

/**
 * What becomes of each company's events, settle by settle; null: they arrive, in one body with those of the others. Not
 * drawn, so that every fate is met on whatever day the walk is made: what can be drawn depends on the day.
 */
const fates: ReadonlyArray<ReadonlyArray<WebhookFault | null>> = [
  [null, null, "duplicated"],
  ["lost", "late", "out_of_order"],
  ["duplicated", null, "legacy_shape"],
  ["out_of_order", "lost", "late"],
  [null, "legacy_shape", null],
  ["late", "out_of_order", "lost"]
]
const divergences = ["hidden", "unreported"] as const
/** After these nothing may have told the worker yet: the clock's safety net has to. */
const untold: ReadonlySet<WebhookFault | null> = new Set(["lost", "late", "out_of_order"])

/** The server answers; the worker that reads what webhooks named is the production one, with a short time of gathering. */
const suite = layerOf((asOf) => standardCompanies({ seed: 7, asOf }), { window: "1 second" }).pipe(
  Layer.provide(Layer.succeed(MoreVariables, { APP_ROLE: "api", OAUTH_INTUIT_WEBHOOK_TOKENS: token }))
)

/** One company of the walk: what happens to it, and what must be true of it after each settle. */
const walker = Effect.fnUntraced(function* (index: number) {
  const { clientId, firm, me, realmId, session } = yield* linkedClient(index)
  const { change, now, place } = yield* IntuitStandIn
  const admin = yield* AdminSql
  const scope = yield* SystemScope
  const sync = yield* Sync
  const today = yield* todayIn(zone)
  const draw = drawOf(seed, `company ${index}`)
  const trail: Array<string> = []
  const where = (when: string) => `seed ${seed}, company ${index}, ${when}: ${trail.join(" ")}`

  /** Some are refused, as by QuickBooks; then another of the kind is drawn. Answers whether anybody was told. */
  const happen = Effect.fnUntraced(function* (kind: OrderKind, step: number) {
    for (let attempt = 0; attempt < 30; attempt += 1) {
      const order = randomOrder(draw, kind, yield* now(realmId), today, step)
      if (order === undefined) continue
      const silent = draw.chance(10)
      if (!(yield* change(realmId, { ...order, silent }))) continue
      trail.push(silent ? `(${order.order})` : order.order)
      if (kind !== "applyPayment" || order.order === kind) return silent
    }
    return false
  })

  /** All that was taken in is read, and no run is under way. */
  const quiet = admin`select
      (select count(*)::int from connections.webhook_event where client_id = ${clientId}::uuid and outcome is null) as waiting,
      (select count(*)::int from runway.sync_run where client_id = ${clientId}::uuid and refreshed_at is null) as running`.pipe(
    Effect.repeat({
      until: ([row]) => row?.["waiting"] === 0 && row["running"] === 0,
      schedule: Schedule.spaced("50 millis")
    })
  )

  const byTheClock = (trigger: "schedule" | "nightly") =>
    sync.catchUp(clientId, trigger).pipe(scope.within({ job: "sync.schedule", reason: "a walk" }, firm.organization.id))

  const mirrorEquals = Effect.fnUntraced(function* (when: string, exactly: boolean) {
    const { found, objects } = yield* differences(clientId, yield* now(realmId), { exactly })
    assert.deepStrictEqual(found.slice(0, 3), [], `${where(when)}: ${found.length} of ${objects} objects differ`)
    assert.isAbove(objects, 100)
  })

  const isGreen = Effect.fnUntraced(function* (when: string) {
    const { outcome, sections } = yield* latestCertificate(session, clientId)
    const said = sections.flatMap(({ entities, outcome: of, reason, section }) =>
      of === "agrees" ? [] : [{ section, reason, entities }]
    )
    assert.deepStrictEqual(said, [], where(when))
    assert.strictEqual(outcome, "ties_out", where(when))
  })

  const settled = Effect.fnUntraced(function* (when: string, isUntold: boolean) {
    yield* quiet
    if (isUntold) {
      yield* byTheClock("schedule")
      yield* quiet
    }
    yield* mirrorEquals(when, false)
    yield* isGreen(when)
  })

  const person = me(sync.run(clientId))

  /** QuickBooks disagrees with itself: red, naming who it is about and by how much; then it does not, and green. */
  const diverge = Effect.fnUntraced(function* (how: Planted["how"]) {
    yield* quiet
    const planted = yield* plant(how, draw, realmId, today, person)
    trail.push(`planted:${planted.how}`)
    yield* draw.chance(50) ? person : byTheClock("nightly")
    const red = yield* latestCertificate(session, clientId)
    assert.strictEqual(red.outcome, "differs", where("planted"))
    const named = red.sections.flatMap(({ entities, section }) =>
      entities.map(({ oursMinor, qboId, theirsMinor }) => ({ section, qboId, differs: (theirsMinor ?? 0n) - (oursMinor ?? 0n) }))
    )
    const expected = {
      section: planted.section,
      qboId: planted.partyId,
      differs: planted.how === "hidden" ? planted.minor : -planted.minor
    }
    assert.deepStrictEqual<unknown>(named, [expected], where("planted"))
    yield* place(realmId, cleared(draw, planted))
    trail.push("cleared")
    yield* byTheClock("nightly")
    yield* mirrorEquals("cleared", false)
    yield* isGreen("cleared")
  })

  /** A week later names inside documents are the present ones too. */
  const week = Effect.gen(function* () {
    yield* quiet
    yield* admin`update runway.sync_safe_point set read_whole_at = read_whole_at - interval '7 days' where client_id = ${clientId}::uuid`
    yield* byTheClock("nightly")
    yield* mirrorEquals("week", true)
    yield* isGreen("week")
  })

  return { diverge, happen, realmId, settled, trail, week }
})

type Walker = Effect.Success<ReturnType<typeof walker>>

/** Changes of all companies, whatever becomes of the news of them; answers whose news may not have arrived. */
const step = Effect.fnUntraced(function* (walkers: ReadonlyArray<Walker>, at: number) {
  const unheard = new Set<Walker>()
  for (const [index, each] of walkers.entries()) {
    const fault = fates[at]?.[index] ?? null
    each.trail.push(`[${fault ?? "told"}]`)
    if (fault !== null) yield* spoil({ realmId: each.realmId, fault, times: 1, seconds: fault === "late" ? 3 : 2 })
    if (untold.has(fault)) unheard.add(each)
  }
  for (let round = 0; round < ordersPerSettle; round += 1) {
    for (const each of walkers) {
      const count = at * ordersPerSettle + round
      if (yield* each.happen(orderKinds[count % orderKinds.length] ?? "create", count)) unheard.add(each)
    }
  }
  return unheard
})

layer(suite, { excludeTestServices: true, timeout: "2 minutes" })("books that change and are told of by webhooks", (it) => {
  it.effect(
    "are in the mirror and tie out after every settle, and a planted divergence is named",
    () =>
      Effect.gen(function* () {
        yield* deliverTo(token)
        const walkers = yield* Effect.forEach([0, 1, 2], walker, { concurrency: 3 })
        yield* Layer.build(Layer.fresh(WebhookSync.layer("100 millis")))
        for (let at = 0; at < fates.length; at += 1) {
          const unheard = yield* step(walkers, at)
          yield* toldAll({ all: false })
          yield* Effect.forEach(walkers, (each) => each.settled(`settle ${at}`, unheard.has(each)), { concurrency: 3 })
          const unlucky = walkers[at % walkers.length]
          if (unlucky !== undefined) yield* unlucky.diverge(divergences[at % divergences.length] ?? "hidden")
        }
        yield* toldAll({ all: true })
        yield* Effect.forEach(walkers, (each) => each.settled("all told", false), { concurrency: 3 })
        yield* Effect.forEach(walkers, (each) => each.week, { concurrency: 3 })

        const { deliveries } = yield* told
        assert.isTrue(deliveries.some(({ realmIds, state }) => realmIds.length > 1 && state === "delivered"))
        assert.includeMembers(
          deliveries.map(({ fault, state }) => `${fault ?? "told"} ${state}`),
          ["told delivered", "duplicated delivered", "lost lost", "late delivered", "out_of_order delivered"]
        )
        const kinds = ["create", "editAmount", "editDate", "void", "delete", "merge", "applyPayment"]
        const trails = walkers.flatMap(({ trail }) => trail)
        assert.includeMembers(
          trails.map((done) => done.replaceAll(/[()]/g, "")),
          [...kinds, "planted:hidden", "planted:unreported"]
        )
      }),
    300_000
  )
})
