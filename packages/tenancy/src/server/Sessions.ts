import { Audit } from "@beep/audit/server/Audit"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type RateLimited, type Unavailable } from "@beep/kernel/errors"
import { newId, SessionId, type UserId } from "@beep/kernel/ids"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, FiberSet, Layer, Option, type Redacted } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlError } from "effect/sql"
import type { Agent } from "../contract/Agent.ts"
import type { Email } from "../contract/Email.ts"
import { SignInRefused } from "../contract/problems.ts"
import type { OpenSession } from "../contract/Session.ts"
import type { SessionStrength } from "../contract/SessionStrength.ts"
import { Attempts } from "./Attempts.ts"
import { AuthSettings } from "./AuthSettings.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { IdentityTransaction } from "./IdentityTransaction.ts"
import { hidden } from "./internal/denials.ts"
import { asksForSecondFactor } from "./internal/asksForSecondFactor.ts"
import { secondFactorsRepo } from "./internal/SecondFactorsRepo.ts"
import { type Membership, type Resolved, sessionsRepo } from "./internal/SessionsRepo.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { PasswordHash } from "./PasswordHash.ts"
import { newSessionToken, type SessionToken, sessionTokenHash } from "./SessionToken.ts"

export type ListedSession = Omit<OpenSession, "current">

/** A session, the place in an organization it stands for, and what it has proved. */
export type Session = typeof Resolved.Type

/** Idle time slides with use, noted at most once a minute; the absolute end does not. */
export const sessionLimits = { idleMinutes: 30, absoluteHours: 12, touchMinutes: 1, keptDays: 30 } as const

export interface SignIn {
  readonly email: Email
  readonly password: Redacted.Redacted
  /** The peer's network address; counted, and stored only as a token. */
  readonly address: string
  /** What the client says it is. */
  readonly agent?: Agent
}

/** A door in: a new session, its place and its token. */
export interface Entered {
  readonly token: SessionToken
  readonly session: Session
}

const unknownAgent: Agent = { browser: "other", system: "other" }

type Caller = CurrentTenant | CurrentActor

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Sessions extends Context.Service<
  Sessions,
  {
    /**
     * Unknown address, wrong password and no membership get the same answer after the
     * same work. An attempt is counted before the password is looked at.
     */
    readonly login: (input: SignIn) => Effect.Effect<Entered, SignInRefused | RateLimited | Unavailable>
    /** One round trip. None when the token is unknown, revoked, expired or its member lost the place. */
    readonly resolve: (token: SessionToken) => Effect.Effect<Option.Option<Session>, Unavailable>
    /** The same for the session an access token names. */
    readonly resolveById: (sessionId: SessionId) => Effect.Effect<Option.Option<Session>, Unavailable>
    /** For who was proved another way than by the password here, in the oldest place. None without a place. */
    readonly enter: (
      userId: UserId,
      how: { readonly agent: Agent; readonly strength: SessionStrength }
    ) => Effect.Effect<Option.Option<Entered>, Unavailable>
    readonly logout: (sessionId: SessionId, userId: UserId) => Effect.Effect<void, Unavailable, Caller>
    /** The user's sessions that open something, the last used first. */
    readonly list: (userId: UserId) => Effect.Effect<ReadonlyArray<ListedSession>, Unavailable>
    /** `NotFound` for one that ended, and for one of somebody else. */
    readonly revoke: (sessionId: SessionId, userId: UserId) => Effect.Effect<void, NotFound | Unavailable, Caller>
    /** Answers how many ended. */
    readonly revokeAll: (userId: UserId, keep: SessionId | null) => Effect.Effect<number, Unavailable, Caller>
    /** For a daily job: drops the rows of sessions that ended thirty days ago; answers how many. */
    readonly purge: Effect.Effect<number, Unavailable>
  }
>()("@beep/tenancy/Sessions") {
  static readonly layer: Layer.Layer<
    Sessions,
    never,
    AuthSettings | AuthSql | Audit | IdentityTransaction | Attempts | EmailTokens | PasswordHash | SecureRandom.SecureRandom
  > = Layer.effect(
    Sessions,
    Effect.gen(function* () {
      const { stage } = yield* AuthSettings
      const audit = yield* Audit
      const transaction = yield* IdentityTransaction
      const attempts = yield* Attempts
      const tokens = yield* EmailTokens
      const passwords = yield* PasswordHash
      const random = yield* SecureRandom.SecureRandom
      const sessions = yield* sessionsRepo
      const users = yield* usersRepo
      const factors = yield* secondFactorsRepo
      // Failed sign-ins are audited beside the answer, which would else be slower for a known user.
      const background = yield* FiberSet.make<void>()
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)
      const inTransaction = <A, R>(effect: Effect.Effect<A, SqlError.SqlError, R>) => transaction.run<A, never, R>(effect)

      const within = (userId: UserId, place: Membership) =>
        Effect.provideContext(
          Context.make(CurrentTenant, {
            organizationId: place.organizationId,
            memberId: place.memberId,
            role: place.role
          }).pipe(Context.add(CurrentActor, { kind: "user", userId }))
        )

      /** Begins when the answer is on its way: what is done for a known user must not be felt in it. */
      const recordFailure = (userId: UserId | null) =>
        FiberSet.run(
          background,
          Effect.gen(function* () {
            yield* Effect.yieldNow
            if (userId === null) return
            for (const place of yield* trip(sessions.memberships(userId))) {
              yield* audit
                .record({ action: "login.failed", entityType: "user", entityId: userId, clientId: null, result: "failed" })
                .pipe(within(userId, place))
            }
          }).pipe(Effect.catchTag("Unavailable", () => Effect.logWarning("a failed sign-in could not be audited")))
        )

      const open = Effect.fnUntraced(
        function* (userId: UserId, place: Membership, agent: Agent, given?: SessionStrength) {
          const hasSecondFactor = Option.isSome(yield* trip(factors.confirmed(userId)))
          const now = yield* DateTime.now
          const token = yield* newSessionToken(random)
          const sessionId = yield* newId(SessionId)
          const strength = given ?? (hasSecondFactor || asksForSecondFactor(stage, place) ? "password" : "demo")
          // A password is a factor of its own only for who has no other.
          const steppedUpAt = hasSecondFactor ? null : now
          const expiresAt = DateTime.add(now, { hours: sessionLimits.absoluteHours })
          yield* inTransaction(
            Effect.andThen(
              sessions.insert({
                tokenHash: sessionTokenHash(token),
                id: sessionId,
                userId,
                memberId: place.memberId,
                createdAt: DateTime.toDateUtc(now),
                expiresAt: DateTime.toDateUtc(expiresAt),
                strength,
                steppedUpAt,
                ...agent
              }),
              transaction.append({
                action: "login.succeeded",
                entityType: "user",
                entityId: userId,
                clientId: null,
                result: "ok",
                after: { session: sessionId, strength }
              })
            )
          ).pipe(within(userId, place))
          return { token, session: { sessionId, userId, ...place, strength, hasSecondFactor, steppedUpAt, expiresAt } }
        },
        Effect.provideService(SecureRandom.SecureRandom, random)
      )

      const login = Effect.fn("Sessions.login")(function* (input: SignIn) {
        const emailToken = yield* tokens.lookup("email", input.email)
        const attempt = yield* attempts.begin({ account: input.email, address: input.address })

        // The same work for everybody up to here and through the hash; only who knew the password goes on.
        const { id: userId, passwordHash } = yield* trip(users.candidate(emailToken))
        const matches = yield* passwords.verify(input.password, passwordHash)
        if (!matches || userId === null) {
          yield* recordFailure(userId)
          return yield* new SignInRefused()
        }
        const [place] = yield* trip(sessions.memberships(userId))
        if (place === undefined) return yield* new SignInRefused()
        yield* attempt.forgive
        return yield* open(userId, place, input.agent ?? unknownAgent)
      })

      const enter = Effect.fn("Sessions.enter")(function* (
        userId: UserId,
        { agent, strength }: { readonly agent: Agent; readonly strength: SessionStrength }
      ) {
        const [place] = yield* trip(sessions.memberships(userId))
        if (place === undefined) return Option.none()
        return Option.some(yield* open(userId, place, agent, strength))
      })

      const limits = Effect.map(DateTime.now, (now) => ({
        now: DateTime.toDateUtc(now),
        idleSince: DateTime.toDateUtc(DateTime.subtract(now, { minutes: sessionLimits.idleMinutes })),
        touchBefore: DateTime.toDateUtc(DateTime.subtract(now, { minutes: sessionLimits.touchMinutes }))
      }))

      const resolve = Effect.fn("Sessions.resolve")(function* (token: SessionToken) {
        return yield* trip(sessions.resolve({ tokenHash: sessionTokenHash(token), ...(yield* limits) }))
      })

      const resolveById = Effect.fn("Sessions.resolveById")(function* (id: SessionId) {
        return yield* trip(sessions.resolveById({ id, ...(yield* limits) }))
      })

      const list = Effect.fn("Sessions.list")(function* (userId: UserId) {
        const { idleSince, now } = yield* limits
        const rows = yield* trip(sessions.listOpen({ userId, now, idleSince }))
        return rows.map(({ browser, system, ...row }) => ({ ...row, agent: { browser, system } }))
      })

      const end = Effect.fnUntraced(function* (id: SessionId, userId: UserId, action: "logout" | "session.revoked") {
        const at = yield* DateTime.nowAsDate
        return yield* inTransaction(
          Effect.tap(sessions.revoke({ id, userId, at }), (ended) =>
            Option.isNone(ended)
              ? Effect.void
              : transaction.append({ action, entityType: "session", entityId: id, clientId: null, result: "ok" })
          )
        )
      })

      const logout = Effect.fn("Sessions.logout")((id: SessionId, userId: UserId) => Effect.asVoid(end(id, userId, "logout")))

      const revoke = Effect.fn("Sessions.revoke")(function* (id: SessionId, userId: UserId) {
        if (Option.isNone(yield* end(id, userId, "session.revoked"))) return yield* hidden(audit, "session", id)
      })

      const revokeAll = Effect.fn("Sessions.revokeAll")(function* (userId: UserId, keep: SessionId | null) {
        const at = yield* DateTime.nowAsDate
        const ended = yield* inTransaction(
          Effect.tap(sessions.revokeAll({ userId, keep, at }), (rows) =>
            transaction.append({
              action: "session.revoked",
              entityType: "user",
              entityId: userId,
              clientId: null,
              result: "ok",
              after: { sessions: rows.length },
              reason: keep === null ? "all" : "all_others"
            })
          )
        )
        return ended.length
      })

      const purge = Effect.gen(function* () {
        const endedBefore = DateTime.subtract(yield* DateTime.now, { days: sessionLimits.keptDays })
        return (yield* trip(sessions.purge({ endedBefore: DateTime.toDateUtc(endedBefore) }))).length
      }).pipe(Effect.withSpan("Sessions.purge"))

      return Sessions.of({ login, resolve, resolveById, enter, logout, list, revoke, revokeAll, purge })
    })
  )
}
