import { Effect, Redacted, Schema } from "effect"
import { type QuickBooksError, TransientFault } from "../contract/faults.ts"
import type { OAuthTokens } from "../contract/OAuthTokens.ts"
import { WholeNumber } from "../contract/wire/scalars.ts"
import { faultFromResponse } from "../faults/fromResponse.ts"
import { readAnswer } from "../internal/readAnswer.ts"

const nothingArrived = () => new TransientFault({ code: null, httpStatus: null, intuitTid: null })

/**
 * Runs a request of the OAuth library and answers its body. Not retried: a
 * token answer that got lost may already have replaced the stored value.
 */
export const tokenCall = (request: (signal: AbortSignal) => Promise<Response>): Effect.Effect<string, QuickBooksError> =>
  Effect.tryPromise({
    try: async (signal) => {
      const response = await request(signal)
      return {
        ok: response.ok,
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text()
      }
    },
    catch: nothingArrived
  }).pipe(
    Effect.timeoutOrElse({ duration: "30 seconds", orElse: () => Effect.fail(nothingArrived()) }),
    Effect.flatMap((answer) => (answer.ok ? Effect.succeed(answer.body) : Effect.flatMap(faultFromResponse(answer), Effect.fail)))
  )

const TokenAnswer = Schema.Struct({
  access_token: Schema.String,
  refresh_token: Schema.String,
  expires_in: WholeNumber,
  x_refresh_token_expires_in: WholeNumber
})

export const tokensOf = (text: string): Effect.Effect<OAuthTokens, QuickBooksError> =>
  Effect.map(readAnswer(TokenAnswer, text), (answer) => ({
    accessToken: Redacted.make(answer.access_token),
    refreshToken: Redacted.make(answer.refresh_token),
    expiresInSeconds: answer.expires_in,
    refreshExpiresInSeconds: answer.x_refresh_token_expires_in
  }))
