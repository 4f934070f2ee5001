import { Api } from "@beep/api/RootApi"
import { Context, Layer } from "effect"
import { FetchHttpClient, HttpClient } from "effect/http"
import { HttpApiClient } from "effect/http-api"
import { withEarlyAnswers } from "./earlyAnswers.ts"

const early: unknown = Reflect.get(globalThis, "beepEarly")

/** The typed client of the whole contract; the session travels in the cookie of this origin. */
export class ApiClient extends Context.Service<ApiClient, HttpApiClient.ForApi<typeof Api>>()("@beep/web/ApiClient") {
  static readonly layer = Layer.effect(this, HttpApiClient.make(Api, { baseUrl: location.origin })).pipe(
    Layer.provideMerge(FetchHttpClient.layer),
    Layer.provideMerge(Layer.succeed(FetchHttpClient.Fetch, withEarlyAnswers(early, globalThis.fetch))),
    Layer.provide(Layer.succeed(HttpClient.TracerPropagationEnabled, false))
  )
}
