/**
 * `run test`: everything, from nothing. Builds the web app, then runs the suites
 * one after another (they share two cores) and prints the sum of what they counted.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { chromium, missing } from "./chromium.ts"
import { bun, install, root, run } from "./install.ts"
import { memoryFolder } from "./memoryFolder.ts"

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

// Ctrl-C ends the suite that runs, and none begins after it.
let stopped = false
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    stopped = true
  })
}

const built = await run([bun, "tooling/run/build.ts", "--logLevel", "warn"])
if (built !== 0) failures++

const suites = [
  { name: "rooms", config: "vitest.config.ts", browser: false },
  { name: "stories", config: "packages/ui/vitest.config.ts", browser: true },
  { name: "journeys", config: "e2e/vitest.config.ts", browser: true }
]

const folder = memoryFolder()
process.on("exit", () => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})
const env = {
  ...(browser === undefined ? {} : { CHROMIUM_PATH: browser }),
  ...(folder === undefined ? {} : { TMPDIR: folder })
}

let passed = 0
let failed = failures
const broken: Array<string> = []
for (const suite of suites) {
  if (stopped) break
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
    env
  )
  const counts = readReport(report)
  broken.push(...counts.broken)
  passed += counts.passed
  failed += counts.failed
  // A suite that ended badly without a failing test (a setup that threw, a file that did not load, no test at all) is a failure too.
  if (counts.failed === 0 && (code !== 0 || !counts.success || counts.passed === 0)) failed++
}

if (stopped) {
  process.stdout.write("\nStopped: not everything was run.\n")
  failed++
}
// Once more at the end, where somebody with the tail of a long log finds them.
if (broken.length > 0) process.stdout.write(`\nFailed:\n${broken.join("\n")}\n`)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

interface Report {
  readonly passed: number
  readonly failed: number
  readonly success: boolean
  /** File, title and first lines of each failure. */
  readonly broken: ReadonlyArray<string>
}

function readReport(file: string): Report {
  try {
    const report: unknown = JSON.parse(readFileSync(file, "utf8"))
    const broken = listAt(report, "testResults").flatMap((suite) => {
      const name = textAt(suite, "name").replace(`${root}/`, "")
      const failed = listAt(suite, "assertionResults").filter((test) => textAt(test, "status") === "failed")
      const lines = failed.map((test) => {
        const [message] = listAt(test, "failureMessages")
        return `  ${name} > ${textAt(test, "fullName")}\n${indented(typeof message === "string" ? message : "")}`
      })
      return lines.length === 0 && textAt(suite, "status") === "failed"
        ? [`  ${name}\n${indented(textAt(suite, "message"))}`]
        : lines
    })
    return {
      passed: numberAt(report, "numPassedTests"),
      failed: numberAt(report, "numFailedTests"),
      success: at(report, "success") === true,
      broken
    }
  } catch {
    return { passed: 0, failed: 0, success: false, broken: [`  ${file.replace(`${root}/`, "")}: no report was written`] }
  }
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined
}

function numberAt(value: unknown, key: string): number {
  const found = at(value, key)
  return typeof found === "number" ? found : 0
}

function textAt(value: unknown, key: string): string {
  const found = at(value, key)
  return typeof found === "string" ? found : ""
}

function listAt(value: unknown, key: string): ReadonlyArray<unknown> {
  const found = at(value, key)
  return Array.isArray(found) ? found : []
}

function indented(message: string): string {
  return message
    .split("\n")
    .slice(0, 12)
    .map((line) => `      ${line}`)
    .join("\n")
}
