import { Audit } from "@beep/audit/server/Audit"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import { Effect, Option, Result } from "effect"
import type { DocumentSummary, SourceType } from "../../contract/Document.ts"
import { documentsRepo } from "./DocumentsRepo.ts"
import { openSealed } from "./openSealed.ts"
import { purposes } from "./sealedForms.ts"
import { envelopeFrom, summaryOf } from "./view.ts"

/** A page of a client's documents, newest first; runs in the caller's transaction, and says so in the log. */
export const listDocuments = Effect.gen(function* () {
  const audit = yield* Audit
  const documents = yield* documentsRepo
  const open = yield* openSealed

  return Effect.fnUntraced(function* (
    clientId: ClientId,
    before: DocumentId | null,
    sourceType: SourceType | null,
    limit: number
  ) {
    const { organizationId } = yield* CurrentTenant
    const rows = yield* documents.page({ organizationId, clientId, before, sourceType, limit })
    const sealed = rows.flatMap(({ documentVersionId: id, titleSealed, envelopeSealed }) =>
      id === null || titleSealed === null || envelopeSealed === null
        ? []
        : [
            { owner: clientId, purpose: purposes.title(id), sealed: titleSealed },
            { owner: clientId, purpose: purposes.envelope(id), sealed: envelopeSealed }
          ]
    )
    const texts = yield* Effect.map(open(sealed), Result.succeed).pipe(
      Effect.catchTag("KeyDestroyed", () => Effect.succeed(Result.fail("erased" as const)))
    )
    yield* audit.append({
      action: "evidence.viewed",
      entityType: "document_list",
      entityId: clientId,
      clientId,
      result: "ok",
      after: { documents: rows.length }
    })
    let next = 0
    return rows.map((row): DocumentSummary => {
      const at = next
      if (row.documentVersionId !== null) next += 2
      return summaryOf(
        row,
        Result.map(texts, (all) => ({
          title: row.documentVersionId === null ? Option.none() : (all[at] ?? Option.none()),
          envelope: row.documentVersionId === null ? Option.none() : envelopeFrom(all[at + 1] ?? Option.none())
        }))
      )
    })
  })
})
