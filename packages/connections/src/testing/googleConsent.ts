import { GmailConfig } from "@beep/gmail/GmailConfig"
import { GoogleApp } from "@beep/gmail/GoogleOAuth"
import { Effect, Layer, type Redacted } from "effect"
import type { GoogleCallback } from "../server/GoogleAccounts.ts"

/** The settings of the wire client that reach a stand-in at `url`. */
export const googleSettings = (url: string, app: { readonly clientId: string; readonly clientSecret: Redacted.Redacted }) =>
  Layer.merge(
    Layer.succeed(GmailConfig, {
      apiBaseUrl: `${url}/google`,
      discoveryUrl: `${url}/google/.well-known/openid-configuration`
    }),
    Layer.succeed(GoogleApp, app)
  )

/** What a person answers at the stand-in's consent page; without `grant` everything that is asked for. */
export interface Answer {
  readonly account: string
  readonly grant?: ReadonlyArray<string>
  readonly decision?: "deny"
}

/** Gives consent as a person would, and answers with what Google appends to the redirect. */
export const consentAtGoogle = Effect.fnUntraced(function* (authorizeUrl: string, answer: Answer) {
  const url = new URL(authorizeUrl)
  url.searchParams.set("auto", "1")
  url.searchParams.set("account", answer.account)
  if (answer.decision !== undefined) url.searchParams.set("decision", answer.decision)
  for (const scope of answer.grant ?? []) url.searchParams.append("grant", scope)
  const back = yield* Effect.promise(() => fetch(url, { redirect: "manual" }))
  const params = new URL(back.headers.get("location") ?? "none:").searchParams
  const query: GoogleCallback = Object.fromEntries(
    ["state", "code", "error"].flatMap((name) => {
      const value = params.get(name)
      return value === null ? [] : [[name, value]]
    })
  )
  return query
})
