import { Clock, Context, Effect, FileSystem, Layer, Option, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import { Base64Url } from "effect/encoding"
import { createHash } from "node:crypto"

/** Google's lives in seconds: a code ten minutes, an access token an hour; a refresh token lasts until it is revoked. */
export const googleLives = { code: 600, access: 3600 } as const

interface Code {
  readonly account: string
  readonly scopes: ReadonlyArray<string>
  readonly redirectUri: string
  readonly challenge: string
  readonly expiresAt: number
}

export interface GoogleAccess {
  readonly account: string
  readonly scopes: ReadonlyArray<string>
}

export interface Issued extends GoogleAccess {
  readonly accessToken: string
  readonly refreshToken: string | null
}

const Refresh = Schema.Struct({ account: Schema.String, scopes: Schema.Array(Schema.String) })
const State = Schema.Struct({ refresh: Schema.Array(Schema.Tuple([Schema.String, Refresh])) })
type State = typeof State.Type
const StateFile = Schema.fromJsonString(State)
const decodeState = Schema.decodeEffect(StateFile)
const encodeState = Schema.encodeEffect(StateFile)

const make = (initial: State, save: (state: State) => Effect.Effect<void>) =>
  Effect.gen(function* () {
    const random = yield* SecureRandom.SecureRandom
    const codes = new Map<string, Code>()
    const access = new Map<string, GoogleAccess & { readonly expiresAt: number }>()
    const refresh = new Map<string, GoogleAccess>(initial.refresh)
    const kept = Effect.suspend(() => save({ refresh: [...refresh] }))
    const secret = (prefix: string) => Effect.map(random.randomBytes(32), (bytes) => `${prefix}${Base64Url.encode(bytes)}`)

    const lend = Effect.fnUntraced(function* ({ account, scopes }: GoogleAccess) {
      const token = yield* secret("ya29.")
      access.set(token, { account, scopes, expiresAt: (yield* Clock.currentTimeMillis) + googleLives.access * 1000 })
      return token
    })

    const grantedTo = (account: string): ReadonlyArray<string> => [
      ...new Set([...refresh.values()].filter((one) => one.account === account).flatMap(({ scopes }) => scopes))
    ]

    const end = (account: string) =>
      Effect.suspend(() => {
        for (const [token, one] of refresh) if (one.account === account) refresh.delete(token)
        for (const [token, one] of access) if (one.account === account) access.delete(token)
        return kept
      })

    return GoogleGrants.of({
      granted: grantedTo,
      issueCode: Effect.fn("GoogleGrants.issueCode")(function* (granted) {
        const code = yield* secret("4/0A")
        codes.set(code, { ...granted, expiresAt: (yield* Clock.currentTimeMillis) + googleLives.code * 1000 })
        return code
      }),
      exchange: Effect.fn("GoogleGrants.exchange")(function* ({ code, redirectUri, verifier }) {
        const found = codes.get(code)
        codes.delete(code)
        const challenge = createHash("sha256").update(verifier).digest("base64url")
        if (found === undefined || found.expiresAt <= (yield* Clock.currentTimeMillis)) return Option.none()
        if (found.redirectUri !== redirectUri || found.challenge !== challenge) return Option.none()
        const { account, scopes } = found
        const refreshToken = yield* secret("1//0")
        refresh.set(refreshToken, { account, scopes })
        yield* kept
        return Option.some({ account, scopes, accessToken: yield* lend(found), refreshToken })
      }),
      refresh: Effect.fn("GoogleGrants.refresh")(function* (token) {
        const found = refresh.get(token)
        if (found === undefined) return Option.none()
        return Option.some({ ...found, accessToken: yield* lend(found), refreshToken: null })
      }),
      accountOf: (token) => refresh.get(token)?.account ?? access.get(token)?.account ?? codes.get(token)?.account,
      revoke: Effect.fn("GoogleGrants.revoke")(function* (token) {
        const account = refresh.get(token)?.account ?? access.get(token)?.account
        if (account === undefined) return false
        yield* end(account)
        return true
      }),
      endAccount: Effect.fn("GoogleGrants.endAccount")(end),
      bearer: Effect.fnUntraced(function* (token) {
        const found = access.get(token)
        return found !== undefined && found.expiresAt > (yield* Clock.currentTimeMillis) ? Option.some(found) : Option.none()
      })
    })
  })

/** What people have granted at the Google stand-in. */
export class GoogleGrants extends Context.Service<
  GoogleGrants,
  {
    /** Every scope the account has granted so far: what `include_granted_scopes` brings along. */
    readonly granted: (account: string) => ReadonlyArray<string>
    readonly issueCode: (granted: Omit<Code, "expiresAt">) => Effect.Effect<string>
    /** None when the code is unknown, used, too old, or made for another address or verifier (RFC 7636). */
    readonly exchange: (asked: {
      readonly code: string
      readonly redirectUri: string
      readonly verifier: string
    }) => Effect.Effect<Option.Option<Issued>>
    readonly refresh: (token: string) => Effect.Effect<Option.Option<Issued>>
    /** Whose code or token this is, or was. */
    readonly accountOf: (secret: string) => string | undefined
    /** Ends everything the account granted; false when the token is unknown. */
    readonly revoke: (token: string) => Effect.Effect<boolean>
    /** As a person does it who removes the app at the own Google account. */
    readonly endAccount: (account: string) => Effect.Effect<void>
    readonly bearer: (accessToken: string) => Effect.Effect<Option.Option<GoogleAccess>>
  }
>()("@beep/sandbox/GoogleGrants") {
  static readonly layer = Layer.effect(
    GoogleGrants,
    make({ refresh: [] }, () => Effect.void)
  )

  /** Kept in a file, so that a stand-in that is started again knows the accounts that were linked. */
  static readonly layerFile = (file: string) =>
    Layer.effect(
      GoogleGrants,
      Effect.gen(function* () {
        const files = yield* FileSystem.FileSystem
        const known = yield* Effect.option(Effect.flatMap(files.readFileString(file), decodeState))
        return yield* make(
          Option.getOrElse(known, (): State => ({ refresh: [] })),
          (state) =>
            Effect.orDie(Effect.flatMap(encodeState(state), (text) => files.writeFileString(file, text, { mode: 0o600 })))
        )
      })
    )
}
