import type { Unavailable } from "@beep/kernel/errors"
import type { UserId } from "@beep/kernel/ids"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, Effect, Layer, Redacted } from "effect"
import { passwordWeakness } from "../contract/passwordWeakness.ts"
import type { NewPassword } from "../contract/Password.ts"
import { PasswordTooWeak } from "../contract/problems.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { usersRepo } from "./internal/UsersRepo.ts"

/** Whether somebody may have the password he chose. */
export class PasswordChoices extends Context.Service<
  PasswordChoices,
  {
    readonly judge: (userId: UserId, password: NewPassword) => Effect.Effect<void, PasswordTooWeak | Unavailable>
  }
>()("@beep/tenancy/PasswordChoices") {
  static readonly layer: Layer.Layer<PasswordChoices, never, AuthSql | EmailTokens> = Layer.effect(
    PasswordChoices,
    Effect.gen(function* () {
      const emails = yield* EmailTokens
      const users = yield* usersRepo
      return PasswordChoices.of({
        judge: Effect.fn("PasswordChoices.judge")(function* (userId, password) {
          const { emailSealed } = yield* unavailableOrDie<Effect.Success<ReturnType<typeof users.account>>, never, never>(
            users.account(userId)
          )
          const because = passwordWeakness(Redacted.value(password), yield* emails.open(userId, emailSealed))
          if (because !== null) return yield* new PasswordTooWeak({ because })
        })
      })
    })
  )
}
