import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { expectNoAxeViolations, screenshot, type Theme, useBrowser } from "../src/browser.ts"
import { signIn } from "../src/signIn.ts"

const browser = useBrowser()
const fixture = (name: string) => join(import.meta.dirname, "..", "fixtures", name)

describe("a quotation opens the words it rests on", () => {
  it.each<Theme>(["light", "dark"])("upload a mail, see its words highlighted (%s)", async (theme) => {
    const { context, page } = await browser.open({ theme })
    await signIn(page, "owner")
    await page.getByRole("link", { name: "Thompson household" }).click()
    await page.getByRole("link", { name: "Evidence" }).click()
    await page.locator("input[type=file]").setInputFiles({
      name: "promise.eml",
      mimeType: "message/rfc822",
      buffer: readFileSync(fixture("promise.eml"))
    })
    await page.getByRole("article").getByText("I will pay invoice 1043").first().waitFor()
    const marks = await page
      .getByRole("article")
      .locator("mark")
      .evaluateAll((all) => all.map((mark) => mark.textContent ?? ""))
    const marked = marks.join("|")
    assert.include(marked, "$4,800.00")
    assert.include(marked, "maya@ortiz-family.example")
    assert.include((await page.getByRole("article").textContent()) ?? "", "Hi Dana 👋,")
    await screenshot(page, `document-${theme}`)
    await expectNoAxeViolations(page)
    await context.close()
  })

  it("keeps the same file once, and a real mail of another mailer", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    await page.getByRole("link", { name: "Thompson household" }).click()
    await page.getByRole("link", { name: "Evidence" }).click()
    const documents = page.getByRole("region", { name: "Documents" }).getByRole("listitem")
    await documents.first().waitFor()
    const upload = async (name: string) => {
      const answered = page.waitForResponse(
        (response) => response.request().method() === "POST" && response.url().endsWith("/documents")
      )
      await page
        .locator("input[type=file]")
        .setInputFiles({ name, mimeType: "message/rfc822", buffer: readFileSync(fixture(name)) })
      return (await answered).json()
    }
    const first = await upload("gmail.eml")
    const again = await upload("gmail.eml")
    assert.strictEqual(again.documentId, first.documentId)
    assert.strictEqual(again.outcome, "unchanged")
    await context.close()
  })

  it("says what is wrong with a file that holds no mail, and keeps it", async () => {
    const { context, page } = await browser.open()
    await signIn(page, "owner")
    await page.getByRole("link", { name: "Thompson household" }).click()
    await page.getByRole("link", { name: "Evidence" }).click()
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "noise.eml", mimeType: "message/rfc822", buffer: Buffer.from([0, 1, 2, 255, 254, 0, 3]) })
    await page.getByRole("article").getByText("No text could be read from this message").first().waitFor()
    await expectNoAxeViolations(page)
    await context.close()
  })
})
