import type { Finding } from "@beep/graph/Finding"
import { show } from "@beep/graph/Finding"
import type { Check, Context } from "./Check.ts"

const most = 40

const attempt = async (check: Check, context: Context): Promise<ReadonlyArray<Finding>> => {
  try {
    return await check.run(context)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return [{ file: check.name, line: 0, rule: "check", message: `could not run: ${message.slice(0, 300)}` }]
  }
}

const report = (check: Check, findings: ReadonlyArray<Finding>, millis: number): string => {
  const seconds = `${(millis / 1000).toFixed(1)} s`.padStart(7)
  const verdict = findings.length === 0 ? "ok  " : "FAIL"
  const count = findings.length === 0 ? "" : `  ${findings.length}`
  const shown = findings.slice(0, most).map((finding) => `       ${show(finding)}`)
  const rest = findings.length > most ? [`       and ${findings.length - most} more`] : []
  return `${[`${verdict} ${check.name.padEnd(16)}${seconds}${count}`, ...shown, ...rest].join("\n")}\n`
}

/** Runs every check, `width` at a time, and writes a line as each ends. Answers how many failed. */
export const runChecks = async (
  checks: ReadonlyArray<Check>,
  context: Context,
  write: (text: string) => void,
  width = 2
): Promise<number> => {
  const waiting = [...checks]
  let failed = 0
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const start = performance.now()
      const findings = await attempt(check, context)
      if (findings.length > 0) failed++
      write(report(check, findings, performance.now() - start))
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return failed
}
