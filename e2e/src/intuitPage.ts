import type { Page } from "playwright-core"

/** Intuit's page of consent, which the sandbox stands in for. */
export const intuitPage = (page: Page) => ({
  company: (name: string) => page.getByRole("radio", { name }),
  connect: page.getByRole("button", { name: "Connect", exact: true }),
  cancel: page.getByRole("button", { name: "Cancel" })
})

export const approve = async (page: Page, name: string): Promise<void> => {
  await intuitPage(page).company(name).check()
  await intuitPage(page).connect.click()
}
