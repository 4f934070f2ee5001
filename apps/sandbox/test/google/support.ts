import { gmailReadonly, mailScopes } from "@beep/gmail/contract/scopes"
import { Gmail } from "@beep/gmail/Gmail"
import { GmailConfig } from "@beep/gmail/GmailConfig"
import { GoogleApp, GoogleOAuth } from "@beep/gmail/GoogleOAuth"
import { Context, Effect, Layer, Redacted } from "effect"
import { FetchHttpClient, HttpServer } from "effect/http"
import { readdirSync, readFileSync } from "node:fs"
import { googleAccount } from "../../src/google/GoogleAccount.ts"
import { sandboxServer } from "../../src/server.ts"

export const redirectUri = "http://127.0.0.1:1/oauth/google/callback"
export const dana = "dana.kim@alderfinch.example"
export const sam = "sam.rivera@alderfinch.example"
const app = { clientId: "sandbox-app", clientSecret: Redacted.make("sandbox secret/1") }
const verifier = Redacted.make("a-verifier-of-at-least-forty-three-characters-0")

const folder = new URL("../../../../packages/evidence/src/testing/mail/thompson/", import.meta.url)

export const thompson: ReadonlyArray<Uint8Array> = readdirSync(folder)
  .filter((name) => name.endsWith(".eml"))
  .toSorted()
  .map((name) => new Uint8Array(readFileSync(new URL(name, folder))))

/** The stand-in on a free port with the Thompson mail, and the real client pointed at it. */
export const started = Effect.gen(function* () {
  const google = { accounts: [dana, sam].map(googleAccount), mails: thompson }
  const server = yield* Layer.build(sandboxServer({ ...app, companies: [], google, port: 0 }))
  const url = HttpServer.formatAddress(Context.get(server, HttpServer.HttpServer).address)
  const client = yield* Layer.build(
    Layer.mergeAll(Gmail.layer, GoogleOAuth.layer).pipe(
      Layer.provide([
        Layer.succeed(GmailConfig, {
          apiBaseUrl: `${url}/google`,
          discoveryUrl: `${url}/google/.well-known/openid-configuration`
        }),
        Layer.succeed(GoogleApp, app),
        FetchHttpClient.layer
      ])
    )
  )
  const oauth = Context.get(client, GoogleOAuth)
  const gmail = Context.get(client, Gmail)

  /** What a person answers at the consent page: who they are, and what they allow (all of it when nothing is named). */
  const approve = Effect.fnUntraced(function* (
    answer: { readonly account?: string; readonly grant?: ReadonlyArray<string>; readonly decision?: string },
    scopes: ReadonlyArray<string> = mailScopes
  ) {
    const address = yield* oauth.authorizeUrl({ redirectUri, state: "state-1", scopes, verifier, loginHint: null })
    address.searchParams.set("auto", "1")
    if (answer.account !== undefined) address.searchParams.set("account", answer.account)
    if (answer.decision !== undefined) address.searchParams.set("decision", answer.decision)
    for (const scope of answer.grant ?? []) address.searchParams.append("grant", scope)
    const back = yield* Effect.promise(() => fetch(address, { redirect: "manual" }))
    return new URL(back.headers.get("location") ?? "none:").searchParams
  })

  const exchange = (code: string, other = verifier) =>
    oauth.exchangeCode({ code: Redacted.make(code), redirectUri, verifier: other })

  const link = Effect.fnUntraced(function* (account: string, grant?: ReadonlyArray<string>) {
    const back = yield* approve(grant === undefined ? { account } : { account, grant })
    const tokens = yield* exchange(back.get("code") ?? "")
    return { tokens, access: { mailbox: account, accessToken: tokens.accessToken } }
  })

  const control = (method: string, path: string, body?: unknown) =>
    Effect.promise(async () => {
      const answer = await fetch(`${url}/_sandbox/google/${path}`, {
        method,
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
      return { status: answer.status, text: await answer.text() }
    })
  return { url, oauth, gmail, approve, exchange, link, control }
})

export const onlyMail = [gmailReadonly]
