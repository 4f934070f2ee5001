import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, Effect, Layer } from "effect"
import type { SqlError } from "effect/sql"
import type { Account } from "../contract/AccountApi.ts"
import type { CallerSession } from "../contract/Authorization.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { Organizations } from "./Organizations.ts"
import { SecondFactors } from "./SecondFactors.ts"

/** @effect-expect-leaking CurrentTenant */
export class Accounts extends Context.Service<
  Accounts,
  {
    readonly get: (session: CallerSession) => Effect.Effect<Account, NotFound | Unavailable, CurrentTenant>
  }
>()("@beep/tenancy/Accounts") {
  static readonly layer: Layer.Layer<Accounts, never, AuthSql | EmailTokens | Organizations | SecondFactors> = Layer.effect(
    Accounts,
    Effect.gen(function* () {
      const emails = yield* EmailTokens
      const organizations = yield* Organizations
      const factors = yield* SecondFactors
      const users = yield* usersRepo
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      const get = Effect.fn("Accounts.get")(function* (session: CallerSession) {
        const { name } = yield* organizations.me
        const { emailSealed, passwordChangedAt } = yield* trip(users.account(session.userId))
        return {
          name,
          email: yield* emails.open(session.userId, emailSealed),
          secondFactor: yield* factors.state(session),
          passwordChangedAt
        }
      })

      return Accounts.of({ get })
    })
  )
}
