import { globSync } from "node:fs"
import { createRequire } from "node:module"
import { join, sep } from "node:path"
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext, type StrykerOptions } from "@stryker-mutator/api/core"
import { commonTokens, declareClassPlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin"
import {
  determineHitLimitReached,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult
} from "@stryker-mutator/api/test-runner"
import { assert } from "vitest"
import { type CollectedTest, collected, vitest } from "./collected.ts"

Bun.plugin({
  name: "tests without vitest",
  setup: (build) => {
    build.module("vitest", () => ({ loader: "object", exports: { ...vitest, assert } }))
  }
})

/** What the mutated code asks which of its mutants it is to be, and where it says what it came by. */
const stryker: { [Part in keyof InstrumenterContext]: InstrumenterContext[Part] | undefined } = {}
Object.assign(globalThis, { [INSTRUMENTER_CONSTANTS.NAMESPACE]: stryker })

const { cache } = createRequire(import.meta.url)

const saidBy = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))

/**
 * Runs tests in the process that Stryker started: their files are imported once, and a mutant is a switch in what they call.
 * Only one that decides something while a module loads has all modules of the sandbox loaded again.
 */
class RulesTestRunner implements TestRunner {
  static readonly inject = tokens(commonTokens.options)
  readonly #folder: string
  readonly #spentMs = new Map<string, number>()
  #tests: ReadonlyArray<CollectedTest> | undefined

  constructor(options: StrykerOptions) {
    this.#folder = String(options["testFolder"])
  }

  capabilities() {
    return { reloadEnvironment: true }
  }

  async dryRun(): Promise<DryRunResult> {
    stryker.activeMutant = undefined
    const results: Array<TestResult> = []
    for (const test of await this.#loaded()) results.push(await this.#run(test))
    const { mutantCoverage } = stryker
    return { status: DryRunStatus.Complete, tests: results, ...(mutantCoverage === undefined ? {} : { mutantCoverage }) }
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, hitLimit, mutantActivation, reloadEnvironment, testFilter } = options
    if (reloadEnvironment) this.#forget()
    stryker.hitCount = 0
    stryker.hitLimit = hitLimit
    stryker.activeMutant = mutantActivation === "static" ? activeMutant.id : undefined
    let tests: ReadonlyArray<CollectedTest>
    try {
      tests = await this.#loaded()
    } catch (error) {
      this.#forget()
      return { status: MutantRunStatus.Error, errorMessage: saidBy(error) }
    }
    stryker.activeMutant = activeMutant.id
    const asked = testFilter === undefined ? tests : tests.filter(({ id }) => testFilter.includes(id))
    const results: Array<TestResult> = []
    for (const test of asked.toSorted((one, other) => this.#spent(one) - this.#spent(other))) {
      const result = await this.#run(test)
      results.push(result)
      if (result.status !== TestStatus.Failed) continue
      if (mutantActivation === "static" || (await this.#passesWithout(test))) break
      // Something that a mutant left behind fails the test: this one, or one before it.
      if (!reloadEnvironment) return this.mutantRun({ ...options, reloadEnvironment: true })
      this.#forget()
      break
    }
    const outcome: DryRunResult = { status: DryRunStatus.Complete, tests: results }
    return toMutantRunResult(determineHitLimitReached(stryker.hitCount, hitLimit) ?? outcome)
  }

  #spent({ id }: CollectedTest): number {
    return this.#spentMs.get(id) ?? 0
  }

  async #run({ id, name, run }: CollectedTest): Promise<TestResult> {
    const began = performance.now()
    stryker.currentTestId = id
    let failure: string | undefined
    try {
      await run()
    } catch (error) {
      failure = saidBy(error)
    }
    stryker.currentTestId = undefined
    const base = { id, name, timeSpentMs: performance.now() - began }
    if (failure !== undefined) return { ...base, status: TestStatus.Failed, failureMessage: failure }
    this.#spentMs.set(id, base.timeSpentMs)
    return { ...base, status: TestStatus.Success }
  }

  async #passesWithout(test: CollectedTest): Promise<boolean> {
    const { activeMutant, hitCount } = stryker
    stryker.activeMutant = undefined
    const { status } = await this.#run(test)
    Object.assign(stryker, { activeMutant, hitCount })
    return status === TestStatus.Success
  }

  async #loaded(): Promise<ReadonlyArray<CollectedTest>> {
    if (this.#tests !== undefined) return this.#tests
    const tests: Array<CollectedTest> = []
    for (const file of globSync(join(this.#folder, "**", "*.test.ts")).toSorted())
      tests.push(...(await collected(file, () => import(join(process.cwd(), file)))))
    this.#tests = tests
    return tests
  }

  #forget(): void {
    this.#tests = undefined
    const sandbox = process.cwd() + sep
    for (const file of Object.keys(cache)) if (file.startsWith(sandbox)) Reflect.deleteProperty(cache, file)
  }
}

/** @public Stryker loads them by their path. */
export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "rules", RulesTestRunner)]

/** @public Stryker asks it which options of its own a plugin has. */
export const strykerValidationSchema = { type: "object", properties: { testFolder: { type: "string" } } }
