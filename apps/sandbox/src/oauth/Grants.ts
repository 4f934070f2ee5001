import { Clock, Context, Effect, FileSystem, Layer, Option, Schema } from "effect"
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

const Token = Schema.Struct({
  kind: Schema.Literals(["access", "refresh"]),
  realmId: Schema.String,
  grant: Schema.Int,
  expiresAt: Schema.Int
})
type Token = typeof Token.Type

const GrantState = Schema.Struct({ tokens: Schema.Array(Schema.Tuple([Schema.String, Token])), lastGrant: Schema.Int })
type GrantState = typeof GrantState.Type

const StateFile = Schema.fromJsonString(GrantState)
const decodeState = Schema.decodeEffect(StateFile)
const encodeState = Schema.encodeEffect(StateFile)

const make = (initial: GrantState, save: (state: GrantState) => Effect.Effect<void>) =>
  Effect.gen(function* () {
    const random = yield* SecureRandom.SecureRandom
    const codes = new Map<string, Code>()
    const tokens = new Map<string, Token>(initial.tokens)
    let lastGrant = initial.lastGrant
    const kept = Effect.suspend(() => save({ tokens: [...tokens], lastGrant }))

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
        const issued = yield* pair(found.realmId, lastGrant)
        yield* kept
        return Option.some(issued)
      }),
      refresh: Effect.fn("Grants.refresh")(function* (refreshToken) {
        const found = yield* alive(refreshToken, "refresh")
        if (found === undefined) return Option.none()
        tokens.delete(refreshToken)
        const issued = yield* pair(found.realmId, found.grant)
        yield* kept
        return Option.some(issued)
      }),
      revoke: Effect.fn("Grants.revoke")(function* (token) {
        const found = tokens.get(token)
        if (found === undefined) return false
        for (const [value, one] of tokens) if (one.grant === found.grant) tokens.delete(value)
        yield* kept
        return true
      }),
      realmOf: (accessToken) =>
        Effect.map(alive(accessToken, "access"), (found) => Option.map(Option.fromUndefinedOr(found), (token) => token.realmId))
    })
  })

/** What the stand-in has granted. */
export class Grants extends Context.Service<
  Grants,
  {
    readonly issueCode: (realmId: string, redirectUri: string) => Effect.Effect<string>
    /** None when the code is unknown, used, too old, or was made for another redirect address. */
    readonly exchange: (code: string, redirectUri: string) => Effect.Effect<Option.Option<TokenPair>>
    /** The value rotates on every use; the one before is dead at once. */
    readonly refresh: (refreshToken: string) => Effect.Effect<Option.Option<TokenPair>>
    /** Ends the whole grant; false when the token is unknown. */
    readonly revoke: (token: string) => Effect.Effect<boolean>
    readonly realmOf: (accessToken: string) => Effect.Effect<Option.Option<string>>
  }
>()("@beep/sandbox/Grants") {
  /** In memory; gone with the process. */
  static readonly layer = Layer.effect(
    Grants,
    make({ tokens: [], lastGrant: 0 }, () => Effect.void)
  )

  /** Kept in a file, as Intuit keeps them: a stand-in that is started again knows the companies that were linked. */
  static readonly layerFile = (file: string) =>
    Layer.effect(
      Grants,
      Effect.gen(function* () {
        const files = yield* FileSystem.FileSystem
        const known = yield* Effect.option(Effect.flatMap(files.readFileString(file), decodeState))
        const save = (state: GrantState) =>
          Effect.orDie(Effect.flatMap(encodeState(state), (text) => files.writeFileString(file, text, { mode: 0o600 })))
        return yield* make(
          Option.getOrElse(known, (): GrantState => ({ tokens: [], lastGrant: 0 })),
          save
        )
      })
    )
}
