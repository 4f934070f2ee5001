import { Option } from "effect"
import type { HttpServerRequest } from "effect/http"

/** The peer's network address, to count tries by. */
export const addressOf = (request: HttpServerRequest.HttpServerRequest): string =>
  Option.getOrElse(request.remoteAddress, () => "unknown")
