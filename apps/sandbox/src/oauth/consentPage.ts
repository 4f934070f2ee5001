import type { CompanySource } from "../accounting/CompanySource.ts"

export interface AuthorizeRequest {
  readonly clientId: string
  readonly redirectUri: string
  readonly state: string
  readonly scope: string
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (found) => entities[found] ?? found)

const hidden = (name: string, value: string): string => `<input type="hidden" name="${name}" value="${escaped(value)}">`

const page = (body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Connect a company</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}form{display:flex;justify-content:space-between;align-items:center;border-top:1px solid #ddd;padding:.5rem 0}button{font:inherit;padding:.25rem .75rem}</style>
</head><body>${body}</body></html>`

const choice = (
  request: AuthorizeRequest,
  realmId: string,
  label: string,
  decision: "approve" | "deny",
  button: string
): string =>
  `<form method="post" action="/connect/oauth2"><span>${escaped(label)}</span>${[
    hidden("client_id", request.clientId),
    hidden("redirect_uri", request.redirectUri),
    hidden("state", request.state),
    hidden("scope", request.scope),
    hidden("realmId", realmId),
    hidden("decision", decision)
  ].join("")}<button type="submit">${escaped(button)}</button></form>`

/** Stands in for Intuit's page where a person picks the company to connect. */
export const consentPage = (request: AuthorizeRequest, companies: ReadonlyArray<CompanySource>): string =>
  page(
    `<h1>Connect a company</h1><p>Sandbox page in place of Intuit. The app asks to read the accounting data of one company.</p>${companies
      .map((company) => choice(request, company.realmId, company.name, "approve", "Approve"))
      .join("")}${choice(request, "", "None of these", "deny", "Deny")}`
  )

export const refusalPage = (reason: string): string => page(`<h1>This request cannot be used</h1><p>${escaped(reason)}</p>`)
