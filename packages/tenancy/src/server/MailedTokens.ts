import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import { newId, type UserId } from "@beep/kernel/ids"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option, type Redacted } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlError } from "effect/sql"
import { LinkRefused } from "../contract/problems.ts"
import { IdentityTransaction } from "./IdentityTransaction.ts"
import { type Mailed, type MailedPurpose, MailedTokenId, mailedTokensRepo } from "./internal/MailedTokensRepo.ts"
import { sessionsRepo } from "./internal/SessionsRepo.ts"
import { newSessionToken, sessionTokenHash } from "./SessionToken.ts"

export interface NewMailedToken {
  readonly purpose: MailedPurpose
  readonly userId: UserId
  /** The address that following the link makes the user's. */
  readonly address?: { readonly emailToken: Uint8Array; readonly emailSealed: Uint8Array }
  readonly expiresAt: DateTime.Utc
}

/** 256 random bits that somebody is sent, and that work once. */
export class MailedTokens extends Context.Service<
  MailedTokens,
  {
    /** Inside a transaction of `beep_auth`, beside the mail that carries it. */
    readonly make: (token: NewMailedToken) => Effect.Effect<Redacted.Redacted, SqlError.SqlError>
    /** Whether it would work; a known one that would not is audited. */
    readonly look: (purpose: MailedPurpose, token: Redacted.Redacted) => Effect.Effect<Mailed, LinkRefused | Unavailable>
    /**
     * Inside a transaction: uses it up with all of the user's that it makes pointless. False
     * for the one of two who came later.
     */
    readonly use: (mailed: Mailed, pointless: ReadonlyArray<MailedPurpose>) => Effect.Effect<boolean, SqlError.SqlError>
    /** One that was used up between `look` and `use`. */
    readonly refuse: (mailed: Mailed) => Effect.Effect<never, LinkRefused | Unavailable>
  }
>()("@beep/tenancy/MailedTokens") {
  static readonly layer: Layer.Layer<MailedTokens, never, AuthSql | IdentityTransaction | SecureRandom.SecureRandom> =
    Layer.effect(
      MailedTokens,
      Effect.gen(function* () {
        const transaction = yield* IdentityTransaction
        const random = yield* SecureRandom.SecureRandom
        const tokens = yield* mailedTokensRepo
        const sessions = yield* sessionsRepo
        const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

        const make = Effect.fn("MailedTokens.make")(
          function* ({ address, expiresAt, purpose, userId }: NewMailedToken) {
            const token = yield* newSessionToken(random)
            yield* tokens.add({
              tokenHash: sessionTokenHash(token),
              id: yield* newId(MailedTokenId),
              purpose,
              userId,
              emailToken: address?.emailToken ?? null,
              emailSealed: address?.emailSealed ?? null,
              at: yield* DateTime.nowAsDate,
              expiresAt
            })
            return token
          },
          Effect.provideService(SecureRandom.SecureRandom, random)
        )

        const refuseAs = Effect.fnUntraced(function* ({ id, userId }: Mailed, reason: "used" | "expired") {
          const places = yield* trip(sessions.memberships(userId))
          yield* Effect.forEach(
            places,
            (place) =>
              transaction
                .record({
                  action: "mailed_token.refused",
                  entityType: "mailed_token",
                  entityId: id,
                  clientId: null,
                  result: "denied",
                  reason
                })
                .pipe(
                  Effect.provideService(CurrentTenant, place),
                  Effect.provideService(CurrentActor, { kind: "system", job: "account.mail" })
                ),
            { discard: true }
          )
          return yield* new LinkRefused()
        })

        const look = Effect.fn("MailedTokens.look")(function* (purpose: MailedPurpose, token: Redacted.Redacted) {
          const found = yield* trip(tokens.find({ tokenHash: sessionTokenHash(token), purpose }))
          if (Option.isNone(found)) return yield* new LinkRefused()
          const mailed = found.value
          if (mailed.closedAt !== null) return yield* refuseAs(mailed, "used")
          if (DateTime.isLessThanOrEqualTo(mailed.expiresAt, yield* DateTime.now)) return yield* refuseAs(mailed, "expired")
          return mailed
        })

        const use = Effect.fn("MailedTokens.use")(function* ({ id, userId }: Mailed, pointless: ReadonlyArray<MailedPurpose>) {
          yield* tokens.lockUser(userId)
          const closed = yield* tokens.closeAll({ userId, purposes: pointless, at: yield* DateTime.nowAsDate })
          return closed.some((row) => row.id === id)
        })

        return MailedTokens.of({ make, look, use, refuse: (mailed) => refuseAs(mailed, "used") })
      })
    )
}
