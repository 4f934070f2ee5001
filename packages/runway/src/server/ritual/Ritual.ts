import { Audit } from "@beep/audit/server/Audit"
import { AuditTrail } from "@beep/audit/server/AuditTrail"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable } from "@beep/kernel/errors"
import type { ClientId, MemberId } from "@beep/kernel/ids"
import { rolesOf } from "@beep/kernel/Scope"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { ClientRitual, ReviewOfWeek, WeekRitual } from "../../contract/ritual/ClientRitual.ts"
import { longestGapMillis, type MarkKind, marksOf, percentile, ritualMillis } from "../../contract/ritual/ritualTime.ts"
import { clientListRows } from "../internal/clients/ClientListRows.ts"
import { requireSelf } from "../internal/requireSelf.ts"
import { ritualRows } from "../internal/ritual/RitualRows.ts"

type Caller = CurrentTenant | CurrentActor

const seconds = (millis: number): number => Math.floor(millis / 1000)

/**
 * The weekly ritual of the calling member (runway.md 1.3). A week begins on Monday in the organization's zone.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Ritual extends Context.Service<
  Ritual,
  {
    /** Notes by the server's clock that a client came to the front of the caller's screen, or left it. */
    readonly mark: (clientId: ClientId, kind: Exclude<MarkKind, "action">) => Effect.Effect<void, NotFound | Unavailable, Caller>
    /** What the caller did for a client this week, and for how long. */
    readonly ofClient: (clientId: ClientId) => Effect.Effect<ClientRitual, NotFound | Unavailable, Caller>
    /** `advisorId` must be the token's member: another one is `NotFound`, and the asking is audited. */
    readonly ofWeek: (advisorId: MemberId) => Effect.Effect<WeekRitual, NotFound | Unavailable, Caller>
    /** Done with a client this week. Whoever said it first stays. */
    readonly review: (clientId: ClientId) => Effect.Effect<ReviewOfWeek, NotFound | Unavailable, Caller>
    readonly undoReview: (clientId: ClientId) => Effect.Effect<ReviewOfWeek, NotFound | Unavailable, Caller>
  }
>()("@beep/runway/Ritual") {
  static readonly layer = Layer.effect(
    Ritual,
    Effect.gen(function* () {
      const audit = yield* Audit
      const trail = yield* AuditTrail
      const clients = yield* Clients
      const transaction = yield* TenantTransaction
      const listed = yield* clientListRows
      const rows = yield* ritualRows
      const self = requireSelf(audit)

      const member = Effect.gen(function* () {
        const { memberId, organizationId, role } = yield* CurrentTenant
        return memberId === null ? yield* new NotFound() : { memberId, organizationId, role }
      })

      const mark = Effect.fn("Ritual.mark")(function* (clientId: ClientId, kind: Exclude<MarkKind, "action">) {
        yield* clients.require(clientId)
        const { memberId, organizationId, role } = yield* member
        const at = yield* DateTime.now
        const where = { organizationId, clientId, memberId }
        const works = rolesOf("hygiene.write").some((one) => one === role)
        yield* transaction.run(
          Effect.gen(function* () {
            const since = DateTime.subtract(at, { milliseconds: longestGapMillis })
            const { seen } = yield* rows.seenSince({ ...where, since })
            if (works && kind === "view" && !seen) yield* listed.worked({ ...where, at })
            yield* rows.mark({ ...where, at, kind })
          })
        )
      })

      const ofClient = Effect.fn("Ritual.ofClient")(function* (clientId: ClientId) {
        yield* clients.require(clientId)
        const { memberId, organizationId } = yield* member
        const now = yield* DateTime.now
        return yield* transaction.run(
          Effect.gen(function* () {
            const week = yield* rows.week(now)
            const all = yield* rows.marks({ organizationId, memberId, since: week.since })
            const marks = marksOf(clientId, all)
            const own = all.filter((one) => one.clientId === clientId)
            const reviewed = yield* rows.reviewOf({ organizationId, clientId, week: week.monday })
            const steps = yield* trail.ownChanges(clientId, week.since)
            return {
              week,
              seconds: seconds(ritualMillis(marks)),
              firstViewAt: own.find(({ kind }) => kind === "view")?.at ?? null,
              lastActionAt: own.findLast(({ kind }) => kind === "action")?.at ?? null,
              reviewed: Option.getOrNull(reviewed),
              steps
            }
          })
        )
      })

      const ofWeek = Effect.fn("Ritual.ofWeek")(function* (advisorId: MemberId) {
        yield* self(advisorId)
        const { memberId, organizationId } = yield* member
        const now = yield* DateTime.now
        const { marks, week } = yield* transaction.run(
          Effect.gen(function* () {
            const week = yield* rows.week(now)
            return { week, marks: yield* rows.marks({ organizationId, memberId, since: week.since }) }
          })
        )
        const seen = new Set(marks.map(({ clientId }) => clientId))
        const measured = Array.from(seen, (clientId) => seconds(ritualMillis(marksOf(clientId, marks))))
        const known = measured.filter((spent) => spent > 0)
        return {
          week,
          measuredClients: known.length,
          totalSeconds: known.reduce((total, spent) => total + spent, 0),
          p50Seconds: percentile(known, 0.5),
          p90Seconds: percentile(known, 0.9)
        }
      })

      const reviewing = Effect.fnUntraced(function* (clientId: ClientId, undo: boolean) {
        yield* clients.require(clientId)
        const { memberId, organizationId } = yield* member
        const at = yield* DateTime.now
        return yield* transaction.run(
          Effect.gen(function* () {
            const { monday } = yield* rows.week(at)
            const where = { organizationId, clientId, week: monday }
            const before = yield* rows.reviewOf(where)
            if (Option.isSome(before) !== undo) return { week: monday, reviewed: Option.getOrNull(before) }
            if (undo) yield* rows.undoReview(where)
            else yield* rows.review({ ...where, at, memberId })
            yield* audit.append({
              action: undo ? "client.review_undone" : "client.reviewed",
              entityType: "client",
              entityId: clientId,
              clientId,
              result: "ok",
              after: { week: monday }
            })
            yield* listed.worked({ organizationId, clientId, memberId, at })
            yield* rows.mark({ organizationId, clientId, memberId, at, kind: "action" })
            return { week: monday, reviewed: Option.getOrNull(yield* rows.reviewOf(where)) }
          })
        )
      })

      return Ritual.of({
        mark,
        ofClient,
        ofWeek,
        review: Effect.fn("Ritual.review")((clientId: ClientId) => reviewing(clientId, false)),
        undoReview: Effect.fn("Ritual.undoReview")((clientId: ClientId) => reviewing(clientId, true))
      })
    })
  )
}
