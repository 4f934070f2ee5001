import { NodeHttpServer, NodeServices } from "@effect/platform-node"
import { Layer, type Redacted } from "effect"
import { Mac, SecureRandom } from "effect/crypto"
import { FetchHttpClient, HttpRouter } from "effect/http"
import { createServer } from "node:http"
import { changeDataRoute } from "./accounting/changeDataRoute.ts"
import { accountingRoutes } from "./accounting/routes.ts"
import { Throttle } from "./accounting/Throttle.ts"
import { controlRoutes } from "./control.ts"
import { ChatDesk } from "./chat/ChatDesk.ts"
import { chatRoutes } from "./chat/chatRoutes.ts"
import { EmbeddingDesk } from "./embeddings/EmbeddingDesk.ts"
import { embeddingRoutes } from "./embeddings/embeddingRoutes.ts"
import { faulty } from "./faults/faulty.ts"
import { FaultOrders } from "./faults/FaultOrders.ts"
import { faultRoutes } from "./faults/routes.ts"
import type { GoogleAccount } from "./google/GoogleAccount.ts"
import { googleControl } from "./google/googleControl.ts"
import { GoogleFaultOrders } from "./google/GoogleFaultOrders.ts"
import { googleFaulty } from "./google/googleFaulty.ts"
import { gmailRoutes } from "./google/gmailRoutes.ts"
import { GoogleGrants } from "./google/GoogleGrants.ts"
import { GoogleMail } from "./google/GoogleMail.ts"
import { googleOAuthRoutes } from "./google/googleOAuthRoutes.ts"
import { Issuer } from "./issuer/Issuer.ts"
import { issuerRoutes } from "./issuer/issuerRoutes.ts"
import { Changes } from "./ledger/Changes.ts"
import { Mailbox } from "./mail/Mailbox.ts"
import { mailRoutes } from "./mail/mailRoutes.ts"
import { mailServer, type MailServerSettings } from "./mail/mailServer.ts"
import { Grants } from "./oauth/Grants.ts"
import { oauthRoutes } from "./oauth/routes.ts"
import { OpenAiKey } from "./openai/OpenAiKey.ts"
import { pageRoutes } from "./page/routes.ts"
import { Sandbox, type SandboxSettings } from "./Sandbox.ts"
import { changeRoutes } from "./store/changeRoutes.ts"
import { CompanyStores } from "./store/CompanyStores.ts"
import { webhookRoutes } from "./webhooks/routes.ts"
import { Webhooks, type WebhookSettings } from "./webhooks/Webhooks.ts"
import { writeRoutes } from "./write/writeRoutes.ts"
import { Writes } from "./write/Writes.ts"

const routes = Layer.mergeAll(
  oauthRoutes,
  accountingRoutes,
  changeDataRoute,
  writeRoutes,
  controlRoutes,
  changeRoutes,
  faultRoutes,
  webhookRoutes,
  pageRoutes,
  mailRoutes,
  issuerRoutes,
  googleOAuthRoutes,
  gmailRoutes,
  googleControl,
  embeddingRoutes,
  chatRoutes,
  googleFaulty,
  faulty
)

const grants = (file: string | undefined) =>
  file === undefined ? Grants.layer : Layer.provide(Grants.layerFile(file), NodeServices.layer)

export interface GoogleSettings {
  readonly accounts: ReadonlyArray<GoogleAccount>
  /** Bytes of messages; each lies in the mailbox of every account among its participants. */
  readonly mails: ReadonlyArray<Uint8Array>
}

const google = ({ accounts, mails }: GoogleSettings, grantsFile: string | undefined) =>
  Layer.mergeAll(
    GoogleMail.layer(accounts, mails),
    GoogleFaultOrders.layer,
    grantsFile === undefined
      ? GoogleGrants.layer
      : Layer.provide(GoogleGrants.layerFile(`${grantsFile}.google`), NodeServices.layer)
  )

/**
 * Intuit's OAuth and data API on a port of this machine; port 0 takes a free
 * one, which `HttpServer.address` then tells.
 */
export const sandboxServer = (
  options: SandboxSettings & {
    readonly port: number
    readonly host?: string
    readonly grantsFile?: string
    readonly webhooks?: WebhookSettings
    /** The mail provider's stand-in; without it the page of mails stays empty. */
    readonly mail?: MailServerSettings
    /** Google's accounts and their mail; without it nobody can be picked at the consent page. */
    readonly google?: GoogleSettings
    /** Who may ask for vectors and for what a language model says; without it nobody. */
    readonly openAiKey?: Redacted.Redacted
  }
) =>
  HttpRouter.serve(routes, { disableLogger: true, disableListenLog: true }).pipe(
    Layer.provide(Webhooks.layerNoDeps(options.webhooks ?? {})),
    Layer.provide(Writes.layer),
    Layer.provideMerge(CompanyStores.layer),
    Layer.provide([Changes.layer, FetchHttpClient.layer, Mac.layerWebCrypto]),
    Layer.provide([grants(options.grantsFile), Issuer.layer, Throttle.layer, FaultOrders.layer, Layer.succeed(Sandbox, options)]),
    Layer.provide(google(options.google ?? { accounts: [], mails: [] }, options.grantsFile)),
    Layer.provide([EmbeddingDesk.layer, ChatDesk.layer, Layer.succeed(OpenAiKey, options.openAiKey ?? null)]),
    Layer.provide(options.mail === undefined ? Mailbox.layer : mailServer(options.mail)),
    Layer.provide(SecureRandom.layerWebCrypto),
    Layer.provideMerge(NodeHttpServer.layer(createServer, { port: options.port, host: options.host ?? "127.0.0.1" }))
  )
