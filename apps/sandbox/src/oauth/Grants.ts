import { Clock, Context, Effect, FileSystem, Layer, Option, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import { Base64Url } from "effect/encoding"

export interface TokenPair {
  readonly accessToken: string
  readonly refreshToken: string
  /** Seconds left of the refresh value, and of the grant whatever is done with it. */
  readonly refreshExpiresIn: number
  readonly hardExpiresIn: number
}

/**
 * Intuit's lives in seconds: a code 10 minutes at most, an access token an
 * hour, a refresh token 100 days from its last use and a day from its
 * replacement, a grant five years (runway.md 6.1; Intuit's FAQ on tokens).
 */
export const lives = { code: 600, access: 3600, refresh: 8_640_000, overlap: 86_400, hard: 157_680_000 } as const

interface Code {
  readonly realmId: string
  readonly redirectUri: string
  readonly expiresAt: number
}

const Token = Schema.Struct({
  kind: Schema.Literals(["access", "refresh"]),
  realmId: Schema.String,
  grant: Schema.Int,
  expiresAt: Schema.Int,
  /** When the grant ends; absent in files of before it was kept. */
  hardExpiresAt: Schema.optionalKey(Schema.Int),
  /** Of a refresh value: the one that replaced it. */
  successor: Schema.optionalKey(Schema.String)
})
type Token = typeof Token.Type

const GrantState = Schema.Struct({ tokens: Schema.Array(Schema.Tuple([Schema.String, Token])), lastGrant: Schema.Int })
type GrantState = typeof GrantState.Type

const StateFile = Schema.fromJsonString(GrantState)
const decodeState = Schema.decodeEffect(StateFile)
const encodeState = Schema.encodeEffect(StateFile)

const secondsFrom = (now: number, until: number): number => Math.floor((until - now) / 1000)

const make = (initial: GrantState, save: (state: GrantState) => Effect.Effect<void>) =>
  Effect.gen(function* () {
    const random = yield* SecureRandom.SecureRandom
    const codes = new Map<string, Code>()
    const tokens = new Map<string, Token>(initial.tokens)
    let lastGrant = initial.lastGrant
    const kept = Effect.suspend(() => save({ tokens: [...tokens], lastGrant }))

    const secret = (prefix: string) => Effect.map(random.randomBytes(32), (bytes) => `${prefix}${Base64Url.encode(bytes)}`)

    const add = Effect.fnUntraced(function* (kind: Token["kind"], of: Pick<Token, "realmId" | "grant">, hardExpiresAt: number) {
      const now = yield* Clock.currentTimeMillis
      const value = yield* secret(kind === "access" ? "at-" : "rt-")
      const { grant, realmId } = of
      tokens.set(value, { kind, realmId, grant, hardExpiresAt, expiresAt: Math.min(now + lives[kind] * 1000, hardExpiresAt) })
      return value
    })

    const pairOf = Effect.fnUntraced(function* (accessToken: string, refreshToken: string, hardExpiresAt: number) {
      const now = yield* Clock.currentTimeMillis
      const expiresAt = tokens.get(refreshToken)?.expiresAt ?? now
      return {
        accessToken,
        refreshToken,
        refreshExpiresIn: secondsFrom(now, expiresAt),
        hardExpiresIn: secondsFrom(now, hardExpiresAt)
      }
    })

    const alive = Effect.fnUntraced(function* (token: string, kind: Token["kind"]) {
      const now = yield* Clock.currentTimeMillis
      const found = tokens.get(token)
      return found !== undefined && found.kind === kind && found.expiresAt > now ? found : undefined
    })

    /** The value takes a last day; the one it once replaced is dead. */
    const replace = Effect.fnUntraced(function* (value: string, found: Token, successor: string) {
      const now = yield* Clock.currentTimeMillis
      for (const [older, one] of tokens) if (one.successor === value) tokens.delete(older)
      tokens.set(value, { ...found, expiresAt: Math.min(found.expiresAt, now + lives.overlap * 1000), successor })
    })

    const end = Effect.fnUntraced(function* (isEnded: (token: Token) => boolean) {
      for (const [value, one] of tokens) if (isEnded(one)) tokens.delete(value)
      yield* kept
    })

    return Grants.of({
      issueCode: Effect.fn("Grants.issueCode")(function* (realmId, redirectUri) {
        const code = yield* secret("AB")
        codes.set(code, { realmId, redirectUri, expiresAt: (yield* Clock.currentTimeMillis) + lives.code * 1000 })
        return code
      }),
      exchange: Effect.fn("Grants.exchange")(function* (code, redirectUri) {
        const now = yield* Clock.currentTimeMillis
        const found = codes.get(code)
        codes.delete(code)
        if (found === undefined || found.expiresAt <= now || found.redirectUri !== redirectUri) return Option.none()
        lastGrant += 1
        const grant = { realmId: found.realmId, grant: lastGrant }
        const hardExpiresAt = now + lives.hard * 1000
        const accessToken = yield* add("access", grant, hardExpiresAt)
        const issued = yield* pairOf(accessToken, yield* add("refresh", grant, hardExpiresAt), hardExpiresAt)
        yield* kept
        return Option.some(issued)
      }),
      refresh: Effect.fn("Grants.refresh")(function* (refreshToken) {
        const found = yield* alive(refreshToken, "refresh")
        if (found === undefined) return Option.none()
        const hardExpiresAt = found.hardExpiresAt ?? (yield* Clock.currentTimeMillis) + lives.hard * 1000
        const accessToken = yield* add("access", found, hardExpiresAt)
        const next = found.successor ?? (yield* add("refresh", found, hardExpiresAt))
        if (found.successor === undefined) yield* replace(refreshToken, found, next)
        const issued = yield* pairOf(accessToken, next, hardExpiresAt)
        yield* kept
        return Option.some(issued)
      }),
      revoke: Effect.fn("Grants.revoke")(function* (token) {
        const found = tokens.get(token)
        if (found === undefined) return false
        yield* end(({ grant }) => grant === found.grant)
        return true
      }),
      endCompany: Effect.fn("Grants.endCompany")((realmId) => end((token) => token.realmId === realmId)),
      realmOfGrant: (secret) =>
        Effect.sync(() => Option.fromUndefinedOr(tokens.get(secret)?.realmId ?? codes.get(secret)?.realmId)),
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
    /**
     * The value rotates on its first use. For a day the one before answers
     * with the value that replaced it; any older one is dead.
     */
    readonly refresh: (refreshToken: string) => Effect.Effect<Option.Option<TokenPair>>
    /** Ends the whole grant; false when the token is unknown. */
    readonly revoke: (token: string) => Effect.Effect<boolean>
    /** As a person does it who disconnects the app in QuickBooks: every grant of the company ends. */
    readonly endCompany: (realmId: string) => Effect.Effect<void>
    /** The company a code or a token of either kind is about, also when its time is over. */
    readonly realmOfGrant: (secret: string) => Effect.Effect<Option.Option<string>>
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
