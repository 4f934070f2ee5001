import { Audit } from "@beep/audit/server/Audit"
import { replyParts } from "@beep/gmail/mime/replyParts"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound } from "@beep/kernel/errors"
import type { ClientId, DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import { Effect, Option, Result } from "effect"
import type { DocumentDetail } from "../../contract/Document.ts"
import { documentsRepo } from "./DocumentsRepo.ts"
import { mentionsRepo } from "./MentionsRepo.ts"
import { openSealed } from "./openSealed.ts"
import { flagsShown } from "./senderFlagging.ts"
import { senderFlagsRepo } from "./SenderFlagsRepo.ts"
import { purposes } from "./sealedForms.ts"
import { versionsRepo } from "./VersionsRepo.ts"
import { confirmed, envelopeFrom, mentionOf, summaryOf } from "./view.ts"

const nothing = { content: null, cc: [], senderFlags: [], attachments: [], quotedRanges: [], ownRanges: [], mentions: [] }

/** One version with every span compared with its source again; runs in the caller's transaction, and says so in the log. */
export const readDocument = Effect.gen(function* () {
  const audit = yield* Audit
  const documents = yield* documentsRepo
  const versions = yield* versionsRepo
  const mentions = yield* mentionsRepo
  const senderFlags = yield* senderFlagsRepo
  const open = yield* openSealed

  return Effect.fnUntraced(function* (clientId: ClientId, documentId: DocumentId, versionId: DocumentVersionId | null) {
    const { organizationId } = yield* CurrentTenant
    const key = { organizationId, clientId, documentId }
    const found = yield* documents.find({ ...key, versionId })
    if (Option.isNone(found)) return yield* new NotFound()
    const row = found.value
    const { documentVersionId: id, titleSealed, envelopeSealed } = row
    const known = yield* versions.list(key)
    const base = { contentLength: row.contentLength, sourceHash: row.sourceHash, versions: known }
    yield* audit.append({
      action: "evidence.viewed",
      entityType: "document",
      entityId: documentId,
      clientId,
      result: "ok",
      after: { version_id: id, mentions: row.mentionCount }
    })
    if (id === null || titleSealed === null || envelopeSealed === null) {
      const unreadable: DocumentDetail = {
        ...summaryOf(row, Result.succeed({ title: Option.none(), envelope: Option.none() })),
        ...base,
        ...nothing
      }
      return unreadable
    }
    const stored = yield* mentions.ofVersion({ ...key, documentVersionId: id })
    const flags = yield* senderFlags.ofVersion({ ...key, documentVersionId: id })
    const contents = yield* versions.content({ ...key, documentVersionId: id })
    const texts = yield* open([
      { owner: clientId, purpose: purposes.title(id), sealed: titleSealed },
      { owner: clientId, purpose: purposes.envelope(id), sealed: envelopeSealed },
      ...Option.toArray(contents).map(({ contentSealed }) => ({
        owner: clientId,
        purpose: purposes.content(id),
        sealed: contentSealed
      })),
      ...stored.map(({ mentionId, statementSealed }) => ({
        owner: clientId,
        purpose: purposes.statement(mentionId),
        sealed: statementSealed
      }))
    ]).pipe(
      Effect.map(Result.succeed),
      Effect.catchTag("KeyDestroyed", () => Effect.succeed(Result.fail("erased" as const)))
    )
    if (Result.isFailure(texts)) {
      const erased: DocumentDetail = { ...summaryOf(row, Result.fail("erased")), ...base, ...nothing }
      return erased
    }
    const [title = Option.none(), envelopeText = Option.none(), content = Option.none(), ...statements] = texts.success
    const envelope = envelopeFrom(envelopeText)
    const summary = summaryOf(row, Result.succeed({ title: Option.filter(title, () => Option.isSome(content)), envelope }))
    const shown = summary.state === "readable" ? Option.getOrNull(content) : null
    const detail: DocumentDetail = {
      ...summary,
      ...base,
      content: shown,
      ownRanges: shown === null ? [] : replyParts(shown, summary.from?.name).kept,
      cc: Option.match(envelope, { onNone: () => [], onSome: ({ cc }) => cc }),
      senderFlags: Option.match(envelope, { onNone: () => [], onSome: (header) => flagsShown(flags, header) }),
      attachments: Option.match(envelope, { onNone: () => [], onSome: ({ attachments }) => attachments }),
      quotedRanges: Option.match(envelope, { onNone: () => [], onSome: ({ quotedRanges }) => quotedRanges }),
      mentions: stored.map((mention, index) =>
        mentionOf(documentId, mention, confirmed(content, mention, statements[index] ?? Option.none()))
      )
    }
    return detail
  })
})
