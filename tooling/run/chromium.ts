/** Finds a Chromium, or installs Debian's when this user may; otherwise says what is missing. */
import { existsSync } from "node:fs"

/** Debian's Chromium without a window: the same engine, and no processor for a window that nobody looks at. */
const windowless = "chromium-headless-shell"

const places = [
  `/usr/bin/${windowless}`,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome"
]

const found = (): string | undefined => {
  const named = process.env["CHROMIUM_PATH"]
  if (named !== undefined && named !== "") return existsSync(named) ? named : undefined
  return places.find((place) => existsSync(place)) ?? Bun.which("chromium") ?? Bun.which("google-chrome") ?? undefined
}

export const chromium = (): string | undefined => {
  const here = found()
  if (here !== undefined || process.env["CHROMIUM_PATH"]) return here
  if (process.getuid?.() !== 0 || Bun.which("apt-get") === null) return undefined
  process.stdout.write("No Chromium here: installing Debian's package.\n")
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  const quiet = { stdout: "ignore", stderr: "ignore", env } as const
  Bun.spawnSync(["apt-get", "update", "-qq"], quiet)
  // An older Debian has the whole one alone.
  for (const name of [windowless, "chromium"]) {
    Bun.spawnSync(["apt-get", "install", "-y", "-qq", "--no-install-recommends", name], quiet)
    if (found() !== undefined) break
  }
  return found()
}

export const missing =
  "No Chromium was found, so the browser tests cannot run. Set CHROMIUM_PATH to one, or install the package chromium, and run again."
