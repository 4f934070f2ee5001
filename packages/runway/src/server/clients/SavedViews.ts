import type { AuditAction } from "@beep/audit/contract/AuditAction"
import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, StaleObject, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { type MemberId, newId } from "@beep/kernel/ids"
import { onUniqueViolation } from "@beep/sql/failures"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { AlreadyThere } from "@beep/tenancy/contract/problems"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import { SqlClient, type SqlError } from "effect/sql"
import { type SavedView, SavedViewId, savedViewLimit, type SavedViewName } from "../../contract/clients/SavedView.ts"
import type { ClientListView } from "../../contract/ClientsApi.ts"
import { problemText } from "../../contract/messages.ts"
import { type SavedViewRow, savedViewRows } from "../internal/clients/SavedViewRows.ts"
import { requireSelf } from "../internal/requireSelf.ts"

type Caller = CurrentTenant | CurrentActor

const viewOf = ({ removed: _, ...view }: SavedViewRow): SavedView => view

/**
 * The views of the client list that a member keeps for himself. `advisorId` must be the token's member.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class SavedViews extends Context.Service<
  SavedViews,
  {
    readonly list: (advisorId: MemberId) => Effect.Effect<ReadonlyArray<SavedView>, NotFound | Unavailable, Caller>
    readonly save: (
      advisorId: MemberId,
      view: { readonly name: SavedViewName; readonly search: ClientListView }
    ) => Effect.Effect<SavedView, NotFound | AlreadyThere | ValidationFailed | Unavailable, Caller>
    readonly rename: (
      advisorId: MemberId,
      viewId: SavedViewId,
      to: { readonly name: SavedViewName; readonly expectedVersion: number }
    ) => Effect.Effect<SavedView, NotFound | AlreadyThere | StaleObject | Unavailable, Caller>
    /** `restore` takes it back. */
    readonly remove: (advisorId: MemberId, viewId: SavedViewId) => Effect.Effect<SavedView, NotFound | Unavailable, Caller>
    /** `AlreadyThere` when another view took the name meanwhile. */
    readonly restore: (
      advisorId: MemberId,
      viewId: SavedViewId
    ) => Effect.Effect<SavedView, NotFound | AlreadyThere | Unavailable, Caller>
  }
>()("@beep/runway/SavedViews") {
  static readonly layer = Layer.effect(
    SavedViews,
    Effect.gen(function* () {
      const audit = yield* Audit
      const random = yield* SecureRandom.SecureRandom
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      const rows = yield* savedViewRows
      const self = requireSelf(audit)

      const own = Effect.fnUntraced(function* (advisorId: MemberId) {
        yield* self(advisorId)
        const { organizationId } = yield* CurrentTenant
        return { organizationId, memberId: advisorId }
      })

      /** Names of one member differ, in any case; the statement is nested because it may fail. */
      const named = <A>(statement: Effect.Effect<A, SqlError.SqlError>) =>
        sql.withTransaction(statement).pipe(onUniqueViolation("saved_view_name_key", Effect.fail(new AlreadyThere())))

      const audited = (action: AuditAction, viewId: SavedViewId) =>
        audit.append({ action, entityType: "saved_view", entityId: viewId, clientId: null, result: "ok" })

      const list = Effect.fn("SavedViews.list")(function* (advisorId: MemberId) {
        const owner = yield* own(advisorId)
        return (yield* transaction.run(rows.all(owner))).map(viewOf)
      })

      const save = Effect.fn("SavedViews.save")(
        function* (advisorId: MemberId, view: { readonly name: SavedViewName; readonly search: ClientListView }) {
          const owner = yield* own(advisorId)
          const viewId = yield* newId(SavedViewId)
          const at = yield* DateTime.now
          return yield* transaction.run(
            Effect.gen(function* () {
              if ((yield* rows.all(owner)).length >= savedViewLimit)
                return yield* new ValidationFailed({ reason: problemText.tooManyViews(savedViewLimit) })
              const made = yield* named(rows.insert({ ...owner, ...view, viewId, at }))
              yield* audited("view.saved", viewId)
              return viewOf(made)
            })
          )
        },
        Effect.provideService(SecureRandom.SecureRandom, random)
      )

      /** The row is locked: what is judged is what is changed. */
      const found = Effect.fnUntraced(function* (
        owner: Effect.Success<ReturnType<typeof own>>,
        viewId: SavedViewId,
        removed: boolean
      ) {
        const row = yield* rows.find({ ...owner, viewId })
        return Option.isSome(row) && row.value.removed === removed ? row.value : yield* new NotFound()
      })

      const rename = Effect.fn("SavedViews.rename")(function* (
        advisorId: MemberId,
        viewId: SavedViewId,
        { expectedVersion, name }: { readonly name: SavedViewName; readonly expectedVersion: number }
      ) {
        const owner = yield* own(advisorId)
        return yield* transaction.run(
          Effect.gen(function* () {
            const row = yield* found(owner, viewId, false)
            if (row.version !== expectedVersion) return yield* new StaleObject()
            const changed = yield* named(rows.change({ ...owner, viewId, name, removedAt: null }))
            yield* audited("view.renamed", viewId)
            return viewOf(changed)
          })
        )
      })

      const remove = Effect.fn("SavedViews.remove")(function* (advisorId: MemberId, viewId: SavedViewId) {
        const owner = yield* own(advisorId)
        const removedAt = yield* DateTime.now
        return yield* transaction.run(
          Effect.gen(function* () {
            const { name } = yield* found(owner, viewId, false)
            const changed = yield* rows.change({ ...owner, viewId, name, removedAt })
            yield* audited("view.removed", viewId)
            return viewOf(changed)
          })
        )
      })

      const restore = Effect.fn("SavedViews.restore")(function* (advisorId: MemberId, viewId: SavedViewId) {
        const owner = yield* own(advisorId)
        return yield* transaction.run(
          Effect.gen(function* () {
            const { name } = yield* found(owner, viewId, true)
            const changed = yield* named(rows.change({ ...owner, viewId, name, removedAt: null }))
            yield* audited("view.restored", viewId)
            return viewOf(changed)
          })
        )
      })

      return SavedViews.of({ list, save, rename, remove, restore })
    })
  )
}
