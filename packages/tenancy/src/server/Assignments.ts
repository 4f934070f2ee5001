import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type RoleForbidden, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { type ClientId, type MemberId, newId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlClient } from "effect/sql"
import { type Assignment, AssignmentId, type AssignmentRole, type AssignmentSpan } from "../contract/Assignment.ts"
import { AlreadyThere } from "../contract/problems.ts"
import { Clients } from "./Clients.ts"
import { assignmentsRepo } from "./internal/AssignmentsRepo.ts"
import { hidden, requireScope } from "./internal/denials.ts"
import { inTenant } from "./internal/inTenant.ts"
import { membersRepo } from "./internal/MembersRepo.ts"

type Caller = CurrentTenant | CurrentActor

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Assignments extends Context.Service<
  Assignments,
  {
    /** Owners only. A second assignment of the same pair in a part of that time is `AlreadyThere`. */
    readonly assign: (
      clientId: ClientId,
      memberId: MemberId,
      role: AssignmentRole,
      span?: AssignmentSpan
    ) => Effect.Effect<Assignment, NotFound | RoleForbidden | AlreadyThere | ValidationFailed | Unavailable, Caller>
    /** Owners only. The row stays, with its end. One that ended already is `NotFound`. */
    readonly end: (assignmentId: AssignmentId) => Effect.Effect<Assignment, NotFound | RoleForbidden | Unavailable, Caller>
    /** Coming, active and ended ones: all for an owner, the own for everybody else. */
    readonly list: (of: {
      readonly clientId?: ClientId | undefined
      readonly memberId?: MemberId | undefined
    }) => Effect.Effect<ReadonlyArray<Assignment>, NotFound | Unavailable, Caller>
  }
>()("@beep/tenancy/Assignments") {
  static readonly layer: Layer.Layer<
    Assignments,
    never,
    Clients | Audit | TenantTransaction | SqlClient.SqlClient | SecureRandom.SecureRandom
  > = Layer.effect(
    Assignments,
    Effect.gen(function* () {
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const plainly = inTenant(transaction)
      const random = yield* SecureRandom.SecureRandom
      const clients = yield* Clients
      const assignments = yield* assignmentsRepo
      const members = yield* membersRepo

      const assign = Effect.fn("Assignments.assign")(
        function* (clientId: ClientId, memberId: MemberId, role: AssignmentRole, span: AssignmentSpan = {}) {
          const { organizationId } = yield* CurrentTenant
          yield* clients.require(clientId)
          yield* requireScope(audit, "members.manage", "client", clientId)
          const member = yield* plainly(members.place({ organizationId, id: memberId }))
          if (Option.isNone(member) || member.value.status === "removed") return yield* hidden(audit, "member", memberId)
          const { from = null, until = null } = span
          if (until !== null && DateTime.isLessThanOrEqualTo(until, from ?? (yield* DateTime.now)))
            return yield* new ValidationFailed({ reason: "An assignment ends after it begins." })
          const id = yield* newId(AssignmentId)
          return yield* transaction.run(
            Effect.gen(function* () {
              yield* assignments.lockMember({ organizationId, memberId })
              const added = yield* assignments.insert({ organizationId, id, clientId, memberId, role, from, until })
              if (Option.isNone(added)) return yield* new AlreadyThere()
              yield* audit.append({
                action: "assignment.added",
                entityType: "member",
                entityId: memberId,
                clientId,
                result: "ok",
                after: {
                  role,
                  since: DateTime.formatIso(added.value.since),
                  until: until === null ? null : DateTime.formatIso(until)
                }
              })
              return added.value
            })
          )
        },
        Effect.provideService(SecureRandom.SecureRandom, random)
      )

      const end = Effect.fn("Assignments.end")(function* (id: AssignmentId) {
        const { organizationId } = yield* CurrentTenant
        yield* requireScope(audit, "members.manage", "assignment", id)
        const ended = yield* transaction.run(
          Effect.gen(function* () {
            const row = yield* assignments.end({ organizationId, id })
            if (Option.isSome(row)) {
              yield* audit.append({
                action: "assignment.removed",
                entityType: "member",
                entityId: row.value.memberId,
                clientId: row.value.clientId,
                result: "ok"
              })
            }
            return row
          })
        )
        return Option.isSome(ended) ? ended.value : yield* hidden(audit, "assignment", id)
      })

      const list = Effect.fn("Assignments.list")(function* (of: {
        readonly clientId?: ClientId | undefined
        readonly memberId?: MemberId | undefined
      }) {
        const { organizationId } = yield* CurrentTenant
        if (of.clientId !== undefined) yield* clients.require(of.clientId)
        return yield* plainly(assignments.list({ organizationId, clientId: of.clientId ?? null, memberId: of.memberId ?? null }))
      })

      return Assignments.of({ assign, end, list })
    })
  )
}
