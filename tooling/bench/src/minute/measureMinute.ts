import { gzipSync } from "node:zlib"
import { Effect, Schema } from "effect"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { listedRows, ownerEmail } from "../clients/seed.ts"
import type { Figure } from "../report/Figure.ts"
import { percentile } from "../report/percentiles.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import type { Stage } from "../stage/Stage.ts"
import { asked, openBrowser } from "./openBrowser.ts"
import { pageProbe } from "./pageProbe.ts"

const part = "minute"
const loads = 7
const patience = 30_000

/** runway.md 7.10: 10 Mbit/s and 40 ms there and back, the processor as it is. */
const line = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 }

const Numbers = Schema.Array(Schema.Finite)
const number = Schema.decodeUnknownEffect(Schema.Finite)
const sorted = (values: ReadonlyArray<number>): ReadonlyArray<number> => values.toSorted((a, b) => a - b)

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

/** The list of fifty from nothing, over the line of a small office: contentful paint, and the scripts it took. */
const measureLoads = Effect.fnUntraced(function* (context: BrowserContext) {
  const scripts = new Map<string, number>()
  const paints: Array<number> = []
  for (let load = 0; load < loads; load += 1) {
    const page = yield* asked("a page did not open", () => context.newPage())
    const wire = yield* asked("the line could not be set", () => context.newCDPSession(page))
    yield* asked("the line could not be set", async () => {
      await wire.send("Network.enable")
      await wire.send("Network.setCacheDisabled", { cacheDisabled: true })
      await wire.send("Network.emulateNetworkConditions", line)
    })
    const bodies: Array<Promise<void>> = []
    page.on("response", (response) => {
      if (!new URL(response.url()).pathname.endsWith(".js")) return
      bodies.push(response.body().then((body) => void scripts.set(response.url(), gzipSync(body).length)))
    })
    yield* asked("the list did not come", async () => {
      await page.goto("/clients")
      await page.waitForFunction(`beepShown("list", ${listedRows.length})`, null, { timeout: patience })
      await page.waitForLoadState("networkidle")
      await Promise.all(bodies)
    })
    paints.push(
      yield* Effect.flatMap(
        asked("no paint", () => page.evaluate("beepContentful()")),
        number
      )
    )
    yield* asked("a page did not close", () => page.close())
  }
  return { paints: sorted(paints), script: [...scripts.values()].reduce((total, size) => total + size, 0) / 1024 }
})

/** Presses a key and answers how long it took until the page showed what was expected of it. */
const step = Effect.fnUntraced(function* (page: Page, key: string, what: string, of: string) {
  const millis = asked(`${key} did not lead to ${what} ${of}`, async () => {
    await page.evaluate(`beepExpect(${JSON.stringify([what, of])})`)
    await page.keyboard.press(key)
    return await page.evaluate("beepStep()")
  }).pipe(
    Effect.timeout(patience),
    Effect.catchTag("TimeoutError", () => Effect.fail(new BenchRefused({ reason: `${key} did not lead to ${what} ${of}` })))
  )
  return yield* Effect.flatMap(millis, number)
})

/** By keyboard alone: to the first client, open, read its digest, mark it reviewed, on to the next, to the last. */
const walk = Effect.fnUntraced(function* (page: Page) {
  const names = yield* asked("the list is not there", () => page.locator("[data-client-link]").allTextContents())
  const [first, ...others] = names
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
  const opened = [yield* step(page, "Enter", "client", first)]
  const reviewed = [yield* step(page, "r", "reviewed", "")]
  for (const name of others) {
    opened.push(yield* step(page, "]", "client", name))
    reviewed.push(yield* step(page, "r", "reviewed", ""))
  }
  const seconds = (performance.now() - before) / 1000
  const interactions = yield* Effect.flatMap(
    asked("no interactions", () => page.evaluate("beepInteractions()")),
    Schema.decodeUnknownEffect(Numbers)
  )
  return { opened: sorted(opened), reviewed: sorted(reviewed), interactions: sorted(interactions), seconds, asks }
})

/** The adviser's minute (beyond.md 25) in a real browser, over the server and the fifty companies of the other parts. */
export const measureMinute = Effect.fn("bench.minute")(function* (stage: Stage) {
  const browser = yield* openBrowser
  const { context, page } = yield* signedIn(browser, stage)
  const { paints, script } = yield* measureLoads(context)
  yield* asked("the list did not come", () =>
    page.waitForFunction(`beepShown("list", ${listedRows.length})`, null, { timeout: patience })
  )
  const { asks, interactions, opened, reviewed, seconds } = yield* walk(page)
  const steps = sorted([...opened, ...reviewed])
  const plain = (name: string, value: number, unit: string): Figure => ({ part, name, value, unit })
  const figures: ReadonlyArray<Figure> = [
    {
      ...plain("clients opened, read and marked reviewed by keyboard", opened.length, ""),
      target: { atLeast: listedRows.length }
    },
    { ...plain("interaction, input to next paint, p75", percentile(interactions, 75), "ms"), target: { atMost: 100 } },
    plain("interaction, longest", percentile(interactions, 100), "ms"),
    plain("key to the next client's digest shown, p75", percentile(opened, 75), "ms"),
    plain("key to the mark kept and shown, p75", percentile(reviewed, 75), "ms"),
    { ...plain("longest step", percentile(steps, 100), "ms"), target: { atMost: 300 } },
    plain("the whole walk", seconds, "s"),
    plain("requests per client", asks / opened.length, ""),
    {
      ...plain(
        `largest contentful paint of the list, p75 of ${loads} loads at 10 Mbit/s and 40 ms`,
        percentile(paints, 75),
        "ms"
      ),
      target: { atMost: 1000 }
    },
    { ...plain("initial JavaScript of the list, gzip", script, "kB"), target: { atMost: 250 } }
  ]
  return figures
}, Effect.scoped)
