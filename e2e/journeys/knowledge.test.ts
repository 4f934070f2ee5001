import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { assert, describe, it } from "vitest"
import { desktop, expectNoAxeViolations, phone, screenshot, type Theme, useBrowser } from "../src/browser.ts"
import { demo } from "../src/demo.ts"
import { useKeyboard } from "../src/keyboard.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()
const mails = join(import.meta.dirname, "..", "..", "packages", "evidence", "src", "testing", "mail", "thompson")
const household = "Thompson household"
const points = (page: Page) => page.getByRole("list", { name: "Nodes and relations" }).getByRole("button")
const surfaces = [
  { name: "1440", viewport: desktop },
  { name: "390", viewport: phone }
]

interface Place {
  readonly name: string
  readonly theme: Theme
  readonly viewport: typeof desktop
}

/** The household's mail, as somebody would have added it; what is there already stays as it is. */
const withMail = async (page: Page): Promise<string> => {
  const headers = { origin: demo().url, "content-type": "message/rfc822" }
  const me: { readonly memberId: string } = await (await page.request.get("/api/me")).json()
  const found = await page.request.get(`/api/advisor/${me.memberId}/clients?query=Thompson`)
  const { items }: { readonly items: ReadonlyArray<{ readonly clientId: string }> } = await found.json()
  const clientId = items[0]?.clientId ?? ""
  for (const file of readdirSync(mails).filter((name) => name.endsWith(".eml"))) {
    const answer = await page.request.post(`/api/advisor/clients/${clientId}/documents`, {
      headers,
      data: readFileSync(join(mails, file))
    })
    assert.isTrue(answer.ok(), file)
  }
  return clientId
}

describe("what is known of a household, and the words it rests on", () => {
  it.each(surfaces.flatMap((surface) => (["light", "dark"] as const).map((theme) => ({ ...surface, theme }))))(
    "graph, relation, value and search by keyboard, at $name in $theme",
    async ({ name, theme, viewport }: Place) => {
      const { context, page } = await browser.open({ theme, viewport })
      await signIn(page, "owner")
      await withMail(page)
      const keyboard = useKeyboard(page)
      const visited = async (what: string) => {
        await expectNoAxeViolations(page)
        assert.isTrue(
          await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
          `${what} scrolls sideways`
        )
        await screenshot(page, `knowledge-${what}-${name}-${theme}`)
      }
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Knowledge" }).click()
      await page.getByRole("heading", { name: "Choose a household" }).waitFor()
      await visited("choose")
      await keyboard.press(page.getByRole("link", { name: household }))
      await page.getByRole("heading", { name: "Household graph" }).waitFor()
      await points(page).first().waitFor({ state: "attached" })
      for (const type of ["household", "client", "account", "life event", "action item"])
        assert.isAbove(
          await points(page)
            .filter({ hasText: new RegExp(`, ${type}$`) })
            .count(),
          0,
          type
        )
      await visited("graph")

      const owns = page.getByRole("button", { name: /ownsAccount.*4521|4521.*ownsAccount/ }).first()
      await owns.focus()
      await page.keyboard.press("Enter")
      await page.getByRole("heading", { name: "Relation", exact: true }).waitFor()
      const selected = page.getByRole("complementary")
      await selected
        .getByText(/^(\d+) of \1 spans match$/)
        .first()
        .waitFor()
      const cited = await selected.locator("mark").first().textContent()
      assert.match(cited ?? "", /IRA/)
      await visited("relation")
      assert.match(page.url(), /relation=/)

      await keyboard.press(selected.getByRole("button", { name: /4521/ }).first())
      await page.getByRole("heading", { name: "Account", exact: true }).waitFor()
      const value = selected.getByRole("button", { name: /^lastFour/ })
      await keyboard.press(value)
      await page.getByRole("heading", { name: "lastFour", exact: true }).waitFor()
      await selected
        .getByText(/^(\d+) of \1 spans match$/)
        .first()
        .waitFor()
      await visited("value")

      const search = page.getByRole("searchbox", { name: "Search this household" })
      await search.fill("Roth conversion")
      await page.keyboard.press("Enter")
      await page.getByRole("status").filter({ hasText: /hits?/ }).waitFor()
      assert.notInclude(page.url(), "Roth")
      await visited("search")
      await search.fill("zzzz qqqq")
      await page.keyboard.press("Enter")
      await page.getByText("Nothing was found for these words.").waitFor()
      await context.close()
    },
    120_000
  )

  it("has the same nodes and relations as a picture and as a list", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    const clientId = await withMail(page)
    await page.goto(`/knowledge?client=${clientId}`)
    await points(page).first().waitFor({ state: "attached" })
    const drawn = await points(page).count()
    await page.getByRole("switch", { name: "List mode" }).click()
    const relations = page.getByRole("list", { name: "Relations", exact: true }).getByRole("button")
    await relations.first().waitFor()
    assert.strictEqual((await points(page).count()) + (await relations.count()), drawn)
    await page.getByRole("switch", { name: "List mode" }).click()
    await context.close()
  })

  it("PR2C the user selects an ontology by id: its own graph, the id in the address, and back", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    const clientId = await withMail(page)
    await page.goto(`/knowledge?client=${clientId}`)
    const ofType = (type: string) => points(page).filter({ hasText: new RegExp(`, ${type}$`) })
    await ofType("action item").first().waitFor({ state: "attached" })
    const choice = page.getByRole("combobox", { name: "Ontology" })
    assert.deepStrictEqual(await choice.locator("option:enabled").allTextContents(), ["Wealth management", "Estate planning"])
    await choice.selectOption({ label: "Estate planning" })
    await page.waitForURL(/ontology=ep\.v1/)
    const unread = page.getByRole("status").filter({ hasText: /messages are not read for Estate planning yet/ })
    await unread.waitFor()
    await expectNoAxeViolations(page)
    await page.getByRole("button", { name: "Read the mail" }).click()
    await ofType("household").first().waitFor({ state: "attached" })
    await unread.waitFor({ state: "detached" })
    for (const type of ["client", "account"]) assert.isAbove(await ofType(type).count(), 0, type)
    for (const type of ["action item", "meeting", "sensitive phrase"]) assert.strictEqual(await ofType(type).count(), 0, type)
    await expectNoAxeViolations(page)
    await screenshot(page, "knowledge-estate")
    const family = await points(page).count()

    await page
      .getByRole("button", { name: /ownsAccount/ })
      .first()
      .focus()
    await page.keyboard.press("Enter")
    const selected = page.getByRole("complementary")
    await selected
      .getByText(/^(\d+) of \1 spans match$/)
      .first()
      .waitFor()
    await page.reload()
    await ofType("household").first().waitFor({ state: "attached" })
    assert.strictEqual(await points(page).count(), family)
    await choice.selectOption({ label: "Wealth management" })
    await ofType("action item").first().waitFor({ state: "attached" })
    assert.match(page.url(), /ontology=wm\.v1/)
    await context.close()
  }, 60_000)

  it("says so when an ontology does not exist, when something is gone, and when a client is not there", async () => {
    const { context, page } = await browser.open({ viewport: phone, theme: "dark" })
    await signIn(page, "owner")
    const clientId = await withMail(page)
    await page.goto(`/knowledge?client=${clientId}&ontology=of-nobody`)
    await page.getByText("This ontology does not exist, or is switched off").waitFor()
    await expectNoAxeViolations(page)
    await page.goto(`/knowledge?client=${clientId}&entity=01890000-0000-7000-8000-000000000000`)
    await page.getByText("This is not in the graph any more").waitFor()
    await page.goto("/knowledge?client=01890000-0000-7000-8000-000000000000")
    await page.getByRole("heading", { name: "Nothing here" }).waitFor()
    await context.close()
  })
})
