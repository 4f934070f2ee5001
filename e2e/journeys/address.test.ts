import { assert, describe, it } from "vitest"
import { expectNoAxeViolations, phone, screenshot, useBrowser } from "../src/browser.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()
const nobody = "01890000-0000-7000-8000-000000000000"
const lastWeek = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)

describe("an address that a person wrote or cut", () => {
  it("P1-1.1 says which part of it cannot be read and what belongs there, on every page, and opens the page without it", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    const client = (await page.locator("[data-client-link]").first().getAttribute("data-client-id")) ?? ""
    const broken: ReadonlyArray<readonly [string, RegExp]> = [
      [`/clients/${client}/digest?at=not-a-day`, /at should be a day/],
      [`/clients/${client}/digest?why=everything`, /why is not a choice/],
      [`/clients/${client}/digest?row=Salary:1`, /row should be a record/],
      [`/clients/${client}?at=2026-13-40`, /at should be a day/],
      [`/clients/${client}/bridge?from=soon&to=later`, /from should be a day.*to should be a day/s],
      [`/clients/${client}/bridge?part=luck`, /part is not a choice/],
      [`/clients/${client}/bridge?show=tears`, /show is not a choice/],
      [`/clients/${client}/hygiene?severity=grave`, /severity is not a choice/],
      [`/clients/${client}/hygiene?view=x&weeks=9`, /view is not a choice.*weeks should be 2 or 3/s],
      [`/clients/${client}/hygiene?issue=1`, /issue should be an id/],
      [`/clients/${client}/evidence?document=x`, /document should be an id/],
      ["/clients?band=purple", /band is not a choice/],
      ["/clients?sort=luck&assignedTo=me", /sort is not a choice.*assignedTo should be an id/s],
      ["/knowledge?client=x&hops=9", /client should be an id.*hops should be 1, 2 or 3/s],
      ["/onboarding/new?key=1", /key should be an id/],
      ["/settings/assignments?member=x", /member should be an id/],
      ["/settings/connections?reason=x", /reason is not a choice/],
      ["/login?next=//elsewhere.example", /next should be a page of this app/]
    ]
    for (const [address, said] of broken) {
      await page.goto(address)
      await page.getByRole("heading", { name: "This address cannot be read" }).waitFor({ timeout: 9_000 })
      assert.match((await page.getByRole("alert").textContent()) ?? "", said, address)
      assert.strictEqual(await page.getByRole("heading", { level: 1 }).count(), 1, address)
    }
    await page.goto(`/clients/${client}/digest?at=not-a-day&why=cash`)
    await page.getByRole("alert").waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, "address-unread-1440-light")
    await page.getByRole("link", { name: "Open the page without it" }).click()
    await page.getByRole("heading", { level: 2, name: /Data shows/ }).waitFor()
    assert.match(page.url(), /digest\?why=cash$/)
    await context.close()
  }, 120_000)

  it("says that a day is still to come, that two days stand in the wrong order, and that an issue is gone", async () => {
    const { context, page } = await browser.open({ viewport: phone, theme: "dark" })
    await signIn(page, "owner")
    const client = (await page.locator("[data-client-link]").first().getAttribute("data-client-id")) ?? ""
    await page.goto(`/clients/${client}/digest?at=2199-01-01`)
    await page.getByText("Jan 1, 2199 has not come yet").waitFor()
    await expectNoAxeViolations(page)
    await page.getByRole("link", { name: "Back to now" }).click()
    await page.getByRole("heading", { level: 2, name: /Data shows/ }).waitFor()
    await page.goto(`/clients/${client}/bridge?from=${lastWeek(2)}&to=${lastWeek(9)}`)
    await page.getByRole("alert").filter({ hasText: "The first day is not before the second." }).waitFor()
    const digest: { readonly asOfDate: string } = await (await page.request.get(`/api/advisor/clients/${client}/digest`)).json()
    await page.goto(`/clients/${client}/bridge?from=${digest.asOfDate}`)
    await page.getByRole("alert").filter({ hasText: "The first day is not before the second." }).waitFor()
    await page.goto(`/clients/${client}/bridge?from=2199-01-01`)
    await page.getByRole("alert").filter({ hasText: "still to come" }).waitFor()
    await expectNoAxeViolations(page)
    await page.goto(`/clients/${client}/hygiene?issue=${nobody}`)
    await page.getByText("The issue of this address is not in this list.").waitFor()
    await expectNoAxeViolations(page)
    await page.getByRole("button", { name: "Close this note" }).click()
    await page.waitForURL(/hygiene$/)
    // What no page knows is no part of the view: the list is not called filtered by it.
    await page.goto("/clients?utm_source=mail")
    await page.locator("[data-client-link]").first().waitFor()
    await context.close()
  }, 90_000)
})
