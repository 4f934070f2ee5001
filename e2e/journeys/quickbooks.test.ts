import type { Page } from "playwright-core"
import { assert, describe, it } from "vitest"
import { desktop, expectNoAxeViolations, phone, screenshot, type Theme, useBrowser } from "../src/browser.ts"
import { inventedWord } from "../src/inventedWord.ts"
import { sandboxOf } from "../src/sandboxOf.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()
const company = "Northlight Marketing"

/** One for each surface: a client that was synced a moment ago is not read again. */
const slow = ["Tessera Consulting", "Osprey Analytics"]
const themes: ReadonlyArray<Theme> = ["light", "dark"]

const surfaces = [
  { name: "1440", viewport: desktop },
  { name: "390", viewport: phone }
]
const all = surfaces.flatMap((surface) => (["light", "dark"] as const).map((theme) => ({ ...surface, theme })))

interface Case {
  readonly name: string
  readonly theme: Theme
  readonly viewport: typeof desktop
}

const visited = async (page: Page, what: string, { name, theme }: Case) => {
  await expectNoAxeViolations(page)
  const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  assert.isAtMost(width ?? 0, room ?? 0, `${what} scrolls sideways`)
  await screenshot(page, `${what}-${name}-${theme}`)
}

const digestOf = async (page: Page, client: string) => {
  await page.getByRole("link", { name: client }).first().click()
  await page.getByRole("heading", { level: 2, name: /^Data shows/ }).waitFor()
}

describe("what QuickBooks is asked, and what it gave", () => {
  it.each(all)("the calls of the month, their projection, and how each client stands, at $name in $theme", async (one: Case) => {
    const { context, page } = await browser.open(one)
    await signIn(page, "owner")
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click()
    await page.getByRole("link", { name: "Connections" }).click()
    await page.getByRole("heading", { level: 2, name: "QuickBooks" }).waitFor()
    const meter = page.getByRole("meter", { name: /^Calls of \w+ \d{4}$/ })
    // A phone is in list mode by itself: the words, and no bar.
    const said =
      one.name === "390"
        ? ((await page.getByText("Your organization has made").textContent()) ?? "")
        : ((await meter.getAttribute("aria-valuetext")) ?? "")
    assert.strictEqual(await meter.count(), one.name === "390" ? 0 : 1)
    assert.match(said, /^Your organization has made [\d,]+ calls to QuickBooks in \w+ \d{4}, [\w .]+% of the budget\./)
    assert.match(said, /At this pace it will be|What the month will take/)
    const clients = page.getByRole("region", { name: "Clients" })
    const row =
      one.name === "390"
        ? page.getByRole("list", { name: "Clients" }).getByRole("listitem").filter({ hasText: company })
        : clients.getByRole("row").filter({ hasText: company })
    const text = (await row.textContent()) ?? ""
    assert.match(text, /Connected/)
    assert.match(text, /(just now|\d+ (min|h) ago)/)
    assert.match(text, /ties out/)
    assert.match(text, /\d+$/, "so many calls")
    await visited(page, "quickbooks", one)
    await page.getByRole("switch", { name: "List mode" }).click()
    await visited(page, "quickbooks-list", one)
    await page.getByRole("link", { name: company }).click()
    await page.getByRole("heading", { level: 2, name: /^Data shows/ }).waitFor()
    await context.close()
  })

  it.each(all)(
    "the age of each figure, and a record that was not understood, at $name in $theme",
    async (one: Case) => {
      const { context, page } = await browser.open(one)
      await signIn(page, "owner")
      const number = await inventedWord(page, company)
      await digestOf(page, company)
      const issues = page.getByRole("region", { name: "Data issues" })
      const sync = page.getByRole("button", { name: "Sync now" })
      // QuickBooks tells of it, or a person asks; a page that saw neither begin hears of it within half a minute.
      const shown = () => issues.waitFor({ timeout: 60_000 })
      await Promise.race([shown(), sync.click().then(shown)])
      for (const card of ["Cash", "Bills", "Invoices"])
        await page
          .getByRole("region", { name: card, exact: true })
          .getByText(/^(Mirrored records|QuickBooks report), (just now|\d+ (min|h) ago)$/)
          .waitFor()
      const freshness = page.getByRole("region", { name: "Freshness" })
      assert.strictEqual(await freshness.getByText(/^(Mirrored records|QuickBooks report), /).count(), 4)
      const link = issues.getByRole("link", { name: `Invoice ${number}` })
      await issues.getByText("The email status is a word Beep does not know.").first().waitFor()
      await link.scrollIntoViewIfNeeded()
      await visited(page, "data-issues", one)
      await link.focus()
      await page.keyboard.press("Enter")
      const drawer = page.getByRole("dialog")
      await drawer.getByText(number).first().waitFor()
      await expectNoAxeViolations(page)
      await page.keyboard.press("Escape")
      await drawer.waitFor({ state: "hidden" })
      await context.close()
    },
    120_000
  )

  it("what went wrong for one client is not said of the next", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    await page.route("**/sync", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()))
    await digestOf(page, company)
    await page.getByRole("button", { name: "Sync now" }).click()
    const failure = page.getByRole("main").getByRole("alert")
    await failure.waitFor()
    const name = await page.getByRole("heading", { level: 1 }).textContent()
    await page.keyboard.press("]")
    await page
      .getByRole("heading", { level: 1 })
      .filter({ hasNotText: name ?? "" })
      .waitFor()
    await page.getByRole("heading", { level: 2, name: /^Data shows/ }).waitFor()
    assert.strictEqual(await failure.count(), 0)
    await context.close()
  })

  it.each(all)("cash accounts and payroll are decided anew, and the digest follows, at $name in $theme", async (one: Case) => {
    const { context, page } = await browser.open(one)
    await signIn(page, "owner")
    await digestOf(page, "Ridgeway Dental")
    const change = page.getByRole("link", { name: "Change accounts and payroll" })
    const open = async () => {
      await change.focus()
      await page.keyboard.press("Enter")
      await page.getByRole("heading", { level: 2, name: "Cash accounts and payroll" }).waitFor()
    }
    await open()
    await page.getByRole("button", { name: "Save" }).waitFor()
    await visited(page, "cash", one)
    const day = await page.getByLabel("Payroll date").getAttribute("min")
    await page.getByLabel("Payroll amount, USD").fill("none")
    await page.getByRole("button", { name: "Save" }).click()
    const problems = page.getByRole("alert").or(page.getByRole("group", { name: /need(s)? a look/ }))
    await problems.first().waitFor()
    await page.getByLabel("Payroll date").fill(day ?? "")
    await page.getByLabel("Payroll amount, USD").fill("100.00")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("Saved. The runway was computed again.").waitFor()
    await page
      .getByText(/^Payroll \w+ \d+ (covered|at risk)$/)
      .first()
      .waitFor()
    await open()
    assert.strictEqual(await page.getByLabel("Payroll amount, USD").inputValue(), "100.00")
    await page.getByLabel("Payroll date").fill("")
    await page.getByLabel("Payroll amount, USD").fill("")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByRole("heading", { level: 2, name: /^Data shows/ }).waitFor()
    await page
      .getByText(/^Payroll \w+ \d+ (covered|at risk)$/)
      .first()
      .waitFor({ state: "detached" })
    await context.close()
  })

  it.each(surfaces.map((surface, at) => ({ ...surface, theme: themes[at] ?? "light", client: slow[at] ?? company })))(
    "a running sync says how far it is, at $name in $theme",
    async ({ client, ...one }: Case & { readonly client: string }) => {
      const { context, page } = await browser.open(one)
      await signIn(page, "owner")
      const { order, realmId } = await sandboxOf(page, client)
      await order("faults", { realmId, fault: "hang", path: "cdc", times: 1, seconds: 15 })
      await digestOf(page, client)
      await page.getByRole("button", { name: "Sync now" }).click()
      const progress = page.getByRole("progressbar", { name: "Sync of QuickBooks data" })
      await progress.waitFor()
      await page.getByText(/^\d+ of 12 inputs, [\d,]+ rows?$/).waitFor()
      await visited(page, "syncing", one)
      await progress.waitFor({ state: "detached" })
      await context.close()
    }
  )

  it("is not for those who may not manage connections: no way there, and words at the door", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "staff")
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click()
    await page.getByRole("link", { name: "Security" }).waitFor()
    assert.strictEqual(await page.getByRole("link", { name: "Connections" }).count(), 0)
    await page.goto("/settings/connections")
    await page.getByText("Your role does not allow this.").waitFor()
    await context.close()
  })
})
