import { assert, describe, it } from "vitest"
import {
  desktop,
  expectNoAxeInEitherMode,
  expectNoAxeViolations,
  loginAs,
  phone,
  screenshot,
  type Theme,
  useBrowser
} from "../src/browser.ts"
import { heldBack } from "../src/heldBack.ts"
import { settled } from "../src/settled.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()
const surfaces = [
  { name: "1440", viewport: desktop },
  { name: "390", viewport: phone }
]

const settingsPages = [
  "profile",
  "security",
  "notifications",
  "members",
  "members/invite",
  "assignments",
  "roles",
  "features",
  "organization",
  "connections",
  "api-keys",
  "audit"
]

describe("the frame", () => {
  it.each(surfaces.flatMap((surface) => (["light", "dark"] as const).map((theme) => ({ ...surface, theme }))))(
    "P1-1.2.3 axe finds nothing on any page, in either mode, at $name in $theme",
    async ({ name, theme, viewport }: { name: string; theme: Theme; viewport: typeof desktop }) => {
      const { context, page } = await browser.open({ theme, viewport })
      await page.goto("/")
      await page.getByLabel("Email").waitFor()
      await expectNoAxeViolations(page)
      await screenshot(page, `login-${name}-${theme}`)
      await signIn(page, "owner")
      const visit = async (title: string) => {
        await settled(page)
        await expectNoAxeInEitherMode(page)
        assert.isTrue(
          await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
          `${title} scrolls sideways`
        )
        assert.strictEqual(await page.getByRole("heading", { level: 1 }).count(), 1, `${title} is named once`)
        await screenshot(page, `${title}-${name}-${theme}`)
      }
      await visit("clients")
      await page.getByRole("link", { name: "Northlight Marketing" }).click()
      await page.getByRole("heading", { level: 2, name: /Data shows runway/ }).waitFor()
      await visit("digest")
      await page.getByRole("link", { name: "Hygiene", exact: true }).click()
      await page.getByRole("heading", { level: 2, name: /open issue/ }).waitFor()
      await visit("hygiene")
      await page.getByRole("link", { name: "Audit", exact: true }).click()
      await visit("audit")
      await page.goto("/clients/01890000-0000-7000-8000-000000000000/digest")
      await visit("missing")
      for (const room of settingsPages) {
        await page.goto(`/settings/${room}`)
        await page.getByRole("heading", { level: 1 }).waitFor()
        await visit(`settings-${room.replace("/", "-")}`)
      }
      await page.goto("/settings")
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor()
      await visit("settings")
      await context.close()
    },
    240_000
  )

  it("says demo on every screen, and nothing is fetched from another host", async () => {
    const { context, page } = await browser.open()
    const hosts = new Set<string>()
    page.on("request", (request) => hosts.add(new URL(request.url()).host))
    await signIn(page, "owner")
    await page.getByText("Demo data").filter({ visible: true }).first().waitFor()
    await page.getByRole("link", { name: "Northlight Marketing" }).click()
    await page.getByText("Demo data").filter({ visible: true }).first().waitFor()
    await page.waitForLoadState("networkidle")
    assert.deepStrictEqual([...hosts], [new URL(page.url()).host])
    await context.close()
  })

  it("an advisor sees the clients he is assigned, and signing out ends the session", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "advisor")
    const mine = await page
      .getByRole("main")
      .getByRole("link")
      .evaluateAll((all) => all.filter((link) => link.getAttribute("href")?.startsWith("/clients/")).length)
    await page.getByRole("button", { name: "Sign out" }).click()
    await page.getByLabel("Email").waitFor()
    await signIn(page, "owner")
    const all = await page
      .getByRole("main")
      .getByRole("link")
      .evaluateAll((links) => links.filter((link) => link.getAttribute("href")?.startsWith("/clients/")).length)
    assert.isAbove(mine, 0)
    assert.isAbove(all, mine)
    await page.getByRole("button", { name: "Sign out" }).click()
    await page.getByLabel("Email").waitFor()
    await page.goto("/clients")
    await page.getByLabel("Email").waitFor()
    await context.close()
  })

  it("what one member was told is not there for the next one in the same window", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    await page.getByRole("link", { name: "Thompson household" }).click()
    const mark = page.getByRole("button", { name: /^(Mark reviewed|Reviewed)$/ })
    await mark.click()
    const toast = page.getByRole("status").filter({ hasText: /Thompson household/ })
    const first = (await toast.textContent()) ?? ""
    await mark.click()
    // The household is left as it was found, and nothing is on its way any more.
    await toast.filter({ hasNotText: first }).waitFor()
    await page.getByRole("button", { name: "Sign out" }).click()
    // Typed by hand: another way to the sign-in would load the page anew, and everything would be gone by itself.
    const { email, password } = loginAs("advisor")
    await page.getByLabel("Email").fill(email)
    await page.getByLabel("Password", { exact: true }).fill(password)
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { level: 1, name: /need(s)? attention/ }).waitFor()
    assert.strictEqual(await toast.count(), 0)
    await context.close()
  })

  it("a window left open begins anew when another member signs in beside it, and not when the same one opens another", async () => {
    const { context, page: left } = await browser.open()
    await signIn(left, "owner")
    // As of a window that nobody looks at: it does not ask whether its session lives.
    await left.route("**/api/auth/pulse", (route) => route.abort())
    await left.getByRole("searchbox").fill("Thompson")
    await left.getByRole("link", { name: "Northlight Marketing" }).waitFor({ state: "detached" })
    const page = await context.newPage()
    await page.goto("/")
    await page.getByText("Dana Kim").first().waitFor()
    assert.strictEqual(await left.getByRole("searchbox").inputValue(), "Thompson")
    const loaded = left.waitForEvent("load")
    await page.getByRole("button", { name: "Sign out" }).click()
    await page.getByLabel("Email").waitFor()
    await signIn(page, "advisor")
    await loaded
    await left.getByText("Sam Rivera").first().waitFor()
    assert.strictEqual(await left.getByText("Dana Kim").count(), 0)
    await context.close()
  })

  it("says that it opens while the first answer is not there, and then that there was none", async () => {
    const { context, page } = await browser.open({ viewport: phone, theme: "dark" })
    await signIn(page, "owner")
    const letGo = await heldBack(page, "**/api/me", { after: (route) => route.abort() })
    await page.goto("/clients")
    await page.getByRole("status").filter({ hasText: "Opening Beep" }).waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, "opening-390-dark")
    letGo()
    await page.getByRole("button", { name: "Retry" }).waitFor()
    await page.unroute("**/api/me")
    await page.getByRole("button", { name: "Retry" }).click()
    await page.getByRole("link", { name: "Northlight Marketing" }).waitFor()
    await context.close()
  })

  it("draws the shape of a client in the frame while its answer is on the way, and no blank page", async () => {
    const { context, page } = await browser.open({ theme: "dark" })
    await signIn(page, "owner")
    const address = await page.getByRole("link", { name: "Northlight Marketing" }).getAttribute("href")
    const letGo = await heldBack(page, /\/api\/advisor\/clients\/[0-9a-f-]{36}(\/digest)?$/)
    await page.goto(address ?? "")
    await page.locator("[aria-busy=true]").waitFor()
    await page.getByRole("link", { name: "Settings", exact: true }).waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, "client-opening-1440-dark")
    letGo()
    await page.getByRole("heading", { level: 2, name: /^Data shows runway of/ }).waitFor()
    assert.strictEqual(await page.locator("[aria-busy=true]").count(), 0)
    await context.close()
  })

  it("tells a first visit nothing of a session that ended, and one to a page of a client that it has to sign in again", async () => {
    const { context, page } = await browser.open()
    const ended = page.getByText("Your session has ended.")
    await page.goto("/")
    await page.getByLabel("Email").waitFor()
    assert.strictEqual(new URL(page.url()).search, "")
    assert.strictEqual(await ended.count(), 0)
    await page.goto("/settings/profile")
    await ended.waitFor()
    assert.strictEqual(new URL(page.url()).searchParams.get("next"), "/settings/profile")
    await context.close()
  })

  it("a wrong password and an unknown address are answered alike", async () => {
    const { context, page } = await browser.open()
    await page.goto("/")
    const attempt = async (email: string) => {
      await page.getByLabel("Email").fill(email)
      await page.getByLabel("Password", { exact: true }).fill("not the password at all")
      await page.keyboard.press("Enter")
      return await page.getByRole("alert").first().textContent()
    }
    const known = await attempt("rory.lane@alderfinch.example")
    await page.reload()
    const unknown = await attempt("nobody@alderfinch.example")
    assert.isNotEmpty(known)
    assert.strictEqual(known, unknown)
    await context.close()
  })
})
