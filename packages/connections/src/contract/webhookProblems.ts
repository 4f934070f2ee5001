import { Schema } from "effect"
import { HttpApiError } from "effect/http-api"

const fields = { requestId: Schema.optionalKey(Schema.String) }

/** No signature, or not one of ours: the two look the same. */
export class SignatureRefused extends HttpApiError.Problem<SignatureRefused>()(
  "SignatureRefused",
  {
    type: "urn:beep:problem:signature-refused",
    status: 401,
    title: "The signature does not fit"
  },
  fields
) {}

/** Signed, but of neither shape we know; its hash is kept. */
export class DeliveryUnreadable extends HttpApiError.Problem<DeliveryUnreadable>()(
  "DeliveryUnreadable",
  {
    type: "urn:beep:problem:delivery-unreadable",
    status: 400,
    title: "The delivery could not be read"
  },
  fields
) {}
