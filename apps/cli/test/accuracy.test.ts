import { assert, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { beep } from "./beep.ts"

const Document = Schema.fromJsonString(
  Schema.Struct({ clients: Schema.Int, passed: Schema.Int, exact: Schema.Int, isMet: Schema.Boolean })
)

it.effect(
  "measures fifty companies twice over real wires, and both sides agree to the cent (P1-9.5)",
  () =>
    Effect.gen(function* () {
      const { code, err, out } = yield* beep(["runway", "accuracy", "--json"])
      assert.strictEqual(code, 0, err)
      const fleet = yield* Schema.decodeEffect(Document)(out)
      assert.deepStrictEqual(fleet, { clients: 50, passed: 50, exact: 50, isMet: true })
    }),
  1_200_000
)
