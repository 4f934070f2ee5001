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
import { type EvidenceFilter, filterOf } from "../contract/EvidenceFilter.ts"
import type { EvidenceList } from "../contract/EvidenceItem.ts"
import { documentsRepo } from "./internal/DocumentsRepo.ts"
import { evidenceResolver, factRow, mentionRow, relationRow } from "./internal/knowledge/evidenceRows.ts"
import { readingRepo } from "./internal/knowledge/ReadingRepo.ts"
import { mentionsRepo } from "./internal/MentionsRepo.ts"

type Caller = CurrentTenant | CurrentActor
type Asked = NonNullable<ReturnType<typeof filterOf>>

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Evidence extends Context.Service<
  Evidence,
  {
    /**
     * C-02: the only evidence a screen may show, by version and place. A document answers for every
     * version of it, an entity and a relation with what stands, a bullet with what it cites. A span that
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
        const facts = yield* mentionsRepo
        const reading = yield* readingRepo
        const resolve = yield* evidenceResolver

        const rowsFor = Effect.fnUntraced(function* (clientId: ClientId, asked: Asked) {
          const { organizationId } = yield* CurrentTenant
          const key = { organizationId, clientId }
          switch (asked.by) {
            case "document": {
              const of = { ...key, documentId: asked.id }
              if (Option.isNone(yield* documents.find({ ...of, versionId: null }))) return yield* new NotFound()
              const told = yield* facts.ofDocument(of)
              const mentions = yield* reading.mentionsOfDocument(of)
              const relations = yield* reading.evidenceOfDocument(of)
              return [...told.map(factRow(asked.id)), ...mentions.map(mentionRow(null)), ...relations.map(relationRow(null))]
            }
            case "entity": {
              if (Option.isNone(yield* reading.exists({ ...key, entityId: asked.id }))) return yield* new NotFound()
              return (yield* reading.mentionsOfEntity({ ...key, entityId: asked.id })).map(mentionRow(null))
            }
            case "relation": {
              if (Option.isNone(yield* reading.relationExists({ ...key, relationId: asked.id }))) return yield* new NotFound()
              return (yield* reading.evidenceOfRelation({ ...key, relationId: asked.id })).map(relationRow(null))
            }
            case "meeting_prep_bullet": {
              const claim = { ...key, claimKind: asked.by, claimId: asked.id }
              const mentions = yield* reading.mentionsOfClaim(claim)
              const relations = yield* reading.evidenceOfClaim(claim)
              if (mentions.length + relations.length === 0) return yield* new NotFound()
              return [...mentions.map(mentionRow(asked.id)), ...relations.map(relationRow(asked.id))]
            }
          }
        })

        const evidenceOf = Effect.fnUntraced(function* (clientId: ClientId, asked: Asked) {
          const list: EvidenceList = yield* resolve(clientId, yield* rowsFor(clientId, asked))
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

        return Evidence.of({
          list: Effect.fn("Evidence.list")(function* (clientId: ClientId, filter: EvidenceFilter) {
            yield* clients.require(clientId)
            const asked = filterOf(filter)
            if (asked === null) return yield* new ValidationFailed({ reason: "Ask for the evidence of one thing at a time." })
            const list = yield* transaction.run<EvidenceList, NotFound, Caller>(evidenceOf(clientId, asked)).pipe(
              Effect.tapError((error) =>
                error instanceof NotFound
                  ? audit.record({
                      action: "access.denied",
                      entityType: asked.by,
                      entityId: asked.id,
                      clientId,
                      result: "denied",
                      reason: "outside_scope"
                    })
                  : Effect.void
              )
            )
            if (list.omitted > 0) yield* Metric.update(evidenceUnresolved, list.omitted)
            return list
          })
        })
      })
    )
}
