import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Result, Schema } from "effect"
import { Aead, SecureRandom } from "effect/crypto"
import * as AesGcm from "../src/aesGcm.ts"
import * as Gcm from "../src/internal/gcm.ts"

const crypto = AesGcm.layer.pipe(Layer.provideMerge(SecureRandom.layerWebCrypto))

const webCrypto = Aead.layerWebCrypto.pipe(Layer.provide(SecureRandom.layerWebCrypto))

/** The bits of a tag that Project Wycheproof's AES-GCM set flips, and the pairs: words, halves and both ends of the tag. */
const flippedBits = [
  [0],
  [1],
  [7],
  [8],
  [31],
  [32],
  [33],
  [63],
  [64],
  [71],
  [77],
  [80],
  [96],
  [97],
  [103],
  [120],
  [121],
  [126],
  [127],
  [0, 64],
  [31, 63],
  [63, 127]
]

const flip = (tag: Uint8Array, bits: ReadonlyArray<number>) => {
  const changed = tag.slice()
  for (const bit of bits) changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return changed
}

const everyBit = Array.from({ length: 128 }, (_, bit) => bit)
const msbs = everyBit.filter((bit) => bit % 8 === 7)
const lsbs = everyBit.filter((bit) => bit % 8 === 0)

layer(crypto)("AES-256-GCM beside WebCrypto's", (it) => {
  it.effect.prop(
    "makes the same ciphertext and tag for any message and associated data, and opens WebCrypto's",
    [Schema.Uint8Array, Schema.Uint8Array],
    ([plaintext, aad]) =>
      Effect.gen(function* () {
        const random = yield* SecureRandom.SecureRandom
        const gcm = yield* Gcm.make
        const bytes = yield* random.randomBytes(32)
        const key = yield* gcm.importKey(bytes)
        const ours = yield* gcm.encrypt(key, plaintext, aad)
        const web = yield* Effect.flatMap(Aead.Aead, (aead) =>
          Effect.flatMap(Aead.key(Aead.aes256Gcm, bytes), (same) => aead.encrypt(same, plaintext, { nonce: ours.nonce, aad }))
        ).pipe(Effect.provide(webCrypto))
        const theirs = new Uint8Array(web)
        assert.deepStrictEqual(ours.ciphertext, theirs)
        assert.deepStrictEqual(yield* gcm.decrypt(key, ours.nonce, theirs, aad), plaintext)
      })
  )

  it.effect("opens nothing whose tag, nonce or associated data was changed", () =>
    Effect.gen(function* () {
      const gcm = yield* Gcm.make
      const { key } = yield* gcm.generateKey
      const plaintext = new TextEncoder().encode("sixteen bytes ok")
      const aad = new TextEncoder().encode("bound")
      const { ciphertext, nonce } = yield* gcm.encrypt(key, plaintext, aad)
      const [body, tag] = [ciphertext.slice(0, -16), ciphertext.slice(-16)]
      const opens = (changedTag: Uint8Array, changedNonce = nonce, changedAad = aad) =>
        Effect.map(Effect.result(gcm.decrypt(key, changedNonce, Gcm.joined(body, changedTag), changedAad)), Result.isSuccess)
      assert.isTrue(yield* opens(tag))
      for (const bits of [...flippedBits, everyBit, msbs, lsbs]) assert.isFalse(yield* opens(flip(tag, bits)), bits.join())
      for (const constant of [0x00, 0xff]) assert.isFalse(yield* opens(new Uint8Array(16).fill(constant)))
      assert.isFalse(yield* opens(tag, flip(nonce, [0])))
      assert.isFalse(yield* opens(tag, nonce, flip(aad, [3])))
      for (const length of [0, 4, 8, 12, 15]) assert.isFalse(yield* opens(tag.slice(0, length)))
    })
  )
})
