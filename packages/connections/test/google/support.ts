import { GoogleAccounts } from "@beep/connections/server/GoogleAccounts"
import { GoogleConfig } from "@beep/connections/server/GoogleConfig"
import { type Answer, consentAtGoogle, googleSettings } from "@beep/connections/testing/googleConsent"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { mailScopes } from "@beep/gmail/contract/scopes"
import { GoogleOAuth } from "@beep/gmail/GoogleOAuth"
import type { ConnectionId } from "@beep/kernel/ids"
import { googleAccount } from "@beep/sandbox/google/GoogleAccount"
import { sandboxServer } from "@beep/sandbox/server"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { Context, Effect, Layer, Redacted } from "effect"
import { HttpServer } from "effect/http"

export const dana = "dana@firm.example"
export const sam = "sam@firm.example"

const app = { clientId: "sandbox-app", clientSecret: Redacted.make("sandbox secret/1") }

/** Where the Google stand-in of this suite listens. */
export class StandInUrl extends Context.Service<StandInUrl, string>()("connections-test/StandInUrl") {
  static readonly layer = Layer.effect(
    StandInUrl,
    Effect.map(HttpServer.HttpServer, ({ address }) => HttpServer.formatAddress(address))
  ).pipe(
    Layer.provide(
      sandboxServer({ ...app, companies: [], port: 0, google: { accounts: [dana, sam].map(googleAccount), mails: [] } })
    ),
    Layer.orDie
  )
}

/** The production composition with Google and Intuit replaced at the wire, on a database of its own. */
export const suite = GoogleAccounts.layer.pipe(
  Layer.provideMerge(GoogleOAuth.layer),
  Layer.provide(Layer.unwrap(Effect.map(StandInUrl, (url) => googleSettings(url, app)))),
  Layer.provideMerge(Layer.succeed(GoogleConfig, { redirectUri: "http://127.0.0.1:1/oauth/google/callback" })),
  Layer.provideMerge(StandInUrl.layer),
  Layer.provideMerge(TestConnections.layer),
  Layer.provideMerge(TestDatabase.layer)
)

export const linkAs = Effect.fnUntraced(function* (answer: Answer, again?: ConnectionId) {
  const google = yield* GoogleAccounts
  const url = yield* google.link(mailScopes, again)
  return yield* google.callback(yield* consentAtGoogle(url, answer))
})

export const control = Effect.fnUntraced(function* (method: string, path: string, body?: unknown) {
  const url = yield* StandInUrl
  yield* Effect.promise(() =>
    fetch(`${url}/_sandbox/google/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
  )
})
