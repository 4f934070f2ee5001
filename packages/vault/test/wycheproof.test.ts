import { assert, layer } from "@effect/vitest"
import { Cause, Effect, Exit, Layer, Result, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import * as Hex from "effect/encoding/Hex"
import * as AesGcm from "../src/aesGcm.ts"
import * as Gcm from "../src/internal/gcm.ts"
import file from "./fixtures/wycheproof/aes_gcm_test.json" with { type: "json" }
import { nonceFrom } from "./support.ts"

const Test = Schema.Struct({
  tcId: Schema.Int,
  comment: Schema.String,
  key: Schema.Uint8ArrayFromHex,
  iv: Schema.Uint8ArrayFromHex,
  aad: Schema.Uint8ArrayFromHex,
  msg: Schema.Uint8ArrayFromHex,
  ct: Schema.Uint8ArrayFromHex,
  tag: Schema.Uint8ArrayFromHex,
  result: Schema.Literals(["valid", "invalid", "acceptable"])
})
const File = Schema.Struct({
  numberOfTests: Schema.Int,
  testGroups: Schema.NonEmptyArray(
    Schema.Struct({ ivSize: Schema.Int, keySize: Schema.Int, tagSize: Schema.Int, tests: Schema.NonEmptyArray(Test) })
  )
})
const { numberOfTests, testGroups } = Schema.decodeUnknownSync(File)(file)

/** The vault's own parameters: 256-bit keys, 96-bit nonces, whole tags. */
const isOurs = ({ ivSize, keySize, tagSize }: (typeof testGroups)[number]) => keySize === 256 && ivSize === 96 && tagSize === 128
const ours = testGroups.filter(isOurs).flatMap((group) => group.tests)
const others = testGroups.filter((group) => !isOurs(group)).flatMap((group) => group.tests)

const crypto = AesGcm.layer.pipe(Layer.provideMerge(SecureRandom.layerWebCrypto))

layer(crypto)("Project Wycheproof's AES-GCM vectors through the vault", (it) => {
  it("holds the whole file, and the vault's parameters among it", () => {
    assert.strictEqual(ours.length + others.length, numberOfTests)
    assert.isTrue(ours.some((test) => test.result === "valid") && ours.some((test) => test.result === "invalid"))
  })

  for (const test of ours) {
    it.effect(`${test.tcId} ${test.result} ${test.comment}`, () =>
      Effect.gen(function* () {
        const gcm = yield* Gcm.make.pipe(Effect.provide(nonceFrom(test.iv)))
        const key = yield* gcm.importKey(test.key)
        const sealed = Gcm.joined(test.ct, test.tag)
        const opened = yield* Effect.result(gcm.decrypt(key, test.iv, sealed, test.aad))
        const made = yield* gcm.encrypt(key, test.msg, test.aad)
        const valid = test.result === "valid"
        assert.strictEqual(
          Result.isSuccess(opened) ? Hex.encode(opened.success) : opened.failure._tag,
          valid ? Hex.encode(test.msg) : "NotSealedHere"
        )
        assert.strictEqual(Hex.encode(made.ciphertext) === Hex.encode(sealed), valid)
      })
    )
  }

  it.effect("takes no key and no nonce of another length, whatever they would open", () =>
    Effect.gen(function* () {
      const gcm = yield* Gcm.make
      for (const test of others) {
        const attempt = yield* Effect.exit(
          Effect.flatMap(gcm.importKey(test.key), (key) => gcm.decrypt(key, test.iv, Gcm.joined(test.ct, test.tag), test.aad))
        )
        assert.isTrue(Exit.isFailure(attempt) && Cause.hasDies(attempt.cause), `${test.tcId}`)
      }
    })
  )
})
