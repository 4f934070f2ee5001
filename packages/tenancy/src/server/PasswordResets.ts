import type { RateLimited, Unavailable } from "@beep/kernel/errors"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, FiberSet, Layer, type Redacted } from "effect"
import type { SqlError } from "effect/sql"
import type { Email } from "../contract/Email.ts"
import type { NewPassword } from "../contract/Password.ts"
import { type LinkRefused, MailNotConfigured, type PasswordTooWeak } from "../contract/problems.ts"
import { linkMinutes } from "../contract/Recovery.ts"
import { AccountMail } from "./AccountMail.ts"
import { Attempts } from "./Attempts.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { IdentityTransaction } from "./IdentityTransaction.ts"
import { sessionsRepo } from "./internal/SessionsRepo.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { MailedTokens } from "./MailedTokens.ts"
import { PasswordChoices } from "./PasswordChoices.ts"
import { PasswordHash } from "./PasswordHash.ts"
import { UserMail } from "./UserMail.ts"

/** Setting a new password by a link that was mailed. The second factor stays what it is. */
export class PasswordResets extends Context.Service<
  PasswordResets,
  {
    /** Answers before it looks whether anybody has this address, so that neither the answer nor its time tells. */
    readonly request: (asked: {
      readonly email: Email
      readonly address: string
    }) => Effect.Effect<void, MailNotConfigured | RateLimited | Unavailable>
    /** Ends with all requests that are under way; for a test, and for a process that is to end. */
    readonly settled: Effect.Effect<void>
    readonly reset: (given: {
      readonly token: Redacted.Redacted
      readonly password: NewPassword
      readonly address: string
    }) => Effect.Effect<void, LinkRefused | PasswordTooWeak | RateLimited | Unavailable>
  }
>()("@beep/tenancy/PasswordResets") {
  static readonly layer: Layer.Layer<
    PasswordResets,
    never,
    | AccountMail
    | Attempts
    | AuthSql
    | EmailTokens
    | IdentityTransaction
    | MailedTokens
    | PasswordChoices
    | PasswordHash
    | UserMail
  > = Layer.effect(
    PasswordResets,
    Effect.gen(function* () {
      const { configured } = yield* AccountMail
      const attempts = yield* Attempts
      const emails = yield* EmailTokens
      const transaction = yield* IdentityTransaction
      const mailed = yield* MailedTokens
      const choices = yield* PasswordChoices
      const hashes = yield* PasswordHash
      const mail = yield* UserMail
      const users = yield* usersRepo
      const sessions = yield* sessionsRepo
      const background = yield* FiberSet.make<void>()
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      const send = Effect.fn("PasswordResets.send")(function* (email: Email) {
        const { id: userId, passwordHash } = yield* trip(users.candidate(yield* emails.lookup("email", email)))
        // Somebody who signs in elsewhere has no password here to be set anew.
        if (userId === null || passwordHash === null) return
        const places = yield* trip(sessions.memberships(userId))
        if (places.length === 0) return
        const endsAt = DateTime.add(yield* DateTime.now, { minutes: linkMinutes })
        yield* transaction.runEverywhere(places, { kind: "system", job: "account.mail" })<void, Unavailable>((append) =>
          Effect.gen(function* () {
            const token = yield* mailed.make({ purpose: "password_reset", userId, expiresAt: endsAt })
            yield* mail.tell(userId, { kind: "password_reset", token, endsAt })
            yield* append({
              action: "password.reset_requested",
              entityType: "user",
              entityId: userId,
              clientId: null,
              result: "ok"
            })
          })
        )
      })

      const request = Effect.fn("PasswordResets.request")(function* (asked: { readonly email: Email; readonly address: string }) {
        if (!configured) return yield* new MailNotConfigured()
        // Never given back: a few mails to one person are enough for a while. Apart from failed sign-ins, which an
        // office behind one address must not be made to pay for.
        yield* attempts.begin({ account: `reset:${asked.email}`, address: `reset:${asked.address}` })
        yield* FiberSet.run(
          background,
          Effect.andThen(Effect.yieldNow, send(asked.email)).pipe(
            Effect.catchTag("Unavailable", () => Effect.logWarning("a link to set a password could not be made"))
          )
        )
      })

      const reset = Effect.fn("PasswordResets.reset")(function* (given: {
        readonly token: Redacted.Redacted
        readonly password: NewPassword
        readonly address: string
      }) {
        const attempt = yield* attempts.begin({ account: `link:${given.address}`, address: given.address })
        const link = yield* mailed.look("password_reset", given.token)
        yield* attempt.forgive
        const { userId } = link
        yield* choices.judge(userId, given.password)
        const passwordHash = yield* hashes.hash(given.password)
        const places = yield* trip(sessions.memberships(userId))
        const now = yield* DateTime.now
        const at = DateTime.toDateUtc(now)
        const used = yield* transaction.runEverywhere(places, { kind: "user", userId })<boolean, Unavailable>((append) =>
          Effect.gen(function* () {
            if (!(yield* mailed.use(link, ["password_reset"]))) return false
            yield* users.setPasswordHash({ userId, passwordHash, at })
            const ended = yield* sessions.revokeAll({ userId, keep: null, at })
            yield* mail.tell(userId, { kind: "password_changed", at: now })
            yield* append({
              action: "password.reset",
              entityType: "user",
              entityId: userId,
              clientId: null,
              result: "ok",
              after: { sessions_ended: ended.length }
            })
            return true
          })
        )
        if (!used) return yield* mailed.refuse(link)
      })

      return PasswordResets.of({ request, settled: FiberSet.awaitEmpty(background), reset })
    })
  )
}
