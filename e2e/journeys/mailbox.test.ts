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

const thompsons = async (page: Page): Promise<string> => {
  const me: { readonly memberId: string } = await (await page.request.get("/api/me")).json()
  const found = await page.request.get(`/api/advisor/${me.memberId}/clients?kind=household&query=Thompson`)
  const { items }: { readonly items: ReadonlyArray<{ readonly clientId: string }> } = await found.json()
  return items[0]?.clientId ?? ""
}

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
    await page.goto(`/knowledge?client=${await thompsons(page)}`)
    await page.getByText("No Google account is linked, so no mail comes in.").waitFor()
    await visited(page, "story-no-account", plain)
    await toConnections(page)
    await page.getByRole("button", { name: "Link a Google account" }).click()
    await atGoogle(page, dana, false)
    await page.getByRole("alert").getByText("not everything that reading mail needs was allowed").waitFor()
    const card = cardOf(page, dana)
    await card.getByText("Google needs more permission").waitFor()
    assert.strictEqual(await card.getByRole("button", { name: "Sync mail of" }).count(), 0)
    await visited(page, "google-missing", plain)
    await page.goto(`/knowledge?client=${await thompsons(page)}`)
    await page.getByText("No account is chosen to be read.").waitFor()
    await visited(page, "story-not-chosen", plain)
    await toConnections(page)
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
    const raw = `From: John Thompson <john.thompson@elsewhere.example>\r\nTo: ${dana}\r\nSubject: An introduction\r\nMessage-ID: <intro@elsewhere.example>\r\nDate: Wed, 04 Feb 2026 12:00:00 +0000\r\n\r\nA friend of John gave me your name.\r\n`
    await order("POST", `mailboxes/${dana}/changes`, { do: "deliver", raw })
    await signIn(page, "owner")
    await toConnections(page)
    await cardOf(page, dana)
      .getByRole("button", { name: `Sync mail of ${dana}` })
      .click()
    const select = page.getByLabel('File "An introduction" under')
    await select.waitFor({ timeout: 30_000 })
    const doubts = page.getByRole("list", { name: "Check who sent this" })
    assert.include(await doubts.textContent(), "A client's name, address not on record")
    assert.strictEqual(await doubts.locator("mark").textContent(), "John Thompson")
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

/** Dana's mailbox linked, chosen and read, whatever stands already. */
const withMailbox = async (page: Page): Promise<string> => {
  await toConnections(page)
  const card = cardOf(page, dana)
  await page.getByText("No Google account is linked").or(card).first().waitFor()
  if ((await card.count()) === 0) {
    await page.getByRole("button", { name: "Link a Google account" }).click()
    await atGoogle(page, dana)
  }
  const reconnect = card.getByRole("button", { name: `Reconnect Google for ${dana}` })
  if ((await reconnect.count()) > 0) {
    await reconnect.click()
    await atGoogle(page, dana)
  }
  const active = page.getByLabel("Active account")
  if ((await active.inputValue()) === "") await active.selectOption({ label: dana })
  await card.getByText("Active for the organization").waitFor()
  await card.getByRole("button", { name: `Sync mail of ${dana}` }).click()
  await card.getByText(/^(\d+ messages?|Nothing new), (just now|\d+ min ago)$/).waitFor({ timeout: 30_000 })
  return thompsons(page)
}

const threadsOf = (page: Page) => page.getByRole("list", { name: "Threads", exact: true })

describe("a household's mail as threads: the demo story (knowledge.md 1.5)", () => {
  it.each(all)(
    "PR4 the script without a development route, highlights only via Evidence.List; PR0 no Google calls from the page, PR2A the page always passes the account: threads of one household, a message and what was found in it, the exact words, the graph, at $name in $theme",
    async (one) => {
      const { context, page } = await browser.open(one)
      const asked: Array<URL> = []
      page.on("request", (request) => {
        const isOurs = request.frame().url().startsWith(demo().url)
        if (isOurs && !request.isNavigationRequest()) asked.push(new URL(request.url()))
      })
      await signIn(page, "owner")
      const clientId = await withMailbox(page)
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Knowledge" }).click()
      await page.getByRole("heading", { name: "Choose a household" }).waitFor()
      await visited(page, "story-choose", one)
      await page.getByRole("link", { name: "Thompson household" }).focus()
      await page.keyboard.press("Enter")
      const threads = threadsOf(page)
      const roth = threads.getByRole("link", { name: /^Re: Roth conversion and a date/ })
      await roth.waitFor()
      assert.isAtLeast(await threads.getByRole("listitem").count(), 5)
      await page.getByText(/^\d+ threads, \d+ messages$/).waitFor()
      await page.getByText(/^Mail read (just now|\d+ min ago)$/).waitFor()
      await page.waitForLoadState("networkidle")
      await visited(page, "story-threads", one)

      await roth.focus()
      await page.keyboard.press("Enter")
      await page.getByRole("heading", { name: "Thread", exact: true }).waitFor()
      const pane = page.getByRole("complementary")
      const messages = pane.getByRole("list", { name: "Messages of Re: Roth conversion and a date" })
      await messages.locator("mark").first().waitFor()
      assert.strictEqual(await messages.getByRole("heading", { level: 3 }).count(), 3)
      const threadId = new URL(page.url()).searchParams.get("thread")
      const detail: { readonly messages: ReadonlyArray<{ readonly documentId: string }> } = await (
        await page.request.get(`/api/advisor/clients/${clientId}/threads/${threadId}`)
      ).json()
      const cited = new Set<string>()
      for (const { documentId } of detail.messages) {
        const list: { readonly items: ReadonlyArray<{ readonly source: Readonly<Record<string, string>> }> } = await (
          await page.request.get(`/api/advisor/clients/${clientId}/evidence?documentId=${documentId}`)
        ).json()
        for (const { source } of list.items) cited.add(source["mentionId"] ?? source["relationEvidenceId"] ?? "")
      }
      const drawn = await messages
        .locator("mark")
        .evaluateAll((marks) => marks.flatMap((mark) => (mark.getAttribute("data-span-ids") ?? "").split(" ")))
      assert.isAbove(drawn.length, 0)
      assert.deepStrictEqual(
        drawn.filter((id) => !cited.has(id)),
        [],
        "highlights only via Evidence.List"
      )
      const quoted = messages.getByRole("button", { name: "Show quoted text" }).first()
      await quoted.waitFor()
      const folded = await messages.innerText()
      await visited(page, "story-thread", one)
      await quoted.focus()
      await page.keyboard.press("Enter")
      await messages.getByRole("button", { name: "Hide quoted text" }).waitFor()
      assert.isAbove((await messages.innerText()).length, folded.length + 20)

      const found = messages.getByRole("list", { name: "Found in this message" })
      await found.getByRole("button", { name: /4521/ }).first().focus()
      await page.keyboard.press("Enter")
      await page.getByRole("heading", { name: "Account", exact: true }).waitFor()
      await pane
        .getByText(/^(\d+) of \1 spans match$/)
        .first()
        .waitFor()
      assert.match((await pane.locator("mark").first().textContent()) ?? "", /IRA|account|4521/i)
      await visited(page, "story-account", one)
      await pane.getByRole("button", { name: "Back to the thread" }).click()
      await page.getByRole("heading", { name: "Thread", exact: true }).waitFor()

      await messages.locator("mark").first().focus()
      await page.keyboard.press("Enter")
      await page.getByRole("heading", { name: "Thread", exact: true }).waitFor({ state: "detached" })
      await page.goBack()
      await page.getByRole("heading", { name: "Thread", exact: true }).waitFor()

      await page.keyboard.press("Escape")
      await page.getByRole("heading", { name: "What is selected", exact: true }).waitFor()
      await page.goBack()
      await page.getByRole("heading", { name: "Thread", exact: true }).waitFor()

      const search = page.getByRole("searchbox", { name: "Search this household" })
      await search.fill("Roth conversion")
      await page.keyboard.press("Enter")
      await page.getByRole("status").filter({ hasText: /hits?/ }).waitFor()
      await page.getByRole("heading", { name: /^Words/ }).waitFor()
      await page.getByRole("link", { name: /^Re: Roth conversion and a date/ }).waitFor()
      assert.notInclude(page.url(), "Roth")
      await visited(page, "story-search", one)
      assert.deepStrictEqual(
        [...new Set(asked.map(({ host }) => host))],
        [new URL(demo().url).host],
        "no Google calls of the page"
      )
      const syncs = asked.filter(({ pathname }) => pathname === "/api/advisor/mail/sync")
      assert.isAbove(syncs.length, 0)
      assert.isTrue(syncs.every(({ searchParams }) => searchParams.has("providerAccountId")))
      await context.close()
    },
    120_000
  )

  it.each(all.filter(({ name, theme }) => (name === "1440") === (theme === "light")))(
    "a thread that was filed under the wrong client is moved with its consequence said, and the move is undone, at $name in $theme",
    async (one) => {
      const { context, page } = await browser.open(one)
      await signIn(page, "owner")
      const clientId = await withMailbox(page)
      await page.goto(`/knowledge?client=${clientId}`)
      const threads = threadsOf(page)
      const line = threads.getByRole("link", { name: /Schwab year-end statement/ })
      await line.click()
      await page.getByRole("complementary").getByRole("button", { name: "Move", exact: true }).click()
      const dialog = page.getByRole("dialog")
      await dialog.getByText("nothing found in them stands here any more", { exact: false }).waitFor()
      const where = dialog.getByLabel("Client it belongs to")
      await where.selectOption({ index: 1 })
      const name = (await where.locator("option:checked").textContent()) ?? ""
      await expectNoAxeViolations(page)
      await screenshot(page, `story-move-${one.name}-${one.theme}`)
      await dialog.getByRole("button", { name: `Move to ${name}` }).click()
      await page.getByText(`The thread is moved to ${name}.`).waitFor()
      await line.waitFor({ state: "detached" })
      await page.getByRole("button", { name: "Undo" }).click()
      await page.getByText("The thread is back under Thompson household.").waitFor()
      await line.waitFor()
      await context.close()
    },
    60_000
  )

  it.each(all.filter(({ name, theme }) => (name === "1440") === (theme === "light")))(
    "the known addresses of a household are changed, refused where they are none, asked about where another client has one, and put back, at $name in $theme",
    async (one) => {
      const { context, page } = await browser.open(one)
      await signIn(page, "owner")
      const me: { readonly memberId: string } = await (await page.request.get("/api/me")).json()
      const listed = await page.request.get(`/api/advisor/${me.memberId}/clients?sort=name&limit=100`)
      const {
        items
      }: { readonly items: ReadonlyArray<{ readonly clientId: string; readonly kind: string; readonly name: string }> } =
        await listed.json()
      const household = items.find((item) => item.name === "Thompson household")
      const other = items.find((item) => item.kind === "business")
      if (household === undefined || other === undefined) return assert.fail("the demo lacks its clients")
      const shared = `accounting-${one.name}@lee-partners.example`
      const given = await page.request.put(`/api/advisor/clients/${other.clientId}/contacts`, {
        headers: { origin: demo().url },
        data: { addresses: [shared] }
      })
      assert.isTrue(given.ok(), await given.text())
      await page.goto(`/knowledge?client=${household.clientId}`)
      await page.getByRole("link", { name: "Known addresses" }).click()
      await page.getByRole("heading", { level: 2, name: "Known addresses" }).waitFor()
      const field = page.getByLabel("Addresses", { exact: true })
      const before = await field.inputValue()
      await field.fill(`${before}\nnobody at all`)
      await page.getByRole("button", { name: "Save addresses" }).click()
      await page.getByRole("alert").getByText("nobody at all is not a mail address.").waitFor()
      await visited(page, "contacts-wrong", one)
      await field.fill(`${before}\n${shared}`)
      await page.getByRole("button", { name: "Save addresses" }).click()
      const dialog = page.getByRole("dialog")
      await dialog.getByText(`${shared} is known for ${other.name}.`).waitFor()
      await expectNoAxeViolations(page)
      await screenshot(page, `contacts-shared-${one.name}-${one.theme}`)
      await dialog.getByRole("button", { name: "Save all the same" }).click()
      await page.getByText("The known addresses are saved.", { exact: false }).waitFor()
      assert.include(await field.inputValue(), shared)
      await page.getByRole("button", { name: "Undo" }).click()
      await page.getByText("The known addresses are as they were.").waitFor()
      await page.waitForFunction(
        (text) => !(document.querySelector<HTMLTextAreaElement>("#known-addresses")?.value ?? text).includes(text),
        shared
      )
      assert.sameMembers((await field.inputValue()).split("\n"), before.split("\n"))
      await context.close()
    },
    60_000
  )

  it("states by faults of the stand-in: reading, refused, scope taken away, nothing there yet, removed at Google, no connection, and who may not manage mailboxes", async () => {
    const { context, page } = await browser.open(plain)
    await signIn(page, "owner")
    const clientId = await withMailbox(page)
    await page.goto(`/knowledge?client=${clientId}`)
    await threadsOf(page).waitFor()
    const standing = page.getByRole("region", { name: "Search and threads" }).getByRole("status")

    const raw = `From: John Thompson <john.thompson@thompson-family.example>\r\nTo: ${dana}\r\nSubject: One more question\r\nMessage-ID: <states@thompson-family.example>\r\nDate: Wed, 04 Feb 2026 12:00:00 +0000\r\n\r\nCan we talk on Friday?\r\n`
    await order("POST", `mailboxes/${dana}/changes`, { do: "deliver", raw })
    await order("POST", "faults", [{ mailbox: dana, fault: "hang", call: "get", times: 1, seconds: 6 }])
    const accounts: { readonly activeProviderAccountId: string } = await (
      await page.request.get("/api/advisor/google/accounts")
    ).json()
    const sync = `/api/advisor/mail/sync?providerAccountId=${accounts.activeProviderAccountId}`
    assert.isTrue((await page.request.post(sync, { headers: { origin: demo().url } })).ok())
    await page.reload()
    await standing.filter({ hasText: /^(Listing messages.*|\d+ of \d+ messages?)$/ }).waitFor()
    await visited(page, "story-syncing", plain)
    await threadsOf(page)
      .getByRole("link", { name: /^One more question/ })
      .waitFor({ timeout: 30_000 })

    await context.setOffline(true)
    await page.getByRole("searchbox", { name: "Search this household" }).fill("retirement")
    await page.keyboard.press("Enter")
    await page.getByText("There is no connection to Beep.").first().waitFor()
    await visited(page, "story-offline", plain)
    await context.setOffline(false)

    await order("POST", "faults", [{ mailbox: dana, fault: "domain_policy", call: "history", times: 1000 }])
    await page.request.post(sync, { headers: { origin: demo().url } })
    await page.goto(`/knowledge?client=${clientId}`)
    await standing.filter({ hasText: "Google refuses this mailbox" }).waitFor({ timeout: 30_000 })
    await threadsOf(page)
      .getByRole("link", { name: /^Re: Roth conversion and a date/ })
      .waitFor()
    await visited(page, "story-refused", plain)
    await order("DELETE", `faults?mailbox=${encodeURIComponent(dana)}`)

    const made = await page.request.post("/api/advisor/households", {
      headers: { origin: demo().url },
      data: { name: "Brand new household", timezone: "America/New_York", addresses: [] }
    })
    const { id }: { readonly id: string } = await made.json()
    await page.goto(`/knowledge?client=${id}`)
    await page.getByText("No thread is filed here yet").waitFor()
    await page.getByText("Nothing is known of this household yet").waitFor()
    await visited(page, "story-empty", plain)

    await order("POST", "scenarios/removed_at_google", { mailbox: dana })
    await page.request.post(sync, { headers: { origin: demo().url } })
    await page.goto(`/knowledge?client=${clientId}`)
    await standing.filter({ hasText: "Google no longer takes the permission" }).waitFor()
    await threadsOf(page)
      .getByRole("link", { name: /^Re: Roth conversion and a date/ })
      .waitFor()
    await visited(page, "story-removed", plain)

    await withMailbox(page)
    await order("POST", "scenarios/scope_taken_away", { mailbox: dana })
    await page.request.post(sync, { headers: { origin: demo().url } })
    await page.goto(`/knowledge?client=${clientId}`)
    await standing.filter({ hasText: "Google needs more permission" }).waitFor()
    await visited(page, "story-scope", plain)
    await order("DELETE", `faults?mailbox=${encodeURIComponent(dana)}`)
    await context.close()

    const { context: other, page: staff } = await browser.open(plain)
    await signIn(staff, "staff")
    await staff.goto(`/knowledge?client=${clientId}`)
    await threadsOf(staff)
      .or(staff.getByRole("heading", { name: "Nothing here" }))
      .first()
      .waitFor()
    assert.strictEqual(await staff.getByRole("link", { name: "Unfiled mail" }).count(), 0)
    assert.strictEqual(await staff.getByRole("button", { name: "Move", exact: true }).count(), 0)
    await visited(staff, "story-staff", plain)
    await other.close()
  }, 120_000)
})
