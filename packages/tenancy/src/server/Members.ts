import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type RoleForbidden, StaleObject, type Unavailable } from "@beep/kernel/errors"
import { MemberId, newId } from "@beep/kernel/ids"
import type { Role } from "@beep/kernel/Role"
import { onUniqueViolation } from "@beep/sql/failures"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import { SqlClient } from "effect/sql"
import type { Email } from "../contract/Email.ts"
import type { Member, MemberStatus } from "../contract/Member.ts"
import type { NewPassword } from "../contract/Password.ts"
import { AlreadyThere, LastOwner } from "../contract/problems.ts"
import { hidden, requireScope } from "./internal/denials.ts"
import { inTenant } from "./internal/inTenant.ts"
import { membersRepo } from "./internal/MembersRepo.ts"
import { Users } from "./Users.ts"

export interface NewMember {
  readonly email: Email
  readonly displayName: string
  readonly role: Role
  /** Used for a user who is new; somebody who can already sign in keeps the own password. */
  readonly password: NewPassword
}

type Caller = CurrentTenant | CurrentActor

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Members extends Context.Service<
  Members,
  {
    /** Owners only. */
    readonly add: (input: NewMember) => Effect.Effect<Member, RoleForbidden | AlreadyThere | Unavailable, Caller>
    readonly list: Effect.Effect<ReadonlyArray<Member>, Unavailable, CurrentTenant>
    /** Owners only; the last active owner stays one. Sessions see the new role with the next request, access tokens within 15 minutes. */
    readonly changeRole: (
      memberId: MemberId,
      role: Role,
      expectedVersion: number
    ) => Effect.Effect<Member, NotFound | RoleForbidden | LastOwner | StaleObject | Unavailable, Caller>
    /** Owners only. The row stays, without access. */
    readonly remove: (
      memberId: MemberId,
      expectedVersion: number
    ) => Effect.Effect<Member, NotFound | RoleForbidden | LastOwner | StaleObject | Unavailable, Caller>
    /** Whether the `advisorId` of an address is the caller's own; anything else is `NotFound` and audited. */
    readonly requireSelf: (advisorId: MemberId) => Effect.Effect<void, NotFound | Unavailable, Caller>
  }
>()("@beep/tenancy/Members") {
  static readonly layer: Layer.Layer<
    Members,
    never,
    Users | Audit | TenantTransaction | SqlClient.SqlClient | SecureRandom.SecureRandom
  > = Layer.effect(
    Members,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const random = yield* SecureRandom.SecureRandom
      const users = yield* Users
      const members = yield* membersRepo

      const add = Effect.fn("Members.add")(
        function* (input: NewMember) {
          const { organizationId } = yield* CurrentTenant
          yield* requireScope(audit, "members.manage", "organization", organizationId)
          // The user is of another role and database session; one without a place in an organization cannot sign in.
          const userId = yield* users.ensure(input.email, input.password)
          const id = yield* newId(MemberId)
          const createdAt = yield* DateTime.nowAsDate
          const { displayName, role } = input
          return yield* transaction.run(
            Effect.gen(function* () {
              const member = yield* sql
                .withTransaction(members.insert({ organizationId, id, userId, displayName, role, createdAt }))
                .pipe(onUniqueViolation("member_organization_user_key", Effect.fail(new AlreadyThere())))
              yield* audit.append({
                action: "member.added",
                entityType: "member",
                entityId: id,
                clientId: null,
                result: "ok",
                after: { role }
              })
              return member
            })
          )
        },
        Effect.provideService(SecureRandom.SecureRandom, random)
      )

      const change = Effect.fnUntraced(function* (
        memberId: MemberId,
        expectedVersion: number,
        next: (before: Member) => { readonly role: Role; readonly status: MemberStatus }
      ) {
        const { organizationId } = yield* CurrentTenant
        yield* requireScope(audit, "members.manage", "member", memberId)
        const found = yield* inTenant(transaction)(members.find({ organizationId, id: memberId }))
        if (Option.isNone(found)) return yield* hidden(audit, "member", memberId)
        return yield* transaction.run(
          Effect.gen(function* () {
            const owners = yield* members.lockOwners(organizationId)
            const before = found.value
            const after = next(before)
            const staysOwner = after.role === "owner" && after.status === "active"
            if (before.role === "owner" && !staysOwner && owners.every((owner) => owner.id === memberId))
              return yield* new LastOwner()
            const changed = yield* members.change({ organizationId, id: memberId, expectedVersion, ...after })
            if (Option.isNone(changed)) return yield* new StaleObject()
            yield* audit.append({
              action: after.status === "removed" ? "member.removed" : "member.role_changed",
              entityType: "member",
              entityId: memberId,
              clientId: null,
              result: "ok",
              before: { role: before.role, status: before.status },
              after
            })
            return changed.value
          })
        )
      })

      return Members.of({
        add,
        list: Effect.flatMap(CurrentTenant, ({ organizationId }) => inTenant(transaction)(members.list(organizationId))).pipe(
          Effect.withSpan("Members.list")
        ),
        changeRole: Effect.fn("Members.changeRole")((memberId, role, expectedVersion) =>
          change(memberId, expectedVersion, ({ status }) => ({ role, status }))
        ),
        remove: Effect.fn("Members.remove")((memberId, expectedVersion) =>
          change(memberId, expectedVersion, ({ role }) => ({ role, status: "removed" }))
        ),
        requireSelf: Effect.fn("Members.requireSelf")(function* (advisorId) {
          const { memberId } = yield* CurrentTenant
          if (memberId !== advisorId) return yield* hidden(audit, "member", advisorId)
        })
      })
    })
  )
}
