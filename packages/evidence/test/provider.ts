import { orderFaults } from "@beep/sandbox/script/orderFaults"
import { sandboxServer } from "@beep/sandbox/server"
import { Context, Effect, Layer, Redacted, Ref } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest, HttpClientResponse, HttpServer } from "effect/http"

export const apiKey = Redacted.make("sandbox models/1")

/** Where the stand-in for a provider of models listens. */
export class ProviderUrl extends Context.Service<ProviderUrl, string>()("evidence-test/ProviderUrl") {
  static readonly layer = Layer.effect(
    ProviderUrl,
    Effect.map(HttpServer.HttpServer, ({ address }) => HttpServer.formatAddress(address))
  ).pipe(
    Layer.provide(sandboxServer({ clientId: "sandbox-app", clientSecret: apiKey, companies: [], port: 0, openAiKey: apiKey })),
    Layer.orDie
  )
}

/** What happens while a call is on its way to the provider. */
export class Meanwhile extends Context.Service<Meanwhile, Ref.Ref<Effect.Effect<void>>>()("evidence-test/Meanwhile") {
  static readonly layer = Layer.effect(Meanwhile, Ref.make<Effect.Effect<void>>(Effect.void))
}

export const wire = Layer.effect(
  HttpClient.HttpClient,
  Effect.gen(function* () {
    const meanwhile = yield* Meanwhile
    const client = yield* HttpClient.HttpClient
    return HttpClient.mapRequestEffect(client, (request) => Effect.as(Effect.flatten(Ref.get(meanwhile)), request))
  })
).pipe(Layer.provide(FetchHttpClient.layer))

/** Of the stand-in: what it was sent, at `embeddings/calls` or `chat/calls`. */
export const control = Effect.fnUntraced(function* (method: "GET" | "DELETE", path: string) {
  const request = HttpClientRequest.make(method)(`${yield* ProviderUrl}/_sandbox/${path}`)
  const answer = yield* Effect.flatMap(HttpClient.execute(request), HttpClientResponse.filterStatusOk)
  return yield* answer.text
}, Effect.provide(FetchHttpClient.layer))

/** Places the script of its next calls, at `embeddings/faults` or `chat/faults`. */
export const ordered = Effect.fnUntraced(function* <Order extends { readonly times: number }>(
  path: string,
  faults: ReadonlyArray<Order>
) {
  yield* orderFaults(yield* ProviderUrl, path, faults).pipe(Effect.provide(FetchHttpClient.layer))
})
