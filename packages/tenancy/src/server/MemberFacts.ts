import type { Unavailable } from "@beep/kernel/errors"
import type { MemberId, UserId } from "@beep/kernel/ids"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer } from "effect"
import type { SqlError } from "effect/sql"
import type { Email } from "../contract/Email.ts"
import type { Member } from "../contract/Member.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { memberFactsRepo } from "./internal/MemberFactsRepo.ts"

export interface LoginFacts {
  readonly email: Email
  readonly hasSecondFactor: boolean
  /** Null for somebody who never signed in here. */
  readonly lastSeenAt: DateTime.Utc | null
}

export interface KnownMember extends Member, LoginFacts {}

/** What the login behind a member says: schema `identity`, which no query of an organization reaches. */
export class MemberFacts extends Context.Service<
  MemberFacts,
  {
    /** The same members, in their order. Whoever asks decided that the caller may know. */
    readonly of: (members: ReadonlyArray<Member>) => Effect.Effect<ReadonlyArray<KnownMember>, Unavailable>
    readonly logins: (
      people: ReadonlyArray<{ readonly memberId: MemberId; readonly userId: UserId }>
    ) => Effect.Effect<ReadonlyMap<MemberId, LoginFacts>, Unavailable>
    /** Every session of the member in this organization ends now; tokens made from them too. */
    readonly endSessions: (memberId: MemberId) => Effect.Effect<void, Unavailable>
  }
>()("@beep/tenancy/MemberFacts") {
  static readonly layer: Layer.Layer<MemberFacts, never, AuthSql | EmailTokens> = Layer.effect(
    MemberFacts,
    Effect.gen(function* () {
      const tokens = yield* EmailTokens
      const repo = yield* memberFactsRepo
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      const logins = Effect.fn("MemberFacts.logins")(function* (
        people: ReadonlyArray<{ readonly memberId: MemberId; readonly userId: UserId }>
      ) {
        const found = new Map<MemberId, LoginFacts>()
        if (people.length === 0) return found
        const accounts = new Map(
          (yield* trip(repo.facts([...new Set(people.map(({ userId }) => userId))]))).map((row) => [row.userId, row] as const)
        )
        const seen = new Map(
          (yield* trip(repo.lastSeen([...new Set(people.map(({ memberId }) => memberId))]))).map(
            ({ at, memberId }) => [memberId, at] as const
          )
        )
        for (const { memberId, userId } of people) {
          const account = accounts.get(userId)
          if (account === undefined) return yield* Effect.die(new Error("a member without a login"))
          if (found.has(memberId)) continue
          const email = yield* tokens.open(userId, account.emailSealed)
          found.set(memberId, { email, hasSecondFactor: account.hasSecondFactor, lastSeenAt: seen.get(memberId) ?? null })
        }
        return found
      })

      const of = Effect.fn("MemberFacts.of")(function* (members: ReadonlyArray<Member>) {
        const known = yield* logins(members.map(({ id, userId }) => ({ memberId: id, userId })))
        return yield* Effect.forEach(members, (member) => {
          const facts = known.get(member.id)
          return facts === undefined ? Effect.die(new Error("a member without a login")) : Effect.succeed({ ...member, ...facts })
        })
      })

      return MemberFacts.of({
        of,
        logins,
        endSessions: Effect.fn("MemberFacts.endSessions")(function* (memberId) {
          yield* trip(repo.revokeSessions({ memberId, at: yield* DateTime.nowAsDate }))
        })
      })
    })
  )
}
