import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type RateLimited, Unauthenticated, type Unavailable } from "@beep/kernel/errors"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option, type Redacted } from "effect"
import type { SqlError } from "effect/sql"
import type { CallerSession } from "../contract/Authorization.ts"
import type { NewPassword } from "../contract/Password.ts"
import { type PasswordTooWeak, ProofRefused } from "../contract/problems.ts"
import { Attempts } from "./Attempts.ts"
import { IdentityTransaction } from "./IdentityTransaction.ts"
import { mailedTokensRepo } from "./internal/MailedTokensRepo.ts"
import { sessionsRepo } from "./internal/SessionsRepo.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { PasswordChoices } from "./PasswordChoices.ts"
import { PasswordHash } from "./PasswordHash.ts"
import { UserMail } from "./UserMail.ts"

export interface PasswordGiven {
  readonly password: Redacted.Redacted
  /** The peer's network address; counted, and stored only as a token. */
  readonly address: string
}

type Caller = CurrentTenant | CurrentActor

/**
 * The password of somebody who is signed in.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Passwords extends Context.Service<
  Passwords,
  {
    /** The password again, for what needs step-up; refused where there is a second factor. */
    readonly stepUp: (
      session: CallerSession,
      given: PasswordGiven
    ) => Effect.Effect<CallerSession, ProofRefused | RateLimited | Unauthenticated | Unavailable, Caller>
    /** The other sessions of the user end, and so do open links to set one; the owner of the account is told. */
    readonly change: (
      session: CallerSession,
      change: { readonly current: Redacted.Redacted; readonly next: NewPassword; readonly address: string }
    ) => Effect.Effect<void, ProofRefused | PasswordTooWeak | RateLimited | Unavailable, Caller>
  }
>()("@beep/tenancy/Passwords") {
  static readonly layer: Layer.Layer<
    Passwords,
    never,
    AuthSql | IdentityTransaction | Attempts | PasswordHash | PasswordChoices | UserMail
  > = Layer.effect(
    Passwords,
    Effect.gen(function* () {
      const transaction = yield* IdentityTransaction
      const attempts = yield* Attempts
      const hashes = yield* PasswordHash
      const users = yield* usersRepo
      const sessions = yield* sessionsRepo
      const tokens = yield* mailedTokensRepo
      const mail = yield* UserMail
      const choices = yield* PasswordChoices
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      const verify = Effect.fnUntraced(function* (
        { userId }: CallerSession,
        { address, password }: PasswordGiven,
        reason: "step_up" | "password_change"
      ) {
        const attempt = yield* attempts.begin({ account: `password:${userId}`, address })
        const { passwordHash } = yield* trip(users.account(userId))
        if (!(yield* hashes.verify(password, passwordHash))) {
          yield* transaction.record({
            action: "login.failed",
            entityType: "user",
            entityId: userId,
            clientId: null,
            result: "failed",
            reason
          })
          return yield* new ProofRefused()
        }
        yield* attempt.forgive
      })

      const stepUp = Effect.fn("Passwords.stepUp")(function* (session: CallerSession, given: PasswordGiven) {
        if (session.hasSecondFactor) return yield* new ProofRefused()
        yield* verify(session, given, "step_up")
        const now = yield* DateTime.now
        const { sessionId, strength } = session
        return yield* transaction.run(
          Effect.gen(function* () {
            const found = yield* sessions.elevate({ id: sessionId, strength, at: DateTime.toDateUtc(now), tokenHash: null })
            if (Option.isNone(found)) return yield* new Unauthenticated()
            yield* transaction.append({
              action: "session.stepped_up",
              entityType: "session",
              entityId: sessionId,
              clientId: null,
              result: "ok",
              reason: "password"
            })
            return { ...session, steppedUpAt: now }
          })
        )
      })

      const change = Effect.fn("Passwords.change")(function* (
        session: CallerSession,
        { address, current, next }: { readonly current: Redacted.Redacted; readonly next: NewPassword; readonly address: string }
      ) {
        const { sessionId, userId } = session
        yield* verify(session, { password: current, address }, "password_change")
        yield* choices.judge(userId, next)
        const passwordHash = yield* hashes.hash(next)
        const now = yield* DateTime.now
        const at = DateTime.toDateUtc(now)
        yield* transaction.run<void, Unavailable, Caller>(
          Effect.gen(function* () {
            yield* users.setPasswordHash({ userId, passwordHash, at })
            const ended = yield* sessions.revokeAll({ userId, keep: sessionId, at })
            yield* tokens.closeAll({ userId, purposes: ["password_reset"], at })
            yield* mail.tell(userId, { kind: "password_changed", at: now })
            yield* transaction.append({
              action: "password.changed",
              entityType: "user",
              entityId: userId,
              clientId: null,
              result: "ok",
              after: { sessions_ended: ended.length }
            })
          })
        )
      })

      return Passwords.of({ stepUp, change })
    })
  )
}
