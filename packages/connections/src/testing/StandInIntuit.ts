import { minorVersion, QuickBooksConfig } from "@beep/quickbooks/QuickBooksConfig"
import { QuickBooksApp } from "@beep/quickbooks/QuickBooksOAuth"
import { Context, Effect, Layer, Redacted } from "effect"

/** What a test may order; `calls` counts what reached the wire. */
export interface Intuit {
  readonly url: string
  readonly calls: { exchange: number; refresh: number; revoke: number; data: number }
  exchangeAnswer: "hand" | "down"
  refreshAnswer: "rotate" | "invalid_grant" | "down"
  /** Life of the access tokens handed out from now on. */
  accessSeconds: number
  refreshSeconds: number
  /** Every token handed out so far. */
  handed(): ReadonlyArray<string>
  /** Every access token handed out so far is refused from now on. */
  expireAccess(): void
  /** The refresh token handed out last is called dead from now on; the one before it works. */
  loseNewestRefresh(): void
  /** Runs when a refresh has happened at Intuit and its answer is not yet on the way. */
  beforeRefreshAnswer: () => Promise<void>
  /** Answers the data API of any company. */
  data: (url: URL) => Response
}

const json = (body: unknown, status = 200) => Response.json(body, { status })

const refused = () =>
  json(
    {
      fault: {
        error: [
          { message: "message=AuthenticationFailed; errorCode=003200; statusCode=401", detail: "Token expired", code: "3200" }
        ],
        type: "AUTHENTICATION"
      }
    },
    401
  )

/** Intuit's OAuth endpoints at the wire: codes work once, refresh tokens rotate, dead ones answer `invalid_grant`. */
const serve = (): { readonly intuit: Intuit; readonly server: ReturnType<typeof Bun.serve> } => {
  let serial = 0
  let access = new Set<string>()
  let refresh: ReadonlyArray<string> = []
  let dead = new Set<string>()
  const usedCodes = new Set<string>()

  const hand = () => {
    serial += 1
    access.add(`access-${serial}`)
    refresh = [`refresh-${serial}`, ...refresh].slice(0, 2)
    return json({
      token_type: "bearer",
      access_token: `access-${serial}`,
      refresh_token: `refresh-${serial}`,
      expires_in: intuit.accessSeconds,
      x_refresh_token_expires_in: intuit.refreshSeconds
    })
  }
  const invalidGrant = () => json({ error: "invalid_grant" }, 400)

  const token = async (request: Request) => {
    const form = new URLSearchParams(await request.text())
    if (form.get("grant_type") === "authorization_code") {
      intuit.calls.exchange += 1
      if (intuit.exchangeAnswer === "down") return new Response("", { status: 503 })
      const code = form.get("code") ?? ""
      if (usedCodes.has(code)) return invalidGrant()
      usedCodes.add(code)
      return hand()
    }
    intuit.calls.refresh += 1
    if (intuit.refreshAnswer === "down") return new Response("", { status: 503 })
    const given = form.get("refresh_token") ?? ""
    if (intuit.refreshAnswer === "invalid_grant" || dead.has(given) || !refresh.includes(given)) return invalidGrant()
    const answer = hand()
    await intuit.beforeRefreshAnswer()
    return answer
  }

  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request) => {
      const url = new URL(request.url)
      if (url.pathname.startsWith("/.well-known")) {
        return json({
          issuer: "https://oauth.platform.intuit.com/op/v1",
          authorization_endpoint: `${url.origin}/connect`,
          token_endpoint: `${url.origin}/tokens`,
          revocation_endpoint: `${url.origin}/revoke`
        })
      }
      if (url.pathname === "/tokens") return token(request)
      if (url.pathname === "/revoke") {
        intuit.calls.revoke += 1
        return new Response("")
      }
      intuit.calls.data += 1
      const bearer = request.headers.get("authorization")?.replace("Bearer ", "") ?? ""
      return access.has(bearer) ? intuit.data(url) : refused()
    }
  })

  const intuit: Intuit = {
    url: `http://127.0.0.1:${server.port}`,
    calls: { exchange: 0, refresh: 0, revoke: 0, data: 0 },
    exchangeAnswer: "hand",
    refreshAnswer: "rotate",
    accessSeconds: 3600,
    refreshSeconds: 8_640_000,
    handed: () => Array.from({ length: serial }, (_, n) => [`access-${n + 1}`, `refresh-${n + 1}`]).flat(),
    expireAccess: () => {
      access = new Set()
    },
    loseNewestRefresh: () => {
      dead = new Set([...dead, ...refresh.slice(0, 1)])
    },
    beforeRefreshAnswer: () => Promise.resolve(),
    data: () => json({ QueryResponse: {} })
  }
  return { intuit, server }
}

/** A real HTTP server in Intuit's place, for the tests of rooms that may not know `apps/sandbox`. */
export class StandInIntuit extends Context.Service<StandInIntuit, Intuit>()("@beep/connections/testing/StandInIntuit") {
  static readonly layer = Layer.effect(
    StandInIntuit,
    Effect.map(
      Effect.acquireRelease(Effect.sync(serve), ({ server }) => Effect.promise(() => server.stop(true))),
      ({ intuit }) => intuit
    )
  )

  /** The settings of the wire client that reach it. */
  static readonly settings = Layer.unwrap(
    Effect.map(StandInIntuit, ({ url }) =>
      Layer.mergeAll(
        Layer.succeed(QuickBooksConfig, {
          apiBaseUrl: url,
          discoveryUrl: `${url}/.well-known/openid_configuration`,
          minorVersion
        }),
        Layer.succeed(QuickBooksApp, { clientId: "app", clientSecret: Redacted.make("secret") })
      )
    )
  )
}
