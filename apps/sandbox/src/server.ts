import { NodeHttpServer, NodeServices } from "@effect/platform-node"
import { Layer } from "effect"
import { SecureRandom } from "effect/crypto"
import { HttpRouter } from "effect/http"
import { createServer } from "node:http"
import { changeDataRoute } from "./accounting/changeDataRoute.ts"
import { accountingRoutes } from "./accounting/routes.ts"
import { Throttle } from "./accounting/Throttle.ts"
import { controlRoutes } from "./control.ts"
import { FaultOrders } from "./faults/FaultOrders.ts"
import { Changes } from "./ledger/Changes.ts"
import { Grants } from "./oauth/Grants.ts"
import { oauthRoutes } from "./oauth/routes.ts"
import { Sandbox, type SandboxSettings } from "./Sandbox.ts"
import { changeRoutes } from "./store/changeRoutes.ts"
import { CompanyStores } from "./store/CompanyStores.ts"
import { writeRoutes } from "./write/writeRoutes.ts"
import { Writes } from "./write/Writes.ts"

const routes = Layer.mergeAll(oauthRoutes, accountingRoutes, changeDataRoute, writeRoutes, controlRoutes, changeRoutes)

const grants = (file: string | undefined) =>
  file === undefined ? Grants.layer : Layer.provide(Grants.layerFile(file), NodeServices.layer)

/**
 * Intuit's OAuth and data API on a port of this machine; port 0 takes a free
 * one, which `HttpServer.address` then tells.
 */
export const sandboxServer = (
  options: SandboxSettings & { readonly port: number; readonly host?: string; readonly grantsFile?: string }
) =>
  HttpRouter.serve(routes, { disableLogger: true, disableListenLog: true }).pipe(
    Layer.provide(Writes.layer),
    Layer.provideMerge(CompanyStores.layer),
    Layer.provide([
      grants(options.grantsFile),
      Throttle.layer,
      FaultOrders.layer,
      Changes.layer,
      Layer.succeed(Sandbox, options)
    ]),
    Layer.provide(SecureRandom.layerWebCrypto),
    Layer.provideMerge(NodeHttpServer.layer(createServer, { port: options.port, host: options.host ?? "127.0.0.1" }))
  )
