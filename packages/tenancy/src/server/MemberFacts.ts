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

export interface KnownMember extends Member {
  readonly email: Email
  readonly hasSecondFactor: boolean
  /** Null for somebody who never signed in here. */
  readonly lastSeenAt: DateTime.Utc | null
}

/** What the login behind a member says: schema `identity`, which no query of an organization reaches. */
export class MemberFacts extends Context.Service<
  MemberFacts,
  {
    /** The same members, in their order. Whoever asks decided that the caller may know. */
    readonly of: (members: ReadonlyArray<Member>) => Effect.Effect<ReadonlyArray<KnownMember>, Unavailable>
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

      const known = Effect.fnUntraced(function* (users: ReadonlyArray<UserId>) {
        const rows = yield* trip(repo.facts(users))
        const opened = yield* Effect.forEach(rows, ({ emailSealed, hasSecondFactor, userId }) =>
          Effect.map(tokens.open(userId, emailSealed), (email) => [userId, { email, hasSecondFactor }] as const)
        )
        return new Map(opened)
      })

      const of = Effect.fn("MemberFacts.of")(function* (members: ReadonlyArray<Member>) {
        if (members.length === 0) return []
        const accounts = yield* known(members.map(({ userId }) => userId))
        const seen = new Map(
          (yield* trip(repo.lastSeen(members.map(({ id }) => id)))).map(({ at, memberId }) => [memberId, at] as const)
        )
        return yield* Effect.forEach(members, (member) => {
          const account = accounts.get(member.userId)
          return account === undefined
            ? Effect.die(new Error("a member without a login"))
            : Effect.succeed({ ...member, ...account, lastSeenAt: seen.get(member.id) ?? null })
        })
      })

      return MemberFacts.of({
        of,
        endSessions: Effect.fn("MemberFacts.endSessions")(function* (memberId) {
          yield* trip(repo.revokeSessions({ memberId, at: yield* DateTime.nowAsDate }))
        })
      })
    })
  )
}
