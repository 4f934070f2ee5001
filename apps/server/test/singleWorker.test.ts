import * as Database from "@beep/sql/Database"
import { TestDatabase } from "@beep/test-kit/TestDatabase"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Layer, Scope } from "effect"
import * as SingleWorker from "../src/composition/singleWorker.ts"
import * as Worker from "../src/composition/worker.ts"

/** A process of its own, with a pool of its own. */
const started = (scope: Scope.Scope) =>
  Effect.gen(function* () {
    const database = yield* TestDatabase
    const pool = Database.layer({ url: database.urlOf("beep_app"), maxConnections: 2, applicationName: "beep-app" })
    return yield* Layer.buildWithScope(Layer.fresh(SingleWorker.layer.pipe(Layer.provide(pool))), scope)
  })

describe("WORKFLOW_TOPOLOGY=single", () => {
  it.live(
    "lets a second worker not start, says why in one line, and lets it start when the first has ended",
    () =>
      Effect.gen(function* () {
        const first = yield* Scope.make()
        const second = yield* Scope.make()
        yield* started(first)
        const refused = yield* Effect.flip(started(second))
        assert.strictEqual(
          refused.message,
          "another worker is at work on this database: with WORKFLOW_TOPOLOGY=single there is one"
        )
        yield* Scope.close(first, Exit.void)
        const third = yield* Scope.make()
        yield* started(third)
        yield* Scope.close(third, Exit.void)
        yield* Scope.close(second, Exit.void)
      }).pipe(Effect.provide(TestDatabase.layer)),
    60_000
  )

  it("asks for the place only where there is one worker, and works only as one", () => {
    const places = (["api", "worker", "all"] as const).map((APP_ROLE) =>
      (["single", "cluster"] as const).map(
        (WORKFLOW_TOPOLOGY) => Worker.place({ APP_ROLE, WORKFLOW_TOPOLOGY }) === SingleWorker.layer
      )
    )
    assert.deepStrictEqual(places, [
      [false, false],
      [true, false],
      [true, false]
    ])
  })
})
