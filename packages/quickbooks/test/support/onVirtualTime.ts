import { Clock, Context, Effect, Layer, Logger, Queue, Redacted, References } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import { RealmId } from "../../src/contract/Credentials.ts"
import { QuickBooks } from "../../src/QuickBooks.ts"
import { minorVersion, QuickBooksConfig } from "../../src/QuickBooksConfig.ts"
import { RealmLimits } from "../../src/RealmLimits.ts"

export const credentials = { realmId: RealmId.make("123"), accessToken: Redacted.make("at-1") }

/** A refusal as Intuit words it at its gateway; `tid` is the trace id of the answer. */
export const refusal = (status: number, tid: string, headers: Readonly<Record<string, string>> = {}) =>
  new Response("{}", { status, headers: { intuit_tid: tid, ...headers } })

export const fault = (code: string, tid: string) =>
  new Response(JSON.stringify({ Fault: { Error: [{ Message: "m", Detail: "d", code }], type: "ValidationFault" } }), {
    status: 400,
    headers: { intuit_tid: tid }
  })

export const counted = () => new Response('{"QueryResponse":{"totalCount":7}}')

interface Line {
  readonly message: unknown
  readonly annotations: Readonly<Record<string, unknown>>
}

/**
 * The whole client over answers that cost no real time: the test clock moves its waits.
 * The last answer is given for ever; `sentAt` are the virtual instants of the requests.
 */
export const onVirtualTime = (answers: ReadonlyArray<() => Response>) =>
  Effect.gen(function* () {
    const sentAt: Array<number> = []
    const sent: Array<{ readonly url: URL; readonly body: string }> = []
    const lines = yield* Queue.unbounded<Line>()
    const client = HttpClient.make((request, url) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const answer = answers[Math.min(sentAt.length, answers.length - 1)]
        sentAt.push(now)
        sent.push({ url, body: request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : "" })
        return HttpClientResponse.fromWeb(request, answer?.() ?? counted())
      })
    )
    const logger = Logger.make(({ fiber, message }) => {
      Queue.offerUnsafe(lines, { message, annotations: fiber.getRef(References.CurrentLogAnnotations) })
    })
    const wire = QuickBooks.layerNoDeps.pipe(
      Layer.provide([
        RealmLimits.layer,
        Layer.succeed(HttpClient.HttpClient, client),
        Layer.succeed(QuickBooksConfig, { apiBaseUrl: "http://intuit.test", discoveryUrl: "http://intuit.test", minorVersion })
      ])
    )
    const quickbooks = Context.get(yield* Layer.build(wire), QuickBooks)
    return {
      sentAt,
      sent,
      quickbooks,
      retries: Queue.clear(lines),
      /** Asks for a count, with the log of the call kept in `retries`. */
      count: quickbooks.count(credentials, "Bill").pipe(Effect.provide(Logger.layer([logger])))
    }
  })
