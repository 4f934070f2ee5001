import { gzipSync } from "node:zlib"
import { Effect, Schema } from "effect"
import type { BrowserContext } from "playwright-core"
import { listedRows } from "../clients/seed.ts"
import { asked } from "./openBrowser.ts"
import { patience } from "./Step.ts"

export const loads = 7

/** runway.md 7.10: 10 Mbit/s and 40 ms there and back, the processor as it is. */
const line = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 }

const Seen = Schema.Struct({ contentful: Schema.Finite, initial: Schema.Array(Schema.String) })

/** The list of fifty from nothing, over the line of a small office: contentful paint, and the scripts by kilobyte of gzip. */
export const measureLoads = Effect.fnUntraced(function* (context: BrowserContext) {
  const sizes = new Map<string, number>()
  const initial = new Set<string>()
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
      bodies.push(response.body().then((body) => void sizes.set(response.url(), gzipSync(body).length)))
    })
    yield* asked("the list did not come", async () => {
      await page.goto("/clients")
      await page.waitForFunction(`beepShown("list", ${listedRows.length})`, null, { timeout: patience })
      await page.waitForLoadState("networkidle")
      await Promise.all(bodies)
    })
    const seen = yield* Effect.flatMap(
      asked("no paint", () => page.evaluate("({ contentful: beepContentful(), initial: beepInitial() })")),
      Schema.decodeUnknownEffect(Seen)
    )
    paints.push(seen.contentful)
    for (const url of seen.initial) initial.add(url)
    yield* asked("a page did not close", () => page.close())
  }
  const kilobytes = (isInitial: boolean) =>
    [...sizes].filter(([url]) => initial.has(url) === isInitial).reduce((total, [, size]) => total + size, 0) / 1024
  return { paints, initialScript: kilobytes(true), aheadScript: kilobytes(false) }
})
