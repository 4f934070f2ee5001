import { assert, describe, it } from "vitest"
import { desktop, expectNoAxeViolations, phone, screenshot, type Theme, useBrowser } from "../src/browser.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()

describe("the tie-out badge opens its certificate", () => {
  it.each<readonly [Theme, string, typeof desktop]>([
    ["light", "desktop", desktop],
    ["dark", "desktop", desktop],
    ["light", "phone", phone],
    ["dark", "phone", phone]
  ])("by keyboard, and Escape gives the focus back (%s, %s)", async (theme, size, viewport) => {
    const { context, page } = await browser.open({ theme, viewport })
    await signIn(page, "owner")
    await page.getByRole("link", { name: "Northlight Marketing" }).click()
    const badge = page.getByRole("button", { name: /^Ties out to QuickBooks, to the cent, / })
    await badge.waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, `tie-out-badge-${size}-${theme}`)

    await badge.focus()
    await page.keyboard.press("Enter")
    const drawer = page.getByRole("dialog", { name: "Comparison with QuickBooks" })
    await drawer.getByText("Every amount compared equals QuickBooks' own reports, to the cent.").waitFor()
    const tables = drawer.getByRole("table")
    assert.strictEqual(await tables.count(), 4)
    for (const table of await tables.all()) {
      const cells = await table
        .getByRole("row", { name: /^Total( of debits)?, \d+ compared/ })
        .getByRole("cell")
        .allTextContents()
      assert.strictEqual(cells.length, 2)
      assert.match(cells[0] ?? "", /^\u2212?[\d,]+\.\d{2}$/)
      assert.strictEqual(cells[0], cells[1])
      assert.notStrictEqual(cells[0], "0.00")
    }
    assert.strictEqual(await drawer.getByText("Agrees to the cent").count(), 4)
    await expectNoAxeViolations(page)
    await screenshot(page, `tie-out-drawer-${size}-${theme}`)

    // The address holds the view: a reload shows the same certificate.
    assert.match(page.url(), /tieOut=latest/)
    await page.reload()
    await drawer.getByText("Every amount compared equals QuickBooks' own reports, to the cent.").waitFor()
    await page.keyboard.press("Escape")
    await drawer.waitFor({ state: "hidden" })
    await badge.focus()
    await page.keyboard.press("Enter")
    await drawer.waitFor()
    await page.keyboard.press("Escape")
    await drawer.waitFor({ state: "hidden" })
    assert.isTrue(await badge.evaluate((element) => element === document.activeElement))
    await context.close()
  })
})
