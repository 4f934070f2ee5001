import { LocalDate } from "@beep/kernel/LocalDate"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import { minorVersion, QuickBooksConfig } from "@beep/quickbooks/QuickBooksConfig"
import { QuickBooksApp, QuickBooksOAuth } from "@beep/quickbooks/QuickBooksOAuth"
import { type Credentials, RealmId } from "@beep/quickbooks/contract/Credentials"
import { Context, Effect, Layer, Redacted } from "effect"
import { FetchHttpClient, HttpServer } from "effect/http"
import type { CompanySource } from "../src/accounting/CompanySource.ts"
import { sandboxServer } from "../src/server.ts"

export const asOf = LocalDate.make("2026-03-17")
export const redirectUri = "http://127.0.0.1:1/oauth/qbo/callback"
const app = { clientId: "sandbox-app", clientSecret: Redacted.make("sandbox secret/1") }

/** The stand-in on a free port, and the real client pointed at it. */
export const started = (companies: ReadonlyArray<CompanySource>) =>
  Effect.gen(function* () {
    const server = yield* Layer.build(sandboxServer({ ...app, companies, port: 0 }))
    const url = HttpServer.formatAddress(Context.get(server, HttpServer.HttpServer).address)
    const settings = Layer.succeed(QuickBooksConfig, {
      apiBaseUrl: url,
      discoveryUrl: `${url}/.well-known/openid_configuration`,
      minorVersion
    })
    const client = yield* Layer.build(
      Layer.mergeAll(QuickBooks.layer, QuickBooksOAuth.layer).pipe(
        Layer.provide([settings, Layer.succeed(QuickBooksApp, app), FetchHttpClient.layer])
      )
    )
    const oauth = Context.get(client, QuickBooksOAuth)

    /** Walks a person through the consent page's automatic answer and reads where it sends them. */
    const approve = Effect.fnUntraced(function* (realmId: string, extra: Readonly<Record<string, string>> = {}) {
      const address = yield* oauth.authorizeUrl({ redirectUri, state: "state-1" })
      for (const [name, value] of Object.entries({ auto: "1", realmId, ...extra })) address.searchParams.set(name, value)
      const answer = yield* Effect.promise(() => fetch(address, { redirect: "manual" }))
      return new URL(answer.headers.get("location") ?? "none:").searchParams
    })

    const connect = Effect.fnUntraced(function* (realmId: string) {
      const code = Redacted.make((yield* approve(realmId)).get("code") ?? "")
      const tokens = yield* oauth.exchangeCode({ code, redirectUri })
      const credentials: Credentials = { realmId: RealmId.make(realmId), accessToken: tokens.accessToken }
      return { credentials, tokens }
    })
    /** The token endpoint as no library calls it. */
    const bearer = (form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
      Effect.promise(async () => {
        const authorization = `Basic ${btoa(`${app.clientId}:${encodeURIComponent(Redacted.value(app.clientSecret))}`)}`
        const answer = await fetch(`${url}/oauth2/v1/tokens/bearer`, {
          method: "POST",
          headers: { authorization, ...headers },
          body: new URLSearchParams(form)
        })
        return { status: answer.status, body: await answer.json() }
      })

    /** Places orders, spoils events, runs scenarios: what a person does at the control page. */
    const control = (method: string, path: string, body?: unknown) =>
      Effect.promise(async () => {
        const answer = await fetch(`${url}/_sandbox/${path}`, {
          method,
          headers: { "content-type": "application/json" },
          ...(body === undefined ? {} : { body: JSON.stringify(body) })
        })
        const text = await answer.text()
        return { status: answer.status, body: text === "" ? null : JSON.parse(text) }
      })
    return { url, bearer, control, quickbooks: Context.get(client, QuickBooks), oauth, approve, connect }
  })
