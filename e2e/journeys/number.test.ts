import { assert, describe, it } from "vitest"
import { expectNoAxeViolations, screenshot, type Theme, useBrowser } from "../src/browser.ts"
import { centsOf } from "../src/money.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()

describe("a number opens down to its ledger rows", () => {
  it.each<Theme>(["light", "dark"])("login, client list, runway, why, ledger row (%s)", async (theme) => {
    const { context, page } = await browser.open({ theme })
    await signIn(page, "owner")
    await screenshot(page, `clients-${theme}`)
    await expectNoAxeViolations(page)

    await page.getByRole("link", { name: "Northlight Marketing" }).click()
    await page.getByRole("heading", { level: 2, name: /^Data shows runway of [\d.]+ weeks?\.$/ }).waitFor()
    assert.match((await page.getByRole("meter").getAttribute("aria-valuetext")) ?? "", /days/)
    await screenshot(page, `digest-${theme}`)
    await expectNoAxeViolations(page)

    await page.getByRole("button", { name: /^Why\?/ }).click()
    const drawer = page.getByRole("dialog")
    await drawer.getByRole("heading", { level: 2, name: /^Why \d+ days\?$/ }).waitFor()
    await screenshot(page, `why-${theme}`)
    await expectNoAxeViolations(page)

    const rows = drawer.getByRole("table", { name: "Receivables that count" }).getByRole("row")
    const cells = await rows.evaluateAll((all) =>
      all.map((row) => Array.from(row.querySelectorAll("td"), (cell) => cell.textContent ?? ""))
    )
    const amounts: Array<number> = []
    let total: number | undefined
    for (const row of cells) {
      const last = row.at(-1)
      if (last === undefined || !/\d\.\d{2}/.test(last)) continue
      if (row[0]?.includes("sum") === true) {
        total = centsOf(last)
        break
      }
      amounts.push(centsOf(last))
    }
    assert.isAbove(amounts.length, 3)
    assert.strictEqual(
      amounts.reduce((sum, cents) => sum + cents, 0),
      total
    )

    const invoice = drawer.getByRole("table", { name: "Receivables that count" }).getByRole("link").first()
    const number = await invoice.textContent()
    await invoice.click()
    await drawer.getByRole("heading", { level: 2, name: "Row of the ledger" }).waitFor()
    await drawer.getByRole("heading", { level: 3, name: `Invoice ${number}` }).waitFor()
    assert.match(
      (await drawer.getByRole("link", { name: /Open in QuickBooks/ }).getAttribute("href")) ?? "",
      /\/app\/invoice\?txnId=\d+$/
    )
    await screenshot(page, `ledger-row-${theme}`)
    await expectNoAxeViolations(page)

    // The address holds the view: a reload shows the same row.
    await page.reload()
    await page
      .getByRole("dialog")
      .getByRole("heading", { level: 3, name: `Invoice ${number}` })
      .waitFor()
    await context.close()
  })

  it("shows the recorded company of 2020 to the cent and says what is missing", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    await page.getByRole("link", { name: /2020/ }).click()
    await page.getByRole("heading", { level: 2, name: /^Data shows runway not available/ }).waitFor()
    const figure = async (name: RegExp) => await page.getByRole("button", { name }).textContent()
    assert.strictEqual(await figure(/^Open invoices, /), "$5,204.02")
    assert.strictEqual(await figure(/^Open bills, /), "$58,115.55")
    assert.strictEqual(await figure(/^Cash, /), "$1,776.00")
    await page.getByText("Balance of Tue Sep 29, 2020").first().waitFor()
    const missing = await page.getByText(/^Not synced yet:/).textContent()
    assert.match(missing ?? "", /invoices/)
    assert.match(missing ?? "", /bills/)
    await expectNoAxeViolations(page)
    await screenshot(page, "company-2020")
    await context.close()
  })

  it("the runway opens by its key from anywhere on the page, a figure by the same in its place, and the drawer gives the focus back", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    await page.getByRole("link", { name: "Northlight Marketing" }).focus()
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { level: 2, name: /^Data shows runway of/ }).waitFor()
    await page.keyboard.press("w")
    await page
      .getByRole("dialog")
      .getByRole("heading", { level: 2, name: /^Why \d+ days\?$/ })
      .waitFor()
    await page.keyboard.press("Escape")
    await page.getByRole("dialog").waitFor({ state: "detached" })
    const cash = page.getByRole("button", { name: /^Cash, / })
    await cash.focus()
    await page.keyboard.press("w")
    await page.getByRole("dialog").waitFor()
    await page.keyboard.press("Escape")
    await page.getByRole("dialog").waitFor({ state: "detached" })
    assert.isTrue(await cash.evaluate((element) => element === document.activeElement))
    await context.close()
  })
})
