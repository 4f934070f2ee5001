import { Effect, Schema } from "effect"
import type { Page } from "playwright-core"
import { listedName, listedRows, plantedAt } from "../clients/seed.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import { asked } from "./openBrowser.ts"
import { type Step, step } from "./Step.ts"

const Numbers = Schema.Array(Schema.Finite)
const text = Schema.decodeUnknownEffect(Schema.String)

/** By the type of its entry, what is typed into the form of a fix; the day lies behind every horizon, so that no runway moves. */
const entries: Readonly<Record<string, string>> = { date: "12312030", email: "books@tamarack.example" }

const mostIssues = 60

/** From the digest to the issues, to the first that can be put right, its form, the line that says it is staged, and back. */
const fix = Effect.fnUntraced(function* (page: Page, client: string) {
  const steps: Array<Step> = [yield* step(page, "h", "hygiene", "", client)]
  const issue = Effect.flatMap(
    asked("no issue", () => page.evaluate("beepIssue()")),
    text
  )
  let found = false
  for (let at = 0; !found && at < mostIssues; at += 1) {
    steps.push(yield* step(page, "j", "issue", yield* issue, client))
    found = (yield* asked("no issue", () => page.evaluate("beepFixable()"))) === true
  }
  if (!found) return yield* new BenchRefused({ reason: `${client} has nothing to put right` })
  steps.push(yield* step(page, "e", "form", "", client))
  const entry =
    entries[
      yield* Effect.flatMap(
        asked("no form", () => page.evaluate("beepEntry()")),
        text
      )
    ]
  if (entry === undefined) return yield* new BenchRefused({ reason: `the form of ${client} asks for something else` })
  yield* asked("nothing was typed", () => page.keyboard.type(entry))
  steps.push(yield* step(page, "Enter", "staged", "", client))
  // The next client opens at the tab this one is left at, and is read first.
  steps.push(yield* step(page, "d", "client", client, client))
  return steps
})

const fixable: ReadonlySet<string> = new Set(
  listedRows.flatMap((_, index) => (plantedAt(index) === undefined ? [] : [listedName(index)]))
)

/** By keyboard alone: to the first client, open, read its digest, put one issue right or mark it reviewed, on to the next, to the last. */
export const walk = Effect.fnUntraced(function* (page: Page) {
  const names = yield* asked("the list is not there", () => page.locator("[data-client-link]").allTextContents())
  const [first] = names
  if (first === undefined) return yield* new BenchRefused({ reason: "the list is empty" })
  let asks = 0
  page.on("request", (request) => {
    if (new URL(request.url()).pathname.startsWith("/api/")) asks += 1
  })
  const before = performance.now()
  yield* asked("Tab does not reach the list", async () => {
    for (let at = 0; at < 80; at += 1) {
      if ((await page.evaluate(`beepShown("focus", ${JSON.stringify(first)})`)) === true) return
      await page.keyboard.press("Tab")
    }
    throw new Error("not within 80")
  })
  const opened: Array<Step> = []
  const reviewed: Array<Step> = []
  const fixes: Array<ReadonlyArray<Step>> = []
  for (const name of names) {
    opened.push(yield* step(page, name === first ? "Enter" : "]", "client", name, name))
    if (fixable.has(name)) fixes.push(yield* fix(page, name))
    else reviewed.push(yield* step(page, "r", "reviewed", "", name))
  }
  const seconds = (performance.now() - before) / 1000
  const interactions = yield* Effect.flatMap(
    asked("no interactions", () => page.evaluate("beepInteractions()")),
    Schema.decodeUnknownEffect(Numbers)
  )
  return { opened, reviewed, fixes, interactions, seconds, asks }
})
