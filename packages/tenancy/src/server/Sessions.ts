import { Audit } from "@beep/audit/server/Audit"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { RateLimited, type Unavailable } from "@beep/kernel/errors"
import { newId, SessionId, UserId } from "@beep/kernel/ids"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, FiberSet, Layer, Option, type Redacted } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlError } from "effect/sql"
import type { Email } from "../contract/Email.ts"
import { SignInRefused } from "../contract/problems.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { type Membership, type Resolved, sessionsRepo } from "./internal/SessionsRepo.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { PasswordHash } from "./PasswordHash.ts"
import { newSessionToken, type SessionToken, sessionTokenHash } from "./SessionToken.ts"

/** A session and the place in an organization it stands for. */
export type Session = typeof Resolved.Type

/** Idle time slides with use, noted at most once a minute; the absolute end does not. */
export const sessionLimits = { idleMinutes: 30, absoluteHours: 12, touchMinutes: 1, keptDays: 30 } as const

export interface SignIn {
  readonly email: Email
  readonly password: Redacted.Redacted
  /** The peer's network address; counted, and stored only as a token. */
  readonly address: string
}

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Sessions extends Context.Service<
  Sessions,
  {
    /**
     * Unknown address, wrong password and no membership get the same answer after the
     * same work. An attempt is counted before the password is looked at.
     */
    readonly login: (
      input: SignIn
    ) => Effect.Effect<{ readonly token: SessionToken; readonly session: Session }, SignInRefused | RateLimited | Unavailable>
    /** One round trip. None when the token is unknown, revoked, expired or its member lost the place. */
    readonly resolve: (token: SessionToken) => Effect.Effect<Option.Option<Session>, Unavailable>
    readonly logout: (sessionId: SessionId) => Effect.Effect<void, Unavailable, CurrentTenant | CurrentActor>
    /** For a daily job: drops the rows of sessions that ended thirty days ago; answers how many. */
    readonly purge: Effect.Effect<number, Unavailable>
  }
>()("@beep/tenancy/Sessions") {
  static readonly layer: Layer.Layer<Sessions, never, AuthSql | Audit | EmailTokens | PasswordHash | SecureRandom.SecureRandom> =
    Layer.effect(
      Sessions,
      Effect.gen(function* () {
        const audit = yield* Audit
        const tokens = yield* EmailTokens
        const passwords = yield* PasswordHash
        const random = yield* SecureRandom.SecureRandom
        const sessions = yield* sessionsRepo
        const users = yield* usersRepo
        // Failed sign-ins are audited beside the answer, which would else be slower for a known user.
        const background = yield* FiberSet.make<void>()
        const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

        const record = (userId: UserId, place: Membership, action: "login.succeeded" | "login.failed") =>
          audit
            .record({
              action,
              entityType: "user",
              entityId: userId,
              clientId: null,
              result: action === "login.failed" ? "failed" : "ok"
            })
            .pipe(
              Effect.provideService(CurrentTenant, {
                organizationId: place.organizationId,
                memberId: place.memberId,
                role: place.role
              }),
              Effect.provideService(CurrentActor, { kind: "user", userId })
            )

        const recordFailure = (userId: UserId, places: ReadonlyArray<Membership>) =>
          FiberSet.run(
            background,
            Effect.forEach(places, (place) => record(userId, place, "login.failed"), { discard: true }).pipe(
              Effect.catchTag("Unavailable", () => Effect.logWarning("a failed sign-in could not be audited"))
            )
          )

        const open = Effect.fnUntraced(
          function* (userId: UserId, place: Membership) {
            const now = yield* DateTime.now
            const token = yield* newSessionToken(random)
            const sessionId = yield* newId(SessionId)
            yield* trip(
              sessions.insert({
                tokenHash: sessionTokenHash(token),
                id: sessionId,
                userId,
                memberId: place.memberId,
                createdAt: DateTime.toDateUtc(now),
                expiresAt: DateTime.toDateUtc(DateTime.add(now, { hours: sessionLimits.absoluteHours }))
              })
            )
            yield* record(userId, place, "login.succeeded")
            return { token, session: { sessionId, userId, ...place } }
          },
          Effect.provideService(SecureRandom.SecureRandom, random)
        )

        const login = Effect.fn("Sessions.login")(function* (input: SignIn) {
          const now = yield* DateTime.nowAsDate
          const account = yield* tokens.lookup("account", input.email)
          const address = yield* tokens.lookup("address", input.address)
          const emailToken = yield* tokens.lookup("email", input.email)

          const { waitSeconds } = yield* trip(sessions.beginAttempt({ account, address, now }))
          if (waitSeconds > 0) return yield* new RateLimited({ retryAfterSeconds: waitSeconds })

          const candidate = Option.getOrUndefined(yield* trip(users.candidate(emailToken)))
          const userId = candidate?.id ?? (yield* Effect.provideService(newId(UserId), SecureRandom.SecureRandom, random))
          const places = yield* trip(sessions.memberships(userId))
          const matches = yield* passwords.verify(input.password, candidate?.passwordHash ?? null)

          const place = places[0]
          if (!matches || place === undefined) {
            yield* recordFailure(userId, places)
            return yield* new SignInRefused()
          }
          yield* trip(sessions.forgiveAttempt({ account, address, now }))
          return yield* open(userId, place)
        })

        const resolve = Effect.fn("Sessions.resolve")(function* (token: SessionToken) {
          const now = yield* DateTime.now
          return yield* trip(
            sessions.resolve({
              tokenHash: sessionTokenHash(token),
              now: DateTime.toDateUtc(now),
              idleSince: DateTime.toDateUtc(DateTime.subtract(now, { minutes: sessionLimits.idleMinutes })),
              touchBefore: DateTime.toDateUtc(DateTime.subtract(now, { minutes: sessionLimits.touchMinutes }))
            })
          )
        })

        const logout = Effect.fn("Sessions.logout")(function* (sessionId: SessionId) {
          yield* trip(sessions.revoke({ id: sessionId, at: yield* DateTime.nowAsDate }))
          yield* audit.record({ action: "logout", entityType: "session", entityId: sessionId, clientId: null, result: "ok" })
        })

        const purge = Effect.gen(function* () {
          const endedBefore = DateTime.subtract(yield* DateTime.now, { days: sessionLimits.keptDays })
          return (yield* trip(sessions.purge({ endedBefore: DateTime.toDateUtc(endedBefore) }))).length
        }).pipe(Effect.withSpan("Sessions.purge"))

        return Sessions.of({ login, resolve, logout, purge })
      })
    )
}
