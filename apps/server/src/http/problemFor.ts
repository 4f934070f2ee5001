import { HttpServerResponse } from "effect/http"

/** Titles of the answers that no endpoint declares: the router's, the body reader's and our own defects. */
const titles: Readonly<Record<number, string>> = {
  400: "The request could not be read",
  401: "Sign in to continue",
  403: "Not allowed",
  404: "Not found",
  405: "This address does not take this method",
  408: "The request took too long",
  413: "The request is too large",
  415: "This address does not take this kind of content",
  500: "Something went wrong on our side",
  503: "Not available right now"
}

export const problemContentType = "application/problem+json"

/** An answer without internals: type, title, status and the request's id. */
export const problemFor = (status: number, requestId: string): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.jsonUnsafe(
    { type: "about:blank", title: titles[status] ?? (status >= 500 ? titles[500] : titles[400]), status, requestId },
    { status, contentType: problemContentType }
  )
