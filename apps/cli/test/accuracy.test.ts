import { assert, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { beep } from "./beep.ts"

const Document = Schema.fromJsonString(
  Schema.Struct({
    clients: Schema.Int,
    notCompared: Schema.Int,
    passed: Schema.Int,
    exact: Schema.Int,
    isMet: Schema.Boolean,
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
      const { completeness, ...fleet } = yield* Schema.decodeEffect(Document)(out)
      // Nobody can read the reports of one; another has a bill without a rate, which QuickBooks' report counts at one to one.
      assert.deepStrictEqual(fleet, { clients: 49, notCompared: 1, passed: 49, exact: 48, isMet: true })
      assert.deepStrictEqual([completeness.clients, completeness.notJudged], [49, 1])
      assert.isAtLeast(completeness.planted, 20)
      assert.isAtLeast(completeness.recall, 0.8)
      assert.isAtMost(completeness.falseAlarmsPerClient, 0.1)
    }),
  1_200_000
)
