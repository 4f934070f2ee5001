import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, assert, beforeAll } from "vitest"
import { demo } from "./demo.ts"
import { settled, watchRequests } from "./settled.ts"
import { violationsOf } from "./violationsOf.ts"

const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A journey's pages live for seconds: compilers that would pay later take more processor than they give.
  "--js-flags=--no-maglev --no-turbofan",
  // Every context opens a window, and every window its own pages behind the address bar and a process in reserve. Only the last such list counts, so what Playwright switches off is said again.
  `--disable-features=${[
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "SpareRendererForSitePerProcess",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning"
  ].join(",")}`
]

export type Theme = "light" | "dark"
export const desktop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

export interface Surface {
  readonly page: Page
  readonly context: BrowserContext
}

/** What stood on the page when its journey failed: an element that never came does not say what was there instead. */
const tellOf = async (page: Page): Promise<void> => {
  process.stderr.write(`\n${page.url()}\n${await page.locator("body").innerText()}\n`)
  await screenshot(page, "failed")
}

/** A Chromium with a fresh profile for one file of journeys. */
export const useBrowser = () => {
  let browser: Browser | undefined
  let profile = ""
  beforeAll(async () => {
    profile = mkdtempSync(join(tmpdir(), "beep-browser-"))
    const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium"
    browser = await chromium.launch({ executablePath, args, env: { ...process.env, HOME: profile } })
  })
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return
    for (const page of browser?.contexts().flatMap((context) => context.pages()) ?? []) await tellOf(page)
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(profile, { recursive: true, force: true })
  })
  return {
    open: async (options: { readonly viewport?: typeof desktop; readonly theme?: Theme } = {}): Promise<Surface> => {
      if (browser === undefined) throw new Error("the browser is not up")
      const context = await browser.newContext({
        baseURL: demo().url,
        viewport: options.viewport ?? desktop,
        colorScheme: options.theme ?? "light",
        reducedMotion: "reduce"
      })
      watchRequests(context)
      const page = await context.newPage()
      return { context, page }
    }
  }
}

export const loginAs = (role: string) => {
  const found = demo().logins.find((login) => login.role === role)
  if (found === undefined) throw new Error(`the demo printed no login for ${role}`)
  return found
}

/** Fails with the rule, the element and the sentence of each violation. */
export const expectNoAxeViolations = async (page: Page): Promise<void> => {
  assert.deepStrictEqual(await violationsOf(page), [])
}

/** As the page stands, in List Mode, and back: where a page offers the switch, both have to be without a violation. */
export const expectNoAxeInEitherMode = async (page: Page): Promise<void> => {
  await expectNoAxeViolations(page)
  const asList = page.getByRole("switch", { name: "List mode" })
  if ((await asList.count()) === 0) return
  for (const looked of [true, false]) {
    const before = await asList.isChecked()
    await asList.click()
    await page.getByRole("switch", { name: "List mode", checked: !before }).waitFor()
    await settled(page)
    if (looked) await expectNoAxeViolations(page)
  }
}

const shots = join(import.meta.dirname, "..", "..", ".beep", "screenshots")

export const screenshot = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: join(shots, `${name}.png`), fullPage: false })
