import { assert, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { beep } from "./beep.ts"

const Document = Schema.fromJsonString(
  Schema.Struct({
    clients: Schema.Int,
    passed: Schema.Int,
    passedBy: Schema.Struct({ A1: Schema.Int, A2: Schema.Int, A3: Schema.Int, A4: Schema.Int }),
    components: Schema.Struct({ equal: Schema.Int, differs: Schema.Int, flagged: Schema.Int, unknown: Schema.Int }),
    isMet: Schema.Boolean,
    drift: Schema.Struct({ beyond: Schema.Array(Schema.String), worstBasisPoints: Schema.Int, compared: Schema.Int }),
    companies: Schema.Array(
      Schema.Struct({
        name: Schema.String,
        components: Schema.Record(Schema.String, Schema.String),
        state: Schema.Struct({ ours: Schema.String, oracle: Schema.String })
      })
    ),
    completeness: Schema.Struct({
      clients: Schema.Int,
      notJudged: Schema.Int,
      planted: Schema.Int,
      recall: Schema.Finite,
      falseAlarmsPerClient: Schema.Finite
    })
  })
)

it.effect(
  "measures fifty companies twice over real wires, and both sides agree (P1-9.5)",
  () =>
    Effect.gen(function* () {
      const { code, err, out } = yield* beep(["runway", "accuracy", "--json"])
      assert.strictEqual(code, 0, err)
      const { companies, completeness, drift, ...fleet } = yield* Schema.decodeEffect(Document)(out)
      // Two have no cash account and one a bill nobody can keep: there both sides know nothing.
      assert.deepStrictEqual(fleet, {
        clients: 50,
        passed: 50,
        passedBy: { A1: 50, A2: 50, A3: 50, A4: 50 },
        components: { equal: 247, differs: 0, flagged: 0, unknown: 3 },
        isMet: true
      })
      const apart = companies.flatMap(({ components, name, state }) =>
        Object.entries(components).flatMap(([component, outcome]) =>
          outcome === "equal" ? [] : [[name, component, outcome, state.ours, state.oracle]]
        )
      )
      assert.deepStrictEqual(apart, [
        ["Elmhurst Fiduciary", "cash", "unknown", "unknown", "unknown"],
        ["Marigold Imports", "cash", "unknown", "unknown", "unknown"],
        ["Jetty Logistics Consulting", "payables", "unknown", "unknown", "unknown"]
      ])
      assert.deepStrictEqual([drift.beyond, drift.worstBasisPoints], [[], 0])
      assert.isAtLeast(drift.compared, 190)
      assert.deepStrictEqual([completeness.clients, completeness.notJudged], [50, 0])
      assert.isAtLeast(completeness.planted, 20)
      assert.isAtLeast(completeness.recall, 0.95)
      assert.isAtMost(completeness.falseAlarmsPerClient, 0.1)
    }),
  1_200_000
)
