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

  it.effect("lets the value before the last live a day more, and never longer than it had", () =>
    Effect.gen(function* () {
      const { grants, pair } = yield* granted
      yield* TestClock.adjust("1 day")
      const next = Option.getOrThrow(yield* grants.refresh(pair.refreshToken))
      yield* TestClock.adjust("86399 seconds")
      assert.strictEqual(Option.getOrThrow(yield* grants.refresh(pair.refreshToken)).refreshToken, next.refreshToken)
      yield* TestClock.adjust("1 second")
      assert.isTrue(Option.isNone(yield* grants.refresh(pair.refreshToken)))
      assert.isTrue(Option.isSome(yield* grants.refresh(next.refreshToken)))
    }).pipe(Effect.provide(layer))
  )

  it.effect("ends a grant five years after the consent, however often it is used", () =>
    Effect.gen(function* () {
      const { grants, pair } = yield* granted
      let last = pair
      for (let quarter = 0; quarter < 19; quarter += 1) {
        yield* TestClock.adjust("95 days")
        last = Option.getOrThrow(yield* grants.refresh(last.refreshToken))
      }
      assert.strictEqual(last.hardExpiresIn, (5 * 365 - 19 * 95) * 86_400)
      assert.strictEqual(last.refreshExpiresIn, last.hardExpiresIn)
      yield* TestClock.adjust("20 days")
      assert.isTrue(Option.isNone(yield* grants.refresh(last.refreshToken)))
    }).pipe(Effect.provide(layer))
  )

  it.effect("ends every grant of a company that was disconnected at Intuit, and no other", () =>
    Effect.gen(function* () {
      const { grants, pair } = yield* granted
      const other = Option.getOrThrow(yield* grants.exchange(yield* grants.issueCode("2", back), back))
      yield* grants.endCompany("1")
      assert.isTrue(Option.isNone(yield* grants.realmOf(pair.accessToken)))
      assert.isTrue(Option.isNone(yield* grants.refresh(pair.refreshToken)))
      assert.deepStrictEqual(yield* grants.realmOf(other.accessToken), Option.some("2"))
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
