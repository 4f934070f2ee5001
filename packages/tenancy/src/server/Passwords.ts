import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type RateLimited, Unauthenticated, type Unavailable } from "@beep/kernel/errors"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option, type Redacted } from "effect"
import type { SqlError } from "effect/sql"
import type { CallerSession } from "../contract/Authorization.ts"
import { ProofRefused } from "../contract/problems.ts"
import { Attempts } from "./Attempts.ts"
import { IdentityTransaction } from "./IdentityTransaction.ts"
import { sessionsRepo } from "./internal/SessionsRepo.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { PasswordHash } from "./PasswordHash.ts"

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
  }
>()("@beep/tenancy/Passwords") {
  static readonly layer: Layer.Layer<Passwords, never, AuthSql | IdentityTransaction | Attempts | PasswordHash> = Layer.effect(
    Passwords,
    Effect.gen(function* () {
      const transaction = yield* IdentityTransaction
      const attempts = yield* Attempts
      const hashes = yield* PasswordHash
      const users = yield* usersRepo
      const sessions = yield* sessionsRepo
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      const verify = Effect.fnUntraced(function* ({ userId }: CallerSession, { address, password }: PasswordGiven) {
        const attempt = yield* attempts.begin({ account: `password:${userId}`, address })
        const { passwordHash } = yield* trip(users.account(userId))
        if (!(yield* hashes.verify(password, passwordHash))) {
          yield* transaction.record({
            action: "login.failed",
            entityType: "user",
            entityId: userId,
            clientId: null,
            result: "failed",
            reason: "step_up"
          })
          return yield* new ProofRefused()
        }
        yield* attempt.forgive
      })

      const stepUp = Effect.fn("Passwords.stepUp")(function* (session: CallerSession, given: PasswordGiven) {
        if (session.hasSecondFactor) return yield* new ProofRefused()
        yield* verify(session, given)
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

      return Passwords.of({ stepUp })
    })
  )
}
