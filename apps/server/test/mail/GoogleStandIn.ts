import { googleAccount } from "@beep/sandbox/google/GoogleAccount"
import { sandboxServer } from "@beep/sandbox/server"
import { NodeServices } from "@effect/platform-node"
import { Context, Effect, Layer, Redacted } from "effect"
import { HttpServer } from "effect/http"
import { layerWith, origin } from "../TestServer.ts"

const app = { clientId: "sandbox-app", clientSecret: Redacted.make("sandbox-secret-1") }

export const mailbox = "dana.kim@alderfinch.example"

/** Where the stand-in for Google listens. */
export class GoogleStandIn extends Context.Service<GoogleStandIn, string>()("server-test/GoogleStandIn") {}

/** What a person orders at the stand-in. */
export const order = Effect.fnUntraced(function* (method: string, path: string, body?: unknown) {
  const url = yield* GoogleStandIn
  const answer = yield* Effect.promise(() =>
    fetch(`${url}/_sandbox/google/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
  )
  if (!answer.ok) return yield* Effect.die(new Error(`order refused: ${answer.status}`))
})

/** Two servers on ports of their own: Google's stand-in, and ours as production composes it, pointed at it. */
export const layer = Layer.unwrap(
  Effect.gen(function* () {
    const google = { accounts: [googleAccount(mailbox)], mails: [] }
    const sandbox = yield* Layer.build(Layer.fresh(sandboxServer({ ...app, companies: [], google, port: 0 })))
    const url = HttpServer.formatAddress(Context.get(sandbox, HttpServer.HttpServer).address)
    const variables = {
      // The reader that is killed is the only one.
      APP_ROLE: "api",
      OAUTH_GOOGLE_CLIENT_ID: app.clientId,
      OAUTH_GOOGLE_CLIENT_SECRET: Redacted.value(app.clientSecret),
      OAUTH_GOOGLE_DISCOVERY_URL: `${url}/google/.well-known/openid-configuration`,
      OAUTH_GOOGLE_GMAIL_URL: `${url}/google`,
      OAUTH_GOOGLE_REDIRECT_URI: `${origin}/oauth/google/callback`
    }
    return Layer.succeed(GoogleStandIn, url).pipe(Layer.provideMerge(layerWith(variables)))
  })
).pipe(Layer.provide(NodeServices.layer), Layer.orDie)
