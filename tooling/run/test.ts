/**
 * `run test`: everything, from nothing. Builds the web app, then runs the suites
 * one after another (they share two cores) and prints the sum of what they counted.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { chromium, missing } from "./chromium.ts"
import { bun, install, root, run } from "./install.ts"

install()
const reports = join(root, ".beep", "reports")
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const browser = chromium()
let failures = 0
if (browser === undefined) {
  process.stderr.write(`${missing}\n`)
  failures++
}

const built = await run([bun, "tooling/run/build.ts", "--logLevel", "warn"])
if (built !== 0) failures++

const suites = [
  { name: "rooms", config: "vitest.config.ts", browser: false },
  { name: "stories", config: "packages/ui/vitest.config.ts", browser: true },
  { name: "journeys", config: "e2e/vitest.config.ts", browser: true }
]

let passed = 0
let failed = failures
for (const suite of suites) {
  if (suite.browser && (browser === undefined || built !== 0)) continue
  process.stdout.write(`\n── ${suite.name}\n`)
  const report = join(reports, `${suite.name}.json`)
  const code = await run(
    [
      bun,
      "--bun",
      join(root, "node_modules/.bin/vitest"),
      "run",
      "--config",
      suite.config,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`
    ],
    browser === undefined ? {} : { CHROMIUM_PATH: browser }
  )
  const counts = readCounts(report)
  passed += counts.passed
  failed += counts.failed
  // A suite that ended badly without a failing test (a setup that threw, a file that did not load, no test at all) is a failure too.
  if (counts.failed === 0 && (code !== 0 || !counts.success || counts.passed === 0)) failed++
}

process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

function readCounts(file: string): { passed: number; failed: number; success: boolean } {
  try {
    const report: unknown = JSON.parse(readFileSync(file, "utf8"))
    const count = (key: string) => {
      const value = typeof report === "object" && report !== null ? Reflect.get(report, key) : undefined
      return typeof value === "number" ? value : 0
    }
    const success = typeof report === "object" && report !== null && Reflect.get(report, "success") === true
    return { passed: count("numPassedTests"), failed: count("numFailedTests"), success }
  } catch {
    return { passed: 0, failed: 0, success: false }
  }
}
