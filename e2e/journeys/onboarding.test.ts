import type { Page } from "playwright-core"
import { assert, describe, it } from "vitest"
import { desktop, expectNoAxeViolations, loginAs, phone, screenshot, type Theme, useBrowser } from "../src/browser.ts"
import { freeCompany } from "../src/freeCompany.ts"
import { approve, intuitPage } from "../src/intuitPage.ts"
import { useKeyboard } from "../src/keyboard.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()
const company = "Fairbanks Legal"
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 2, name })
const surfaces = [
  { name: "1440", viewport: desktop },
  { name: "390", viewport: phone }
]

describe("bringing a client in", () => {
  it.each(surfaces.flatMap((surface) => (["light", "dark"] as const).map((theme) => ({ ...surface, theme }))))(
    "from the list to the first runway by keyboard alone, through a reload, at $name in $theme",
    async ({ name, theme, viewport }: { name: string; theme: Theme; viewport: typeof desktop }) => {
      const { context, page } = await browser.open({ theme, viewport })
      const client = `${company} at ${name} in ${theme}`
      await signIn(page, "owner")
      await freeCompany(page, company)
      const keyboard = useKeyboard(page)
      const visit = async (step: string) => {
        await expectNoAxeViolations(page)
        assert.isTrue(
          await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
          `${step} scrolls sideways`
        )
        await screenshot(page, `onboarding-${step}-${name}-${theme}`)
      }
      const isAt = async (step: number, title: string) => {
        await page.getByText(`Step ${step} of 5`, { exact: true }).waitFor()
        assert.include(await page.locator("[aria-current=step]").textContent(), title)
      }
      let looked = 0
      const look = async (step: string) => {
        const before = performance.now()
        await visit(step)
        looked += performance.now() - before
      }
      const began = performance.now()

      await keyboard.press(page.getByRole("link", { name: "Add client" }))
      await heading(page, "Add a client").waitFor()
      await isAt(1, "Client")
      await look("1-client")
      await keyboard.type(page.getByLabel("Client name"), client)
      assert.strictEqual(await page.getByLabel("Time zone").inputValue(), "America/New_York")
      await keyboard.press(page.getByRole("button", { name: "Continue" }))

      await heading(page, "Connect QuickBooks").waitFor()
      await isAt(2, "Connect")
      assert.isTrue(await heading(page, "Connect QuickBooks").evaluate((head) => head === document.activeElement))
      await look("2-connect")
      await page.reload()
      await heading(page, "Connect QuickBooks").waitFor()
      const address = page.url()
      await keyboard.press(page.getByRole("button", { name: "Connect QuickBooks" }))
      await intuitPage(page).connect.waitFor()
      await keyboard.choose(intuitPage(page).company(company))
      await keyboard.press(intuitPage(page).connect)

      await heading(page, "First sync").waitFor()
      await isAt(3, "First sync")
      assert.strictEqual(page.url().split("?")[0], address)
      await look("3-sync")
      const next = page.getByRole("button", { name: "Continue" })
      await page.getByText("The first sync has ended.").waitFor()
      await keyboard.press(next)

      await heading(page, "Which accounts are cash").waitFor()
      await isAt(4, "Cash accounts")
      const trust = page.getByLabel(/IOLTA.* counts as/)
      assert.strictEqual(await trust.inputValue(), "restricted")
      await page.reload()
      await heading(page, "Which accounts are cash").waitFor()
      await look("4-cash")
      await keyboard.press(page.getByRole("button", { name: "Confirm accounts" }))

      await heading(page, "Digest and bands").waitFor()
      await isAt(5, "Digest")
      await look("5-digest")
      await keyboard.press(page.getByRole("button", { name: "Save and finish" }))

      await heading(page, `${client} is set up`).waitFor()
      await page.getByText(/^Data shows runway of/).waitFor()
      await page.getByText(/^Took /).waitFor()
      const millis = performance.now() - began - looked
      await look("6-done")
      await keyboard.press(page.getByRole("link", { name: "Open the digest" }))
      await heading(page, /^Data shows runway/).waitFor()
      const inputs = keyboard.inputs()
      assert.isAtMost(inputs, 12)
      console.log(`onboarding ${name} ${theme}: ${inputs} inputs, ${(millis / 1000).toFixed(1)} s of machine time`)

      // What was confirmed stays confirmed, whatever way a person comes back.
      await page.goto(address)
      await heading(page, `${client} is set up`).waitFor()
      await context.close()
    },
    180_000
  )

  it("says what is wrong, takes the focus there, and keeps the step: no name, declined, a company that is there already", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    await freeCompany(page, company)
    await page.getByRole("link", { name: "Add client" }).click()
    await page.getByRole("button", { name: "Continue" }).click()
    const summary = page.getByRole("alert").filter({ hasText: "entry needs a look" })
    await summary.waitFor()
    assert.isTrue(await summary.evaluate((box) => box === document.activeElement))
    await expectNoAxeViolations(page)
    await screenshot(page, "onboarding-no-name")
    await summary.getByRole("link").focus()
    await page.keyboard.press("Enter")
    assert.isTrue(await page.getByLabel("Client name").evaluate((field) => field === document.activeElement))
    await page.keyboard.type("Declined and connected elsewhere")
    await page.keyboard.press("Enter")

    await page.getByRole("button", { name: "Connect QuickBooks" }).click()
    await intuitPage(page).cancel.click()
    await page.getByRole("alert").filter({ hasText: "access was declined at Intuit" }).waitFor()
    await page.getByRole("button", { name: "Connect QuickBooks" }).click()
    await approve(page, "Juniper & Co Goods")
    const there = page.getByRole("alert").filter({ hasText: "already connected to another client" })
    await there.waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, "onboarding-already-connected")
    await there.getByRole("link", { name: "Open Juniper & Co Goods" }).click()
    await heading(page, /^Data shows runway/).waitFor()
    await context.close()
  }, 120_000)

  it("roles: the second look at the accounts is kept, and a contradiction of bands is told", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    await freeCompany(page, company)
    await page.getByRole("link", { name: "Add client" }).click()
    await page.getByLabel("Client name").fill(`${company} looked at twice`)
    await page.keyboard.press("Enter")
    await page.getByRole("button", { name: "Connect QuickBooks" }).click()
    await approve(page, company)
    await page.getByText("The first sync has ended.").waitFor()
    await page.getByRole("button", { name: "Continue" }).click()
    await heading(page, "Which accounts are cash").waitFor()
    await page.getByLabel("Payroll amount, USD").fill("twelve")
    await page.getByRole("button", { name: "Confirm accounts" }).click()
    await page.getByRole("alert").filter({ hasText: "2 entries need a look" }).waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, "onboarding-payroll-wrong")
    await page.getByLabel("Payroll amount, USD").fill("")
    const sum = page.getByRole("status").filter({ hasText: "Counted as cash" })
    const before = await sum.textContent()
    await page.getByLabel(/IOLTA.* counts as/).selectOption("included")
    assert.notStrictEqual(await sum.textContent(), before)
    const counted = (await sum.textContent())?.replace("Counted as cash", "")
    await page.getByRole("button", { name: "Confirm accounts" }).click()
    await page.getByRole("link", { name: "Back to cash accounts" }).click()
    await heading(page, "Which accounts are cash").waitFor()
    assert.strictEqual(await page.getByLabel(/IOLTA.* counts as/).inputValue(), "included")
    await page.getByRole("button", { name: "Confirm accounts" }).click()
    await page.getByLabel("Yellow below, days").fill("10")
    await page.getByRole("button", { name: "Save and finish" }).click()
    await page.getByRole("alert").filter({ hasText: "1 entry needs a look" }).waitFor()
    await page.getByLabel("Yellow below, days").fill("90")
    await page.getByRole("button", { name: "Save and finish" }).click()
    await page.getByRole("link", { name: "Open the digest" }).click()
    assert.strictEqual(await page.getByRole("button", { name: /^Cash, / }).textContent(), counted)
    await context.close()
  }, 120_000)

  it("the address registered for reconnecting leads through the sign-in to the clients that need it", async () => {
    const { context, page } = await browser.open()
    await page.goto("/connect/quickbooks?realmId=9130350000000001&state=x")
    await page.getByText("QuickBooks needs to be reconnected for").waitFor()
    assert.notInclude(page.url(), "9130350000000001")
    const { email, password } = loginAs("owner")
    await page.getByLabel("Email").fill(email)
    await page.getByLabel("Password", { exact: true }).fill(password)
    await page.keyboard.press("Enter")
    assert.strictEqual(await page.getByLabel("Connection", { exact: true }).inputValue(), "needs_reconnect")
    assert.include(page.url(), "connection=needs_reconnect")
    await context.close()
  })
})
