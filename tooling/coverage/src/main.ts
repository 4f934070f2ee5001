import { join, matchesGlob, relative } from "node:path"
import { type FileCoverage, percentOf, reaches, sum } from "./coverageOf.ts"
import { flows, leastCovered } from "./flows.ts"
import { readSummary } from "./summary.ts"

const line = (name: string, covered: FileCoverage): string => {
  const part = (what: "lines" | "branches") =>
    `${what} ${percentOf(covered[what]) ?? "-"} % (${covered[what].covered} of ${covered[what].total})`
  return `${name}: ${part("lines")}, ${part("branches")}\n`
}

/** Where vitest leaves what it counted; see `vitest.config.ts`. */
const reportFolder = join(".beep", "coverage")

/** Prints each flow, and under one that misses the mark its files that do; answers the exit code. */
export const main = (root: string): number => {
  const files = [...readSummary(join(root, reportFolder, "coverage-summary.json"))].map(
    ([file, covered]): readonly [string, FileCoverage] => [relative(root, file), covered]
  )
  let failed = 0
  for (const [name, globs] of Object.entries(flows)) {
    const own = files.filter(([file]) => globs.some((glob) => matchesGlob(file, glob)))
    const covered = sum(own.map(([, of]) => of))
    process.stdout.write(line(name, covered))
    if (reaches(covered, leastCovered)) continue
    failed++
    for (const [file, of] of own)
      if (of.lines.covered < of.lines.total || of.branches.covered < of.branches.total)
        process.stdout.write(`  ${line(file, of)}`)
  }
  const said = failed === 0 ? "every flow" : `${failed} of ${Object.keys(flows).length} flows not`
  process.stdout.write(`coverage: ${said} at ${leastCovered} % or more of lines and branches\n`)
  return failed === 0 ? 0 : 1
}
