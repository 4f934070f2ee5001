import { HygieneScan } from "@beep/runway/server/hygiene/HygieneScan"
import { Hygiene } from "@beep/runway/server/hygiene/Hygiene"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer } from "effect"
import { sweep } from "../src/composition/hygieneScans.ts"
import { layer as testServer } from "./TestServer.ts"

layer(Hygiene.layer.pipe(Layer.provideMerge(testServer)), { excludeTestServices: true, timeout: "1 minute" })(
  "the worker that looks through books by the clock",
  (it) => {
    it.effect("looks again where a day has passed without a sync, once, and finds that the books are old", () =>
      Effect.gen(function* () {
        const { a, b } = yield* twoTenants
        const admin = yield* AdminSql
        const scan = yield* HygieneScan
        const hygiene = yield* Hygiene
        const clientId = a.clients.shared.id
        yield* admin`
          insert into runway.sync_run (organization_id, client_id, sync_run_id, trigger, started_at, finished_at, refreshed_at, outcome)
          values (${a.organization.id}::uuid, ${clientId}::uuid, gen_random_uuid(), 'person', now() - interval '4 days',
            now() - interval '4 days', now(), 'succeeded')`
        const before = DateTime.subtract(yield* DateTime.now, { hours: 6 })
        assert.deepStrictEqual(yield* as(a.owner)(scan.outdated(before)), [clientId])
        assert.deepStrictEqual(yield* as(b.owner)(scan.outdated(before)), [], "of the own organization alone")
        yield* sweep
        assert.deepStrictEqual(yield* as(a.owner)(scan.outdated(before)), [])
        const { items } = yield* as(a.owner)(hygiene.tray(clientId, {}))
        assert.deepStrictEqual(
          items.map(({ ruleId, severity }) => [ruleId, severity]),
          [["HYG-24", "critical"]]
        )
      })
    )
  }
)
