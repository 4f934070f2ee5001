import type { Unavailable } from "@beep/kernel/errors"
import type { UserId } from "@beep/kernel/ids"
import type { AuthSql } from "@beep/sql/Database"
import { Context, Effect, Layer } from "effect"
import type { SqlError } from "effect/sql"
import type { AccountMessage } from "../contract/AccountMessage.ts"
import { AccountMail } from "./AccountMail.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { usersRepo } from "./internal/UsersRepo.ts"

/** Mail to whoever an account belongs to, at the address it has at that moment. */
export class UserMail extends Context.Service<
  UserMail,
  {
    /** Inside a transaction of `beep_auth`. Of no effect where no mail is sent. */
    readonly tell: (userId: UserId, message: AccountMessage) => Effect.Effect<void, SqlError.SqlError | Unavailable>
  }
>()("@beep/tenancy/UserMail") {
  static readonly layer: Layer.Layer<UserMail, never, AuthSql | AccountMail | EmailTokens> = Layer.effect(
    UserMail,
    Effect.gen(function* () {
      const mail = yield* AccountMail
      const emails = yield* EmailTokens
      const users = yield* usersRepo
      return UserMail.of({
        tell: Effect.fn("UserMail.tell")(function* (userId, message) {
          const { emailSealed } = yield* users.account(userId)
          yield* mail.queue({ to: yield* emails.open(userId, emailSealed), message })
        })
      })
    })
  )
}
