import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type RoleForbidden, type Unavailable } from "@beep/kernel/errors"
import { type ClientId, type MemberId, newId } from "@beep/kernel/ids"
import { onUniqueViolation } from "@beep/sql/failures"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import { SqlClient } from "effect/sql"
import type { Assignment, AssignmentRole } from "../contract/Assignment.ts"
import { AlreadyThere } from "../contract/problems.ts"
import { Clients } from "./Clients.ts"
import { AssignmentId, assignmentsRepo } from "./internal/AssignmentsRepo.ts"
import { hidden, requireScope } from "./internal/denials.ts"
import { inTenant } from "./internal/inTenant.ts"
import { membersRepo } from "./internal/MembersRepo.ts"

type Caller = CurrentTenant | CurrentActor

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Assignments extends Context.Service<
  Assignments,
  {
    /** Owners only. A second active assignment of the same pair is `AlreadyThere`. */
    readonly assign: (
      clientId: ClientId,
      memberId: MemberId,
      role: AssignmentRole
    ) => Effect.Effect<Assignment, NotFound | RoleForbidden | AlreadyThere | Unavailable, Caller>
    /** Owners only. The row stays, with its end. */
    readonly end: (
      clientId: ClientId,
      memberId: MemberId
    ) => Effect.Effect<Assignment, NotFound | RoleForbidden | Unavailable, Caller>
    /** Active ones of a client: all for an owner, the own for everybody else. */
    readonly listFor: (clientId: ClientId) => Effect.Effect<ReadonlyArray<Assignment>, NotFound | Unavailable, Caller>
  }
>()("@beep/tenancy/Assignments") {
  static readonly layer: Layer.Layer<
    Assignments,
    never,
    Clients | Audit | TenantTransaction | SqlClient.SqlClient | SecureRandom.SecureRandom
  > = Layer.effect(
    Assignments,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const plainly = inTenant(transaction)
      const random = yield* SecureRandom.SecureRandom
      const clients = yield* Clients
      const assignments = yield* assignmentsRepo
      const members = yield* membersRepo

      const assign = Effect.fn("Assignments.assign")(
        function* (clientId: ClientId, memberId: MemberId, role: AssignmentRole) {
          const { organizationId } = yield* CurrentTenant
          yield* clients.require(clientId)
          yield* requireScope(audit, "members.manage", "client", clientId)
          const member = yield* plainly(members.find({ organizationId, id: memberId }))
          if (Option.isNone(member) || member.value.status !== "active") return yield* hidden(audit, "member", memberId)
          const since = yield* DateTime.nowAsDate
          const id = yield* newId(AssignmentId)
          return yield* transaction.run(
            Effect.gen(function* () {
              const added = yield* sql
                .withTransaction(assignments.insert({ organizationId, id, clientId, memberId, role, since }))
                .pipe(onUniqueViolation("assignment_active_key", Effect.fail(new AlreadyThere())))
              yield* audit.append({
                action: "assignment.added",
                entityType: "member",
                entityId: memberId,
                clientId,
                result: "ok",
                after: { role }
              })
              return added
            })
          )
        },
        Effect.provideService(SecureRandom.SecureRandom, random)
      )

      const end = Effect.fn("Assignments.end")(function* (clientId: ClientId, memberId: MemberId) {
        const { organizationId } = yield* CurrentTenant
        yield* clients.require(clientId)
        yield* requireScope(audit, "members.manage", "client", clientId)
        const until = yield* DateTime.nowAsDate
        return yield* transaction.run(
          Effect.gen(function* () {
            const ended = yield* assignments.end({ organizationId, clientId, memberId, until })
            if (Option.isNone(ended)) return yield* new NotFound()
            yield* audit.append({
              action: "assignment.removed",
              entityType: "member",
              entityId: memberId,
              clientId,
              result: "ok"
            })
            return ended.value
          })
        )
      })

      const listFor = Effect.fn("Assignments.listFor")(function* (clientId: ClientId) {
        const { organizationId } = yield* CurrentTenant
        yield* clients.require(clientId)
        return yield* plainly(assignments.activeOf({ organizationId, clientId }))
      })

      return Assignments.of({ assign, end, listFor })
    })
  )
}
