import { Duration, Effect, type Redacted, Schema } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { signature } from "./signature.ts"

/** Where Intuit was told to deliver, and the token both sides know. */
export interface Receiver {
  readonly address: string
  readonly verifierToken: Redacted.Redacted
}

/** Not answered 2xx in time; null when nothing answered. */
export class NotTaken extends Schema.TaggedError<NotTaken>()("NotTaken", { status: Schema.NullOr(Schema.Int) }) {}

/** Intuit waits three seconds for an answer (runway.md 6.8). */
const patience = Duration.seconds(3)

/** One attempt. */
export const post = Effect.fn("Webhooks.post")(function* (receiver: Receiver, body: Uint8Array, signed: string | null) {
  const client = yield* HttpClient.HttpClient
  const request = HttpClientRequest.post(receiver.address).pipe(
    HttpClientRequest.setHeader("intuit-signature", signed ?? (yield* signature(receiver.verifierToken, body))),
    HttpClientRequest.bodyUint8Array(body, "application/json; charset=utf-8")
  )
  const nothing = () => new NotTaken({ status: null })
  const answer = yield* client
    .execute(request)
    .pipe(Effect.mapError(nothing), Effect.timeoutOrElse({ duration: patience, orElse: () => Effect.fail(nothing()) }))
  if (answer.status < 200 || answer.status > 299) return yield* new NotTaken({ status: answer.status })
  return answer.status
}, Effect.scoped)
