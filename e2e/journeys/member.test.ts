import type { Page } from "playwright-core"
import { assert, describe, it } from "vitest"
import { desktop, expectNoAxeViolations, loginAs, phone, screenshot, type Theme, useBrowser } from "../src/browser.ts"
import { useKeyboard } from "../src/keyboard.ts"
import { linkIn, mailOf } from "../src/mailOf.ts"
import { phoneWith } from "../src/phone.ts"
import { settled } from "../src/settled.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()
const surfaces: ReadonlyArray<{ readonly name: string; readonly theme: Theme; readonly viewport: typeof desktop }> = [
  { name: "1440", theme: "light", viewport: desktop },
  { name: "390", theme: "dark", viewport: phone }
]
const password = "a kettle of quiet harbors"
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" })
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name, exact: typeof name === "string" })
const head = (page: Page, name: string | RegExp) => page.getByRole("heading", { name, exact: typeof name === "string" })
/** An open page of a session that ended stands at the sign-in within five seconds. */
const isOut = (page: Page) => page.getByText("Your session has ended. Sign in to go on.").waitFor({ timeout: 5_000 })

describe("a member", () => {
  it.each(surfaces)(
    "is invited, joins, sets up a second factor, ends another session and is suspended, by keyboard, at $name in $theme",
    async ({ name, theme, viewport }) => {
      // Once only: the address of this machine may fail ten times an hour, over all journeys.
      const refusals = name === "1440" && theme === "light"
      const email = `mira.${name}.${theme}@alderfinch.example`
      const person = `Mira ${name} ${theme}`
      const owner = await browser.open({ theme, viewport })
      const first = await browser.open({ theme, viewport })
      const second = await browser.open({ theme, viewport })
      const look = async (page: Page, title: string) => {
        await settled(page)
        await expectNoAxeViolations(page)
        assert.isTrue(
          await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
          `${title} scrolls sideways`
        )
        await screenshot(page, `member-${title}-${name}-${theme}`)
      }
      const toSettings = async (page: Page, room: string) => {
        const keyboard = useKeyboard(page)
        await keyboard.press(link(page, "Settings").first())
        await keyboard.press(link(page, name === "390" ? new RegExp(`^${room}`) : room))
      }

      await signIn(owner.page, "owner")
      const atOwner = useKeyboard(owner.page)
      await toSettings(owner.page, "Members")
      await atOwner.press(link(owner.page, "Invite a member"))
      await look(owner.page, "1-invite")
      await atOwner.type(owner.page.getByLabel("Email"), email)
      await atOwner.type(owner.page.getByLabel("Search clients"), "Northlight")
      await atOwner.reach(owner.page.getByRole("checkbox", { name: "Northlight Marketing" }))
      await owner.page.keyboard.press("Space")
      await atOwner.press(button(owner.page, "Send the invitation"))
      await owner.page.getByText(`The invitation to ${email} is on its way.`).first().waitFor()
      await owner.page.getByRole("list", { name: "Invitations" }).getByText(email).waitFor()
      await look(owner.page, "2-members")

      const atFirst = useKeyboard(first.page)
      const address = linkIn(await mailOf(email))
      await first.page.goto(address)
      await head(first.page, "Join Alder & Finch Advisory").waitFor()
      assert.notInclude(first.page.url(), "#")
      await look(first.page, "3-accept")
      await atFirst.type(first.page.getByLabel("Your name"), person)
      await atFirst.type(first.page.getByLabel("New password", { exact: true }), password)
      await atFirst.type(first.page.getByLabel("New password again"), password)
      await first.page.keyboard.press("Enter")
      await link(first.page, "Northlight Marketing").waitFor()

      await toSettings(first.page, "Security")
      await look(first.page, "4-security")
      await atFirst.press(button(first.page, "Set up a second factor"))
      await atFirst.press(button(first.page, "Start setting up"))
      await first.page.getByRole("img", { name: "Code for the authenticator app" }).waitFor()
      await look(first.page, "5-enrol")
      const secret = (await first.page.locator("dd.font-mono").textContent())?.replaceAll(" ", "") ?? ""
      const app = phoneWith(secret)
      await atFirst.type(first.page.getByLabel("Code the app shows"), app.now())
      await first.page.keyboard.press("Enter")
      await head(first.page, "Keep your backup codes").waitFor()
      const codes = await first.page.getByRole("list", { name: "Backup codes" }).getByRole("listitem").allTextContents()
      assert.lengthOf(new Set(codes), 10)
      await look(first.page, "6-codes")
      await atFirst.press(button(first.page, "I have kept them"))
      await first.page.getByText("10 backup codes are left.").waitFor()

      const atSecond = useKeyboard(second.page)
      await second.page.goto("/")
      await atSecond.type(second.page.getByLabel("Email"), email)
      await atSecond.type(second.page.getByLabel("Password", { exact: true }), password)
      await second.page.keyboard.press("Enter")
      await head(second.page, "Confirm with your second factor").waitFor()
      await look(second.page, "7-code")
      if (refusals) {
        await atSecond.type(second.page.getByLabel("Code"), "000000")
        await second.page.keyboard.press("Enter")
        await second.page.getByRole("alert").filter({ hasText: "This code is not correct" }).waitFor()
      }
      await atSecond.type(second.page.getByLabel("Code"), app.next())
      await second.page.keyboard.press("Enter")
      await link(second.page, "Northlight Marketing").waitFor()

      await toSettings(second.page, "Security")
      const sessions = second.page.getByRole("list", { name: "Sessions" }).getByRole("listitem")
      await sessions.nth(1).waitFor()
      assert.strictEqual(await sessions.count(), 2)
      await look(second.page, "8-sessions")
      await atSecond.press(button(second.page, /^End the session/))
      await isOut(first.page)
      await second.page.getByText("The session has ended.").first().waitFor()
      await sessions.nth(1).waitFor({ state: "detached" })

      await owner.page.reload()
      await atOwner.press(link(owner.page, person))
      await head(owner.page, person).waitFor()
      await look(owner.page, "9-member")
      await atOwner.press(button(owner.page, "Suspend"))
      await head(owner.page, `Suspend ${person}`).waitFor()
      await look(owner.page, "10-suspend")
      await atOwner.press(owner.page.getByRole("dialog").getByRole("button", { name: "Suspend" }))
      await isOut(second.page)
      await look(second.page, "11-ended")
      await owner.page.getByText(`${person} is suspended.`).first().waitFor()
      if (refusals) {
        await atSecond.type(second.page.getByLabel("Email"), email)
        await atSecond.type(second.page.getByLabel("Password", { exact: true }), password)
        await second.page.keyboard.press("Enter")
        await second.page.getByRole("alert").filter({ hasText: "Email or password is not correct." }).waitFor()
      }

      await first.page.goto(address)
      await head(first.page, "This invitation no longer works").waitFor()
      await look(first.page, "12-closed")
      await Promise.all([owner.context.close(), first.context.close(), second.context.close()])
    },
    180_000
  )

  it("sets a new password by a mailed link, which works once and ends every session", async () => {
    const { email } = loginAs("viewer")
    const open = await browser.open()
    await signIn(open.page, "viewer")
    const { context, page } = await browser.open()
    const keyboard = useKeyboard(page)
    await page.goto("/login")
    await keyboard.press(link(page, "Forgot password?"))
    await head(page, "Set a new password by mail").waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, "member-forgot")
    await keyboard.type(page.getByLabel("Email"), email)
    await page.keyboard.press("Enter")
    await head(page, "Look into your mail").waitFor()
    const address = linkIn(await mailOf(email))
    await page.goto(address)
    await head(page, "Set a new password").waitFor()
    assert.notInclude(page.url(), "#")
    await keyboard.type(page.getByLabel("New password", { exact: true }), "password1234")
    await keyboard.type(page.getByLabel("New password again"), "password1234")
    await page.keyboard.press("Enter")
    await page.getByRole("alert").filter({ hasText: "among the first a stranger would try" }).waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, "member-weak-password")
    const { password: kept } = loginAs("viewer")
    await page.getByLabel("New password", { exact: true }).fill(kept)
    await page.getByLabel("New password again").fill(kept)
    await page.keyboard.press("Enter")
    await head(page, "Your password is set").waitFor()
    await isOut(open.page)
    await page.goto("/login")
    await page.goto(address)
    await page.getByLabel("New password", { exact: true }).fill(kept)
    await page.getByLabel("New password again").fill(kept)
    await page.keyboard.press("Enter")
    await page.getByRole("alert").filter({ hasText: "This link no longer works" }).waitFor()
    await Promise.all([context.close(), open.context.close()])
  }, 120_000)

  it("proves again who it is where that is asked, and what was asked for goes on", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    await page.goto("/settings/audit")
    const review = "**/api/organization/access-review"
    // What the server answers ten minutes after the last proof; everything after this one answer is the server's own.
    await page.route(
      review,
      (route) =>
        route.fulfill({
          status: 403,
          contentType: "application/problem+json",
          body: JSON.stringify({
            type: "urn:beep:problem:step-up-required",
            status: 403,
            title: "Confirm that it is you",
            by: "password"
          })
        }),
      { times: 1 }
    )
    const keyboard = useKeyboard(page)
    await keyboard.press(button(page, "Download as CSV"))
    const dialog = page.getByRole("dialog", { name: "Confirm that it is you" })
    const field = dialog.getByLabel("Password", { exact: true })
    await field.waitFor()
    assert.isTrue(await field.evaluate((input) => input === document.activeElement))
    await expectNoAxeViolations(page)
    await screenshot(page, "member-step-up")
    await page.keyboard.type("not the password at all")
    await page.keyboard.press("Enter")
    await dialog.getByRole("alert").filter({ hasText: "This password is not correct." }).waitFor()
    await page.keyboard.type(loginAs("owner").password)
    const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")])
    assert.strictEqual(file.suggestedFilename(), "beep-access-review.csv")
    await dialog.waitFor({ state: "hidden" })
    await context.close()
  })

  it("is shown both when somebody was faster, and says which one stays", async () => {
    const slow = await browser.open()
    const fast = await browser.open()
    const years = (page: Page) => page.getByLabel("Audit log, years")
    const retention = (page: Page) => page.getByRole("region", { name: "Retention" })
    const save = async (page: Page, value: string) => {
      await years(page).fill(value)
      await retention(page).getByRole("button", { name: "Save" }).click()
    }
    for (const { page } of [slow, fast]) {
      await signIn(page, "owner")
      await page.goto("/settings/organization")
      await years(page).waitFor()
    }
    const before = await years(fast.page).inputValue()
    await save(fast.page, "11")
    await fast.page.getByText("Saved.").first().waitFor()
    await save(slow.page, "12")
    const conflict = slow.page.getByRole("alert").filter({ hasText: "Somebody changed this first" })
    const row = conflict.getByRole("row", { name: /^Audit log, years/ })
    await row.getByRole("cell", { name: "11" }).waitFor()
    assert.deepStrictEqual(await row.getByRole("cell").allTextContents(), ["11", "12"])
    await expectNoAxeViolations(slow.page)
    await screenshot(slow.page, "member-conflict")
    await button(slow.page, "Keep what is there").click()
    assert.strictEqual(await years(slow.page).inputValue(), "11")
    await save(slow.page, before)
    await slow.page.getByText("Saved.").first().waitFor()
    await Promise.all([slow.context.close(), fast.context.close()])
  })

  it("without the right sees neither the pages nor the buttons", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "staff")
    await page.goto("/settings/profile")
    const tabs = page.getByRole("navigation", { name: "Settings" }).getByRole("link")
    await tabs.first().waitFor()
    assert.deepStrictEqual(await tabs.allTextContents(), ["Profile", "Security", "Notifications", "Roles"])
    await page.goto("/settings/members")
    await page.getByText("Your role does not allow this.").first().waitFor()
    assert.strictEqual(await link(page, "Invite a member").count(), 0)
    await expectNoAxeViolations(page)
    await screenshot(page, "member-forbidden")
    await context.close()
  })
})
