import { NotFound, type Unavailable } from "@beep/kernel/errors"
import { newId, UserId } from "@beep/kernel/ids"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import type { Email } from "../contract/Email.ts"
import type { NewPassword } from "../contract/Password.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { PasswordHash } from "./PasswordHash.ts"

/** Logins, apart from any organization; a user without a membership can do nothing. */
export class Users extends Context.Service<
  Users,
  {
    /** The user of an address, made when there is none. An existing user keeps the own password. */
    readonly ensure: (email: Email, password: NewPassword) => Effect.Effect<UserId, Unavailable>
    readonly setPassword: (email: Email, password: NewPassword) => Effect.Effect<void, NotFound | Unavailable>
  }
>()("@beep/tenancy/Users") {
  static readonly layer: Layer.Layer<Users, never, AuthSql | EmailTokens | PasswordHash | SecureRandom.SecureRandom> =
    Layer.effect(
      Users,
      Effect.gen(function* () {
        const random = yield* SecureRandom.SecureRandom
        const tokens = yield* EmailTokens
        const passwords = yield* PasswordHash
        const users = yield* usersRepo
        const plainly = unavailableOrDie<UserId, never, never>
        const find = (token: Uint8Array) =>
          unavailableOrDie<Option.Option<{ readonly id: UserId }>, never, never>(users.byToken(token))

        const ensure = Effect.fn("Users.ensure")(
          function* (email: Email, password: NewPassword) {
            const emailToken = yield* tokens.lookup("email", email)
            const found = yield* find(emailToken)
            if (Option.isSome(found)) return found.value.id
            const passwordHash = yield* passwords.hash(password)
            const id = yield* newId(UserId)
            const emailSealed = yield* tokens.seal(id, email)
            const at = yield* DateTime.nowAsDate
            return yield* plainly(
              users.inTransaction(
                Effect.gen(function* () {
                  const made = yield* users.insert({ id, emailToken, emailSealed, at })
                  if (Option.isSome(made)) {
                    yield* users.setPasswordHash({ userId: id, passwordHash, at })
                    return id
                  }
                  return Option.getOrThrow(yield* users.byToken(emailToken)).id
                })
              )
            )
          },
          Effect.provideService(SecureRandom.SecureRandom, random)
        )

        const setPassword = Effect.fn("Users.setPassword")(function* (email: Email, password: NewPassword) {
          const found = yield* find(yield* tokens.lookup("email", email))
          if (Option.isNone(found)) return yield* new NotFound()
          const passwordHash = yield* passwords.hash(password)
          const at = yield* DateTime.nowAsDate
          yield* unavailableOrDie<void, never, never>(users.setPasswordHash({ userId: found.value.id, passwordHash, at }))
        })

        return Users.of({ ensure, setPassword })
      })
    )
}
