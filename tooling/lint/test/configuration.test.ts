import { assert, beforeAll, describe, it } from "@effect/vitest"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { checkStyles } from "../src/checkStyles.ts"
import type { Report } from "../src/runOxlint.ts"
import { runOxlint } from "../src/runOxlint.ts"

const refused: ReadonlyArray<readonly [string, string, string]> = [
  ["packages/a/src/any.ts", "export const a = (b: any) => b", "no-explicit-any"],
  ["packages/a/src/bang.ts", "export const a = (b: string | null) => b!", "no-non-null-assertion"],
  ["packages/a/src/cast.ts", "export const a = 1 as number", "no-cast"],
  ["packages/a/test/cast.test.ts", "export const a = 1 as number", "no-cast"],
  ["packages/a/src/print.ts", "console.log(1)", "no-console"],
  ["packages/a/src/now.ts", "export const a = Date.now()", "no-ambient"],
  ["packages/a/src/env.ts", "export const a = process.env", "no-process-env"],
  ["apps/server/src/http.ts", "export const a = process.env", "no-process-env"],
  ["packages/a/src/rows.ts", "export const a = (sql) => sql<string>`select 1`", "no-bare-sql-row"],
  ["packages/a/src/all.ts", "export * from './any.ts'", "no-barrel"],
  ["packages/ui/src/Paint.tsx", "export const a = '#fff'", "no-raw-colour"],
  ["packages/a/src/endless.ts", `export const a = 1${"\n// more".repeat(600)}`, "max-lines"],
  ["packages/a/src/ring.ts", "import { b } from './ring2.ts'\nexport const a = () => b", "no-cycle"],
  ["packages/a/src/ring2.ts", "import { a } from './ring.ts'\nexport const b = () => a", "no-cycle"]
]

const allowed: ReadonlyArray<readonly [string, string]> = [
  ["apps/server/src/main.ts", "export const a = process.env"],
  ["tooling/a/src/main.ts", "console.log(Date.now())"],
  ["packages/a/src/paint.ts", "export const a = '#fff'"],
  ["packages/a/src/fine.ts", "export const a = { b: new Date(0) } as const"]
]

let reports: ReadonlyArray<Report> = []

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "beep-lint-"))
  const repository = new URL("../../..", import.meta.url).pathname
  const config = await Bun.file(join(repository, ".oxlintrc.json")).text()
  await Bun.write(join(folder, ".oxlintrc.json"), config.replace(`"./tooling/lint`, `"${repository}tooling/lint`))
  for (const [file, code] of [...refused, ...allowed]) await Bun.write(join(folder, file), `${code}\n`)
  reports = await runOxlint(folder, ".")
  return () => rm(folder, { recursive: true })
})

describe("the configuration of the house", () => {
  it.each(refused)("%s is refused", (file, _code, rule) => {
    const found = reports.filter((report) => report.file === file && report.isError)
    assert.isTrue(
      found.some((report) => report.rule.includes(`(${rule})`)),
      JSON.stringify(found)
    )
  })

  it.each(allowed)("%s is allowed", (file) =>
    assert.deepStrictEqual(
      reports.filter((report) => report.file === file),
      []
    )
  )
})

describe("style sheets", () => {
  const at = (file: string, css: string) => checkStyles(new Map([[file, css]])).map((finding) => finding.line)

  it("spell colours in tokens.css only", () => {
    assert.deepStrictEqual(at("packages/ui/src/base.css", "a {\n  color: #fff;\n  background: rgb(0 0 0);\n}"), [2, 3])
    assert.deepStrictEqual(at("packages/ui/src/tokens.css", "a { color: #fff }"), [])
    assert.deepStrictEqual(at("packages/ui/src/base.css", "/* #fff */\n#face {\n  color: var(--ink);\n}"), [])
  })
})
