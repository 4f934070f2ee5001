import type { Page } from "playwright-core"
import { assert, beforeAll, describe, it } from "vitest"
import { desktop, expectNoAxeViolations, phone, screenshot, type Theme, useBrowser } from "../src/browser.ts"
import { demo, useOwnDemo } from "../src/demo.ts"
import { useKeyboard } from "../src/keyboard.ts"
import { signIn } from "../src/signIn.ts"

useOwnDemo()
const browser = useBrowser()
const fifty = 50

interface Listed {
  readonly items: ReadonlyArray<{
    readonly name: string
    readonly connection: string | null
    readonly runway: { readonly state: string; readonly days: number | null } | null
  }>
  readonly nextCursor: string | null
}

const links = (page: Page) => page.locator("[data-client-link]")
const namesOf = async (page: Page) => (await links(page).allTextContents()).map((name) => name.trim())
const isList = (url: string) => /^\/api\/advisor\/[^/]+\/clients$/.test(new URL(url).pathname)

/** Advisers who have fewer take in the rest by the endpoint of the wizard's first step. */
const takeIn = async (page: Page, how: number) => {
  for (let at = 1; at <= how; at += 1) {
    const answer = await page.request.post("/api/advisor/onboarding", {
      headers: { origin: demo().url },
      data: { key: crypto.randomUUID(), name: `Newcomer ${String(at).padStart(2, "0")}`, timezone: "America/New_York" }
    })
    if (!answer.ok()) throw new Error(`a client was not taken in: ${answer.status()}`)
  }
}

/** Where a row belongs (runway.md 1.5): what has run out or will, the soonest first; what never came, last. */
const rank = ({ runway }: Listed["items"][number]): number =>
  runway?.state === "overdrawn" ? -1 : (runway?.days ?? Number.POSITIVE_INFINITY)

describe("an advisor with fifty clients", () => {
  beforeAll(async () => {
    const { context, page } = await browser.open()
    await signIn(page, "advisor")
    await links(page).first().waitFor()
    await takeIn(page, fifty - (await links(page).count()))
    await context.close()
  }, 120_000)

  it.each<{ readonly name: string; readonly theme: Theme; readonly viewport: typeof desktop }>([
    { name: "1440", theme: "light", viewport: desktop },
    { name: "390", theme: "dark", viewport: phone }
  ])(
    "P1-1.2.3 has them all in one answer, worst first, walks from the first to the last by keyboard and opens it ($name, $theme)",
    async ({ name, theme, viewport }) => {
      const { context, page } = await browser.open({ theme, viewport })
      await signIn(page, "advisor")
      const asked: Array<string> = []
      page.on("request", (request) => {
        if (isList(request.url())) asked.push(request.url())
      })
      const answered = page.waitForResponse((response) => isList(response.url()))
      await page.goto("/clients")
      const { items, nextCursor }: Listed = await (await answered).json()
      await links(page)
        .nth(fifty - 1)
        .waitFor()
      await page.waitForLoadState("networkidle")
      assert.lengthOf(asked, 1, "one request for the list")
      assert.lengthOf(items, fifty)
      assert.isNull(nextCursor)
      const names = items.map((item) => item.name)
      assert.deepStrictEqual(await namesOf(page), names)
      const ranks = items.map(rank)
      assert.isAbove(new Set(ranks).size, 4)
      assert.deepStrictEqual(
        ranks,
        ranks.toSorted((a, b) => a - b)
      )
      await page.getByText(`${fifty} shown`, { exact: true }).waitFor()
      await screenshot(page, `fifty-${name}-${theme}`)
      await expectNoAxeViolations(page)

      await useKeyboard(page).reach(links(page).first())
      const walked = [names[0]]
      for (let step = 1; step < fifty; step += 1) {
        await page.keyboard.press("ArrowDown")
        walked.push(await page.evaluate(() => document.activeElement?.textContent?.trim()))
      }
      assert.deepStrictEqual(walked, names)
      const box = await links(page).last().boundingBox()
      assert.isAtLeast(box?.y ?? -1, 0)
      assert.isAtMost((box?.y ?? 0) + (box?.height ?? 0), viewport.height)
      await page.keyboard.press("Enter")
      await page.getByRole("heading", { level: 1, name: names.at(-1) ?? "", exact: true }).waitFor()
      await page.getByText(`${fifty} of ${fifty}`).waitFor()
      await context.close()
    },
    60_000
  )

  it("P1-1.2.3 is drawn with fifty rows within two seconds over 10 Mbit/s and 40 ms, from nothing", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "advisor")
    const times: Array<number> = []
    for (let time = 0; time < 3; time += 1) {
      const fresh = await context.newPage()
      const wire = await context.newCDPSession(fresh)
      await wire.send("Network.enable")
      await wire.send("Network.setCacheDisabled", { cacheDisabled: true })
      await wire.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 40,
        downloadThroughput: 1_250_000,
        uploadThroughput: 1_250_000
      })
      await fresh.goto("/clients", { waitUntil: "commit" })
      // The clock of the page itself, since it was asked for: the check of runway.md 8.1 is this time.
      times.push(
        await fresh
          .waitForFunction((rows) => document.querySelectorAll("[data-client-link]").length === rows && performance.now(), fifty)
          .then((shown) => shown.evaluate((millis) => Number(millis)))
      )
      await fresh.close()
    }
    const [, median = Number.NaN] = times.toSorted((a, b) => a - b)
    assert.isBelow(median, 2_000)
    await context.close()
  }, 60_000)
})
