import { Schema } from "effect"
import { HttpApiError } from "effect/http-api"

/** The largest message the HTTP api takes, in bytes. */
export const maxUploadBytes = 1_048_576

export class DocumentTooLarge extends HttpApiError.Problem<DocumentTooLarge>()(
  "DocumentTooLarge",
  {
    type: "urn:beep:problem:document-too-large",
    status: 413,
    title: "This file is too large"
  },
  { requestId: Schema.optionalKey(Schema.String), maxBytes: Schema.Int }
) {}
