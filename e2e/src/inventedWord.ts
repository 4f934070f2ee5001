import type { Page } from "playwright-core"
import { sandboxOf } from "./sandboxOf.ts"

interface Shown {
  readonly invoices: { readonly top: ReadonlyArray<{ readonly qboId: string; readonly docNumber: string | null }> }
}

/** QuickBooks gives an overdue invoice of this company an email status nobody has heard of; answers the invoice's number. */
export const inventedWord = async (page: Page, name: string): Promise<string> => {
  const { clientId, order, realmId } = await sandboxOf(page, name)
  const { invoices }: Shown = await (await page.request.get(`/api/advisor/clients/${clientId}/digest`)).json()
  const [invoice] = invoices.top
  if (invoice === undefined) throw new Error(`${name} has no overdue invoice`)
  await order(`companies/${realmId}/changes`, {
    order: "invent",
    entity: "Invoice",
    id: invoice.qboId,
    member: "EmailStatus",
    word: "ByPigeon"
  })
  return invoice.docNumber ?? invoice.qboId
}
