import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type ClientId, type DocumentId, type DocumentVersionId, MentionId, newId } from "@beep/kernel/ids"
import { type Sealer, Vault } from "@beep/vault/Vault"
import { Array, DateTime, Effect, Schema } from "effect"
import { extractor } from "../../contract/extract/rules.ts"
import { graphExtractor } from "../../contract/graph/find/findGraph.ts"
import { KnowledgeExtractionId } from "../../contract/graph/ids.ts"
import { standardOntology } from "../../contract/ontology/wealthManagement.ts"
import { ExtractionId, RawMessageId } from "./keys.ts"
import { mentionsRepo } from "./MentionsRepo.ts"
import { documentsRepo } from "./DocumentsRepo.ts"
import type { ReadDocument } from "./prepare.ts"
import { EnvelopeJson, purposes, StatementJson } from "./sealedForms.ts"
import { runsRepo } from "./knowledge/RunsRepo.ts"
import { versionsRepo } from "./VersionsRepo.ts"

interface Place {
  readonly clientId: ClientId
  readonly documentId: DocumentId
}

/** Seals and inserts; every method runs inside the one transaction of an ingest. */
export const storeVersion = Effect.gen(function* () {
  const vault = yield* Vault
  const documents = yield* documentsRepo
  const versions = yield* versionsRepo
  const mentions = yield* mentionsRepo
  const runs = yield* runsRepo

  const raw = Effect.fnUntraced(function* ({ clientId, documentId }: Place, bytes: Uint8Array) {
    const { organizationId } = yield* CurrentTenant
    const id = yield* newId(RawMessageId)
    const receivedAt = yield* DateTime.nowAsDate
    const bytesSealed = yield* vault.seal(clientId, purposes.raw(id), bytes)
    yield* documents.insertRaw({ organizationId, clientId, documentId, id, byteLength: bytes.length, bytesSealed, receivedAt })
    return id
  })

  const seal = Effect.fnUntraced(function* (sealer: Sealer, found: ReadDocument["mentions"][number]) {
    const mentionId = yield* newId(MentionId)
    const statement = yield* Effect.orDie(Schema.encodeEffect(StatementJson)({ text: found.text, fact: found.fact }))
    return {
      mentionId,
      kind: found.fact.kind,
      ruleId: found.ruleId,
      confidence: found.confidence,
      startChar: found.start,
      endChar: found.end,
      statementSealed: yield* sealer.sealText(purposes.statement(mentionId), statement)
    }
  })

  const version = Effect.fnUntraced(function* (
    place: Place,
    documentVersionId: DocumentVersionId,
    bytes: Uint8Array,
    read: ReadDocument
  ) {
    const { organizationId } = yield* CurrentTenant
    const createdAt = yield* DateTime.nowAsDate
    const { clientId } = place
    const key = { organizationId, ...place, documentVersionId }
    const envelope = yield* Effect.orDie(Schema.encodeEffect(EnvelopeJson)(read.envelope))
    const earlier = yield* versions.list({ organizationId, ...place })
    const sealer = yield* vault.sealer(clientId)
    yield* versions.insert({
      ...key,
      versionNumber: earlier.length + 1,
      rawMessageId: yield* raw(place, bytes),
      titleSealed: yield* sealer.sealText(purposes.title(documentVersionId), read.title),
      contentSealed: yield* sealer.sealText(purposes.content(documentVersionId), read.content),
      envelopeSealed: yield* sealer.sealText(purposes.envelope(documentVersionId), envelope),
      contentLength: read.content.length,
      sourceHash: read.sourceHash,
      createdAt
    })
    const extractionId = yield* newId(ExtractionId)
    yield* mentions.insertExtraction({ ...key, id: extractionId, extractor, createdAt })
    const sealed = yield* Effect.forEach(read.mentions, (found) => seal(sealer, found))
    if (Array.isReadonlyArrayNonEmpty(sealed)) {
      yield* mentions.insertAll({ ...key, extractionId, contentLength: read.content.length, createdAt, mentions: sealed })
    }
    // The graph is made by a run of its own: it waits in this transaction, so nothing that was kept goes unread.
    yield* runs.request({
      ...key,
      extractionId: yield* newId(KnowledgeExtractionId),
      ontologyId: standardOntology,
      extractor: graphExtractor,
      requestedAt: createdAt
    })
    return earlier.length + 1
  })

  return { raw, version }
})
