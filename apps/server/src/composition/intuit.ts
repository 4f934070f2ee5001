import { ConnectionsConfig } from "@beep/connections/server/ConnectionsConfig"
import { TransientFault } from "@beep/quickbooks/contract/faults"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import { minorVersion, QuickBooksConfig } from "@beep/quickbooks/QuickBooksConfig"
import { QuickBooksApp, QuickBooksOAuth } from "@beep/quickbooks/QuickBooksOAuth"
import { QuickBooksPages } from "@beep/runway/server/digest/QuickBooksPages"
import type { EnvOf } from "@beep/shared-env/processes"
import { Effect, Layer, Redacted, Stream } from "effect"

const withoutSlash = (url: string) => url.replace(/\/+$/, "")

const configured = (intuit: NonNullable<EnvOf["server"]["intuit"]>) =>
  Layer.mergeAll(
    QuickBooks.layer,
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
      report: () => Effect.fail(off)
    })
  )
)

/** The QuickBooks wire and what the connections know of their own address. */
export const layer = (env: Pick<EnvOf["server"], "APP_CLIENT_URL" | "REALM_LOOKUP_KEY" | "intuit">) =>
  Layer.mergeAll(
    env.intuit === undefined ? notConfigured : configured(env.intuit),
    Layer.succeed(ConnectionsConfig, {
      redirectUri: env.intuit?.OAUTH_INTUIT_REDIRECT_URI ?? `${env.APP_CLIENT_URL}/oauth/qbo/callback`,
      appBaseUrl: env.APP_CLIENT_URL,
      realmLookupKey: Redacted.make(new Uint8Array(Buffer.from(Redacted.value(env.REALM_LOOKUP_KEY), "base64")))
    })
  )
