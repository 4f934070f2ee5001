import { quickbooksRequests, quickbooksThrottled } from "@beep/observability/metrics"
import { Effect, Metric } from "effect"
import { HttpClient, type HttpClientRequest } from "effect/http"
import { type QuickBooksError, TransientFault } from "../contract/faults.ts"
import { faultFromResponse } from "../faults/fromResponse.ts"

const nothingArrived = () => new TransientFault({ code: null, httpStatus: null, intuitTid: null })

/**
 * Sends once and answers the body's exact text, or the fault it means.
 * The client's own spans are off: they would carry the query, and queries hold names.
 */
export const sendOnce = (
  client: HttpClient.HttpClient,
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<string, QuickBooksError> =>
  Metric.update(quickbooksRequests, 1).pipe(
    Effect.andThen(client.execute(request)),
    Effect.flatMap((response) =>
      Effect.map(response.text, (body) => ({ status: response.status, headers: response.headers, body }))
    ),
    // Intuit cuts a call off after 120 s (runway.md 6.3).
    Effect.timeout("120 seconds"),
    Effect.mapError(nothingArrived),
    Effect.tap(({ headers }) =>
      Effect.annotateCurrentSpan({ intuitTid: headers["intuit_tid"] ?? headers["intuit-tid"] ?? "none" })
    ),
    Effect.flatMap((answer) =>
      answer.status >= 200 && answer.status < 300
        ? Effect.succeed(answer.body)
        : Effect.flatMap(faultFromResponse(answer), Effect.fail)
    ),
    Effect.tapError((fault) => (fault._tag === "RateLimitedByIntuit" ? Metric.update(quickbooksThrottled, 1) : Effect.void)),
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true)
  )
