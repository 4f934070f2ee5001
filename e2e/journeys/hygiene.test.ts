import type { Page } from "playwright-core"
import { assert, describe, it } from "vitest"
import { desktop, expectNoAxeViolations, phone, screenshot, type Theme, useBrowser } from "../src/browser.ts"
import { sandboxOf } from "../src/sandboxOf.ts"
import { heldBack } from "../src/heldBack.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()

interface Listed {
  readonly items: ReadonlyArray<{ readonly clientId: string; readonly name: string; readonly kind: string }>
}
interface Issue {
  readonly issueId: string
  readonly status: string
  readonly fixes: ReadonlyArray<string>
}

/** A client with open issues that can be written, found as a person who opens one after the other would. */
const clientWith = async (page: Page, fix: string, least: number) => {
  const me: { readonly memberId: string } = await (await page.request.get("/api/me")).json()
  const { items }: Listed = await (await page.request.get(`/api/advisor/${me.memberId}/clients`)).json()
  for (const { clientId, kind, name } of items) {
    if (kind !== "business") continue
    const tray: { readonly items: ReadonlyArray<Issue> } = await (
      await page.request.get(`/api/advisor/clients/${clientId}/tray?limit=100`)
    ).json()
    const issues = tray.items.filter(({ fixes, status }) => fixes.includes(fix) && (status === "open" || status === "reopened"))
    if (issues.length >= least) return { clientId, name, issues }
  }
  throw new Error(`no client of the demo has ${least} issues to fix with ${fix}`)
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("data-issue") ?? null)

describe("the hygiene tab", () => {
  it.each<readonly [Theme, string, typeof desktop]>([
    ["light", "desktop", desktop],
    ["dark", "desktop", desktop],
    ["light", "phone", phone],
    ["dark", "phone", phone]
  ])(
    "P1-3.4 P1-3.5 shows what is to fix, as a band and as a list, without a violation (%s, %s)",
    async (theme, size, viewport) => {
      const { context, page } = await browser.open({ theme, viewport })
      await signIn(page, "owner")
      const { clientId } = await clientWith(page, "set_terms", 1)
      await page.goto(`/clients/${clientId}/hygiene`)
      await page.getByRole("heading", { name: "Data shows top issues to fix." }).waitFor()
      const band = page.getByRole("group", { name: "Next 4 weeks" })
      await band.waitFor()
      const pills = () =>
        band.locator("[data-flow-pill]").evaluateAll((all) => all.map((one) => one.getAttribute("data-flow-pill")))
      const before = await pills()
      assert.isAtMost(before.length, 25)
      const canvas = band.locator("canvas")
      assert.strictEqual(await canvas.count(), size === "desktop" ? 1 : 0)
      if (size === "desktop") assert.strictEqual(await canvas.getAttribute("aria-hidden"), "true")
      await expectNoAxeViolations(page)
      await screenshot(page, `hygiene-${size}-${theme}`)
      assert.isAtMost(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0)

      if (size === "desktop") {
        const names = () => page.locator("[data-issue]").evaluateAll((all) => all.map((one) => one.getAttribute("data-issue")))
        const rows = await names()
        await page.getByRole("switch", { name: "List mode" }).click()
        await page.locator("canvas").waitFor({ state: "detached" })
        assert.deepStrictEqual(await pills(), before)
        assert.deepStrictEqual(await names(), rows)
        await expectNoAxeViolations(page)
        await screenshot(page, `hygiene-list-${theme}`)
        await page.getByRole("switch", { name: "List mode" }).click()
        await page.setViewportSize({ width: 320, height: 800 })
        assert.isAtMost(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0)
      }
      await context.close()
    }
  )

  it("puts one issue right by keyboard, through to the book, and never says more than is so", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    const { clientId, issues } = await clientWith(page, "set_terms", 1)
    const [issue] = issues
    assert.isDefined(issue)
    await page.goto(`/clients/${clientId}/hygiene`)
    const line = page.locator(`[data-issue="${issue?.issueId}"]`)
    await line.waitFor()
    assert.isNull(await focused(page))
    for (let step = 0; step < 100 && (await focused(page)) !== issue?.issueId; step += 1) await page.keyboard.press("j")
    assert.strictEqual(await focused(page), issue?.issueId)
    await page.keyboard.press("e")
    const form = page.getByRole("form").filter({ has: page.locator("[data-fix-entry]") })
    await form.locator("[data-fix-entry]").waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, "hygiene-fix-form")
    const kinds = form.getByLabel("Fix", { exact: true })
    if ((await kinds.count()) > 0) await kinds.selectOption("set_terms")
    const terms = form.getByLabel("Terms")
    const options = await terms.locator("option").evaluateAll((all) => all.map((one) => one.getAttribute("value") ?? ""))
    await terms.selectOption(options.find((value) => value !== "") ?? "")
    await terms.focus()
    await page.keyboard.press("Tab")
    // The list is read again before the writes are: its issue offers no fix any more.
    const letGo = await heldBack(page, /\/writes$/, { method: "GET" })
    const readAgain = page.waitForResponse(/\/tray\?/)
    await form.getByRole("button", { name: "Set terms in QuickBooks" }).press("Enter")
    await readAgain
    await form.waitFor({ state: "detached" })
    await line.and(page.locator(":focus")).waitFor()
    assert.notInclude(page.url(), "issue=")
    letGo()
    const toast = page.getByRole("status").filter({ hasText: "Staged. Not in QuickBooks yet." })
    await toast.waitFor()
    assert.strictEqual(await page.getByText(/Confirmed in QuickBooks/).count(), 0)
    await screenshot(page, "hygiene-staged")
    await page.getByText(/^Confirmed in QuickBooks: /).waitFor({ timeout: 90_000 })
    const writes = page.getByRole("region", { name: "Writes to QuickBooks" })
    await writes.getByText("Read back from QuickBooks: it shows the value.").first().waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, "hygiene-confirmed")
    await context.close()
  }, 180_000)

  it("ends in a stated conflict when QuickBooks says that the record changed, and keeps the issue", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    const { clientId, issues, name } = await clientWith(page, "set_terms", 1)
    const issue = issues.at(-1)
    const { order, realmId } = await sandboxOf(page, name)
    await order("faults", { realmId, fault: "object_gone", path: "read", times: 1 })
    await page.goto(`/clients/${clientId}/hygiene?issue=${issue?.issueId}`)
    const form = page.getByRole("form").filter({ has: page.locator("[data-fix-entry]") })
    await form.locator("[data-fix-entry]").waitFor()
    const kinds = form.getByLabel("Fix", { exact: true })
    if ((await kinds.count()) > 0) await kinds.selectOption("set_terms")
    const terms = form.getByLabel("Terms")
    const options = await terms.locator("option").evaluateAll((all) => all.map((one) => one.getAttribute("value") ?? ""))
    await terms.selectOption(options.find((value) => value !== "") ?? "")
    await form.getByRole("button", { name: "Set terms in QuickBooks" }).click()
    await page.getByText("Staged. Not in QuickBooks yet.").waitFor()
    await page.getByText("The record was deleted in QuickBooks. Nothing was written.").first().waitFor({ timeout: 90_000 })
    await page.locator(`[data-issue="${issue?.issueId}"]`).waitFor()
    await screenshot(page, "hygiene-conflict")
    await context.close()
  }, 180_000)
})
