import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import type { Vault } from "@beep/vault/Vault"
import { Context, DateTime, Effect, Layer } from "effect"
import type { SqlClient, SqlError } from "effect/sql"
import type { ClaimId } from "../../contract/graph/ids.ts"
import { claimsRepo } from "../internal/knowledge/ClaimsRepo.ts"
import { runsRepo } from "../internal/knowledge/RunsRepo.ts"
import { searchTextRepo } from "../internal/knowledge/SearchTextRepo.ts"
import { searchTextRestorer } from "../internal/knowledge/restoreSearchText.ts"
import { settling, touchedOf } from "../internal/knowledge/settle.ts"
import { settlingRepo } from "../internal/knowledge/SettlingRepo.ts"

type Caller = CurrentTenant | CurrentActor
type Inside<A> = Effect.Effect<A, SqlError.SqlError, Caller>

/** Something a claim can rest on. */
export interface Ground {
  readonly kind: "mention" | "relation_evidence" | "document_version" | "entity" | "relation" | "claim"
  readonly id: string
}

/**
 * What rests on what, and what no longer stands (beyond.md 7). Every method runs
 * inside the caller's tenant transaction, beside the change that caused it.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Cascade extends Context.Service<
  Cascade,
  {
    /**
     * A claim of any room is made: `claimKind` is the room's word for it, and the kind by which other
     * claims may rest on it. The row that holds the claim is written by the caller, with its audit entry.
     */
    readonly restOn: (
      clientId: ClientId,
      claim: { readonly kind: string; readonly id: ClaimId },
      grounds: readonly [
        { readonly kind: string; readonly id: string },
        ...ReadonlyArray<{ readonly kind: string; readonly id: string }>
      ]
    ) => Inside<void>
    /** A document is about to get a new version: nothing found in the earlier one stands. Before the version is stored. */
    readonly supersede: (clientId: ClientId, documentId: DocumentId) => Inside<void>
    /** A document is no longer at its source. Its versions and spans stay; nothing found in it stands. */
    readonly remove: (clientId: ClientId, documentId: DocumentId) => Inside<void>
    /** A document goes to another client: nothing found in it stands for this one. */
    readonly moveAway: (clientId: ClientId, documentId: DocumentId) => Inside<void>
    /** A removed document is back with the same content. Claims that turned stale stay so: they are made again. */
    readonly reinstate: (clientId: ClientId, documentId: DocumentId) => Inside<void>
  }
>()("@beep/evidence/Cascade") {
  static readonly layer: Layer.Layer<Cascade, never, Audit | Vault | SqlClient.SqlClient> = Layer.effect(
    Cascade,
    Effect.gen(function* () {
      const audit = yield* Audit
      const runs = yield* runsRepo
      const settlements = yield* settlingRepo
      const searchTexts = yield* searchTextRepo
      const claims = yield* claimsRepo
      const settle = yield* settling
      const restoreSearchText = yield* searchTextRestorer

      const retire = (state: "superseded" | "retracted", reason: "superseded" | "removed" | "moved") =>
        Effect.fnUntraced(function* (clientId: ClientId, documentId: DocumentId) {
          const { organizationId } = yield* CurrentTenant
          const key = { organizationId, clientId, documentId }
          const now = yield* DateTime.nowAsDate
          yield* runs.lock({ organizationId, clientId })
          const retired = yield* runs.retire({ ...key, state, now })
          const touched = touchedOf(yield* settlements.touchedBy(key))
          yield* searchTexts.remove(key)
          const sources = yield* claims.sourcesOf(key)
          const marked = yield* claims.markStale({ ...key, sources, reason, since: now })
          const further = yield* settle.all(clientId, touched, { documentId, reason })
          yield* audit.append({
            action: "source.retired",
            entityType: "document",
            entityId: documentId,
            clientId,
            result: "ok",
            reason,
            after: { runs: retired.length, entities: touched.entityIds.length, stale_claims: marked.length + further }
          })
        })

      return Cascade.of({
        restOn: Effect.fn("Cascade.restOn")(function* (clientId, claim, grounds) {
          const { organizationId } = yield* CurrentTenant
          yield* claims.restOn({ organizationId, clientId, claim, sources: grounds, createdAt: yield* DateTime.nowAsDate })
        }),
        supersede: Effect.fn("Cascade.supersede")(retire("superseded", "superseded")),
        remove: Effect.fn("Cascade.remove")(retire("retracted", "removed")),
        moveAway: Effect.fn("Cascade.moveAway")(retire("retracted", "moved")),
        reinstate: Effect.fn("Cascade.reinstate")(function* (clientId, documentId) {
          const { organizationId } = yield* CurrentTenant
          const key = { organizationId, clientId, documentId }
          yield* runs.lock({ organizationId, clientId })
          yield* runs.reinstate({ ...key, now: yield* DateTime.nowAsDate })
          const touched = touchedOf(yield* settlements.touchedBy(key))
          yield* settle.all(clientId, touched, { documentId, reason: "superseded" })
          yield* restoreSearchText(clientId, documentId)
          yield* audit.append({
            action: "source.reinstated",
            entityType: "document",
            entityId: documentId,
            clientId,
            result: "ok",
            after: { entities: touched.entityIds.length }
          })
        })
      })
    })
  )
}
