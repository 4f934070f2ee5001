import type { CompanySource } from "../accounting/CompanySource.ts"
import { escaped } from "../render/escaped.ts"
import { hidden, htmlPage } from "../render/htmlPage.ts"

export interface AuthorizeRequest {
  readonly clientId: string
  readonly redirectUri: string
  readonly state: string
  readonly scope: string
}

const standIn = `<p class="notice">This is the sandbox, not Intuit. No real company is connected here.</p>`

const choice = ({ name, realmId }: CompanySource): string =>
  `<label><input type="radio" name="realmId" value="${escaped(realmId)}" required> ${escaped(name)}</label>`

/** Stands in for Intuit's page where a person picks the company to connect. */
export const consentPage = (request: AuthorizeRequest, companies: ReadonlyArray<CompanySource>) =>
  htmlPage(
    "Connect a company",
    `${standIn}<h1>Connect a company</h1>
<p>The app asks to read the accounting data of one company.</p>
<form method="post" action="/connect/oauth2">${hidden("client_id", request.clientId)}${hidden("redirect_uri", request.redirectUri)}${hidden("state", request.state)}${hidden("scope", request.scope)}
<fieldset><legend>Company</legend>${companies.map(choice).join("")}</fieldset>
<div class="actions"><button class="first" name="decision" value="approve">Connect</button>
<button name="decision" value="deny" formnovalidate>Cancel</button>
<button name="decision" value="not_admin" formnovalidate>I am not an administrator</button></div></form>`
  )

/** Where Intuit leaves a person who may not connect a company; all the app hears is that consent was denied. */
export const notAdministratorPage = (back: string) =>
  htmlPage(
    "Only an administrator can connect a company",
    `${standIn}<h1>Only an administrator can connect a company</h1>
<p>An administrator of the company in QuickBooks can connect it, or make you an administrator.</p>
<p><a href="${escaped(back)}">Back to the app</a></p>`
  )

export const refusalPage = (reason: string) =>
  htmlPage("This request cannot be used", `${standIn}<h1>This request cannot be used</h1><p>${escaped(reason)}</p>`)
