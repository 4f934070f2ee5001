import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, StaleObject, type Unavailable } from "@beep/kernel/errors"
import type { AuthSql } from "@beep/sql/Database"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, Effect, Layer, Option } from "effect"
import type { SqlClient, SqlError } from "effect/sql"
import type { Account, AccountChange } from "../contract/AccountApi.ts"
import type { Preferences } from "../contract/Preferences.ts"
import type { CallerSession } from "../contract/Authorization.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { inTenant } from "./internal/inTenant.ts"
import { membersRepo } from "./internal/MembersRepo.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { SecondFactors } from "./SecondFactors.ts"

/**
 * What the signed-in person sees of the own account, and the name colleagues see.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Accounts extends Context.Service<
  Accounts,
  {
    readonly get: (session: CallerSession) => Effect.Effect<Account, NotFound | Unavailable, CurrentTenant>
    readonly change: (
      session: CallerSession,
      change: typeof AccountChange.Type
    ) => Effect.Effect<Account, NotFound | StaleObject | Unavailable, CurrentTenant | CurrentActor>
    readonly changePreferences: (
      preferences: Preferences
    ) => Effect.Effect<Preferences, NotFound | Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/tenancy/Accounts") {
  static readonly layer: Layer.Layer<
    Accounts,
    never,
    Audit | AuthSql | EmailTokens | SecondFactors | TenantTransaction | SqlClient.SqlClient
  > = Layer.effect(
    Accounts,
    Effect.gen(function* () {
      const audit = yield* Audit
      const emails = yield* EmailTokens
      const factors = yield* SecondFactors
      const transaction = yield* TenantTransaction
      const members = yield* membersRepo
      const users = yield* usersRepo
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      const self = Effect.flatMap(CurrentTenant, ({ memberId, organizationId }) =>
        memberId === null ? Effect.fail(new NotFound()) : Effect.succeed({ id: memberId, organizationId })
      )

      const get = Effect.fn("Accounts.get")(function* (session: CallerSession) {
        const member = yield* inTenant(transaction)(members.find(yield* self))
        if (Option.isNone(member)) return yield* new NotFound()
        const { emailSealed, passwordChangedAt } = yield* trip(users.account(session.userId))
        return {
          name: member.value.displayName,
          version: member.value.rowVersion,
          email: yield* emails.open(session.userId, emailSealed),
          secondFactor: yield* factors.state(session),
          passwordChangedAt
        }
      })

      const change = Effect.fn("Accounts.change")(function* (
        session: CallerSession,
        { expectedVersion, name }: typeof AccountChange.Type
      ) {
        const member = yield* self
        yield* transaction.run(
          Effect.gen(function* () {
            const renamed = yield* members.rename({ ...member, displayName: name, expectedVersion })
            if (Option.isNone(renamed)) return yield* new StaleObject()
            // The name is personal data: the log says that it changed, not to what.
            yield* audit.append({
              action: "profile.changed",
              entityType: "member",
              entityId: member.id,
              clientId: null,
              result: "ok",
              after: { fields: ["name"] }
            })
          })
        )
        return yield* get(session)
      })

      const changePreferences = Effect.fn("Accounts.changePreferences")(function* (preferences: Preferences) {
        const member = yield* self
        return yield* transaction.run(
          Effect.gen(function* () {
            const kept = yield* members.prefer({ ...member, ...preferences })
            if (Option.isNone(kept)) return yield* new NotFound()
            yield* audit.append({
              action: "settings.changed",
              entityType: "member",
              entityId: member.id,
              clientId: null,
              result: "ok",
              after: preferences
            })
            return kept.value
          })
        )
      })

      return Accounts.of({ get, change, changePreferences })
    })
  )
}
