import { Effect, Schema } from "effect"
import { type HttpClient, HttpClientRequest } from "effect/http"
import type { QuickBooksError } from "../contract/faults.ts"
import { readAnswer } from "../internal/readAnswer.ts"
import { sendOnce } from "../internal/sendOnce.ts"

/** The part of Intuit's OpenID discovery document that this app uses. */
export const Discovery = Schema.Struct({
  issuer: Schema.String,
  authorization_endpoint: Schema.String,
  token_endpoint: Schema.String,
  revocation_endpoint: Schema.String
})
export type Discovery = typeof Discovery.Type

/** Intuit's document is at `openid_configuration`, with an underscore, so the library's own discovery does not find it. */
export const discover = (client: HttpClient.HttpClient, url: string): Effect.Effect<Discovery, QuickBooksError> =>
  sendOnce(client, HttpClientRequest.get(url).pipe(HttpClientRequest.acceptJson)).pipe(
    Effect.flatMap((text) => readAnswer(Discovery, text))
  )
