import { readFile } from "node:fs/promises"
import type { Page } from "playwright-core"
import { assert, describe, it } from "vitest"
import { desktop, expectNoAxeViolations, phone, screenshot, type Theme, useBrowser } from "../src/browser.ts"
import { useKeyboard } from "../src/keyboard.ts"
import { linkIn, mailOf } from "../src/mailOf.ts"
import { heldBack } from "../src/heldBack.ts"
import { settled } from "../src/settled.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()
const surfaces = [
  { name: "1440", viewport: desktop },
  { name: "390", viewport: phone }
].flatMap((surface) => (["light", "dark"] as const).map((theme) => ({ ...surface, theme })))

const dialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name })
const clientLinks = (page: Page) => page.locator("[data-client-link]")
const namesOf = async (page: Page) => (await clientLinks(page).allTextContents()).map((name) => name.trim())
const rowOf = (page: Page, name: string) =>
  page
    .locator("tr, li")
    .filter({ has: page.locator("[data-client-link]").getByText(name, { exact: true }) })
    .last()
const toast = (page: Page, text: string | RegExp) => page.getByRole("status").filter({ hasText: text }).first().waitFor()

const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)

/** The fixed sentence at the foot of every page, which every export and summary ends with too. */
const footerOf = async (page: Page) => ((await page.locator("footer").textContent()) ?? "").trim()

/** Ids in their order, and the names of what can be pressed in each row. */
const rows = (page: Page) =>
  clientLinks(page).evaluateAll((links) =>
    links.map((link) => ({
      id: link.getAttribute("data-client-id"),
      to: link.getAttribute("href"),
      actions: [...(link.closest("tr, li")?.querySelectorAll("a, button") ?? [])].map((one) => one.textContent)
    }))
  )

describe("the weekly ritual", () => {
  it.each(surfaces)(
    "P1-1.2.3 axe finds nothing in list, sheets and client, both modes hold the same rows and actions, at $name in $theme",
    async ({ name, theme, viewport }: { name: string; theme: Theme; viewport: typeof desktop }) => {
      const { context, page } = await browser.open({ theme, viewport })
      const look = async (title: string) => {
        await settled(page)
        await expectNoAxeViolations(page)
        assert.isFalse(await sideways(page), `${title} scrolls sideways`)
        await screenshot(page, `ritual-${title}-${name}-${theme}`)
      }
      await signIn(page, "advisor")
      await clientLinks(page).first().waitFor()
      const plain = await rows(page)
      await look("list")
      await page.getByRole("switch", { name: "List mode" }).click()
      await page.waitForLoadState("networkidle")
      assert.deepStrictEqual(await rows(page), plain)
      await look("list-mode")
      await page.getByRole("switch", { name: "List mode" }).click()
      // Cards have no rows to be made higher.
      if (viewport === desktop) {
        await page.getByRole("switch", { name: "Comfortable rows" }).click()
        await look("comfortable")
        await page.getByRole("switch", { name: "Comfortable rows" }).click()
      }

      await page.keyboard.press("Control+k")
      await dialog(page, "Search and actions").getByRole("option").first().waitFor()
      await look("palette")
      await page.keyboard.press("Escape")
      await page.keyboard.press("?")
      await dialog(page, "Keyboard").waitFor()
      await look("keys")
      await page.keyboard.press("Escape")
      await page.getByRole("button", { name: "Views" }).click()
      await dialog(page, "Views of the list").waitFor()
      await look("views")
      await page.keyboard.press("Escape")
      await page.getByLabel("Search clients by name").fill("no client is called so")
      await page.getByText("No client matches").waitFor()
      await look("no-match")
      await page
        .getByRole("button", { name: "Clear filters" })
        .or(page.getByRole("link", { name: "Clear filters" }))
        .first()
        .click()
      await clientLinks(page).first().click()
      await page.getByRole("heading", { level: 2, name: /Data shows/ }).waitFor()
      await look("client")
      await page.getByRole("button", { name: "This week" }).click()
      await dialog(page, /this week/)
        .getByLabel("Summary as text")
        .waitFor()
      await look("summary")
      await context.close()
    },
    180_000
  )

  it("works three clients by keyboard alone: find, open, read, mark reviewed, next, back, and the week says so", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    await clientLinks(page).nth(3).waitFor()
    const [first = "", second = "", third = ""] = await namesOf(page)
    const keyboard = useKeyboard(page)
    await keyboard.reach(clientLinks(page).first())
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("r")
    await toast(page, `${second} is marked reviewed this week.`)
    await rowOf(page, second).getByText("Reviewed", { exact: true }).waitFor()
    await page.keyboard.press("r")
    await toast(page, `${second} is open again this week.`)
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { level: 1, name: first, exact: true }).waitFor()
    await page.getByRole("heading", { level: 2, name: /Data shows/ }).waitFor()
    await page.keyboard.press("r")
    await page.getByRole("button", { name: "Reviewed", exact: true, pressed: true }).waitFor()
    for (const name of [second, third]) {
      await page.keyboard.press("]")
      await page.getByRole("heading", { level: 1, name, exact: true }).waitFor()
      await page.keyboard.press("r")
      await page.getByRole("button", { name: "Reviewed", exact: true, pressed: true }).waitFor()
    }
    // The tab is kept, where the other client has it too.
    await page.keyboard.press("h")
    await page.waitForURL(/\/hygiene$/)
    await page.keyboard.press("[")
    await page.getByRole("heading", { level: 1, name: second, exact: true }).waitFor()
    await page.waitForURL(/\/hygiene$/)
    await page.getByRole("heading", { level: 2, name: /open issue/ }).waitFor()
    await page.keyboard.press("s")
    const text =
      (await dialog(page, /this week/)
        .getByLabel("Summary as text")
        .textContent()) ?? ""
    assert.include(text, `${second}, week of Mon `)
    assert.include(text, "- Client marked reviewed, 2 times")
    assert.isTrue(text.endsWith(await footerOf(page)))
    await page.keyboard.press("Escape")
    await page.keyboard.press("u")
    await page.getByText(/3 of \d+ reviewed this week, \d+ worked on/).waitFor()
    // The view of what is open leaves them out, stands in the address, and comes back with it.
    await page.getByLabel("This week", { exact: true }).selectOption("open")
    await page.waitForURL(/week=open/)
    await clientLinks(page).filter({ hasText: first }).waitFor({ state: "detached" })
    const open = await namesOf(page)
    assert.deepStrictEqual(
      [first, second, third].filter((name) => open.includes(name)),
      []
    )
    await page.reload()
    await clientLinks(page).first().waitFor()
    assert.deepStrictEqual(await namesOf(page), open)
    await page.goBack()
    await page.waitForURL((url) => !url.search.includes("week"))
    await clientLinks(page).filter({ hasText: first }).waitFor()
    // Marked reviewed inside that view, a client keeps its place: the next one is the one behind it.
    await page.goForward()
    await clientLinks(page).filter({ hasText: first }).waitFor({ state: "detached" })
    await keyboard.reach(clientLinks(page).first())
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { level: 1, name: open[0] ?? "", exact: true }).waitFor()
    await page.keyboard.press("r")
    await page.getByRole("button", { name: "Reviewed", exact: true, pressed: true }).waitFor()
    await page.keyboard.press("]")
    await page.getByRole("heading", { level: 1, name: open[1] ?? "", exact: true }).waitFor()
    await context.close()
  }, 120_000)

  it("finds clients, pages and actions in the palette by keyboard, and offers nothing a role may not", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    const [, second = ""] = await namesOf(page)
    const ask = async (typed: string) => {
      await page.keyboard.press("Control+k")
      await dialog(page, "Search and actions").getByRole("combobox").waitFor()
      await page.keyboard.type(typed)
    }
    await ask(second)
    await page.getByRole("option", { name: second, exact: true }).waitFor()
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { level: 1, name: second, exact: true }).waitFor()
    await ask("settings memb")
    await page.getByRole("option", { name: "Settings, Members" }).waitFor()
    await page.keyboard.press("Enter")
    await page.waitForURL(/settings\/members/)
    await page.goto("/clients")
    await clientLinks(page).first().waitFor()
    await ask("add a cl")
    await page.getByRole("option", { name: "Add a client" }).waitFor()
    await page.keyboard.press("Escape")
    await ask("nothing is called so")
    await page.getByText("Nothing fits.").waitFor()
    await context.close()
    const viewer = await browser.open()
    await signIn(viewer.page, "viewer")
    await viewer.page.keyboard.press("Control+k")
    await viewer.page.getByRole("option", { name: "Export the clients shown as CSV" }).waitFor()
    for (const name of ["Add a client", "Settings, Members"])
      assert.strictEqual(await viewer.page.getByRole("option", { name }).count(), 0, name)
    await viewer.context.close()
  }, 120_000)

  it("P1-1.2 keeps what is typed into the palette while its code and its answers are on their way, and opens that", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    const names = await namesOf(page)
    const [first = ""] = names
    const last = names.at(-1) ?? ""
    assert.notStrictEqual(first, last)
    const code = await heldBack(page, /\/assets\/Palette-/)
    // It may be read ahead while nothing else is done.
    const asked = page.waitForRequest(/\/assets\/Palette-/)
    await page.goto("/clients")
    await clientLinks(page).first().waitFor()
    await page.keyboard.press("Control+k")
    await page.keyboard.type(last)
    await asked
    await page.keyboard.press("Enter")
    code()
    await page.getByRole("heading", { level: 1, name: last, exact: true }).waitFor()
    // The code is there now, and the answer is not: the clients that were found before are not opened in its place.
    await page.goto("/clients")
    await clientLinks(page).first().waitFor()
    await page.keyboard.press("Control+k")
    await dialog(page, "Search and actions").getByRole("option").first().waitFor()
    const answer = await heldBack(page, /\/clients\?query=/)
    const searched = page.waitForRequest(/\/clients\?query=/)
    await page.keyboard.type(last)
    await searched
    await page.keyboard.press("Enter")
    await dialog(page, "Search and actions").waitFor()
    answer()
    await page.getByRole("heading", { level: 1, name: last, exact: true }).waitFor()
    await context.close()
  }, 60_000)

  it("keeps a view of the list, renames it, removes it and takes the removal back; sorts, filters and exports what it shows", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    await page.getByLabel("Sort").selectOption("name")
    await page.waitForURL(/sort=name/)
    await page.getByRole("button", { name: /^Green/ }).click()
    await page.waitForURL(/band=green/)
    await page.waitForLoadState("networkidle")
    const shown = await namesOf(page)
    assert.isNotEmpty(shown)
    assert.deepStrictEqual(
      shown,
      shown.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
    )
    const file = page.waitForEvent("download")
    await page.getByRole("button", { name: "Export CSV" }).click()
    const lines = (await readFile(await (await file).path(), "utf8")).split("\r\n")
    assert.strictEqual(lines.length, shown.length + 3)
    assert.strictEqual(lines.at(-2), `"${await footerOf(page)}"`)

    const views = dialog(page, "Views of the list")
    await page.getByRole("button", { name: "Views" }).click()
    await views.getByLabel("Keep what the list shows now as").fill("Green by name")
    await page.keyboard.press("Enter")
    await toast(page, "The view Green by name is kept.")
    await views.getByRole("button", { name: "Rename Green by name" }).click()
    await views.getByLabel("New name of Green by name").fill("Greens")
    await page.keyboard.press("Enter")
    await toast(page, "The view is called Greens now.")
    await views.getByRole("button", { name: "Remove Greens" }).click()
    await toast(page, "The view Greens is removed.")
    await page.keyboard.press("Escape")
    await page.getByRole("button", { name: "Undo" }).click()
    await toast(page, "The view Greens is back.")
    await page.goto("/clients")
    await page.getByRole("button", { name: "Views" }).click()
    await views.getByRole("link", { name: "Greens" }).click()
    await page.waitForURL(/band=green/)
    // The rows of before stay until those of the view are there.
    await clientLinks(page).nth(shown.length).waitFor({ state: "detached" })
    assert.deepStrictEqual(await namesOf(page), shown)
    await context.close()
  }, 120_000)

  it("keeps list mode and the height of rows with the member: another browser has them, and the keys can be switched off", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "staff")
    await page.keyboard.press("l")
    await page.getByRole("switch", { name: "List mode", checked: true }).waitFor()
    await page.waitForLoadState("networkidle")
    const other = await browser.open()
    await signIn(other.page, "staff", { kept: true })
    await other.page.getByRole("switch", { name: "List mode", checked: true }).waitFor()
    assert.strictEqual(await other.page.getByRole("table").count(), 0)
    await other.context.close()
    await page.keyboard.press("?")
    await page.getByRole("switch", { name: "Single-key shortcuts" }).click()
    await page.keyboard.press("Escape")
    await page.keyboard.press("l")
    await page.keyboard.press("Control+k")
    await dialog(page, "Search and actions").waitFor()
    await page.keyboard.press("Escape")
    await page.getByRole("switch", { name: "List mode", checked: true }).click()
    await page.getByRole("table").waitFor()
    await context.close()
  }, 120_000)

  it("P1-1.1 a member without a client meets an empty list that says what will appear, and no failure", async () => {
    const owner = await browser.open()
    await signIn(owner.page, "owner")
    await owner.page.goto("/settings/members/invite")
    const email = "nora.empty@alderfinch.example"
    await owner.page.getByLabel("Email").fill(email)
    await owner.page.getByRole("button", { name: "Send the invitation" }).click()
    await owner.page.getByText(`The invitation to ${email} is on its way.`).first().waitFor()
    await owner.context.close()
    const { context, page } = await browser.open()
    await page.goto(linkIn(await mailOf(email)))
    await page.getByLabel("Your name").fill("Nora Empty")
    for (const label of ["New password", "New password again"])
      await page.getByLabel(label, { exact: true }).fill("a kettle of quiet harbors")
    await page.keyboard.press("Enter")
    await page.getByText("No clients yet").waitFor()
    await page.getByRole("heading", { level: 1, name: "Data shows 0 clients need attention." }).waitFor()
    await page.waitForLoadState("networkidle")
    assert.strictEqual(await page.getByRole("alert").count(), 0)
    await expectNoAxeViolations(page)
    await screenshot(page, "ritual-empty-1440-light")
    await context.close()
  }, 90_000)

  it("says what went wrong when a mark cannot be kept, and shows nothing as done", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    const last = clientLinks(page).last()
    const name = ((await last.textContent()) ?? "").trim()
    await last.click()
    await page.waitForURL(/\/(?:digest|knowledge)\b/)
    await page.getByRole("button", { name: "Mark reviewed" }).waitFor()
    await page.waitForLoadState("networkidle")
    await page.route("**/ritual/review", (route) => route.abort())
    await page.keyboard.press("r")
    await toast(page, `${name} was not changed. There is no connection to Beep.`)
    await page.getByRole("button", { name: "Mark reviewed", pressed: false }).waitFor()
    await context.close()
  }, 60_000)
})
