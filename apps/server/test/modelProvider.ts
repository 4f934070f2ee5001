import { sandboxServer } from "@beep/sandbox/server"
import { NodeServices } from "@effect/platform-node"
import { Context, Effect, Layer, Redacted } from "effect"
import { HttpServer } from "effect/http"
import { layerWith } from "./TestServer.ts"

export const apiKey = "sk-7hQ2vXw9LmZr4TnB"

/** Where the stand-in for a provider of models listens. */
export class Provider extends Context.Service<Provider, string>()("server-test/Provider") {}

/** Our server as production composes it, pointed at a stand-in for the provider by variables that are told its address. */
export const withProvider = (variables: (openAiUrl: string) => Readonly<Record<string, string>>) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const key = Redacted.make(apiKey)
      const sandbox = yield* Layer.build(
        sandboxServer({ clientId: "sandbox-app", clientSecret: key, companies: [], port: 0, openAiKey: key })
      )
      const url = HttpServer.formatAddress(Context.get(sandbox, HttpServer.HttpServer).address)
      // The looks of a worker would come between those of the test.
      const server = layerWith({ APP_ROLE: "api", ...variables(`${url}/openai/v1/`) })
      return Layer.succeed(Provider, url).pipe(Layer.provideMerge(server))
    })
  ).pipe(Layer.provide(NodeServices.layer), Layer.orDie)
