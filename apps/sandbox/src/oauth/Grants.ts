import { Clock, Context, Effect, Layer, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import { Base64Url } from "effect/encoding"

export interface TokenPair {
  readonly accessToken: string
  readonly refreshToken: string
}

/** Intuit's lives in seconds: a code 10 minutes at most, an access token an hour, a refresh token 100 days from its last use. */
export const lives = { code: 600, access: 3600, refresh: 8_640_000 } as const

interface Code {
  readonly realmId: string
  readonly redirectUri: string
  readonly expiresAt: number
}

interface Token {
  readonly kind: "access" | "refresh"
  readonly realmId: string
  readonly grant: number
  readonly expiresAt: number
}

/** What the stand-in has granted, in memory. */
export class Grants extends Context.Service<Grants, {
  readonly issueCode: (realmId: string, redirectUri: string) => Effect.Effect<string>
  /** None when the code is unknown, used, too old, or was made for another redirect address. */
  readonly exchange: (code: string, redirectUri: string) => Effect.Effect<Option.Option<TokenPair>>
  /** The value rotates on every use; the one before is dead at once. */
  readonly refresh: (refreshToken: string) => Effect.Effect<Option.Option<TokenPair>>
  /** Ends the whole grant; false when the token is unknown. */
  readonly revoke: (token: string) => Effect.Effect<boolean>
  readonly realmOf: (accessToken: string) => Effect.Effect<Option.Option<string>>
}>()("@beep/sandbox/Grants") {
  static readonly layer = Layer.effect(
    Grants,
    Effect.gen(function* () {
      const random = yield* SecureRandom.SecureRandom
      const codes = new Map<string, Code>()
      const tokens = new Map<string, Token>()
      let lastGrant = 0

      const secret = (prefix: string) => Effect.map(random.randomBytes(32), (bytes) => `${prefix}${Base64Url.encode(bytes)}`)
      const expiry = (seconds: number) => Effect.map(Clock.currentTimeMillis, (now) => now + seconds * 1000)

      const pair = Effect.fnUntraced(function* (realmId: string, grant: number) {
        const accessToken = yield* secret("at-")
        const refreshToken = yield* secret("rt-")
        tokens.set(accessToken, { kind: "access", realmId, grant, expiresAt: yield* expiry(lives.access) })
        tokens.set(refreshToken, { kind: "refresh", realmId, grant, expiresAt: yield* expiry(lives.refresh) })
        return { accessToken, refreshToken }
      })

      const alive = Effect.fnUntraced(function* (token: string, kind: Token["kind"]) {
        const now = yield* Clock.currentTimeMillis
        const found = tokens.get(token)
        return found !== undefined && found.kind === kind && found.expiresAt > now ? found : undefined
      })

      return Grants.of({
        issueCode: Effect.fn("Grants.issueCode")(function* (realmId, redirectUri) {
          const code = yield* secret("AB")
          codes.set(code, { realmId, redirectUri, expiresAt: yield* expiry(lives.code) })
          return code
        }),
        exchange: Effect.fn("Grants.exchange")(function* (code, redirectUri) {
          const now = yield* Clock.currentTimeMillis
          const found = codes.get(code)
          codes.delete(code)
          if (found === undefined || found.expiresAt <= now || found.redirectUri !== redirectUri) return Option.none()
          lastGrant += 1
          return Option.some(yield* pair(found.realmId, lastGrant))
        }),
        refresh: Effect.fn("Grants.refresh")(function* (refreshToken) {
          const found = yield* alive(refreshToken, "refresh")
          if (found === undefined) return Option.none()
          tokens.delete(refreshToken)
          return Option.some(yield* pair(found.realmId, found.grant))
        }),
        revoke: (token) =>
          Effect.sync(() => {
            const found = tokens.get(token)
            if (found === undefined) return false
            for (const [value, one] of tokens) if (one.grant === found.grant) tokens.delete(value)
            return true
          }),
        realmOf: (accessToken) =>
          Effect.map(alive(accessToken, "access"), (found) => Option.map(Option.fromUndefinedOr(found), (token) => token.realmId))
      })
    })
  )
}
