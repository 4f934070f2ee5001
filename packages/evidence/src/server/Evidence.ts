import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { evidenceUnresolved } from "@beep/observability/metrics"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import type { Vault } from "@beep/vault/Vault"
import { Context, Effect, Layer, Metric, Option } from "effect"
import type { SqlClient } from "effect/sql"
import { type EvidenceFilter, evidenceLimit, filterOf } from "../contract/EvidenceFilter.ts"
import type { EvidenceList } from "../contract/EvidenceItem.ts"
import { documentsRepo } from "./internal/DocumentsRepo.ts"
import { evidenceRepo } from "./internal/knowledge/EvidenceRepo.ts"
import { evidenceResolver } from "./internal/knowledge/evidenceRows.ts"
import { existsRepo } from "./internal/knowledge/ExistsRepo.ts"

type Caller = CurrentTenant | CurrentActor
type Asked = NonNullable<ReturnType<typeof filterOf>>

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Evidence extends Context.Service<
  Evidence,
  {
    /**
     * C-02: the only evidence a screen may show, by version and place. A document answers for every
     * version of it, an entity and a relation with the newest of what stands, a bullet with what it cites. A span that
     * no longer resolves is counted in `omitted` and in a metric; an outage is an error, never an empty list.
     */
    readonly list: (
      clientId: ClientId,
      filter: EvidenceFilter
    ) => Effect.Effect<EvidenceList, NotFound | ValidationFailed | Unavailable, Caller>
  }
>()("@beep/evidence/Evidence") {
  static readonly layer: Layer.Layer<Evidence, never, Audit | Clients | Vault | TenantTransaction | SqlClient.SqlClient> =
    Layer.effect(
      Evidence,
      Effect.gen(function* () {
        const audit = yield* Audit
        const clients = yield* Clients
        const transaction = yield* TenantTransaction
        const documents = yield* documentsRepo
        const evidence = yield* evidenceRepo
        const exists = yield* existsRepo
        const resolve = yield* evidenceResolver

        const rowsFor = Effect.fnUntraced(function* (clientId: ClientId, asked: Asked, limit: number) {
          const { organizationId } = yield* CurrentTenant
          const key = { organizationId, clientId }
          switch (asked.by) {
            case "document":
              return yield* evidence.ofDocument({ ...key, documentId: asked.id })
            case "entity":
              return yield* evidence.ofEntity({ ...key, entityId: asked.id, limit })
            case "relation":
              return yield* evidence.ofRelation({ ...key, relationId: asked.id, limit })
            case "meeting_prep_bullet":
              return yield* evidence.ofClaim({ ...key, claimKind: asked.by, claimId: asked.id })
          }
        })

        /** A thing nothing is said of any more is there all the same; a bullet is what it cites. */
        const isThere = Effect.fnUntraced(function* (clientId: ClientId, asked: Asked) {
          const { organizationId } = yield* CurrentTenant
          const key = { organizationId, clientId }
          switch (asked.by) {
            case "document":
              return Option.isSome(yield* documents.find({ ...key, documentId: asked.id, versionId: null }))
            case "entity":
              return Option.isSome(yield* exists.entity({ ...key, entityId: asked.id }))
            case "relation":
              return Option.isSome(yield* exists.relation({ ...key, relationId: asked.id }))
            case "meeting_prep_bullet":
              return false
          }
        })

        const evidenceOf = Effect.fnUntraced(function* (clientId: ClientId, asked: Asked, limit: number) {
          const rows = yield* rowsFor(clientId, asked, limit)
          if (rows.length === 0 && !(yield* isThere(clientId, asked))) return yield* new NotFound()
          const list = yield* resolve(clientId, rows, asked.by === "meeting_prep_bullet" ? asked.id : null)
          yield* audit.append({
            action: "evidence.viewed",
            entityType: asked.by,
            entityId: asked.id,
            clientId,
            result: "ok",
            after: { items: list.items.length, omitted: list.omitted }
          })
          return list
        })

        /** Nothing is there: the client is not the caller's to see, or the thing is not of this client. */
        const refuse = Effect.fnUntraced(function* (clientId: ClientId, asked: Asked) {
          yield* clients.require(clientId)
          yield* audit.record({
            action: "access.denied",
            entityType: asked.by,
            entityId: asked.id,
            clientId,
            result: "denied",
            reason: "outside_scope"
          })
          return yield* new NotFound()
        })

        return Evidence.of({
          list: Effect.fn("Evidence.list")(function* (clientId: ClientId, filter: EvidenceFilter) {
            const asked = filterOf(filter)
            if (asked === null) {
              yield* clients.require(clientId)
              return yield* new ValidationFailed({ reason: "Ask for the evidence of one thing at a time." })
            }
            const limit = filter.limit ?? evidenceLimit.default
            const list = yield* transaction
              .run<EvidenceList, NotFound, Caller>(evidenceOf(clientId, asked, limit))
              .pipe(Effect.catchTag("NotFound", () => refuse(clientId, asked)))
            if (list.omitted > 0) yield* Metric.update(evidenceUnresolved, list.omitted)
            return list
          })
        })
      })
    )
}
