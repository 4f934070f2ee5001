import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { signatureHeader, WebhooksLocalApi } from "../contract/WebhooksApi.ts"
import { Webhooks } from "./Webhooks.ts"

/** Reads the body itself: what is signed are its bytes, whatever its content type says they are. */
export const WebhooksHandlers = HttpApiBuilder.group(
  WebhooksLocalApi,
  "webhooks",
  Effect.fn(function* (handlers) {
    const webhooks = yield* Webhooks
    return handlers.handleRaw("intuit", ({ headers, request }) =>
      Effect.gen(function* () {
        // A body that cannot be read is answered by the edge, as everywhere.
        const rawBody = new Uint8Array(yield* Effect.orDie(request.arrayBuffer))
        yield* webhooks.receive({ rawBody, signature: headers[signatureHeader] ?? null })
      })
    )
  })
)
