import { TimeZoneName, todayIn, type LocalDate } from "@beep/kernel/LocalDate"
import type { CompanySource } from "@beep/sandbox/accounting/CompanySource"
import { standardCompanies } from "@beep/sandbox/companies/standard"
import type { FaultOrder } from "@beep/sandbox/faults/FaultOrders"
import { orderFaults } from "@beep/sandbox/script/orderFaults"
import { sandboxServer } from "@beep/sandbox/server"
import { type Changed, type ChangeOrder, orderChange } from "@beep/sandbox/store/ChangeOrder"
import { CompanyStores } from "@beep/sandbox/store/CompanyStores"
import type { CompanyView } from "@beep/sandbox/store/CompanyView"
import type { WebhookSettings } from "@beep/sandbox/webhooks/Webhooks"
import { NodeServices } from "@effect/platform-node"
import { Context, Effect, type FileSystem, Layer, Option, type Path, Redacted } from "effect"
import { FetchHttpClient, HttpServer } from "effect/http"
import type { Variables } from "../services.ts"
import { layerWith, origin } from "../TestServer.ts"

/** Where the clients of these tests live; their books end today. */
export const zone = TimeZoneName.make("America/New_York")

const app = { clientId: "sandbox-app", clientSecret: Redacted.make("sandbox-secret-1") }

/** The stand-in for Intuit with all its standard companies. */
export class IntuitStandIn extends Context.Service<
  IntuitStandIn,
  {
    readonly asOf: LocalDate
    readonly companies: ReadonlyArray<CompanySource>
    /** Faults on the wire: what the next calls of a company are answered with. */
    readonly order: (order: FaultOrder) => Effect.Effect<void>
    /** The environment of a server that talks to this stand-in. */
    readonly variables: Variables
    /** Changes a company's books, which must let it. */
    readonly place: (realmId: string, order: ChangeOrder) => Effect.Effect<Changed>
    /** Changes a company's books; answers whether QuickBooks would have let it. */
    readonly change: (realmId: string, order: ChangeOrder) => Effect.Effect<boolean>
    /** A company as it stands now, past the wire and its limits. */
    readonly now: (realmId: string) => Effect.Effect<CompanyView>
  }
>()("server-test/IntuitStandIn") {}

/** Variables of our server besides those that point it at the stand-in. */
export const MoreVariables = Context.Reference<Variables>("server-test/MoreVariables", { defaultValue: () => ({}) })

const variables = (url: string): Variables => ({
  OAUTH_INTUIT_CLIENT_ID: app.clientId,
  OAUTH_INTUIT_CLIENT_SECRET: Redacted.value(app.clientSecret),
  OAUTH_INTUIT_DISCOVERY_URL: `${url}/.well-known/openid_configuration`,
  OAUTH_INTUIT_API_URL: url,
  OAUTH_INTUIT_REDIRECT_URI: `${origin}/oauth/qbo/callback`,
  OAUTH_INTUIT_APP_URL: url
})

/** Two servers on ports of their own: Intuit's stand-in with these companies, and ours as production composes it, pointed at it. */
export const layerOf = (
  companiesOf: (asOf: LocalDate) => Effect.Effect<ReadonlyArray<CompanySource>, unknown, FileSystem.FileSystem | Path.Path>,
  webhooks: WebhookSettings = {}
) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const asOf = yield* todayIn(zone)
      const companies = yield* companiesOf(asOf)
      // Fresh: one router is shared by reference, and each server must have its own.
      const sandbox = yield* Layer.build(Layer.fresh(sandboxServer({ ...app, companies, webhooks, port: 0 })))
      const url = HttpServer.formatAddress(Context.get(sandbox, HttpServer.HttpServer).address)
      const order = (fault: FaultOrder) =>
        orderFaults(url, "faults", [fault]).pipe(Effect.provide(FetchHttpClient.layer), Effect.orDie)
      const place = (realmId: string, placed: ChangeOrder) =>
        orderChange(url, realmId, placed).pipe(Effect.provide(FetchHttpClient.layer), Effect.orDie)
      const change = (realmId: string, placed: ChangeOrder) =>
        orderChange(url, realmId, placed).pipe(
          Effect.as(true),
          // 409 is QuickBooks' own refusal.
          Effect.catchTag("HttpClientError", (error) =>
            error.response?.status === 409 ? Effect.succeed(false) : Effect.die(error)
          ),
          Effect.provide(FetchHttpClient.layer),
          Effect.orDie
        )
      const stores = Context.get(sandbox, CompanyStores)
      const now = (realmId: string) =>
        Effect.flatMap(Effect.map(stores.view(realmId), Option.fromUndefinedOr), Effect.fromOption).pipe(Effect.orDie)
      const more = { ...variables(url), ...(yield* MoreVariables) }
      return Layer.succeed(IntuitStandIn, { asOf, companies, order, place, change, now, variables: more }).pipe(
        Layer.provideMerge(layerWith(more))
      )
    })
  ).pipe(Layer.provide(NodeServices.layer), Layer.orDie)

/** The same with all standard companies. */
export const layer = layerOf((asOf) => standardCompanies({ seed: 7, asOf }))
