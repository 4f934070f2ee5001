import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Effect } from "effect"
import { chromium } from "playwright-core"
import { BenchRefused } from "../stage/BenchRefused.ts"

const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync"
]

/** A call of the browser; what it refuses, the bench refuses. */
export const asked = <A>(what: string, call: () => Promise<A>) =>
  Effect.tryPromise({
    try: call,
    catch: (error) => new BenchRefused({ reason: `${what}: ${error instanceof Error ? error.message.split("\n")[0] : "failed"}` })
  })

/** A Chromium with a fresh profile, closed with the scope. `CHROMIUM_PATH` says where it is. */
export const openBrowser = Effect.acquireRelease(
  asked("Chromium did not start", async () => {
    const profile = mkdtempSync(join(tmpdir(), "beep-bench-browser-"))
    const browser = await chromium.launch({
      executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
      args,
      env: { ...process.env, HOME: profile }
    })
    return { browser, profile }
  }),
  ({ browser, profile }) =>
    Effect.promise(async () => {
      await browser.close()
      rmSync(profile, { recursive: true, force: true })
    })
).pipe(Effect.map(({ browser }) => browser))
