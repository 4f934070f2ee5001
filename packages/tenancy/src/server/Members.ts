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
import { assignmentsRepo } from "./internal/AssignmentsRepo.ts"
import { hidden, recordDenial, requireScope } from "./internal/denials.ts"
import { inTenant } from "./internal/inTenant.ts"
import { membersRepo } from "./internal/MembersRepo.ts"
import { MemberFacts } from "./MemberFacts.ts"
import { Users } from "./Users.ts"

export interface NewMember {
  readonly email: Email
  readonly displayName: string
  readonly role: Role
  /** Used for a user who is new; somebody who can already sign in keeps the own password. */
  readonly password: NewPassword
}

type Caller = CurrentTenant | CurrentActor

type Changed<E = never> = Effect.Effect<Member, NotFound | RoleForbidden | StaleObject | Unavailable | E, Caller>

/** What may become of a member, and from where. */
interface Step {
  readonly action: "member.role_changed" | "member.suspended" | "member.resumed" | "member.removed"
  readonly from: ReadonlyArray<MemberStatus>
  readonly next: (before: Member) => { readonly role: Role; readonly status: MemberStatus }
}

const steps = {
  suspend: { action: "member.suspended", from: ["active"], next: ({ role }) => ({ role, status: "suspended" }) },
  resume: { action: "member.resumed", from: ["suspended"], next: ({ role }) => ({ role, status: "active" }) },
  remove: { action: "member.removed", from: ["active", "suspended"], next: ({ role }) => ({ role, status: "removed" }) }
} as const satisfies Record<string, Step>

const roleChange = (role: Role): Step => ({
  action: "member.role_changed",
  from: ["active", "suspended"],
  next: ({ status }) => ({ role, status })
})

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Members extends Context.Service<
  Members,
  {
    /** Owners only. */
    readonly add: (input: NewMember) => Effect.Effect<Member, RoleForbidden | AlreadyThere | Unavailable, Caller>
    readonly list: Effect.Effect<ReadonlyArray<Member>, Unavailable, CurrentTenant>
    /** Owners only; the last active owner stays one. The next request sees the new role. */
    readonly changeRole: (memberId: MemberId, role: Role, expectedVersion: number) => Changed<LastOwner>
    /** Owners only. Every session of the member ends at once, and stays ended. */
    readonly suspend: (memberId: MemberId, expectedVersion: number) => Changed<LastOwner>
    /** Owners only; of somebody who is suspended. */
    readonly resume: (memberId: MemberId, expectedVersion: number) => Changed
    /** Owners only. The row stays, without access and without assignments. */
    readonly remove: (memberId: MemberId, expectedVersion: number) => Changed<LastOwner>
    /** The calling owner becomes an advisor and the member an owner, both or neither; answers the new owner. */
    readonly transferOwnership: (memberId: MemberId, expectedVersion: number) => Changed
    /** Whether the `advisorId` of an address is the caller's own; anything else is `NotFound` and audited. */
    readonly requireSelf: (advisorId: MemberId) => Effect.Effect<void, NotFound | Unavailable, Caller>
  }
>()("@beep/tenancy/Members") {
  static readonly layer: Layer.Layer<
    Members,
    never,
    Users | MemberFacts | Audit | TenantTransaction | SqlClient.SqlClient | SecureRandom.SecureRandom
  > = Layer.effect(
    Members,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const random = yield* SecureRandom.SecureRandom
      const users = yield* Users
      const facts = yield* MemberFacts
      const members = yield* membersRepo
      const assignments = yield* assignmentsRepo

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

      const endAssignments = Effect.fnUntraced(function* (memberId: MemberId) {
        const { organizationId } = yield* CurrentTenant
        yield* Effect.forEach(
          yield* assignments.endOfMember({ organizationId, memberId }),
          ({ clientId }) =>
            audit.append({ action: "assignment.removed", entityType: "member", entityId: memberId, clientId, result: "ok" }),
          { discard: true }
        )
      })

      /** Of this organization, for an owner; anybody else is not told whether there is such a member. */
      const known = Effect.fnUntraced(function* (memberId: MemberId) {
        const { organizationId } = yield* CurrentTenant
        yield* requireScope(audit, "members.manage", "member", memberId)
        const found = yield* inTenant(transaction)(members.find({ organizationId, id: memberId }))
        return Option.isSome(found) ? found.value : yield* hidden(audit, "member", memberId)
      })

      /** One written change with its entry; inside a transaction. */
      const write = Effect.fnUntraced(function* (
        before: Member,
        expectedVersion: number,
        { action, next }: Pick<Step, "action" | "next">
      ) {
        const { organizationId } = yield* CurrentTenant
        const after = next(before)
        const changed = yield* members.change({ organizationId, id: before.id, expectedVersion, ...after })
        if (Option.isNone(changed)) return yield* new StaleObject()
        yield* audit.append({
          action,
          entityType: "member",
          entityId: before.id,
          clientId: null,
          result: "ok",
          before: { role: before.role, status: before.status },
          after
        })
        return changed.value
      })

      const change = Effect.fnUntraced(function* (memberId: MemberId, expectedVersion: number, step: Step) {
        const { organizationId } = yield* CurrentTenant
        const before = yield* known(memberId)
        if (!step.from.includes(before.status)) return yield* new StaleObject()
        const after = step.next(before)
        const staysOwner = after.role === "owner" && after.status === "active"
        return yield* transaction
          .run(
            Effect.gen(function* () {
              const owners = yield* members.lockOwners(organizationId)
              if (before.role === "owner" && !staysOwner && owners.every((owner) => owner.id === memberId))
                return yield* new LastOwner()
              const changed = yield* write(before, expectedVersion, step)
              if (changed.status === "removed") yield* endAssignments(memberId)
              return changed
            })
          )
          .pipe(
            Effect.tapErrorTag("LastOwner", () =>
              recordDenial(audit, { entityType: "member", entityId: memberId, reason: "last_owner" })
            )
          )
      })

      const transferOwnership = Effect.fn("Members.transferOwnership")(function* (memberId: MemberId, expectedVersion: number) {
        const { memberId: callerId, organizationId } = yield* CurrentTenant
        const heir = yield* known(memberId)
        if (callerId === null || heir.role === "owner" || heir.status !== "active") return yield* new StaleObject()
        return yield* transaction.run(
          Effect.gen(function* () {
            yield* members.lockOwners(organizationId)
            const giver = yield* members.find({ organizationId, id: callerId })
            if (Option.isNone(giver) || giver.value.role !== "owner" || giver.value.status !== "active")
              return yield* new StaleObject()
            const owner = yield* write(heir, expectedVersion, roleChange("owner"))
            yield* write(giver.value, giver.value.rowVersion, roleChange("advisor"))
            yield* audit.append({
              action: "ownership.transferred",
              entityType: "member",
              entityId: memberId,
              clientId: null,
              result: "ok",
              before: { owner: callerId },
              after: { owner: memberId }
            })
            return owner
          })
        )
      })

      /** The door is shut when the member's state is written; the sessions are ended besides, so that none comes back. */
      const shutOut = (step: Step) =>
        Effect.fnUntraced(function* (memberId: MemberId, expectedVersion: number) {
          const changed = yield* change(memberId, expectedVersion, step)
          yield* facts.endSessions(memberId)
          return changed
        })

      return Members.of({
        add,
        list: Effect.flatMap(CurrentTenant, ({ organizationId }) => inTenant(transaction)(members.list(organizationId))).pipe(
          Effect.withSpan("Members.list")
        ),
        changeRole: Effect.fn("Members.changeRole")((memberId, role, expectedVersion) =>
          change(memberId, expectedVersion, roleChange(role))
        ),
        suspend: (memberId, expectedVersion) =>
          Effect.withSpan(shutOut(steps.suspend)(memberId, expectedVersion), "Members.suspend"),
        resume: Effect.fn("Members.resume")(function* (memberId, expectedVersion) {
          // Whoever died between the two halves of a suspension left sessions that would now open again.
          yield* known(memberId)
          yield* facts.endSessions(memberId)
          return yield* Effect.catchTag(change(memberId, expectedVersion, steps.resume), "LastOwner", Effect.die)
        }),
        remove: (memberId, expectedVersion) =>
          Effect.withSpan(shutOut(steps.remove)(memberId, expectedVersion), "Members.remove"),
        transferOwnership,
        requireSelf: Effect.fn("Members.requireSelf")(function* (advisorId) {
          const { memberId } = yield* CurrentTenant
          if (memberId !== advisorId) return yield* hidden(audit, "member", advisorId)
        })
      })
    })
  )
}
