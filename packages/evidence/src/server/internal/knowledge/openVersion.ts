import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import { DateTime, Effect, Option, Result } from "effect"
import { documentsRepo } from "../DocumentsRepo.ts"
import { openSealed } from "../openSealed.ts"
import { type Envelope, purposes } from "../sealedForms.ts"
import { versionsRepo } from "../VersionsRepo.ts"
import { envelopeFrom } from "../view.ts"

interface OpenVersion {
  readonly documentVersionId: DocumentVersionId
  readonly content: string
  readonly envelope: Envelope
  readonly statedAt: Date
}

type Opened = Result.Result<OpenVersion, "source_missing" | "erased" | "source_damaged">

const refused: (reason: Result.Result.Failure<Opened>) => Opened = Result.fail

/** A version of a document as its sender wrote it, the current one where none is named; the reason when it cannot be opened. */
export const versionOpener = Effect.gen(function* () {
  const documents = yield* documentsRepo
  const versions = yield* versionsRepo
  const open = yield* openSealed

  return Effect.fnUntraced(function* (clientId: ClientId, documentId: DocumentId, versionId: DocumentVersionId | null) {
    const { organizationId } = yield* CurrentTenant
    const key = { organizationId, clientId, documentId }
    const row = Option.getOrUndefined(yield* documents.find({ ...key, versionId }))
    const documentVersionId = row?.documentVersionId ?? null
    const sealed = row?.envelopeSealed ?? null
    if (row === undefined || documentVersionId === null || sealed === null) return refused("source_missing")
    const stored = yield* versions.content({ ...key, documentVersionId })
    if (Option.isNone(stored)) return refused("source_missing")
    const opened = yield* open([
      { owner: clientId, purpose: purposes.envelope(documentVersionId), sealed },
      { owner: clientId, purpose: purposes.content(documentVersionId), sealed: stored.value.contentSealed }
    ]).pipe(
      Effect.asSome,
      Effect.catchTag("KeyDestroyed", () => Effect.succeedNone)
    )
    if (Option.isNone(opened)) return refused("erased")
    const [envelopeText = Option.none(), content = Option.none()] = opened.value
    const envelope = envelopeFrom(envelopeText)
    if (Option.isNone(envelope) || Option.isNone(content)) return refused("source_damaged")
    const { date } = envelope.value
    const version: Opened = Result.succeed({
      documentVersionId,
      content: content.value,
      envelope: envelope.value,
      // A message without a date is taken as said when it came.
      statedAt: DateTime.toDateUtc(date === null ? row.receivedAt : DateTime.makeUnsafe(date))
    })
    return version
  })
})
