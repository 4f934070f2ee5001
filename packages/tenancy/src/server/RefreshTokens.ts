import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { Unauthenticated, type Unavailable } from "@beep/kernel/errors"
import type { SessionId } from "@beep/kernel/ids"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option, type Redacted } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlError } from "effect/sql"
import { IdentityTransaction } from "./IdentityTransaction.ts"
import { refreshTokensRepo } from "./internal/RefreshTokensRepo.ts"
import { sessionsRepo } from "./internal/SessionsRepo.ts"
import { type Session, Sessions } from "./Sessions.ts"
import { newSessionToken, sessionTokenHash } from "./SessionToken.ts"

/**
 * What a bearer client comes back with when its access token ends. Each works once and is
 * answered with the next; they live no longer than the session they were made from.
 */
export class RefreshTokens extends Context.Service<
  RefreshTokens,
  {
    readonly start: (sessionId: SessionId) => Effect.Effect<Redacted.Redacted, Unavailable>
    /** One that comes back after its use was stolen, or is in two hands: the session ends with all its tokens. */
    readonly rotate: (
      token: Redacted.Redacted
    ) => Effect.Effect<{ readonly session: Session; readonly next: Redacted.Redacted }, Unauthenticated | Unavailable>
  }
>()("@beep/tenancy/RefreshTokens") {
  static readonly layer: Layer.Layer<RefreshTokens, never, AuthSql | IdentityTransaction | Sessions | SecureRandom.SecureRandom> =
    Layer.effect(
      RefreshTokens,
      Effect.gen(function* () {
        const transaction = yield* IdentityTransaction
        const sessions = yield* Sessions
        const random = yield* SecureRandom.SecureRandom
        const tokens = yield* refreshTokensRepo
        const rows = yield* sessionsRepo
        const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

        const add = Effect.fnUntraced(function* (sessionId: SessionId) {
          const token = yield* newSessionToken(random)
          yield* tokens.add({ tokenHash: sessionTokenHash(token), sessionId, at: yield* DateTime.nowAsDate })
          return token
        })

        const as = (session: Session) =>
          Effect.provideContext(
            Context.make(CurrentTenant, {
              organizationId: session.organizationId,
              memberId: session.memberId,
              role: session.role
            }).pipe(Context.add(CurrentActor, { kind: "user", userId: session.userId }))
          )

        const endFamily = Effect.fnUntraced(function* ({ sessionId, userId }: Session) {
          const at = yield* DateTime.nowAsDate
          yield* transaction.run<void, never, CurrentTenant | CurrentActor>(
            Effect.gen(function* () {
              yield* rows.revoke({ id: sessionId, userId, at })
              yield* transaction.append({
                action: "token.reuse_detected",
                entityType: "session",
                entityId: sessionId,
                clientId: null,
                result: "denied"
              })
            })
          )
          yield* Effect.logWarning("a used refresh token came back; its session ended", { sessionId })
        })

        const rotate = Effect.fn("RefreshTokens.rotate")(function* (token: Redacted.Redacted) {
          const tokenHash = sessionTokenHash(token)
          const known = yield* trip(tokens.find(tokenHash))
          if (Option.isNone(known)) return yield* new Unauthenticated()
          const found = yield* sessions.resolveById(known.value.sessionId)
          if (Option.isNone(found)) return yield* new Unauthenticated()
          const session = found.value
          const at = yield* DateTime.nowAsDate
          const next = yield* transaction
            .run<Redacted.Redacted | null, never, CurrentTenant | CurrentActor>(
              Effect.gen(function* () {
                if (Option.isNone(yield* tokens.take({ tokenHash, at }))) return null
                yield* transaction.append({
                  action: "token.refreshed",
                  entityType: "session",
                  entityId: session.sessionId,
                  clientId: null,
                  result: "ok"
                })
                return yield* add(session.sessionId)
              })
            )
            .pipe(as(session))
          if (next !== null) return { session, next }
          yield* as(session)(endFamily(session))
          return yield* new Unauthenticated()
        })

        return RefreshTokens.of({ start: Effect.fn("RefreshTokens.start")((sessionId) => trip(add(sessionId))), rotate })
      })
    )
}
