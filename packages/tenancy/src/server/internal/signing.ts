import { Effect, Schema } from "effect"
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey } from "jose"
import { PublicJwk } from "./SealedKeysRepo.ts"

const PrivateJwk = Schema.Struct({ ...PublicJwk.fields, d: Schema.String })

const PrivateText = Schema.fromJsonString(PrivateJwk)

export interface SigningPair {
  /** RFC 7638 thumbprint. */
  readonly kid: string
  readonly publicKey: typeof PublicJwk.Type
  /** JSON of the private JWK, to be sealed. */
  readonly privateText: string
}

export const newSigningPair: Effect.Effect<SigningPair> = Effect.gen(function* () {
  const pair = yield* Effect.promise(() => generateKeyPair("ES256", { extractable: true }))
  const jwk = yield* Effect.promise(() => exportJWK(pair.privateKey))
  const { crv, d, kty, x, y } = yield* Schema.decodeUnknownEffect(PrivateJwk)(jwk)
  const publicKey = { kty, crv, x, y }
  return {
    kid: yield* Effect.promise(() => calculateJwkThumbprint(publicKey)),
    publicKey,
    privateText: yield* Schema.encodeEffect(PrivateText)({ ...publicKey, d })
  }
}).pipe(Effect.orDie)

/** A key that can sign and cannot be read out again. */
export const importSigner = (privateText: string): Effect.Effect<CryptoKey> =>
  Effect.gen(function* () {
    const jwk = yield* Schema.decodeEffect(PrivateText)(privateText)
    return yield* Effect.promise(() => importJWK(jwk, "ES256", { extractable: false }))
  }).pipe(Effect.orDie)
