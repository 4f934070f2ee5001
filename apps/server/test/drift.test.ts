import { runwayDrift } from "@beep/observability/metrics"
import { TieOutStanding } from "@beep/runway/contract/tieout/TieOutCertificate"
import type { SyncTrigger } from "@beep/runway/contract/sync/SyncTrigger"
import { Sync } from "@beep/runway/server/sync/Sync"
import { type ChangeOrder, orderChange } from "@beep/sandbox/store/ChangeOrder"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Clock, Effect, Metric, Schema } from "effect"
import { FetchHttpClient } from "effect/http"
import { linkedClient } from "./books/connect.ts"
import { IntuitStandIn, layer as bothServers } from "./books/IntuitStandIn.ts"
import { call } from "./http.ts"

const day = 86_400_000

/** The clock of so many days later: it goes on from there, as the limits of calls need it to. */
const daysLater =
  (days: number) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.flatMap(Clock.Clock, (clock) => {
      const millis = () => clock.currentTimeMillisUnsafe() + days * day
      const nanos = () => clock.currentTimeNanosUnsafe() + BigInt(days * day) * 1_000_000n
      return Effect.provideService(effect, Clock.Clock, {
        currentTimeMillisUnsafe: millis,
        currentTimeMillis: Effect.sync(millis),
        currentTimeNanosUnsafe: nanos,
        currentTimeNanos: Effect.sync(nanos),
        monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
        monotonicTimeNanos: clock.monotonicTimeNanos,
        sleep: (duration) => clock.sleep(duration)
      })
    })

const counted = (state: string) =>
  Effect.map(Metric.value(Metric.withAttributes(runwayDrift, { state })), ({ count }) => Number(count))

layer(bothServers, { excludeTestServices: true, timeout: "3 minutes" })("books that drift from QuickBooks' reports", (it) => {
  it.effect(
    "open an issue on the first night, call an operator on the second, and close it when they agree again (A6)",
    () =>
      Effect.gen(function* () {
        const { clientId, me, realmId, session } = yield* linkedClient(0)
        const [sync, intuit, admin] = [yield* Sync, yield* IntuitStandIn, yield* AdminSql]
        const issues = admin`
          select entity_type, qbo_id, field from runway.data_issue where client_id = ${clientId}::uuid and kind = 'drift' order by qbo_id`
        const said = Effect.map(
          admin`select action from audit.entry where client_id = ${clientId}::uuid and action like 'drift.%' order by at, id`,
          (rows) => rows.map((row) => row["action"])
        )
        const drift = Effect.map(
          Effect.flatMap(call(`/api/advisor/clients/${clientId}/tie-out`, { headers: session }), ({ json }) =>
            Schema.decodeUnknownEffect(TieOutStanding)(json)
          ),
          ({ drift: found }) => found && [found.nights, ...found.sections.map(({ section }) => section)]
        )
        const read = (trigger: SyncTrigger, days: number) => daysLater(days)(me(sync.catchUp(clientId, trigger)))
        const place = (order: ChangeOrder) =>
          orderChange(intuit.variables["OAUTH_INTUIT_API_URL"] ?? "", realmId, order).pipe(Effect.provide(FetchHttpClient.layer))
        const paged = yield* counted("paged")

        yield* read("nightly", 1)
        assert.deepStrictEqual([yield* issues, yield* said, yield* drift], [[], [], null])

        const customer = ((yield* intuit.now(realmId)).rows("Customer") ?? [])[0]?.fields["Id"]
        const { id } = yield* place({
          order: "create",
          silent: true,
          document: { entity: "Invoice", customerId: String(customer), amount: "250000.00", dueDate: null }
        })
        yield* place({ order: "diverge", id, how: "hidden" })

        // By day a difference is on the certificate and calls nobody.
        yield* read("person", 1)
        assert.deepStrictEqual([yield* issues, yield* said, yield* drift], [[], [], null])

        const standing = [{ entity_type: "TieOut", qbo_id: "receivables", field: "total" }]
        yield* read("nightly", 2)
        assert.deepStrictEqual([yield* issues, yield* said, yield* drift], [standing, ["drift.opened"], [1, "receivables"]])
        assert.strictEqual(yield* counted("paged"), paged)

        yield* read("nightly", 3)
        assert.deepStrictEqual(
          [yield* issues, yield* said, yield* drift],
          [standing, ["drift.opened", "drift.paged"], [2, "receivables"]]
        )
        assert.strictEqual(yield* counted("paged"), paged + 1)

        yield* place({ order: "delete", id })
        yield* read("nightly", 4)
        assert.deepStrictEqual(
          [yield* issues, yield* said, yield* drift],
          [[], ["drift.opened", "drift.paged", "drift.ended"], null]
        )
        assert.strictEqual(yield* counted("paged"), paged + 1)
      }),
    120_000
  )
})
