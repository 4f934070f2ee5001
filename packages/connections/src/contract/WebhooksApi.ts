import { Unavailable } from "@beep/kernel/errors"
import { RequiredScope } from "@beep/kernel/Scope"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"
import { DeliveryUnreadable, SignatureRefused } from "./webhookProblems.ts"

/** base64(HMAC-SHA256(verifier token, body as sent)); absent is refused like a wrong one, so it is optional here. */
export const signatureHeader = "intuit-signature"

/**
 * Where Intuit says what changed. No session: the signature over the bytes of the body
 * is the proof. 200 means kept or knowingly ignored; a company or an entity type we do
 * not know is no error. 503 while webhooks are not configured or the database is away:
 * Intuit sends again.
 */
export class WebhooksGroup extends HttpApiGroup.make("webhooks")
  .add(
    HttpApiEndpoint.post("intuit", "/webhooks/intuit", {
      headers: { [signatureHeader]: Schema.optionalKey(Schema.String) },
      success: HttpApiSchema.Empty(200),
      error: [SignatureRefused, DeliveryUnreadable, Unavailable]
    }).annotate(RequiredScope, "public")
  )
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const WebhooksLocalApi = HttpApi.make("beep").add(WebhooksGroup)
