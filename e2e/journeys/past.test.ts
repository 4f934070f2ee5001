import { assert, describe, it, vi } from "vitest"
import { desktop, expectNoAxeViolations, phone, screenshot, type Theme, useBrowser } from "../src/browser.ts"
import { useKeyboard } from "../src/keyboard.ts"
import { sandboxOf } from "../src/sandboxOf.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()
const client = "Northlight Marketing"

const dayOf = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)

describe("the past of a client, and why the runway changed since", () => {
  it.each<readonly [Theme, string, typeof desktop]>([
    ["light", "desktop", desktop],
    ["dark", "phone", phone]
  ])(
    "digest, past day, back, bridge, rows of a part, by keyboard (%s, %s)",
    { timeout: 180_000 },
    async (theme, size, viewport) => {
      const { context, page } = await browser.open({ theme, viewport })
      const keyboard = useKeyboard(page)
      const name = (what: string) => `${what}-${size}-${theme}`
      await signIn(page, "owner")
      const { clientId, order, realmId } = await sandboxOf(page, client)
      const live = await page.request.get(`/api/advisor/clients/${clientId}/digest`)
      const bytes = await live.text()
      const { knownAt }: { readonly knownAt: string } = JSON.parse(bytes)

      // The books change at QuickBooks: an expense of ten days ago is entered, and money comes in today.
      for (const document of [
        { entity: "Purchase", amount: "250.00", date: dayOf(10) },
        { entity: "Deposit", amount: "400.00" }
      ])
        await order(`companies/${realmId}/changes`, { order: "create", document })
      await page.goto(`/clients/${clientId}/digest`)
      await keyboard.press(page.getByRole("button", { name: "Sync now" }))
      // A sync that was under way already may end without them: what counts is that the books know the expense.
      await vi.waitUntil(
        async () => {
          const asked = await page.request.get(`/api/advisor/clients/${clientId}/bridge?from=${encodeURIComponent(knownAt)}`)
          const { parts }: { readonly parts: ReadonlyArray<{ readonly cause: string; readonly rowCount: number }> | null } =
            await asked.json()
          return parts?.some(({ cause, rowCount }) => cause === "backdated" && rowCount > 0) === true
        },
        { timeout: 60_000, interval: 500 }
      )
      await page.getByText("Activity", { exact: true }).waitFor()
      await expectNoAxeViolations(page)
      await screenshot(page, name("digest-live"))

      // The digest that was shown before the change, byte for byte.
      const again = await page.request.get(`/api/advisor/clients/${clientId}/digest?at=${encodeURIComponent(knownAt)}`)
      assert.strictEqual(await again.text(), bytes)

      const day = page.getByLabel("As known on")
      await day.fill(dayOf(3))
      await page.getByText(/as it was known at the end of that day/).waitFor()
      assert.match(page.url(), new RegExp(`at=${dayOf(3)}`))
      assert.strictEqual(await page.getByRole("button", { name: "Sync now" }).count(), 0)
      await expectNoAxeViolations(page)
      await screenshot(page, name("digest-past"))
      await keyboard.press(page.getByRole("button", { name: "Back to now" }))
      await page.getByRole("button", { name: "Sync now" }).waitFor()
      assert.notMatch(page.url(), /at=/)

      await page.goto(`/clients/${clientId}/bridge?from=${encodeURIComponent(knownAt)}`)
      await page.getByText("no remainder").waitFor()
      await expectNoAxeViolations(page)
      await screenshot(page, name("bridge"))
      if (size === "desktop") {
        // P1-1.2.3: what the picture says by its bars, List Mode says by its lines, in the same order.
        const drawn = await page
          .getByRole("group", { name: /^Runway by cause/ })
          .getByRole("button")
          .evaluateAll((bars) => bars.map((bar) => (bar.getAttribute("aria-label") ?? "").replace(/\. Open its rows$/, "")))
        assert.isAbove(drawn.length, 3)
        await page.keyboard.press("l")
        await page.locator("li[data-part]").first().waitFor()
        assert.strictEqual(await page.locator("svg [data-bar]").count(), 0)
        const written = await page
          .locator("li[data-part] h3")
          .evaluateAll((lines) => lines.map((line) => [...line.children].map((part) => part.textContent).join(", ")))
        assert.deepStrictEqual(written, drawn)
        await expectNoAxeViolations(page)
        await screenshot(page, name("bridge-list"))
        await keyboard.reach(page.locator("li[data-part]").getByRole("button", { name: "Backdated", exact: true }))
        await page.keyboard.press("l")
        await page.locator("svg [data-bar]").first().waitFor()
      }
      await keyboard.press(page.getByRole("button", { name: "Backdated", exact: true }))
      const drawer = page.getByRole("dialog", { name: "Backdated" })
      await drawer.getByRole("heading", { level: 3, name: "Cash" }).waitFor()
      await drawer.getByText("\u2212250.00").first().waitFor()
      await expectNoAxeViolations(page)
      await screenshot(page, name("bridge-part"))
      assert.match(page.url(), /part=backdated/)
      await page.keyboard.press("Escape")
      await drawer.waitFor({ state: "hidden" })

      await page.goto(`/clients/${clientId}/bridge?from=${dayOf(3)}`)
      await page.getByText(/There is nothing to compare/).waitFor()
      await expectNoAxeViolations(page)
      await screenshot(page, name("bridge-nothing"))
      await context.close()
    }
  )
})
