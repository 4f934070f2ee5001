import type { HttpServerResponse } from "effect/http"

/** The text an answer holds; empty for one that is sent as a stream. */
export const bodyOf = ({ body }: HttpServerResponse.HttpServerResponse): string =>
  body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : ""
