import { Schema } from "effect"

/** As coarse as a person needs to tell one's own sessions apart; versions and models are not kept. */
export const Browser = Schema.Literals(["firefox", "edge", "opera", "chrome", "safari", "command_line", "other"])
export const System = Schema.Literals(["android", "ios", "windows", "macos", "linux", "other"])

export const Agent = Schema.Struct({ browser: Browser, system: System })
export type Agent = typeof Agent.Type

// The first that matches: Edge and Opera call themselves Chrome as well, Chrome calls itself Safari.
const browsers: ReadonlyArray<readonly [RegExp, Agent["browser"]]> = [
  [/\b(Firefox|FxiOS)\//, "firefox"],
  [/\bEdg\w*\//, "edge"],
  [/\bOPR\//, "opera"],
  [/\b(Headless)?(Chrome|CriOS)\//, "chrome"],
  [/\bSafari\//, "safari"]
]

const systems: ReadonlyArray<readonly [RegExp, Agent["system"]]> = [
  [/\bAndroid\b/, "android"],
  [/\b(iPhone|iPad)\b/, "ios"],
  [/\bWindows\b/, "windows"],
  [/\bMac OS X\b/, "macos"],
  [/\bLinux\b/, "linux"]
]

/** What `User-Agent` says of itself: a hint for its owner, trusted for nothing. */
export const agentOf = (userAgent: string | undefined): Agent => ({
  browser: browsers.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1] ?? "other",
  system: systems.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1] ?? "other"
})
