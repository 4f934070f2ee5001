import type { Page } from "playwright-core"
import { afterEach, assert, describe, it } from "vitest"
import { expectNoAxeViolations, phone, screenshot, useBrowser } from "../src/browser.ts"
import { freeCompany } from "../src/freeCompany.ts"
import { approve, intuitPage } from "../src/intuitPage.ts"
import { useOrders } from "../src/orders.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()
const company = "Fairbanks Legal"
const connectButton = (page: Page) => page.getByRole("button", { name: "Connect QuickBooks" })

/** Step 2 of the wizard, for a client of this name. */
const atConnect = async (page: Page, role: string, client: string) => {
  await signIn(page, role)
  await page.getByRole("link", { name: "Add client" }).click()
  await page.getByLabel("Client name").fill(client)
  await page.keyboard.press("Enter")
  await connectButton(page).waitFor()
}

/** Leaves for Intuit's page; answers where it is, and the way back it was given. */
const leave = async (page: Page) => {
  await connectButton(page).click()
  await intuitPage(page).connect.waitFor()
  const there = new URL(page.url())
  const back = (answer: Readonly<Record<string, string>>) => {
    const url = new URL(there.searchParams.get("redirect_uri") ?? "")
    url.search = new URLSearchParams({ state: there.searchParams.get("state") ?? "", ...answer }).toString()
    return url.toString()
  }
  return { origin: there.origin, back }
}

/** What is wrong and what to do stand in one alert, and the step is still there to try again. */
const isTold = async (page: Page, what: RegExp, next: RegExp, picture: string) => {
  const alert = page.getByRole("alert").filter({ hasText: what })
  await alert.waitFor()
  assert.match((await alert.textContent()) ?? "", next)
  await connectButton(page).waitFor()
  await expectNoAxeViolations(page)
  assert.isTrue(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
  await screenshot(page, `onboarding-error-${picture}-390-dark`)
}

describe("each way a company is not connected has its screen", () => {
  let clean: () => Promise<unknown> = async () => undefined
  afterEach(() => clean())

  it("what the person or the browser brings back", async () => {
    const { context, page } = await browser.open({ viewport: phone, theme: "dark" })
    await atConnect(page, "owner", `${company} on the way back`)
    await freeCompany(page, company)

    const declined = await leave(page)
    await intuitPage(page).cancel.click()
    await isTold(page, /access was declined at Intuit/, /choose Connect/, "denied")
    await page.goto(declined.back({ error: "access_denied" }))
    await isTold(page, /already used/, /connect again/, "already-used")

    const ended = await leave(page)
    await page.goto(ended.back({ error: "temporarily_unavailable" }))
    await isTold(page, /Sign-in to Intuit was not completed/, /within ten minutes/, "not-completed")

    const spent = await leave(page)
    const realmId = await useOrders(spent.origin).realmOf(company)
    await page.goto(spent.back({ code: "of-somebody-else", realmId }))
    await isTold(page, /did not accept its own answer/, /made anew/, "code-used")
    await context.close()
  }, 120_000)

  it("an answer that belongs to no request leads to the clients, and says so", async () => {
    const { context, page } = await browser.open({ viewport: phone, theme: "dark" })
    await signIn(page, "owner")
    await page.goto("/oauth/qbo/callback?state=of-nobody&code=x&realmId=9130350000000001")
    const alert = page.getByRole("alert").filter({ hasText: "belongs to no request of yours" })
    await alert.waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, "onboarding-error-not-recognized-390-dark")
    assert.notInclude(page.url(), "9130350000000001")
    await context.close()
  })

  it.each([
    { name: "not-admin", order: { fault: "admin_lost", times: 20 }, what: /did not let this sign-in/, next: /administrator/ },
    {
      name: "subscription",
      order: { fault: "company_unavailable", times: 20 },
      what: /subscription of this company is not active/,
      next: /renews it/
    },
    {
      name: "unavailable",
      order: { fault: "unavailable", path: "token", times: 20 },
      what: /Intuit did not answer/,
      next: /Nothing was changed/
    }
  ])(
    "what Intuit refuses: $name",
    async ({ name, next, order, what }) => {
      const { context, page } = await browser.open({ viewport: phone, theme: "dark" })
      await atConnect(page, "owner", `${company} refused: ${name}`)
      await freeCompany(page, company)
      const { origin } = await leave(page)
      const orders = useOrders(origin)
      clean = orders.clear
      await orders.place(company, order)
      await approve(page, company)
      await isTold(page, what, next, name)
      // Once Intuit is well, the same step goes on.
      await orders.clear()
      await leave(page)
      await approve(page, company)
      await page.getByText("The first sync has ended.").waitFor()
      await context.close()
    },
    120_000
  )

  it("a company that somebody else's client has is refused without a word about whose", async () => {
    const { context, page } = await browser.open({ viewport: phone, theme: "dark" })
    await signIn(page, "owner")
    const ofOwner = await page
      .getByRole("main")
      .getByRole("link")
      .evaluateAll((links) =>
        links.filter((link) => link.getAttribute("href")?.startsWith("/clients/")).map((link) => link.textContent)
      )
    await page.getByRole("button", { name: "Sign out" }).click()
    await atConnect(page, "advisor", "Of somebody else")
    await page.goto("/clients")
    await page.getByRole("heading", { level: 1, name: /need(s)? attention/ }).waitFor()
    const mine = await page
      .getByRole("main")
      .getByRole("link")
      .evaluateAll((links) =>
        links.filter((link) => link.getAttribute("href")?.startsWith("/clients/")).map((link) => link.textContent)
      )
    await page.goBack()
    await leave(page)
    const offered = await page
      .getByRole("radio")
      .evaluateAll((all) => all.map((one) => one.parentElement?.textContent?.trim() ?? ""))
    const foreign = offered.find((name) => ofOwner.some((known) => known === name) && !mine.some((known) => known === name))
    assert.isDefined(foreign)
    await approve(page, foreign ?? "")
    await isTold(page, /cannot be connected to this client/, /Check with the company/, "refused")
    await context.close()
  }, 120_000)

  it("a client that was linked before takes the same company and no other", async () => {
    const { context, page } = await browser.open({ viewport: phone, theme: "dark" })
    const client = `${company} linked twice`
    await atConnect(page, "owner", client)
    await freeCompany(page, company)
    await leave(page)
    await approve(page, company)
    await page.getByText("The first sync has ended.").waitFor()
    await freeCompany(page, client)
    await page.reload()
    const again = page.getByRole("button", { name: "Reconnect QuickBooks" })
    await again.click()
    await approve(page, "Tessera Consulting")
    const alert = page.getByRole("alert").filter({ hasText: "A different company was chosen" })
    await alert.waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, "onboarding-error-different-company-390-dark")
    await again.click()
    await approve(page, company)
    await page.getByText("The first sync has ended.").waitFor()
    await context.close()
  }, 120_000)

  it("a sync that some of the books did not answer goes on with a warning that names what is missing", async () => {
    const { context, page } = await browser.open({ viewport: phone, theme: "dark" })
    await atConnect(page, "owner", `${company} partly read`)
    await freeCompany(page, company)
    const { origin } = await leave(page)
    const orders = useOrders(origin)
    clean = orders.clear
    await orders.place(company, { fault: "unsupported", path: "query", after: 6, times: 1 })
    await approve(page, company)
    await page.getByText("The first sync has ended.").waitFor()
    const warning = page.getByRole("status").filter({ hasText: "Not read from QuickBooks:" })
    await warning.waitFor()
    assert.match((await warning.textContent()) ?? "", /never read as zero/)
    await expectNoAxeViolations(page)
    await screenshot(page, "onboarding-error-partial-390-dark")
    await page.getByRole("button", { name: "Try again" }).click()
    await warning.waitFor({ state: "detached" })
    await page.getByRole("button", { name: "Continue" }).click()
    await page.getByRole("heading", { level: 2, name: "Which accounts are cash" }).waitFor()
    await context.close()
  }, 120_000)
})
