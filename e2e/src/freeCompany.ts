import type { Page } from "playwright-core"
import { demo } from "./demo.ts"

interface Listed {
  readonly items: ReadonlyArray<{ readonly clientId: string; readonly connection: string | null }>
}

/** Every company of the sandbox is linked in the demo: takes one from whichever client has it, so that it can be linked anew. */
export const freeCompany = async (page: Page, name: string): Promise<void> => {
  const headers = { origin: demo().url }
  const me: { readonly memberId: string } = await (await page.request.get("/api/me")).json()
  const found = await page.request.get(`/api/advisor/${me.memberId}/clients?query=${encodeURIComponent(name)}`)
  const { items }: Listed = await found.json()
  for (const { clientId, connection } of items) {
    if (connection === "disconnected") continue
    const answer = await page.request.post(`/api/advisor/clients/${clientId}/connection/disconnect`, { headers })
    if (!answer.ok()) throw new Error(`${name} was not taken from its client: ${answer.status()}`)
  }
}
