import { Effect, Redacted } from "effect"
import { HttpServerRequest, HttpServerResponse } from "effect/http"
import { cutOff } from "../script/cutOff.ts"
import { heldUp } from "../script/heldUp.ts"
import { OpenAiKey } from "./OpenAiKey.ts"

/**
 * What any call may meet. `unauthorized`: 401. `rate_limited`: 429, with `seconds` as Retry-After. `server_error`: 500.
 * `refused`: 400 for the input. `slow`: answered after `seconds`. `reset`: the connection ends.
 */
export const commonFaults = ["unauthorized", "rate_limited", "server_error", "refused", "slow", "reset"] as const

const refused = (status: number, type: string, message: string, code: string | null = null) =>
  HttpServerResponse.setStatus(HttpServerResponse.jsonUnsafe({ error: { message, type, param: null, code } }), status)

const unauthorized = refused(401, "invalid_request_error", "Incorrect API key provided.", "invalid_api_key")
export const badInput = refused(400, "invalid_request_error", "The input is not one this model takes.")

/** Null for who brings the right key; the refusal otherwise. */
export const refusedKey = Effect.gen(function* () {
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  const key = yield* OpenAiKey
  const bearer = /^Bearer (.+)$/i.exec(headers["authorization"] ?? "")?.[1]
  return key === null || bearer !== Redacted.value(key) ? unauthorized : null
})

/** The answer of a call that goes no further; null where it does, after as long as was ordered. */
export const met = Effect.fnUntraced(function* (order: { readonly fault: string; readonly seconds?: number } | undefined) {
  switch (order?.fault) {
    case "unauthorized":
      return unauthorized
    case "rate_limited":
      return HttpServerResponse.setHeader(
        refused(429, "requests", "Rate limit reached for requests", "rate_limit_exceeded"),
        "retry-after",
        String(order.seconds ?? 1)
      )
    case "server_error":
      return refused(500, "server_error", "The server had an error while processing your request.")
    case "refused":
      return badInput
    case "reset":
      return yield* cutOff(yield* HttpServerRequest.HttpServerRequest)
    case "slow":
      yield* heldUp(order)
  }
  return null
})

/** As these providers count, about. */
export const tokensOf = (texts: ReadonlyArray<string>): number => texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0)
