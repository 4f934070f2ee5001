import { Option, Schema } from "effect"
import { HttpServerResponse } from "effect/http"
import { problemContentType, problemFor } from "./problemFor.ts"

const decodeBody = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Record(Schema.String, Schema.Unknown)))

const bodyOf = (response: HttpServerResponse.HttpServerResponse): Option.Option<Record<string, unknown>> =>
  response.body._tag === "Uint8Array" && response.headers["content-type"]?.startsWith(problemContentType) === true
    ? decodeBody(new TextDecoder().decode(response.body.body))
    : Option.none()

const keptHeaders = ["retry-after", "allow", "www-authenticate"]

/**
 * Every failure leaves as a problem with the request's id: a declared one gains
 * the id, anything else (an empty 404 of the router, a defect) gets a body.
 */
export const withRequestId = (
  response: HttpServerResponse.HttpServerResponse,
  requestId: string
): HttpServerResponse.HttpServerResponse => {
  if (response.status < 400) return HttpServerResponse.setHeader(response, "x-request-id", requestId)
  const answer = Option.match(bodyOf(response), {
    onNone: () => problemFor(response.status, requestId),
    onSome: (body) =>
      HttpServerResponse.mergeCookies(
        HttpServerResponse.jsonUnsafe({ ...body, requestId }, { status: response.status, contentType: problemContentType }),
        response.cookies
      )
  })
  const kept = Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = response.headers[name]
      return value === undefined ? [] : [[name, value]]
    })
  )
  return HttpServerResponse.setHeaders(answer, { ...kept, "x-request-id": requestId })
}
