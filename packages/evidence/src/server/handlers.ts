import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { DocumentTooLarge, maxUploadBytes } from "../contract/DocumentTooLarge.ts"
import { EvidenceLocalApi } from "../contract/EvidenceApi.ts"
import { Documents } from "./Documents.ts"
import { Evidence } from "./Evidence.ts"

export const evidenceHandlers = HttpApiBuilder.group(
  EvidenceLocalApi,
  "evidence",
  Effect.fn(function* (handlers) {
    const documents = yield* Documents
    const evidence = yield* Evidence
    return handlers.handleAll({
      listDocuments: ({ params, query }) => documents.list(params.clientId, query),
      ingestDocument: ({ params, payload }) =>
        payload.length > maxUploadBytes
          ? Effect.fail(new DocumentTooLarge({ maxBytes: maxUploadBytes }))
          : documents.ingest(params.clientId, payload, { sourceType: "upload" }).pipe(
              // The key of an upload holds its client, so no other client can hold the same one.
              Effect.catchTag("FiledElsewhere", Effect.die)
            ),
      getDocument: ({ params, query }) => documents.get(params.clientId, params.documentId, query.versionId),
      listEvidence: ({ params, query }) => evidence.list(params.clientId, query)
    })
  })
)
