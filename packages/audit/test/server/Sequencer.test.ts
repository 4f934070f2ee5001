import { assert, layer } from "@effect/vitest"
import { Duration, Effect, Layer } from "effect"
import { TestClock } from "effect/testing"
import { Audit } from "../../src/server/Audit.ts"
import { AuditLog } from "../../src/server/AuditLog.ts"
import * as Sequencer from "../../src/server/Sequencer.ts"
import { as, by, event, newTenant, suite } from "../support.ts"

layer(suite)("Sequencer", (it) => {
  it.effect("numbers and signs for every organization, again after each interval and not before", () =>
    Effect.gen(function* () {
      const audit = yield* Audit
      const log = yield* AuditLog
      const tenants = [yield* newTenant, yield* newTenant]
      const heads = Effect.forEach(tenants, (tenant) => by(tenant)(log.head))
      const settled = heads.pipe(Effect.repeat({ until: (all) => all.every(({ pending }) => pending === 0) }))
      const appendEach = Effect.forEach(tenants, (tenant) => as(tenant)(audit.append(event("a"))))

      yield* appendEach
      yield* Layer.build(Sequencer.layer(Duration.seconds(2)))
      yield* settled
      yield* appendEach
      yield* TestClock.adjust(Duration.millis(1_900))
      assert.deepStrictEqual(
        (yield* heads).map(({ checkpoint, pending }) => [checkpoint?.size, pending]),
        [
          [1, 1],
          [1, 1]
        ]
      )
      yield* TestClock.adjust(Duration.millis(100))
      assert.deepStrictEqual(
        (yield* settled).map(({ checkpoint }) => checkpoint?.size),
        [2, 2]
      )
    })
  )
})
