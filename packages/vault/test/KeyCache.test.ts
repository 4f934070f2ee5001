import { assert, layer } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { TestClock } from "effect/testing"
import * as Gcm from "../src/internal/gcm.ts"
import * as KeyCache from "../src/internal/KeyCache.ts"
import { crypto } from "./support.ts"

const key = Effect.flatMap(Gcm.make, (gcm) => Effect.map(gcm.generateKey, (made) => made.key))

layer(crypto)("KeyCache", (it) => {
  it.effect("holds no more than its capacity and forgets the longest unused first", () =>
    Effect.gen(function* () {
      const cache = KeyCache.make({ capacity: 2, timeToLive: Duration.minutes(5) })
      const [a, b, c] = [yield* key, yield* key, yield* key]
      yield* cache.put("a", a)
      yield* cache.put("b", b)
      yield* cache.get("a")
      yield* cache.put("c", c)
      assert.strictEqual(yield* cache.get("a"), a)
      assert.strictEqual(yield* cache.get("b"), undefined)
      assert.strictEqual(yield* cache.get("c"), c)
    })
  )

  it.effect("forgets after its time however often it is read, and at once when told", () =>
    Effect.gen(function* () {
      const cache = KeyCache.make({ capacity: 2, timeToLive: Duration.minutes(5) })
      const [a, b] = [yield* key, yield* key]
      yield* cache.put("a", a)
      yield* cache.put("b", b)
      yield* cache.drop("b")
      assert.strictEqual(yield* cache.get("b"), undefined)
      yield* TestClock.adjust(Duration.minutes(4))
      assert.strictEqual(yield* cache.get("a"), a)
      yield* TestClock.adjust(Duration.minutes(1))
      assert.strictEqual(yield* cache.get("a"), undefined)
    })
  )
})
