import { Effect } from "effect"
import { HttpClient, type HttpClientRequest } from "effect/http"
import type { GoogleError } from "../contract/faults.ts"
import { googleFault, nothingArrived } from "./googleFault.ts"

/** Sends once and answers the body. The client's own spans are off: they would carry message ids and queries. */
export const sendOnce = (
  client: HttpClient.HttpClient,
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<string, GoogleError> =>
  client.execute(request).pipe(
    Effect.flatMap((response) =>
      Effect.map(response.text, (body) => ({ status: response.status, headers: response.headers, body }))
    ),
    Effect.timeout("60 seconds"),
    Effect.mapError(nothingArrived),
    Effect.flatMap((answer) =>
      answer.status >= 200 && answer.status < 300 ? Effect.succeed(answer.body) : Effect.fail(googleFault(answer))
    ),
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true)
  )
