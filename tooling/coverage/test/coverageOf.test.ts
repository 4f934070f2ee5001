import { globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { percentOf, reaches, sum } from "../src/coverageOf.ts"
import { flows, suites } from "../src/flows.ts"
import { readSummary } from "../src/summary.ts"

const root = join(import.meta.dirname, "..", "..", "..")
const of = (covered: number, total: number) => ({ covered, total })

describe("P1-9.2 the coverage of a flow", () => {
  it("is the sum of its files, lines and branches apart", () => {
    const covered = sum([
      { lines: of(9, 10), branches: of(1, 4) },
      { lines: of(90, 90), branches: of(0, 0) }
    ])
    assert.deepStrictEqual(covered, { lines: of(99, 100), branches: of(1, 4) })
    assert.isFalse(reaches(covered, 90), "lines alone do not do")
    assert.isTrue(reaches(covered, 25))
  })

  it("is never rounded up to the mark", () => {
    assert.strictEqual(percentOf(of(89_999, 100_000)), 89.99)
    assert.isFalse(reaches({ lines: of(89_999, 100_000), branches: of(1, 1) }, 90))
    assert.isTrue(reaches({ lines: of(9, 10), branches: of(9, 10) }, 90))
  })

  it("of nothing reaches nothing", () => {
    assert.isNull(percentOf(of(0, 0)))
    assert.isFalse(reaches(sum([]), 1))
  })

  it.each([...Object.values(flows).flat(), ...suites])("%s names files that are there", (glob) => {
    assert.isNotEmpty(globSync(glob, { cwd: root }))
  })
})

describe("P1-9.2 the report of vitest", () => {
  const read = (report: unknown) => {
    const folder = mkdtempSync(join(tmpdir(), "beep-coverage-"))
    try {
      const file = join(folder, "coverage-summary.json")
      writeFileSync(file, JSON.stringify(report))
      return readSummary(file)
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  it("is read by file, without its own total", () => {
    const file = {
      lines: { total: 4, covered: 3, skipped: 0, pct: 75 },
      branches: { total: 2, covered: 2, skipped: 0, pct: 100 }
    }
    assert.deepStrictEqual([...read({ total: file, "/a.ts": file })], [["/a.ts", { lines: of(3, 4), branches: of(2, 2) }]])
  })

  it("is refused where it lacks a count", () => {
    assert.throws(() => read({ "/a.ts": { lines: { total: 4, covered: 3 } } }), /without branches/)
  })
})
