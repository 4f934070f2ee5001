import { Effect } from "effect"
import type { Browser } from "playwright-core"
import { listedRows, ownerEmail, plantedAt } from "../clients/seed.ts"
import type { Figure } from "../report/Figure.ts"
import { percentile } from "../report/percentiles.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import type { Stage } from "../stage/Stage.ts"
import { loads, measureLoads } from "./loads.ts"
import { asked, openBrowser } from "./openBrowser.ts"
import { pageProbe } from "./pageProbe.ts"
import { described, millisOf, patience, type Step } from "./Step.ts"
import { walk } from "./walk.ts"
import { endedWrites } from "./writes.ts"

const part = "minute"

const sorted = (values: ReadonlyArray<number>): ReadonlyArray<number> => values.toSorted((a, b) => a - b)
const p75 = (values: ReadonlyArray<number>): number => percentile(sorted(values), 75)

const signedIn = Effect.fnUntraced(function* (browser: Browser, stage: Stage) {
  const context = yield* asked("a profile did not open", () =>
    browser.newContext({
      baseURL: `http://127.0.0.1:${stage.serverPort}`,
      viewport: { width: 1440, height: 900 },
      bypassCSP: true
    })
  )
  yield* asked("a page did not open", () => context.addInitScript(pageProbe))
  const page = yield* asked("a page did not open", () => context.newPage())
  yield* asked("the sign-in failed", async () => {
    await page.goto("/")
    await page.getByLabel("Email").fill(ownerEmail)
    await page.getByLabel("Password", { exact: true }).fill(stage.password)
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { level: 1, name: /need(s)? attention/ }).waitFor({ timeout: patience })
  })
  return { context, page }
})

/** The adviser's minute (beyond.md 25) in a real browser, over the server and the fifty companies of the other parts. */
export const measureMinute = Effect.fn("bench.minute")(function* (stage: Stage) {
  const browser = yield* openBrowser
  const { context, page } = yield* signedIn(browser, stage)
  const { aheadScript, initialScript, paints } = yield* measureLoads(context)
  yield* asked("the list did not come", () =>
    page.waitForFunction(`beepShown("list", ${listedRows.length})`, null, { timeout: patience })
  )
  const { asks, fixes, interactions, opened, reviewed, seconds } = yield* walk(page)
  const slowest = [...opened, ...reviewed, ...fixes.flat()].toSorted((a, b) => millisOf(b) - millisOf(a))
  const [longest, second] = slowest
  if (longest === undefined || second === undefined) return yield* new BenchRefused({ reason: "nothing was walked" })
  const notes = [yield* described(page, longest), yield* described(page, second)]
  const confirmed = yield* endedWrites(page, fixes.length)
  const of = (steps: ReadonlyArray<Step>, what: string) => steps.filter((one) => one.what === what).map(millisOf)
  const fixSteps = fixes.flat()
  const plain = (name: string, value: number, unit: string): Figure => ({ part, name, value, unit })
  const figures: ReadonlyArray<Figure> = [
    {
      ...plain("clients opened, read, and fixed or marked reviewed by keyboard", fixes.length + reviewed.length, ""),
      target: { atLeast: listedRows.length }
    },
    {
      ...plain("of these with an issue fixed by keyboard", fixes.length, ""),
      target: { atLeast: listedRows.filter((_, index) => plantedAt(index) !== undefined).length }
    },
    { ...plain("interaction, input to next paint, p75", p75(interactions), "ms"), target: { atMost: 100 } },
    plain("interaction, longest", Math.max(...interactions), "ms"),
    plain("key to the next client's digest shown, p75", p75(opened.map(millisOf)), "ms"),
    plain("key to the mark kept and shown, p75", p75(reviewed.map(millisOf)), "ms"),
    plain("key to the issues shown, p75", p75(of(fixSteps, "hygiene")), "ms"),
    plain("key to the form of the fix shown, p75", p75(of(fixSteps, "form")), "ms"),
    plain("key to the fix kept and said to be staged, p75", p75(of(fixSteps, "staged")), "ms"),
    { ...plain("longest step", millisOf(longest), "ms"), target: { atMost: 300 }, note: notes[0] ?? "" },
    { ...plain("longest step but one", millisOf(second), "ms"), note: notes[1] ?? "" },
    plain("the whole walk", seconds, "s"),
    plain("requests per client", asks / opened.length, ""),
    {
      ...plain("fixes that QuickBooks' stand-in took and showed when read back", confirmed.length, ""),
      target: { atLeast: fixes.length }
    },
    plain("staged until read back, five seconds of grace in it, p75", p75(confirmed), "s"),
    {
      ...plain(`largest contentful paint of the list, p75 of ${loads} loads at 10 Mbit/s and 40 ms`, p75(paints), "ms"),
      target: { atMost: 1000 }
    },
    { ...plain("initial JavaScript of the list, gzip", initialScript, "kB"), target: { atMost: 250 } },
    plain("JavaScript read ahead behind the list, gzip", aheadScript, "kB")
  ]
  return figures
}, Effect.scoped)
