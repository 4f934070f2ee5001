import { ConnectionsConfig } from "@beep/connections/server/ConnectionsConfig"
import * as SharedTurns from "@beep/connections/server/SharedTurns"
import { WebhookSettings } from "@beep/connections/server/WebhookSettings"
import { TransientFault } from "@beep/quickbooks/contract/faults"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import { minorVersion, QuickBooksConfig } from "@beep/quickbooks/QuickBooksConfig"
import { QuickBooksApp, QuickBooksOAuth } from "@beep/quickbooks/QuickBooksOAuth"
import { defaultRates, RealmLimits } from "@beep/quickbooks/RealmLimits"
import { QuickBooksPages } from "@beep/runway/server/digest/QuickBooksPages"
import type { EnvOf } from "@beep/shared-env/processes"
import { Effect, Layer, Redacted, Stream } from "effect"
import { FetchHttpClient } from "effect/http"

const withoutSlash = (url: string) => url.replace(/\/+$/, "")

const configured = (intuit: NonNullable<EnvOf["server"]["intuit"]>) =>
  Layer.mergeAll(
    QuickBooks.layerNoDeps.pipe(Layer.provide([RealmLimits.layerNoDeps(defaultRates), FetchHttpClient.layer])),
    QuickBooksOAuth.layer,
    Layer.succeed(QuickBooksPages, withoutSlash(intuit.OAUTH_INTUIT_APP_URL))
  ).pipe(
    Layer.provide([
      Layer.succeed(QuickBooksConfig, {
        apiBaseUrl: withoutSlash(intuit.OAUTH_INTUIT_API_URL),
        discoveryUrl: intuit.OAUTH_INTUIT_DISCOVERY_URL,
        minorVersion
      }),
      Layer.succeed(QuickBooksApp, {
        clientId: intuit.OAUTH_INTUIT_CLIENT_ID,
        clientSecret: Redacted.make(Redacted.value(intuit.OAUTH_INTUIT_CLIENT_SECRET))
      })
    ])
  )

const off = new TransientFault({ code: null, httpStatus: null, intuitTid: null })

/** Without the group, QuickBooks is simply not there: every call says unavailable and nothing is written. */
const notConfigured = Layer.mergeAll(
  Layer.succeed(
    QuickBooksOAuth,
    QuickBooksOAuth.of({
      authorizeUrl: () => Effect.fail(off),
      exchangeCode: () => Effect.fail(off),
      refresh: () => Effect.fail(off),
      revoke: () => Effect.fail(off)
    })
  ),
  Layer.succeed(
    QuickBooks,
    QuickBooks.of({
      companyInfo: () => Effect.fail(off),
      queryAll: () => Stream.fail(off),
      queryPages: () => Stream.fail(off),
      changes: () => Effect.fail(off),
      count: () => Effect.fail(off),
      read: () => Effect.fail(off),
      update: () => Effect.fail(off),
      batch: () => Effect.fail(off),
      report: () => Effect.fail(off)
    })
  )
)

/** None while the group is absent: the endpoint then says unavailable. */
const verifierTokens = (webhooks: EnvOf["server"]["webhooks"]): WebhookSettings["Service"]["verifierTokens"] =>
  webhooks === undefined
    ? []
    : Redacted.value(webhooks.OAUTH_INTUIT_WEBHOOK_TOKENS)
        .split(",")
        .map((token) => Redacted.make(token))

/** The QuickBooks wire, its turns shared by all processes, its webhooks, and what the connections know of their own address. */
export const layer = (env: Pick<EnvOf["server"], "APP_CLIENT_URL" | "REALM_LOOKUP_KEY" | "intuit" | "webhooks">) =>
  (env.intuit === undefined ? notConfigured : configured(env.intuit)).pipe(
    Layer.provideMerge(SharedTurns.layer),
    Layer.provideMerge(Layer.succeed(WebhookSettings, { verifierTokens: verifierTokens(env.webhooks) })),
    Layer.provideMerge(
      Layer.succeed(ConnectionsConfig, {
        redirectUri: env.intuit?.OAUTH_INTUIT_REDIRECT_URI ?? `${env.APP_CLIENT_URL}/oauth/qbo/callback`,
        appBaseUrl: env.APP_CLIENT_URL,
        realmLookupKey: Redacted.make(new Uint8Array(Buffer.from(Redacted.value(env.REALM_LOOKUP_KEY), "base64")))
      })
    )
  )
