import type { Page } from "playwright-core"
import { assert, describe, it } from "vitest"
import { desktop, expectNoAxeViolations, phone, screenshot, type Theme, useBrowser } from "../src/browser.ts"
import { demo } from "../src/demo.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()
const dana = "dana.kim@alderfinch.example"
const privately = "dana.kim@kim-family.example"

interface Case {
  readonly name: string
  readonly theme: Theme
  readonly viewport: typeof desktop
}

const all: ReadonlyArray<Case> = [
  { name: "1440", viewport: desktop },
  { name: "390", viewport: phone }
].flatMap((surface) => (["light", "dark"] as const).map((theme) => ({ ...surface, theme })))

const order = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${demo().sandboxUrl}/_sandbox/google/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  if (!answer.ok) throw new Error(`the stand-in answered ${answer.status}`)
}

const toConnections = async (page: Page) => {
  await page.goto("/settings?settingsTab=connections")
  await page.getByRole("heading", { level: 2, name: "Google", exact: true }).waitFor()
}

/** What a person picks and allows at Google's page. */
const atGoogle = async (page: Page, account: string, allowsMail = true) => {
  await page.getByRole("heading", { name: "Choose an account" }).waitFor()
  await page.getByRole("radio", { name: account }).check()
  const mail = page.getByRole("checkbox", { name: /View your email/ })
  await (allowsMail ? mail.check() : mail.uncheck())
  await page.getByRole("button", { name: "Allow" }).click()
  await page.getByRole("heading", { level: 2, name: "Google", exact: true }).waitFor()
}

const cardOf = (page: Page, account: string) =>
  page
    .getByRole("list", { name: "Linked Google accounts" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: account }) })

const visited = async (page: Page, what: string, { name, theme }: Case) => {
  await expectNoAxeViolations(page)
  const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  assert.isAtMost(width ?? 0, room ?? 0, `${what} scrolls sideways`)
  await screenshot(page, `${what}-${name}-${theme}`)
}

const plain: Case = { name: "1440", theme: "light", viewport: desktop }

describe("a mailbox becomes documents", () => {
  it("PR0 full cycle in the UI: linked with too little, re-authorised, made active, read, filed by a person, seen as documents", async () => {
    const { context, page } = await browser.open(plain)
    await signIn(page, "owner")
    await toConnections(page)
    await page.getByText("No Google account is linked").waitFor()
    await visited(page, "google-none", plain)
    await page.getByRole("button", { name: "Link a Google account" }).click()
    await atGoogle(page, dana, false)
    await page.getByRole("alert").getByText("not everything that reading mail needs was allowed").waitFor()
    const card = cardOf(page, dana)
    await card.getByText("Google needs more permission").waitFor()
    assert.strictEqual(await card.getByRole("button", { name: "Sync mail of" }).count(), 0)
    await visited(page, "google-missing", plain)
    await card.getByRole("button", { name: "Re-authorise at Google" }).click()
    await atGoogle(page, dana)
    await page.getByText("The account is linked.").waitFor()

    const active = page.getByLabel("Active account")
    assert.strictEqual(await active.inputValue(), "", "none is active until a person says so")
    await active.selectOption({ label: dana })
    await card.getByText("Active for the organization").waitFor()

    await card.getByRole("button", { name: `Sync mail of ${dana}` }).click()
    await card.getByText(/^\d+ messages, (just now|\d+ min ago)$/).waitFor({ timeout: 30_000 })
    await visited(page, "google-read", plain)

    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Clients" }).click()
    await page.getByRole("link", { name: "Thompson household" }).click()
    await page.getByRole("link", { name: "Evidence" }).click()
    const documents = page.getByRole("region", { name: "Documents" })
    await documents.getByText("Graduation and my first IRA").first().waitFor()
    await documents.getByText("Thompson: Form 8606 and the RMD worksheet").first().waitFor()
    await context.close()
  })

  it("what nobody's address explains waits in Unfiled, and a person files it with the keyboard", async () => {
    const { context, page } = await browser.open(plain)
    const raw = `From: Somebody New <new@elsewhere.example>\r\nTo: ${dana}\r\nSubject: An introduction\r\nMessage-ID: <intro@elsewhere.example>\r\nDate: Wed, 04 Feb 2026 12:00:00 +0000\r\n\r\nA friend of John gave me your name.\r\n`
    await order("POST", `mailboxes/${dana}/changes`, { do: "deliver", raw })
    await signIn(page, "owner")
    await toConnections(page)
    await cardOf(page, dana)
      .getByRole("button", { name: `Sync mail of ${dana}` })
      .click()
    const select = page.getByLabel('File "An introduction" under')
    await select.waitFor({ timeout: 30_000 })
    await visited(page, "google-unfiled", plain)
    await select.selectOption({ label: "Thompson household" })
    await page.getByRole("button", { name: 'File thread "An introduction"' }).focus()
    await page.keyboard.press("Enter")
    await page.getByText("The thread is filed under Thompson household.").waitFor()
    await select.waitFor({ state: "detached" })
    await context.close()
  })

  it.each(all)("a grant that was removed at Google, and a wrong account picked, at $name in $theme", async (one) => {
    const { context, page } = await browser.open(one)
    await signIn(page, "owner")
    await order("POST", "scenarios/removed_at_google", { mailbox: dana })
    await toConnections(page)
    const card = cardOf(page, dana)
    await card.getByRole("button", { name: `Sync mail of ${dana}` }).click()
    const reconnect = card.getByRole("button", { name: `Reconnect Google for ${dana}` })
    await reconnect.waitFor()
    await card.getByText("Needs reconnect").waitFor()
    await visited(page, "google-reconnect", one)
    await reconnect.click()
    await atGoogle(page, privately)
    await page.getByRole("alert").getByText("You picked another account at Google").waitFor()
    await visited(page, "google-other-account", one)
    await cardOf(page, dana)
      .getByRole("button", { name: `Reconnect Google for ${dana}` })
      .click()
    await atGoogle(page, dana)
    await page.getByText("The account is linked.").waitFor()
    await cardOf(page, privately)
      .getByRole("button", { name: `Unlink ${privately}` })
      .click()
    const dialog = page.getByRole("dialog")
    await expectNoAxeViolations(page)
    await dialog.getByRole("button", { name: "Unlink" }).click()
    await cardOf(page, privately).getByText("Unlinked", { exact: true }).waitFor()
    await visited(page, "google-linked", one)
    await context.close()
  })

  it("the page is not for those who may not manage connections", async () => {
    const { context, page } = await browser.open(plain)
    await signIn(page, "staff")
    await page.goto("/settings?settingsTab=connections")
    await page.getByText("Your role does not allow this.").waitFor()
    await context.close()
  })
})
