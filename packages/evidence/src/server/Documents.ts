import { Audit } from "@beep/audit/server/Audit"
import { mailLimits } from "@beep/gmail/mime/limits"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type NotFound, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import type { ClientId, DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import { type Cursor, pageSize } from "@beep/kernel/Page"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import type { Vault } from "@beep/vault/Vault"
import { Context, Effect, Layer, Option } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import type { SqlClient } from "effect/sql"
import type { DocumentDetail, DocumentSummary, SourceType } from "../contract/Document.ts"
import { DocumentTooLarge } from "../contract/DocumentTooLarge.ts"
import { standardOntology } from "../contract/ontology/wealthManagement.ts"
import type { IngestReceipt } from "../contract/IngestReceipt.ts"
import type { DocumentOrigin } from "./DocumentOrigin.ts"
import { Extraction } from "./extraction/Extraction.ts"
import type { FiledElsewhere } from "./FiledElsewhere.ts"
import type { Cascade } from "./graph/Cascade.ts"
import { cursorAfter, positionOf } from "./internal/cursor.ts"
import { auditDenial } from "./internal/denied.ts"
import { ingestInto } from "./internal/ingest.ts"
import { listDocuments } from "./internal/listDocuments.ts"
import { prepare } from "./internal/prepare.ts"
import { readDocument } from "./internal/readDocument.ts"
import { sourceOf } from "./internal/sourceOf.ts"

type Caller = CurrentTenant | CurrentActor

export interface DocumentPage {
  readonly items: ReadonlyArray<DocumentSummary>
  readonly nextCursor: Cursor | null
}

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Documents extends Context.Service<
  Documents,
  {
    /**
     * Keeps received bytes as a document of the client. The same source again writes
     * nothing; a changed one adds one version; bytes that hold no readable message are
     * kept and reported. One transaction: after a crash, ingest again. What the message says is then joined
     * with the client's graph; where that cannot be done now, it waits, and nothing of the receipt changes.
     */
    readonly ingest: (
      clientId: ClientId,
      bytes: Uint8Array,
      origin: DocumentOrigin
    ) => Effect.Effect<IngestReceipt, NotFound | Unavailable | DocumentTooLarge | FiledElsewhere, Caller>
    /** Newest first; tombstones left out. */
    readonly list: (
      clientId: ClientId,
      page: { readonly cursor?: Cursor; readonly limit?: number; readonly sourceType?: SourceType }
    ) => Effect.Effect<DocumentPage, NotFound | ValidationFailed | Unavailable, Caller>
    /** The current version, or the one asked for, with every span compared with its source again. */
    readonly get: (
      clientId: ClientId,
      documentId: DocumentId,
      versionId?: DocumentVersionId
    ) => Effect.Effect<DocumentDetail, NotFound | Unavailable, Caller>
  }
>()("@beep/evidence/Documents") {
  static readonly layer: Layer.Layer<
    Documents,
    never,
    | Audit
    | Cascade
    | Clients
    | Extraction
    | Vault
    | TenantTransaction
    | SqlClient.SqlClient
    | SecureRandom.SecureRandom
    | Digest.Digest
  > = Layer.effect(
    Documents,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const transaction = yield* TenantTransaction
      const digest = yield* Digest.Digest
      const random = yield* SecureRandom.SecureRandom
      const store = yield* ingestInto
      const extraction = yield* Extraction
      const page = yield* listDocuments
      const read = yield* readDocument

      const refuse = Effect.fnUntraced(function* (clientId: ClientId, bytes: Uint8Array) {
        yield* audit.record({
          action: "document.rejected",
          entityType: "upload",
          entityId: yield* digest.digestHex(Digest.sha256, bytes),
          clientId,
          result: "failed",
          reason: "too_large"
        })
        return yield* new DocumentTooLarge({ maxBytes: mailLimits.bytes })
      })

      const ingest = Effect.fn("Documents.ingest")(function* (clientId: ClientId, bytes: Uint8Array, origin: DocumentOrigin) {
        const client = yield* clients.require(clientId)
        if (bytes.length > mailLimits.bytes) return yield* refuse(clientId, bytes)
        const prepared = yield* Effect.provideService(prepare(client, bytes), Digest.Digest, digest)
        const receipt = yield* transaction
          .run(store.ingest(clientId, prepared, sourceOf(origin, clientId, prepared.bytesSha256)))
          .pipe(Effect.provideService(SecureRandom.SecureRandom, random))
        if (receipt.outcome === "created" || receipt.outcome === "new_version") yield* readNow(clientId, receipt.documentId)
        return receipt
      })

      /**
       * The run stays in the table until it ends: this only makes it soon, and takes along what else waits. What a newer
       * extractor has not read yet is for the job that looks for it: nobody's mail waits for all the mail before it.
       */
      const readNow = (clientId: ClientId, documentId: DocumentId) =>
        extraction
          .run(clientId, standardOntology, documentId)
          .pipe(Effect.catch((error) => Effect.logWarning("a message waits for its extraction", { reason: error._tag })))

      const list = Effect.fn("Documents.list")(function* (
        clientId: ClientId,
        options: { readonly cursor?: Cursor; readonly limit?: number; readonly sourceType?: SourceType }
      ) {
        yield* clients.require(clientId)
        const before = options.cursor === undefined ? Option.some(null) : positionOf(options.cursor)
        if (Option.isNone(before)) return yield* new ValidationFailed({ reason: "This position in the list is not known." })
        const limit = options.limit ?? pageSize.default
        const rows = yield* transaction.run<ReadonlyArray<DocumentSummary>, never, Caller>(
          page(clientId, before.value, options.sourceType ?? null, limit + 1)
        )
        const items = rows.slice(0, limit)
        const last = items.at(-1)
        return { items, nextCursor: rows.length > limit && last !== undefined ? cursorAfter(last.documentId) : null }
      })

      const get = Effect.fn("Documents.get")(function* (
        clientId: ClientId,
        documentId: DocumentId,
        versionId?: DocumentVersionId
      ) {
        yield* clients.require(clientId)
        return yield* transaction
          .run<DocumentDetail, NotFound, Caller>(read(clientId, documentId, versionId ?? null))
          .pipe(auditDenial(audit, clientId, documentId))
      })

      return Documents.of({ ingest, list, get })
    })
  )
}
