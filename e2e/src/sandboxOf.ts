import type { Page } from "playwright-core"
import { demo } from "./demo.ts"

interface Listed {
  readonly items: ReadonlyArray<{ readonly clientId: string }>
}

export interface SandboxCompany {
  readonly clientId: string
  readonly realmId: string
  /** Places an order with the sandbox, below `/_sandbox`. */
  readonly order: (path: string, order: Readonly<Record<string, unknown>>) => Promise<void>
}

/** The company of a client where the sandbox keeps it, found the way a person would: by its name on the consent page. */
export const sandboxOf = async (page: Page, name: string): Promise<SandboxCompany> => {
  const headers = { origin: demo().url }
  const me: { readonly memberId: string } = await (await page.request.get("/api/me")).json()
  const found = await page.request.get(`/api/advisor/${me.memberId}/clients?query=${encodeURIComponent(name)}`)
  const { items }: Listed = await found.json()
  const clientId = items[0]?.clientId ?? ""
  const asked = await page.request.post(`/api/advisor/clients/${clientId}/connection/authorize`, { headers })
  const { url }: { readonly url: string } = await asked.json()
  const consent = await (await page.request.get(url)).text()
  const realmId = new RegExp(`value="(\\d+)"[^>]*> ${name}<`).exec(consent)?.[1]
  if (realmId === undefined) throw new Error(`the sandbox has no company ${name}`)
  return {
    clientId,
    realmId,
    order: async (path, order) => {
      const answer = await page.request.post(`${new URL(url).origin}/_sandbox/${path}`, { data: order })
      if (!answer.ok()) throw new Error(`the sandbox did not take the order: ${answer.status()}`)
    }
  }
}
