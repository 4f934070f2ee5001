import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"
import { NotFound, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { ClientId, DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import { Cursor, Limit, Page } from "@beep/kernel/Page"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { DocumentDetail, DocumentSummary, SourceType } from "./Document.ts"
import { DocumentTooLarge } from "./DocumentTooLarge.ts"
import { EvidenceFilter } from "./EvidenceFilter.ts"
import { EvidenceList } from "./EvidenceItem.ts"
import { IngestReceipt } from "./IngestReceipt.ts"

const base = "/api/advisor/clients/:clientId"

/** One message as it travelled: the bytes of an `.eml` file, untouched. */
export const RawMessage = Schema.Uint8Array.pipe(HttpApiSchema.asUint8Array({ contentType: "message/rfc822" }))

/** Documents of one client and the evidence in them. Every read of content is audited. */
export class EvidenceGroup extends HttpApiGroup.make("evidence")
  .add(
    HttpApiEndpoint.get("listDocuments", `${base}/documents`, {
      params: { clientId: ClientId },
      query: {
        cursor: Schema.optionalKey(Cursor),
        limit: Schema.optionalKey(Limit),
        sourceType: Schema.optionalKey(SourceType)
      },
      success: Page(DocumentSummary),
      error: [NotFound, ValidationFailed, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    HttpApiEndpoint.post("ingestDocument", `${base}/documents`, {
      params: { clientId: ClientId },
      payload: RawMessage,
      success: IngestReceipt,
      error: [NotFound, DocumentTooLarge, Unavailable]
    }).annotate(RequiredScope, "evidence.write"),
    HttpApiEndpoint.get("getDocument", `${base}/documents/:documentId`, {
      params: { clientId: ClientId, documentId: DocumentId },
      query: { versionId: Schema.optionalKey(DocumentVersionId) },
      success: DocumentDetail,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    /** C-02: exactly one of the four filters, or 400. */
    HttpApiEndpoint.get("listEvidence", `${base}/evidence`, {
      params: { clientId: ClientId },
      query: EvidenceFilter.fields,
      success: EvidenceList,
      error: [NotFound, ValidationFailed, Unavailable]
    }).annotate(RequiredScope, "clients.read")
  )
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const EvidenceLocalApi = HttpApi.make("beep").add(EvidenceGroup)
