import * as AesGcm from "@beep/vault/aesGcm"
import { Layer } from "effect"
import { Digest, Kdf, Mac, SecureRandom, Signature } from "effect/crypto"

/** WebCrypto, and AES-GCM on `node:crypto`, behind every service of `effect/crypto` the rooms ask for. */
export const layer = Layer.mergeAll(
  Digest.layerWebCrypto,
  Mac.layerWebCrypto,
  Kdf.layerWebCrypto,
  AesGcm.layer,
  Signature.layerWebCrypto
).pipe(Layer.provideMerge(SecureRandom.layerWebCrypto))
