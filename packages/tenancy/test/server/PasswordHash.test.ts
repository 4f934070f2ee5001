import { PasswordHash } from "@beep/tenancy/server/PasswordHash"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { SecureRandom } from "effect/crypto"

const right = Redacted.make("correct horse battery")

layer(PasswordHash.layer.pipe(Layer.provide(SecureRandom.layerWebCrypto)))("PasswordHash", (it) => {
  it.effect("is argon2id with 19 MiB and two passes, salted", () =>
    Effect.gen(function* () {
      const passwords = yield* PasswordHash
      const hash = yield* passwords.hash(right)
      assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
      assert.notStrictEqual(yield* passwords.hash(right), hash)
      assert.isTrue(yield* passwords.verify(right, hash))
      assert.isFalse(yield* passwords.verify(Redacted.make("correct horse batterx"), hash))
    })
  )

  it.effect("is never right for nobody", () =>
    Effect.gen(function* () {
      const passwords = yield* PasswordHash
      assert.isFalse(yield* passwords.verify(right, null))
      assert.isFalse(yield* passwords.verify(Redacted.make(""), null))
    })
  )
})
