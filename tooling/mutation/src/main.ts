import { join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { Stryker } from "@stryker-mutator/core"
import { type Area, areas, leastScore } from "./areas.ts"
import { isSurvivor, reaches, type Score, scoreOf } from "./score.ts"

const pathOf = (specifier: string): string => fileURLToPath(import.meta.resolve(specifier))

const mutantsOf = ({ rules, tests }: Area) =>
  new Stryker({
    mutate: [...rules],
    // The level of its log: a const enum to the compiler, which no module can name.
    configFile: "tooling/mutation/stryker.config.json",
    testRunner: "rules",
    testFolder: tests,
    plugins: [pathOf("./testRunner.ts"), pathOf("./schemaDeclarations.ts")],
    ignorers: ["schema-declarations"],
    coverageAnalysis: "perTest",
    concurrency: 2,
    // Rewriting it asks for the JavaScript API of TypeScript, which TypeScript 7 does not have.
    tsconfigFile: "none",
    ignorePatterns: ["/.beep", "/tsconfig.json", "/tsconfig.test.json", "/apps", "/e2e", "/specs", "/.ci"],
    // A busy machine must not pass for an endless loop.
    timeoutMS: 30_000,
    reporters: [process.stdout.isTTY ? "progress" : "progress-append-only"],
    tempDirName: join(".beep", `mutation-${process.pid}`)
  }).runMutationTest()

const lineOf = (name: string, { endless, ignored, killed, mutants, percent, survived, uncovered }: Score): string =>
  `${name}: ${percent ?? "-"} %, ${mutants} mutants, ${killed} killed (${endless} by running for ever), ` +
  `${survived} survived (${uncovered} in no test's way), ${ignored} ignored`

/** Mutates the pure rules of the areas, prints who survived and the score of each; answers the exit code. */
export const main = async (root: string, asked: ReadonlyArray<string>): Promise<number> => {
  const unknown = asked.filter((name) => areas[name] === undefined)
  if (unknown.length > 0) {
    process.stderr.write(`no such area: ${unknown.join(", ")}; there are: ${Object.keys(areas).join(", ")}\n`)
    return 2
  }
  process.chdir(root)
  const began = Date.now()
  const lines: Array<string> = []
  let failed = 0
  for (const [name, area] of Object.entries(areas)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    const mutants = await mutantsOf(area)
    for (const { fileName, location, mutatorName, replacement, status } of mutants.filter(isSurvivor)) {
      const place = `${relative(root, fileName)}:${location.start.line}:${location.start.column}`
      process.stdout.write(`${status} ${place} ${mutatorName} ${replacement}\n`)
    }
    const score = scoreOf(mutants)
    if (!reaches(score, leastScore)) failed++
    lines.push(lineOf(name, score))
  }
  process.stdout.write(`\n${lines.join("\n")}\n`)
  const took = Math.round((Date.now() - began) / 1000)
  const said = failed === 0 ? "every area" : `${failed} of ${lines.length} areas not`
  process.stdout.write(`mutation: ${said} at ${leastScore} % or more; ${took} s\n`)
  return failed === 0 ? 0 : 1
}
