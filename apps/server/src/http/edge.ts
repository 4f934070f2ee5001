import { CurrentRequestId } from "@beep/kernel/CurrentActor"
import { accessDenied, httpDuration } from "@beep/observability/metrics"
import { ByteSize, Cause, Clock, Duration, Effect, Fiber, Metric, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import { HttpIncomingMessage, HttpRouter, HttpServerError, HttpServerRequest } from "effect/http"
import { pathOf } from "./pathOf.ts"
import { problemFor } from "./problemFor.ts"
import { withSecurityHeaders } from "./headers.ts"
import { withRequestId } from "./withRequestId.ts"

/** Bodies beyond this are refused before a handler sees them (runway.md 7.8). */
export const maxBodyBytes = 1024 * 1024

const requestTimeout = Duration.seconds(60)

const isTooLarge = (request: HttpServerRequest.HttpServerRequest) => Number(request.headers["content-length"] ?? 0) > maxBodyBytes

/**
 * A body that never ends is given up by its reader, and the runtime then answers 200 with nothing before anybody can
 * say otherwise. So a request that may carry one is left to itself when its time is over, and ends with the request's
 * scope, after our answer.
 */
const withinTime =
  (method: string) =>
  <A, E, R>(app: Effect.Effect<A, E, R>) =>
    method === "GET" || method === "HEAD"
      ? Effect.timeoutOption(app, requestTimeout)
      : Effect.flatMap(Effect.forkScoped(app), (asked) => Effect.timeoutOption(Fiber.join(asked), requestTimeout))

/**
 * Around every route: an id for the request, limits on body and time, security
 * headers, and a problem body for every failure. A defect is logged by its kind
 * under the request's id; its message never leaves.
 */
export const layer = (options: { readonly secure: boolean }) =>
  HttpRouter.middleware(
    Effect.gen(function* () {
      const random = yield* SecureRandom.SecureRandom
      return (app) =>
        Effect.gen(function* () {
          const request = yield* HttpServerRequest.HttpServerRequest
          const requestId = yield* random.uuidV7()
          const path = pathOf(request.originalUrl)
          const began = yield* Clock.currentTimeMillis
          const answered = isTooLarge(request)
            ? Effect.succeed(problemFor(413, requestId))
            : app.pipe(
                withinTime(request.method),
                Effect.map(Option.getOrElse(() => problemFor(408, requestId))),
                Effect.catchCause((cause) =>
                  Effect.gen(function* () {
                    if (Cause.hasInterruptsOnly(cause)) return yield* Effect.failCause(cause)
                    const [response] = yield* HttpServerError.causeResponse(cause)
                    if (response.status >= 500) yield* Effect.logError("request failed", { requestId, kind: kindOf(cause) })
                    return response
                  })
                )
              )
          const response = yield* answered.pipe(
            Effect.provideService(CurrentRequestId, requestId),
            Effect.provideService(HttpIncomingMessage.MaxBodySize, ByteSize.bytes(maxBodyBytes)),
            Effect.annotateLogs({ requestId }),
            Effect.annotateSpans({ requestId })
          )
          yield* measure(request.method, response.status, (yield* Clock.currentTimeMillis) - began)
          return withSecurityHeaders(withRequestId(response, requestId), path, options.secure)
        })
    }),
    { global: true }
  )

/** Ids and addresses stay out of the attributes: method and status only. */
const measure = (method: string, status: number, millis: number) => {
  const attributes = { "http.request.method": method, "http.response.status_code": String(status) }
  const counted = Metric.update(Metric.withAttributes(httpDuration, attributes), millis)
  return status === 403 ? Effect.andThen(counted, Metric.update(accessDenied, 1)) : counted
}

/** The tag or class of what went wrong: enough to find it, nothing of what it held. */
const kindOf = (cause: Cause.Cause<unknown>): string => {
  const error = Cause.squash(cause)
  if (typeof error !== "object" || error === null) return typeof error
  return "_tag" in error && typeof error._tag === "string" ? error._tag : error.constructor.name
}
