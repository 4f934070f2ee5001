import { Clock, Context, Effect, Layer } from "effect"
import { SecureRandom } from "effect/crypto"
import { Base64Url } from "effect/encoding"
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose"
import type { IssuerFault } from "./IssuerFault.ts"

/** What a person said at the issuer's page, and what the app asked with. */
export interface Granted {
  readonly subject: string
  /** The issuer asked for a second factor of its own. */
  readonly secondFactor: boolean
  readonly nonce: string | null
  readonly challenge: string
  readonly redirectUri: string
}

interface Told {
  readonly issuer: string
  readonly audience: string
}

const kid = "sandbox-1"
const lives = { code: 60, token: 300 } as const

/** An OpenID Connect issuer of this machine: codes that work once, and tokens signed by a key it publishes. */
export class Issuer extends Context.Service<
  Issuer,
  {
    readonly jwks: { readonly keys: ReadonlyArray<JWK> }
    readonly issueCode: (granted: Granted) => Effect.Effect<string>
    /** Undefined for a code that is unknown, used or too old. */
    readonly takeCode: (code: string) => Effect.Effect<Granted | undefined>
    /** Undefined when the order was to leave it out. */
    readonly idToken: (granted: Granted, told: Told) => Effect.Effect<string | undefined>
    readonly order: (fault: IssuerFault) => Effect.Effect<void>
  }
>()("@beep/sandbox/Issuer") {
  static readonly layer: Layer.Layer<Issuer, never, SecureRandom.SecureRandom> = Layer.effect(
    Issuer,
    Effect.gen(function* () {
      const random = yield* SecureRandom.SecureRandom
      const key = yield* Effect.promise(() => generateKeyPair("ES256", { extractable: true }))
      const stranger = yield* Effect.promise(() => generateKeyPair("ES256"))
      const publicKey = yield* Effect.promise(() => exportJWK(key.publicKey))
      const codes = new Map<string, { readonly granted: Granted; readonly endsAt: number }>()
      const orders: Array<IssuerFault> = []

      const sign = (claims: Record<string, unknown>, signer: CryptoKey) =>
        Effect.promise(() => new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid }).sign(signer))

      return Issuer.of({
        jwks: { keys: [{ ...publicKey, kid, alg: "ES256", use: "sig" }] },
        issueCode: Effect.fnUntraced(function* (granted) {
          const code = Base64Url.encode(yield* random.randomBytes(24))
          codes.set(code, { granted, endsAt: (yield* Clock.currentTimeMillis) + lives.code * 1000 })
          return code
        }),
        takeCode: Effect.fnUntraced(function* (code) {
          const found = codes.get(code)
          codes.delete(code)
          return found !== undefined && found.endsAt > (yield* Clock.currentTimeMillis) ? found.granted : undefined
        }),
        idToken: Effect.fnUntraced(function* ({ nonce, secondFactor, subject }, { audience, issuer }) {
          const fault = orders.shift()
          if (fault === "no_id_token") return undefined
          const now = Math.floor((yield* Clock.currentTimeMillis) / 1000)
          const iat = fault === "expired" ? now - 3600 : now
          return yield* sign(
            {
              iss: fault === "wrong_issuer" ? "https://somebody.else.example" : issuer,
              aud: fault === "wrong_audience" ? "another-app" : audience,
              sub: subject,
              iat,
              exp: iat + lives.token,
              amr: secondFactor ? ["pwd", "mfa"] : ["pwd"],
              ...(nonce === null ? {} : { nonce: fault === "wrong_nonce" ? `${nonce}x` : nonce })
            },
            fault === "foreign_signature" ? stranger.privateKey : key.privateKey
          )
        }),
        order: (fault) => Effect.sync(() => void orders.push(fault))
      })
    })
  )
}
