import type { Page } from "playwright-core"
import { inject } from "vitest"

interface Listed {
  readonly items: ReadonlyArray<{ readonly clientId: string }>
}
interface Shown {
  readonly invoices: { readonly top: ReadonlyArray<{ readonly qboId: string; readonly docNumber: string | null }> }
}

/** QuickBooks gives an open invoice of this company an email status nobody has heard of; answers the invoice's number. */
export const inventedWord = async (page: Page, company: string): Promise<string> => {
  const headers = { origin: inject("demo").url }
  const get = async <A>(path: string): Promise<A> => (await page.request.get(path)).json()
  const me: { readonly memberId: string } = await get("/api/me")
  const { items }: Listed = await get(`/api/advisor/${me.memberId}/clients?query=${encodeURIComponent(company)}`)
  const clientId = items[0]?.clientId ?? ""
  const { invoices }: Shown = await get(`/api/advisor/clients/${clientId}/digest`)
  const [invoice] = invoices.top
  if (invoice === undefined) throw new Error(`${company} has no overdue invoice`)
  const asked = await page.request.post(`/api/advisor/clients/${clientId}/connection/authorize`, { headers })
  const { url }: { readonly url: string } = await asked.json()
  const consent = await (await page.request.get(url)).text()
  const realmId = new RegExp(`value="(\\d+)"[^>]*> ${company}<`).exec(consent)?.[1] ?? ""
  const answer = await page.request.post(`${new URL(url).origin}/_sandbox/companies/${realmId}/changes`, {
    data: { order: "invent", entity: "Invoice", id: invoice.qboId, member: "EmailStatus", word: "ByPigeon" }
  })
  if (!answer.ok()) throw new Error(`the sandbox did not take the order: ${answer.status()}`)
  return invoice.docNumber ?? invoice.qboId
}
