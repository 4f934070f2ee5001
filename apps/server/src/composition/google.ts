import { GoogleConfig } from "@beep/connections/server/GoogleConfig"
import { GoogleTransient } from "@beep/gmail/contract/faults"
import { Gmail } from "@beep/gmail/Gmail"
import { GmailConfig } from "@beep/gmail/GmailConfig"
import { GoogleApp, GoogleOAuth } from "@beep/gmail/GoogleOAuth"
import type { EnvOf } from "@beep/shared-env/processes"
import { Effect, Layer, Redacted } from "effect"

const withoutSlash = (url: string) => url.replace(/\/+$/, "")

const configured = (google: NonNullable<EnvOf["server"]["google"]>) =>
  Layer.mergeAll(Gmail.layer, GoogleOAuth.layer).pipe(
    Layer.provide([
      Layer.succeed(GmailConfig, {
        apiBaseUrl: withoutSlash(google.OAUTH_GOOGLE_GMAIL_URL),
        discoveryUrl: google.OAUTH_GOOGLE_DISCOVERY_URL
      }),
      Layer.succeed(GoogleApp, {
        clientId: google.OAUTH_GOOGLE_CLIENT_ID,
        clientSecret: Redacted.make(Redacted.value(google.OAUTH_GOOGLE_CLIENT_SECRET))
      })
    ])
  )

const off = Effect.fail(new GoogleTransient({ reason: "not_configured", httpStatus: null }))

/** Without the group, Google is simply not there: every call says unavailable and nothing is written. */
const notConfigured = Layer.mergeAll(
  Layer.succeed(
    GoogleOAuth,
    GoogleOAuth.of({
      authorizeUrl: () => off,
      exchangeCode: () => off,
      refresh: () => off,
      revoke: () => off,
      identity: () => off
    })
  ),
  Layer.succeed(
    Gmail,
    Gmail.of({ profile: () => off, messages: () => off, message: () => off, history: () => off, labels: () => off })
  )
)

/** The Gmail wire, and the address Google sends people back to. */
export const layer = (env: Pick<EnvOf["server"], "APP_CLIENT_URL" | "google">) =>
  Layer.merge(
    env.google === undefined ? notConfigured : configured(env.google),
    Layer.succeed(GoogleConfig, {
      redirectUri: env.google?.OAUTH_GOOGLE_REDIRECT_URI ?? `${env.APP_CLIENT_URL}/oauth/google/callback`
    })
  )
