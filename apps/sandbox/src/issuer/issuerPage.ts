import { hidden, htmlPage } from "../render/htmlPage.ts"

/** Stands in for the page where a person signs in at another issuer; it asks for no password because it keeps no people. */
export const issuerPage = (asked: URLSearchParams) =>
  htmlPage(
    "Sign in at the sandbox",
    `<p class="notice">This is the sandbox, not a real issuer of accounts.</p><h1>Sign in at the sandbox</h1>
<form method="get" action="/issuer/authorize">${[...asked].map(([name, value]) => hidden(name, value)).join("")}
<label>Account <input name="subject" required autocomplete="off" maxlength="100"></label>
<label><input type="checkbox" name="second_factor" value="1"> Say that a second factor was asked for</label>
<div class="actions"><button class="first" name="decision" value="approve">Sign in</button>
<button name="decision" value="deny" formnovalidate>Cancel</button></div></form>`
  )
