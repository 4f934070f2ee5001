import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, ConnectionId, DocumentId } from "@beep/kernel/ids"
import type { Client } from "@beep/tenancy/contract/Client"
import { Vault } from "@beep/vault/Vault"
import { DateTime, Effect, Option, Schema } from "effect"
import { Digest } from "effect/crypto"
import { Cascade } from "../../graph/Cascade.ts"
import { documentsRepo } from "../DocumentsRepo.ts"
import { ingestInto } from "../ingest.ts"
import { prepare } from "../prepare.ts"
import { purposes } from "../sealedForms.ts"
import { sourcesRepo } from "../SourcesRepo.ts"

/** The bytes of a message do not open any more, so nothing of it can be put under another client's key. */
export class MessageClosed extends Schema.TaggedError<MessageClosed>()("MessageClosed", {}) {}

interface Message {
  readonly providerAccountId: ConnectionId
  readonly sourceId: string
  readonly documentId: DocumentId
}

/**
 * One message from a client to another, in the caller's transaction. Under the client it leaves nothing found in it
 * stands and it is not read any more; under the other it is a document of its own, read from the same bytes. A
 * message that is no longer in its mailbox stays a tombstone.
 */
export const documentMover = Effect.gen(function* () {
  const vault = yield* Vault
  const digest = yield* Digest.Digest
  const cascade = yield* Cascade
  const documents = yield* documentsRepo
  const sources = yield* sourcesRepo
  const store = yield* ingestInto

  const bytesOf = Effect.fnUntraced(function* (from: ClientId, documentId: DocumentId) {
    const { organizationId } = yield* CurrentTenant
    const raw = yield* documents.currentRaw({ organizationId, clientId: from, documentId })
    if (Option.isNone(raw)) return yield* new MessageClosed()
    const { bytesSealed, id } = raw.value
    return yield* vault
      .open(from, purposes.raw(id), bytesSealed)
      .pipe(Effect.catchTag(["KeyDestroyed", "NotSealedHere"], () => Effect.fail(new MessageClosed())))
  })

  return Effect.fnUntraced(function* (from: ClientId, to: Client, { documentId, providerAccountId, sourceId }: Message) {
    const { organizationId } = yield* CurrentTenant
    const key = { organizationId, providerAccountId, sourceType: "gmail", sourceId } as const
    yield* sources.lock(key)
    const source = yield* Effect.flatMap(sources.find(key), Effect.fromOption).pipe(
      Effect.catchTag("NoSuchElementError", Effect.die)
    )
    const prepared = yield* Effect.provideService(prepare(to, yield* bytesOf(from, documentId)), Digest.Digest, digest)
    if (!source.deleted) yield* cascade.moveAway(from, documentId)
    yield* sources.keepMoved({ ...key, clientId: from, documentId, at: yield* DateTime.nowAsDate })
    const receipt = yield* store.moveIn(to.id, prepared, key)
    if (source.deleted) yield* cascade.remove(to.id, receipt.documentId)
    return {
      documentId: receipt.documentId,
      sourceHash: Option.getOrNull(Option.map(yield* sources.find(key), (row) => row.sourceHash))
    }
  })
})
