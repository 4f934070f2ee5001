import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable } from "@beep/kernel/errors"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import type { Vault } from "@beep/vault/Vault"
import { Context, Effect, Layer, Option } from "effect"
import type { SqlClient } from "effect/sql"
import type { EvidenceItem, EvidenceList } from "../contract/EvidenceItem.ts"
import { snippet } from "../contract/snippet.ts"
import { auditDenial } from "./internal/denied.ts"
import { documentsRepo } from "./internal/DocumentsRepo.ts"
import { mentionsRepo } from "./internal/MentionsRepo.ts"
import { openSealed } from "./internal/openSealed.ts"
import { purposes } from "./internal/sealedForms.ts"
import { versionsRepo } from "./internal/VersionsRepo.ts"
import { confirmed } from "./internal/view.ts"

type Caller = CurrentTenant | CurrentActor

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Evidence extends Context.Service<
  Evidence,
  {
    /**
     * C-02 for one document, every version of it: the only evidence a screen may show.
     * A span that no longer resolves is counted in `omitted`; an outage is an error, never an empty list.
     */
    readonly list: (
      clientId: ClientId,
      filter: { readonly documentId: DocumentId }
    ) => Effect.Effect<EvidenceList, NotFound | Unavailable, Caller>
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
        const versions = yield* versionsRepo
        const mentions = yield* mentionsRepo
        const open = yield* openSealed

        const ofDocument = Effect.fnUntraced(function* (clientId: ClientId, documentId: DocumentId) {
          const { organizationId } = yield* CurrentTenant
          const key = { organizationId, clientId, documentId }
          if (Option.isNone(yield* documents.find({ ...key, versionId: null }))) return yield* new NotFound()
          const rows = yield* mentions.ofDocument(key)
          const contents = yield* versions.contents(key)
          const texts = yield* open([
            ...contents.map(({ documentVersionId: id, contentSealed }) => ({
              owner: clientId,
              purpose: purposes.content(id),
              sealed: contentSealed
            })),
            ...rows.map(({ mentionId, statementSealed }) => ({
              owner: clientId,
              purpose: purposes.statement(mentionId),
              sealed: statementSealed
            }))
          ]).pipe(Effect.catchTag("KeyDestroyed", () => Effect.succeed([])))
          const contentOf = new Map(
            contents.map(({ documentVersionId }, index) => [documentVersionId, texts[index] ?? Option.none()])
          )
          const items = rows.flatMap((row, index): ReadonlyArray<EvidenceItem> =>
            Option.match(
              confirmed(
                contentOf.get(row.documentVersionId) ?? Option.none(),
                row,
                texts[contents.length + index] ?? Option.none()
              ),
              {
                onNone: () => [],
                onSome: ({ text }) => [
                  {
                    documentId,
                    documentVersionId: row.documentVersionId,
                    startChar: row.startChar,
                    endChar: row.endChar,
                    text: snippet(text),
                    confidence: row.confidence,
                    kind: "mention",
                    source: { mentionId: row.mentionId, extractionId: row.extractionId }
                  }
                ]
              }
            )
          )
          const omitted = rows.length - items.length
          yield* audit.append({
            action: "evidence.viewed",
            entityType: "document",
            entityId: documentId,
            clientId,
            result: "ok",
            after: { items: items.length, omitted }
          })
          const list: EvidenceList = { items, omitted }
          return list
        })

        return Evidence.of({
          list: Effect.fn("Evidence.list")(function* (clientId: ClientId, { documentId }: { readonly documentId: DocumentId }) {
            yield* clients.require(clientId)
            return yield* transaction
              .run<EvidenceList, NotFound, Caller>(ofDocument(clientId, documentId))
              .pipe(auditDenial(audit, clientId, documentId))
          })
        })
      })
    )
}
