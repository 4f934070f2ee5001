import { escaped } from "../render/escaped.ts"
import { hidden, htmlPage } from "../render/htmlPage.ts"
import type { GoogleAccount } from "./GoogleAccount.ts"

const standIn = `<p class="notice">This is the sandbox, not Google. No real mailbox is read here.</p>`

const words: Readonly<Record<string, string>> = {
  "https://www.googleapis.com/auth/gmail.readonly": "View your email messages and settings"
}

/** Who somebody is cannot be unticked at Google's page either. */
const isIdentity = (scope: string): boolean => ["openid", "email", "profile"].includes(scope) || scope.includes("/auth/userinfo.")

const choice =
  (hint: string | null) =>
  ({ email }: GoogleAccount): string =>
    `<label><input type="radio" name="account" value="${escaped(email)}" required${email === hint ? " checked" : ""}> ${escaped(email)}</label>`

const permission = (scope: string): string =>
  isIdentity(scope)
    ? hidden("grant", scope)
    : `<label><input type="checkbox" name="grant" value="${escaped(scope)}" checked> ${escaped(words[scope] ?? scope)}</label>`

/** Stands in for Google's pages where a person picks an account and what the app may do. */
export const googleConsentPage = (asked: URLSearchParams, accounts: ReadonlyArray<GoogleAccount>) =>
  htmlPage(
    "Sign in with Google",
    `${standIn}<h1>Choose an account</h1>
<form method="post" action="/google/o/oauth2/v2/auth">${[...asked].map(([name, value]) => hidden(name, value)).join("")}
<fieldset><legend>Account</legend>${accounts.map(choice(asked.get("login_hint"))).join("")}</fieldset>
<fieldset><legend>The app wants to</legend>${(asked.get("scope") ?? "").split(" ").map(permission).join("")}</fieldset>
<div class="actions"><button class="first" name="decision" value="approve">Allow</button>
<button name="decision" value="deny" formnovalidate>Cancel</button></div></form>`
  )
