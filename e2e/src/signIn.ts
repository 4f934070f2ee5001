import type { Page } from "playwright-core"
import { loginAs } from "./browser.ts"

/** Signs in by keyboard, as the form is meant to be used. */
export const signIn = async (page: Page, role: string): Promise<void> => {
  const { email, password } = loginAs(role)
  await page.goto("/")
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.keyboard.press("Enter")
  await page.getByRole("heading", { level: 1, name: /need(s)? attention/ }).waitFor()
}
