import type { Page } from "playwright-core"
import { loginAs } from "./browser.ts"
import { demo } from "./demo.ts"

const heading = (page: Page) => page.getByRole("heading", { level: 1, name: /need(s)? attention/ })

/** Preferences are kept with the member, and one demo serves many journeys: none begins with what another chose. */
const asNew = async (page: Page): Promise<void> => {
  const me: { readonly preferences: { readonly listMode: string; readonly rows: string } } = await (
    await page.request.get("/api/me")
  ).json()
  if (me.preferences.listMode === "auto" && me.preferences.rows === "comfortable") return
  const answer = await page.request.put("/api/account/preferences", {
    headers: { origin: demo().url },
    data: { listMode: "auto", rows: "comfortable" }
  })
  if (!answer.ok()) throw new Error(`the preferences were not taken back: ${answer.status()}`)
  await page.reload()
  await heading(page).waitFor()
}

/** Signs in by keyboard, as the form is meant to be used. `kept`: with the preferences the member has. */
export const signIn = async (page: Page, role: string, { kept = false }: { readonly kept?: boolean } = {}): Promise<void> => {
  const { email, password } = loginAs(role)
  await page.goto("/")
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.keyboard.press("Enter")
  await heading(page).waitFor()
  if (!kept) await asNew(page)
}
