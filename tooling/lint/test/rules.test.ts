import { assert, beforeAll, describe, it } from "@effect/vitest"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import plugin from "../src/plugin.ts"
import type { Report } from "../src/runOxlint.ts"
import { runOxlint } from "../src/runOxlint.ts"
import { cases } from "./cases.ts"

const planted = Object.entries(cases).flatMap(([rule, { valid, invalid }]) => [
  ...valid.map((code, at) => ({ rule, code, errors: 0, file: `${rule}/valid${at}.tsx` })),
  ...invalid.map(({ code, errors }, at) => ({ rule, code, errors, file: `${rule}/invalid${at}.tsx` }))
])

let reports: ReadonlyArray<Report> = []

/** The real linter over real files, once: what counts is what oxlint does with a rule, not what a harness does. */
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "beep-lint-"))
  const rules = Object.fromEntries(Object.keys(plugin.rules).map((name) => [`beep/${name}`, "error"]))
  const config = {
    jsPlugins: [new URL("../src/plugin.ts", import.meta.url).pathname],
    categories: { correctness: "off" },
    rules
  }
  await Bun.write(join(folder, ".oxlintrc.json"), JSON.stringify(config))
  for (const { file, code } of planted) await Bun.write(join(folder, file), code)
  reports = await runOxlint(folder, ".")
  return () => rm(folder, { recursive: true })
})

it("has cases for every rule", () => assert.sameMembers(Object.keys(cases), Object.keys(plugin.rules)))

describe.each(Object.keys(cases))("%s", (rule) => {
  it.each(planted.filter((one) => one.rule === rule).map((one) => [one.code.slice(0, 60), one] as const))("%s", (_code, one) => {
    const found = reports.filter((report) => report.file === one.file && report.rule === `beep(${rule})`)
    assert.strictEqual(found.length, one.errors, JSON.stringify(reports.filter((report) => report.file === one.file)))
  })
})
