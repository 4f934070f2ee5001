import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { RateLimited, Unavailable } from "@beep/kernel/errors"
import { AuthSql } from "@beep/sql/Database"
import { onUniqueViolation } from "@beep/sql/failures"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option, type Redacted } from "effect"
import type { SqlError } from "effect/sql"
import type { CallerSession } from "../contract/Authorization.ts"
import type { Email } from "../contract/Email.ts"
import { LinkRefused, MailNotConfigured } from "../contract/problems.ts"
import { linkMinutes, undoHours } from "../contract/Recovery.ts"
import { AccountMail } from "./AccountMail.ts"
import { Attempts } from "./Attempts.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { IdentityTransaction } from "./IdentityTransaction.ts"
import type { Mailed, MailedPurpose } from "./internal/MailedTokensRepo.ts"
import { sessionsRepo } from "./internal/SessionsRepo.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { MailedTokens } from "./MailedTokens.ts"
import { UserMail } from "./UserMail.ts"

interface Followed {
  readonly token: Redacted.Redacted
  readonly address: string
}

/**
 * The address somebody signs in with: a new one proves itself first, the former one is told and has three days to undo.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class AddressChanges extends Context.Service<
  AddressChanges,
  {
    readonly request: (
      session: CallerSession,
      asked: { readonly email: Email; readonly address: string }
    ) => Effect.Effect<void, MailNotConfigured | RateLimited | Unavailable, CurrentTenant | CurrentActor>
    readonly confirm: (link: Followed) => Effect.Effect<void, LinkRefused | RateLimited | Unavailable>
    readonly undo: (link: Followed) => Effect.Effect<void, LinkRefused | RateLimited | Unavailable>
  }
>()("@beep/tenancy/AddressChanges") {
  static readonly layer: Layer.Layer<
    AddressChanges,
    never,
    AccountMail | Attempts | AuthSql | EmailTokens | IdentityTransaction | MailedTokens | UserMail
  > = Layer.effect(
    AddressChanges,
    Effect.gen(function* () {
      const mail = yield* AccountMail
      const attempts = yield* Attempts
      const emails = yield* EmailTokens
      const transaction = yield* IdentityTransaction
      const mailed = yield* MailedTokens
      const letters = yield* UserMail
      const sql = yield* AuthSql
      const users = yield* usersRepo
      const sessions = yield* sessionsRepo
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      const request = Effect.fn("AddressChanges.request")(function* (
        { userId }: CallerSession,
        asked: { readonly email: Email; readonly address: string }
      ) {
        if (!mail.configured) return yield* new MailNotConfigured()
        yield* attempts.begin({ account: `address:${userId}`, address: `address:${asked.address}` })
        const emailToken = yield* emails.lookup("email", asked.email)
        // To somebody who has this address already goes nothing; the answer is the same.
        const free = Option.isNone(yield* trip(users.byToken(emailToken)))
        const emailSealed = yield* emails.seal(userId, asked.email)
        const endsAt = DateTime.add(yield* DateTime.now, { minutes: linkMinutes })
        yield* transaction.run<void, Unavailable, CurrentTenant | CurrentActor>(
          Effect.gen(function* () {
            const token = yield* mailed.make({
              purpose: "address_change",
              userId,
              address: { emailToken, emailSealed },
              expiresAt: endsAt
            })
            if (free) yield* mail.queue({ to: asked.email, message: { kind: "address_change", token, endsAt } })
            yield* transaction.append({
              action: "address.change_requested",
              entityType: "user",
              entityId: userId,
              clientId: null,
              result: "ok"
            })
          })
        )
      })

      const open = Effect.fnUntraced(function* (purpose: MailedPurpose, { address, token }: Followed) {
        const attempt = yield* attempts.begin({ account: `link:${address}`, address })
        const link = yield* mailed.look(purpose, token)
        yield* attempt.forgive
        return { link, places: yield* trip(sessions.memberships(link.userId)) }
      })

      /** Inside a transaction; false when the address became somebody else's meanwhile. */
      const setAddress = ({ emailSealed, emailToken, userId }: Mailed) =>
        emailToken === null || emailSealed === null
          ? Effect.succeed(false)
          : sql
              .withTransaction(Effect.as(users.setAddress({ userId, emailToken, emailSealed }), true))
              .pipe(onUniqueViolation("user_email_token_key", Effect.succeed(false)))

      const confirm = Effect.fn("AddressChanges.confirm")(function* (followed: Followed) {
        const { link, places } = yield* open("address_change", followed)
        const { userId } = link
        const now = yield* DateTime.now
        const endsAt = DateTime.add(now, { hours: undoHours })
        yield* transaction
          .runEverywhere(places, { kind: "user", userId })<void, LinkRefused | Unavailable>((append) =>
            Effect.gen(function* () {
              if (!(yield* mailed.use(link, ["address_change", "password_reset"]))) return yield* new LinkRefused()
              const { emailSealed, emailToken } = yield* users.account(userId)
              const token = yield* mailed.make({
                purpose: "address_undo",
                userId,
                address: { emailToken, emailSealed },
                expiresAt: endsAt
              })
              // Before the address changes: it goes to the one that is left.
              yield* letters.tell(userId, { kind: "address_changed", at: now, token, endsAt })
              if (!(yield* setAddress(link))) return yield* new LinkRefused()
              yield* append({ action: "address.changed", entityType: "user", entityId: userId, clientId: null, result: "ok" })
            })
          )
          .pipe(Effect.catchTag("LinkRefused", () => mailed.refuse(link)))
      })

      const undo = Effect.fn("AddressChanges.undo")(function* (followed: Followed) {
        const { link, places } = yield* open("address_undo", followed)
        const { userId } = link
        const at = yield* DateTime.nowAsDate
        yield* transaction
          .runEverywhere(places, { kind: "user", userId })<void, LinkRefused | Unavailable>((append) =>
            Effect.gen(function* () {
              if (!(yield* mailed.use(link, ["address_undo", "address_change", "password_reset"])))
                return yield* new LinkRefused()
              if (!(yield* setAddress(link))) return yield* new LinkRefused()
              const ended = yield* sessions.revokeAll({ userId, keep: null, at })
              yield* append({
                action: "address.change_undone",
                entityType: "user",
                entityId: userId,
                clientId: null,
                result: "ok",
                after: { sessions_ended: ended.length }
              })
            })
          )
          .pipe(Effect.catchTag("LinkRefused", () => mailed.refuse(link)))
      })

      return AddressChanges.of({ request, confirm, undo })
    })
  )
}
