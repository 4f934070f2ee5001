import { Effect, Layer } from "effect"
import { HttpRouter, HttpServerResponse, HttpStaticServer } from "effect/http"

const notAPage = ["/api/*", "/oauth/*", "/health/*", "/.well-known/*"] as const

/** The built web app; an unknown address of ours is a 404 and never the app's page. */
export const layer = (root: string) =>
  Layer.mergeAll(
    HttpStaticServer.layer({ root, spa: true }),
    ...notAPage.map((path) => HttpRouter.add("*", path, Effect.succeed(HttpServerResponse.empty({ status: 404 }))))
  )
