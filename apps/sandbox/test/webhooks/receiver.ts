import { decodeWebhook } from "@beep/quickbooks/webhooks/decodeWebhook"
import { verifyWebhook } from "@beep/quickbooks/webhooks/verifyWebhook"
import type { WebhookEvent } from "@beep/quickbooks/webhooks/WebhookEvent"
import { Effect, Layer, Redacted, Schedule } from "effect"
import { Mac, SecureRandom } from "effect/crypto"

export const verifierToken = Redacted.make("b5771f19b12ddb4bcdb9f08bdc50bc63878a")

export interface Received {
  readonly isSigned: boolean
  readonly contentType: string | null
  readonly body: string
  readonly events: ReadonlyArray<WebhookEvent>
}

const mac = Mac.layerWebCrypto.pipe(Layer.provide(SecureRandom.layerWebCrypto))

const read = (request: Request): Effect.Effect<Received> =>
  Effect.gen(function* () {
    const rawBody = new Uint8Array(yield* Effect.promise(() => request.arrayBuffer()))
    const body = new TextDecoder().decode(rawBody)
    const signature = request.headers.get("intuit-signature") ?? ""
    const isSigned = yield* verifyWebhook({ rawBody, signature, verifierTokens: [verifierToken] })
    const events = yield* Effect.orDie(decodeWebhook(body))
    return { isSigned, contentType: request.headers.get("content-type"), body, events }
  }).pipe(Effect.provide(mac))

/** A real endpoint that verifies and decodes with the product's own code, and answers 401 to what is not signed. */
export const receiver = Effect.gen(function* () {
  const received: Array<Received> = []
  const server = yield* Effect.acquireRelease(
    Effect.sync(() =>
      Bun.serve({
        port: 0,
        hostname: "127.0.0.1",
        fetch: async (request) => {
          const one = await Effect.runPromise(read(request))
          received.push(one)
          return new Response(null, { status: one.isSigned ? 200 : 401 })
        }
      })
    ),
    (running) => Effect.promise(() => running.stop(true))
  )
  /** Waits until so many bodies have arrived; a bounded poll. */
  const until = (count: number) =>
    Effect.suspend(() => (received.length >= count ? Effect.succeed(received) : Effect.fail("too few"))).pipe(
      Effect.retry(Schedule.upTo(Schedule.spaced("20 millis"), { times: 1000 })),
      Effect.orDie
    )
  return { address: `http://127.0.0.1:${server.port}/hooks`, received, until }
})
