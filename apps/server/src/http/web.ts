import { Api } from "@beep/api/RootApi"
import { Effect, Layer } from "effect"
import { HttpApi } from "effect/http-api"
import { HttpRouter, HttpServerRequest, HttpServerRespondable, HttpServerResponse, HttpStaticServer } from "effect/http"
import { preferCompressed } from "./compressedFiles.ts"
import { pathOf } from "./pathOf.ts"

const notAPage = ["/api/*", "/oauth/*", "/webhooks/*", "/health/*", "/.well-known/*"] as const

/** The addresses of the contract as patterns, each with its methods. */
const methodsByAddress = (): ReadonlyArray<{ readonly pattern: RegExp; readonly method: string }> => {
  const found: Array<{ readonly pattern: RegExp; readonly method: string }> = []
  HttpApi.reflect(Api, {
    onGroup: () => undefined,
    onEndpoint: ({ endpoint }) => {
      const pattern = endpoint.path.replace(/[.+*?^${}()|[\]\\]/g, "\\$&").replace(/:\w+/g, "[^/]+")
      found.push({ pattern: new RegExp(`^${pattern}$`), method: endpoint.method })
    }
  })
  return found
}

/** 405 with the methods that exist for an address of ours, 404 for anything else. */
const unknownAddress = (addresses: ReturnType<typeof methodsByAddress>) =>
  Effect.map(HttpServerRequest.HttpServerRequest, (request) => {
    const path = pathOf(request.originalUrl)
    const allowed = addresses.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    return allowed.length === 0
      ? HttpServerResponse.empty({ status: 404 })
      : HttpServerResponse.empty({ status: 405, headers: { allow: [...new Set(allowed)].join(", ") } })
  })

/** The built web app; an unknown address of ours is a problem and never the app's page. */
export const layer = (root: string) => {
  const answer = unknownAddress(methodsByAddress())
  const files = HttpRouter.use((router) =>
    Effect.flatMap(HttpStaticServer.make({ root, spa: true }), (plain) =>
      router.add("GET", "/*", Effect.catch(preferCompressed(plain), HttpServerRespondable.toResponse))
    )
  )
  return Layer.mergeAll(files, ...notAPage.map((path) => HttpRouter.add("*", path, answer)))
}
