import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Result, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import * as Hex from "effect/encoding/Hex"
import * as AesGcm from "../src/aesGcm.ts"
import * as Gcm from "../src/internal/gcm.ts"
import vectors from "./fixtures/aes256gcm.json" with { type: "json" }
import { nonceFrom } from "./support.ts"

const Vector = Schema.Struct({
  case: Schema.String,
  key: Schema.Uint8ArrayFromHex,
  nonce: Schema.Uint8ArrayFromHex,
  plaintext: Schema.Uint8ArrayFromHex,
  aad: Schema.Uint8ArrayFromHex,
  ciphertext: Schema.Uint8ArrayFromHex,
  tag: Schema.Uint8ArrayFromHex,
  valid: Schema.Boolean
})
const cases = Schema.decodeUnknownSync(Schema.NonEmptyArray(Vector))(vectors)

const crypto = AesGcm.layer.pipe(Layer.provideMerge(SecureRandom.layerWebCrypto))

layer(crypto)("AES-256-GCM as the vault uses it (McGrew and Viega, appendix B)", (it) => {
  for (const vector of cases) {
    it.effect(`case ${vector.case} ${vector.valid ? "opens and is reproduced" : "does not open"}`, () =>
      Effect.gen(function* () {
        const gcm = yield* Gcm.make.pipe(Effect.provide(nonceFrom(vector.nonce)))
        const key = yield* gcm.importKey(vector.key)
        const sealed = Gcm.joined(vector.ciphertext, vector.tag)
        const opened = yield* Effect.result(gcm.decrypt(key, vector.nonce, sealed, vector.aad))
        const made = yield* gcm.encrypt(key, vector.plaintext, vector.aad)
        assert.deepStrictEqual(
          Result.isSuccess(opened) ? Hex.encode(opened.success) : opened.failure._tag,
          vector.valid ? Hex.encode(vector.plaintext) : "NotSealedHere"
        )
        assert.strictEqual(Hex.encode(made.ciphertext) === Hex.encode(sealed), vector.valid)
        assert.deepStrictEqual(made.nonce, vector.nonce)
      })
    )
  }
})
