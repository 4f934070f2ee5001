import type { AuditEvent } from "@beep/audit/contract/AuditEvent"
import { Audit } from "@beep/audit/server/Audit"
import type { UnreadableReason } from "@beep/gmail/mime/UnreadableReason"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type ClientId, DocumentId, DocumentVersionId, newId } from "@beep/kernel/ids"
import { onUniqueViolation } from "@beep/sql/failures"
import { DateTime, Effect, Option, Result } from "effect"
import type { IngestReceipt } from "../../contract/IngestReceipt.ts"
import { FiledElsewhere } from "../FiledElsewhere.ts"
import { Cascade } from "../graph/Cascade.ts"
import { documentsRepo } from "./DocumentsRepo.ts"
import { DocumentSourceId } from "./keys.ts"
import type { Prepared, ReadDocument } from "./prepare.ts"
import type { Source } from "./sourceOf.ts"
import { type SourceKey, sourcesRepo } from "./SourcesRepo.ts"
import { storeVersion } from "./storeVersion.ts"

/**
 * The write side: everything one message changes, in the caller's transaction.
 * A crash anywhere leaves nothing, and the same bytes again find what a commit left.
 */
export const ingestInto = Effect.gen(function* () {
  const audit = yield* Audit
  const documents = yield* documentsRepo
  const sources = yield* sourcesRepo
  const store = yield* storeVersion
  const cascade = yield* Cascade

  const ingested = (clientId: ClientId, documentId: DocumentId, versionNumber: number, read: ReadDocument): AuditEvent => ({
    action: "document.ingested",
    entityType: "document",
    entityId: documentId,
    clientId,
    result: "ok",
    after: { version: versionNumber, source_hash: read.sourceHash, mentions: read.mentions.length }
  })

  const rejected = (clientId: ClientId, documentId: DocumentId, bytesSha256: string, reason: UnreadableReason): AuditEvent => ({
    action: "document.rejected",
    entityType: "document",
    entityId: documentId,
    clientId,
    result: "failed",
    reason,
    after: { bytes_sha256: bytesSha256 }
  })

  /** `claim` says which document the source is, before anything refers to it. */
  const create = Effect.fnUntraced(function* <E, R>(
    clientId: ClientId,
    prepared: Prepared,
    claim: (documentId: DocumentId, sourceHash: string | null, at: Date) => Effect.Effect<void, E, R>
  ) {
    const { organizationId } = yield* CurrentTenant
    const now = yield* DateTime.nowAsDate
    const documentId = yield* newId(DocumentId)
    const { reading } = prepared
    const readable = Result.isSuccess(reading)
    const documentVersionId = readable ? yield* newId(DocumentVersionId) : null
    const unreadableReason = readable ? null : reading.failure
    yield* documents.insert({ organizationId, clientId, documentId, documentVersionId, unreadableReason, receivedAt: now })
    yield* claim(documentId, readable ? reading.success.sourceHash : null, now)
    if (documentVersionId === null || !readable) {
      yield* store.raw({ clientId, documentId }, prepared.bytes)
      if (unreadableReason !== null) yield* audit.append(rejected(clientId, documentId, prepared.bytesSha256, unreadableReason))
      const receipt: IngestReceipt = {
        outcome: "unreadable",
        documentId,
        documentVersionId: null,
        unreadableReason,
        mentionCount: 0
      }
      return receipt
    }
    const number = yield* store.version({ clientId, documentId }, documentVersionId, prepared.bytes, reading.success)
    yield* audit.append(ingested(clientId, documentId, number, reading.success))
    const mentionCount = reading.success.mentions.length
    const receipt: IngestReceipt = { outcome: "created", documentId, documentVersionId, unreadableReason: null, mentionCount }
    return receipt
  })

  /** A source nobody knew. */
  const claimed = (clientId: ClientId, source: Source) =>
    Effect.fnUntraced(function* (documentId: DocumentId, sourceHash: string | null, createdAt: Date) {
      const { organizationId } = yield* CurrentTenant
      const actor = yield* CurrentActor
      yield* sources
        .insert({
          organizationId,
          clientId,
          documentId,
          ...source.key,
          ...source.provenance,
          sourceHash,
          id: yield* newId(DocumentSourceId),
          userId: actor.kind === "user" ? actor.userId : null,
          createdAt
        })
        .pipe(onUniqueViolation("document_source_key", Effect.fail(new FiledElsewhere())))
    })

  const unchanged = Effect.fnUntraced(function* (clientId: ClientId, documentId: DocumentId) {
    const { organizationId } = yield* CurrentTenant
    const row = yield* Effect.flatMap(
      documents.find({ organizationId, clientId, documentId, versionId: null }),
      Effect.fromOption
    ).pipe(Effect.catchTag("NoSuchElementError", Effect.die))
    const { documentVersionId, unreadableReason, mentionCount } = row
    const receipt: IngestReceipt = { outcome: "unchanged", documentId, documentVersionId, unreadableReason, mentionCount }
    return receipt
  })

  const newVersion = Effect.fnUntraced(function* (
    clientId: ClientId,
    documentId: DocumentId,
    prepared: Prepared,
    read: ReadDocument
  ) {
    const { organizationId } = yield* CurrentTenant
    const documentVersionId = yield* newId(DocumentVersionId)
    yield* cascade.supersede(clientId, documentId)
    const number = yield* store.version({ clientId, documentId }, documentVersionId, prepared.bytes, read)
    yield* documents.setCurrent({ organizationId, clientId, documentId, documentVersionId })
    yield* audit.append(ingested(clientId, documentId, number, read))
    const receipt: IngestReceipt = {
      outcome: "new_version",
      documentId,
      documentVersionId,
      unreadableReason: null,
      mentionCount: read.mentions.length
    }
    return receipt
  })

  const ingest = Effect.fnUntraced(function* (clientId: ClientId, prepared: Prepared, source: Source) {
    const { organizationId } = yield* CurrentTenant
    const key = { organizationId, ...source.key }
    yield* sources.lock(key)
    const known = yield* sources.find(key)
    if (Option.isNone(known)) return yield* create(clientId, prepared, claimed(clientId, source))
    const { value: earlier } = known
    if (earlier.clientId !== clientId) return yield* new FiledElsewhere()
    const { documentId } = earlier
    const hash = Result.isSuccess(prepared.reading) ? prepared.reading.success.sourceHash : earlier.sourceHash
    if (hash !== earlier.sourceHash || earlier.deleted || earlier.sourceHistoryId !== source.provenance.sourceHistoryId) {
      yield* sources.seenAgain({ organizationId, clientId, documentId, ...source.provenance, sourceHash: hash })
      if (earlier.deleted) {
        yield* audit.append({ action: "document.restored", entityType: "document", entityId: documentId, clientId, result: "ok" })
      }
    }
    if (earlier.deleted) yield* cascade.reinstate(clientId, documentId)
    // What could be read once is not unread by worse bytes: the version stays, and so does a known refusal.
    if (Result.isFailure(prepared.reading) || hash === earlier.sourceHash) return yield* unchanged(clientId, documentId)
    return yield* newVersion(clientId, documentId, prepared, prepared.reading.success)
  })

  /**
   * A known source becomes a document of this client: the one it was here before, or a new one. The caller
   * holds the source and has put away what it was under the other client.
   */
  const moveIn = Effect.fnUntraced(function* (clientId: ClientId, prepared: Prepared, key: SourceKey) {
    const { organizationId } = yield* CurrentTenant
    const back = yield* sources.takeBack({ ...key, clientId })
    const rehome = (documentId: DocumentId, sourceHash: string | null) =>
      sources.rehome({ ...key, organizationId, clientId, documentId, sourceHash })
    if (Option.isNone(back)) return yield* create(clientId, prepared, rehome)
    const { documentId, sourceHash } = back.value
    const { reading } = prepared
    const hash = Result.isSuccess(reading) ? reading.success.sourceHash : sourceHash
    yield* rehome(documentId, hash)
    yield* cascade.reinstate(clientId, documentId)
    if (Result.isFailure(reading) || hash === sourceHash) return yield* unchanged(clientId, documentId)
    return yield* newVersion(clientId, documentId, prepared, reading.success)
  })

  return { ingest, moveIn }
})
