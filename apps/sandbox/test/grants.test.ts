import { assert, describe, it } from "@effect/vitest"
import { NodeServices } from "@effect/platform-node"
import { Effect, FileSystem, Layer, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import { TestClock } from "effect/testing"
import { Grants } from "../src/oauth/Grants.ts"

const layer = Grants.layer.pipe(Layer.provide(SecureRandom.layerWebCrypto))
const back = "https://beep.test/callback"

const granted = Effect.gen(function* () {
  const grants = yield* Grants
  const pair = yield* grants.exchange(yield* grants.issueCode("1", back), back)
  if (Option.isNone(pair)) return yield* Effect.die("the code was refused")
  return { grants, pair: pair.value }
})

describe("Grants", () => {
  it.effect("lets a code die after ten minutes", () =>
    Effect.gen(function* () {
      const grants = yield* Grants
      const [early, late] = [yield* grants.issueCode("1", back), yield* grants.issueCode("1", back)]
      yield* TestClock.adjust("599 seconds")
      assert.isTrue(Option.isSome(yield* grants.exchange(early, back)))
      yield* TestClock.adjust("1 second")
      assert.isTrue(Option.isNone(yield* grants.exchange(late, back)))
    }).pipe(Effect.provide(layer))
  )

  it.effect("lets an access token die after an hour", () =>
    Effect.gen(function* () {
      const { grants, pair } = yield* granted
      yield* TestClock.adjust("3599 seconds")
      assert.deepStrictEqual(yield* grants.realmOf(pair.accessToken), Option.some("1"))
      yield* TestClock.adjust("1 second")
      assert.isTrue(Option.isNone(yield* grants.realmOf(pair.accessToken)))
      assert.isTrue(Option.isSome(yield* grants.refresh(pair.refreshToken)))
    }).pipe(Effect.provide(layer))
  )

  it.effect("keeps a refresh token for 100 days from its last use, and takes no token for the other kind", () =>
    Effect.gen(function* () {
      const { grants, pair } = yield* granted
      assert.isTrue(Option.isNone(yield* grants.refresh(pair.accessToken)))
      assert.isTrue(Option.isNone(yield* grants.realmOf(pair.refreshToken)))
      yield* TestClock.adjust("99 days")
      const next = yield* grants.refresh(pair.refreshToken)
      yield* TestClock.adjust("99 days")
      const third = Option.isSome(next) ? yield* grants.refresh(next.value.refreshToken) : next
      assert.isTrue(Option.isSome(third))
      yield* TestClock.adjust("100 days")
      assert.isTrue(Option.isNone(Option.isSome(third) ? yield* grants.refresh(third.value.refreshToken) : third))
    }).pipe(Effect.provide(layer))
  )

  it.effect("knows after a restart what was granted before, and only that", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const file = `${yield* files.makeTempDirectoryScoped()}/grants.json`
      const started = () =>
        Layer.fresh(Grants.layerFile(file)).pipe(Layer.provide([SecureRandom.layerWebCrypto, NodeServices.layer]))
      const { pair } = yield* granted.pipe(Effect.provide(started()))
      const realm = (token: string) => Effect.flatMap(Grants, (grants) => grants.realmOf(token)).pipe(Effect.provide(started()))
      assert.deepStrictEqual(yield* realm(pair.accessToken), Option.some("1"))
      assert.deepStrictEqual(yield* realm("at-unknown"), Option.none())
      yield* Effect.flatMap(Grants, (grants) => grants.revoke(pair.accessToken)).pipe(Effect.provide(started()))
      assert.deepStrictEqual(yield* realm(pair.accessToken), Option.none())
    }).pipe(Effect.scoped, Effect.provide(NodeServices.layer))
  )
})
