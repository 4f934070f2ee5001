import { Layer } from "effect"
import { Aead, Digest, Kdf, Mac, SecureRandom, Signature } from "effect/crypto"

/** WebCrypto behind every service of `effect/crypto` the rooms ask for. */
export const layer = Layer.mergeAll(
  Digest.layerWebCrypto,
  Mac.layerWebCrypto,
  Kdf.layerWebCrypto,
  Aead.layerWebCrypto,
  Signature.layerWebCrypto
).pipe(Layer.provideMerge(SecureRandom.layerWebCrypto))
