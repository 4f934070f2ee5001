import { Layer, Redacted } from "effect"
import { SecureRandom, Signature } from "effect/crypto"
import { CheckpointSigner } from "../server/CheckpointSigner.ts"

export const crypto = Signature.layerWebCrypto.pipe(Layer.provideMerge(SecureRandom.layerWebCrypto))

/** Signs with a key that is a function of `seedByte`: two different ones are two different holders. */
export const signerOf = (seedByte: number, logName = "audit.test", retired: ReadonlyArray<string> = []) =>
  CheckpointSigner.layer({ logName, seed: Redacted.make(new Uint8Array(32).fill(seedByte)), retired })
