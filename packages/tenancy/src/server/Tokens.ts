import { Audit } from "@beep/audit/server/Audit"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { Unauthenticated, type Unavailable } from "@beep/kernel/errors"
import type { SessionId, UserId } from "@beep/kernel/ids"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlError } from "effect/sql"
import { errors, jwtVerify, SignJWT } from "jose"
import { AccessClaims, accessMinutes } from "../contract/AccessClaims.ts"
import type { AccessToken, Jwks, Place } from "../contract/AuthApi.ts"
import type { Email } from "../contract/Email.ts"
import { AuthSettings } from "./AuthSettings.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { Organizations } from "./Organizations.ts"
import { Sessions } from "./Sessions.ts"
import { SealedKeys, type SigningKey } from "./SealedKeys.ts"

interface TokenSession {
  readonly sessionId: SessionId
  readonly userId: UserId
}

/** `beep token` hands out a token without a password only where nobody's real data is. */
export class NotInThisStage extends Schema.TaggedError<NotInThisStage>()("NotInThisStage", { stage: Schema.String }) {}

export class Tokens extends Context.Service<
  Tokens,
  {
    /** The token ends with the session it is made from. */
    readonly issue: (session: TokenSession, place: Place) => Effect.Effect<AccessToken, Unavailable>
    /** Stages `local` and `test` only: a session without a proof in the user's oldest place, and its token. */
    readonly issueFor: (email: Email) => Effect.Effect<AccessToken, NotInThisStage | Unauthenticated | Unavailable>
    /** ES256 alone, our issuer, our audience, a key of ours, not expired. Whether the session still stands is another question. */
    readonly verify: (token: Redacted.Redacted) => Effect.Effect<AccessClaims, Unauthenticated | Unavailable>
    readonly jwks: Effect.Effect<Jwks, Unavailable>
    readonly rotate: Effect.Effect<void, Unavailable>
  }
>()("@beep/tenancy/Tokens") {
  static readonly layer: Layer.Layer<
    Tokens,
    never,
    AuthSettings | Audit | SealedKeys | EmailTokens | Sessions | Organizations | AuthSql | SecureRandom.SecureRandom
  > = Layer.effect(
    Tokens,
    Effect.gen(function* () {
      const { audience, issuer, stage } = yield* AuthSettings
      const audit = yield* Audit
      const keys = yield* SealedKeys
      const emails = yield* EmailTokens
      const organizations = yield* Organizations
      const random = yield* SecureRandom.SecureRandom
      const users = yield* usersRepo
      const sessions = yield* Sessions
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      const signingNow = Effect.gen(function* () {
        const known = yield* keys.signing
        // After the keys: the first call makes the first key, which signs from that moment on.
        const now = yield* DateTime.now
        const current = known.find((key) => DateTime.isLessThanOrEqualTo(key.signsFrom, now))
        return current ?? (yield* Effect.die(new Error("every signing key lies in the future")))
      })

      const issue = Effect.fn("Tokens.issue")(function* ({ sessionId, userId }: TokenSession, me: Place) {
        const key = yield* signingNow
        const iat = Math.floor(DateTime.toEpochMillis(yield* DateTime.now) / 1000)
        const claims: AccessClaims = {
          sub: userId,
          sid: sessionId,
          advisor_id: me.memberId,
          firm_id: me.organization.id,
          role: me.role,
          tier: me.organization.tier,
          iat,
          exp: iat + accessMinutes * 60,
          jti: yield* random.uuidV4(),
          aud: audience,
          iss: issuer
        }
        const accessToken = yield* Effect.promise(() =>
          new SignJWT({ ...claims }).setProtectedHeader({ alg: "ES256", kid: key.kid, typ: "at+jwt" }).sign(key.signer)
        )
        yield* audit
          .record({
            action: "token.issued",
            entityType: "token",
            entityId: claims.jti,
            clientId: null,
            result: "ok"
          })
          .pipe(
            Effect.provideService(CurrentTenant, {
              organizationId: claims.firm_id,
              memberId: claims.advisor_id,
              role: claims.role
            }),
            Effect.provideService(CurrentActor, { kind: "user", userId })
          )
        return { accessToken, tokenType: "Bearer" as const, expiresInSeconds: accessMinutes * 60 }
      })

      const issueFor = Effect.fn("Tokens.issueFor")(function* (email: Email) {
        if (stage !== "local" && stage !== "test") return yield* new NotInThisStage({ stage })
        const user = yield* trip(users.byToken(yield* emails.lookup("email", email)))
        if (Option.isNone(user)) return yield* new Unauthenticated()
        const opened = yield* sessions.enter(user.value.id, {
          agent: { browser: "command_line", system: "other" },
          strength: "full"
        })
        if (Option.isNone(opened)) return yield* new Unauthenticated()
        const place = opened.value.session
        const me = yield* organizations.me.pipe(
          Effect.provideService(CurrentTenant, place),
          Effect.catchTag("NotFound", () => Effect.fail(new Unauthenticated()))
        )
        return yield* issue(place, me)
      })

      const verify = Effect.fn("Tokens.verify")(function* (token: Redacted.Redacted) {
        const known = yield* keys.signing
        const currentDate = yield* DateTime.nowAsDate
        const { payload } = yield* Effect.tryPromise({
          try: () =>
            jwtVerify(Redacted.value(token), ({ kid }) => publicKeyOf(known, kid), {
              algorithms: ["ES256"],
              typ: "at+jwt",
              audience,
              issuer,
              currentDate
            }),
          catch: () => new Unauthenticated()
        })
        return yield* Schema.decodeUnknownEffect(AccessClaims)(payload).pipe(
          Effect.catchTag("SchemaError", () => Effect.fail(new Unauthenticated()))
        )
      })

      const jwks = Effect.map(keys.signing, (known) => ({
        keys: known.map(({ kid, publicKey }) => ({ ...publicKey, kid, alg: "ES256" as const, use: "sig" as const }))
      }))

      return Tokens.of({ issue, issueFor, verify, jwks, rotate: keys.rotateSigning })
    })
  )
}

const publicKeyOf = (known: ReadonlyArray<SigningKey>, kid: string | undefined) => {
  const found = known.find((key) => key.kid === kid)
  if (found === undefined) throw new errors.JWKSNoMatchingKey()
  return found.publicKey
}
