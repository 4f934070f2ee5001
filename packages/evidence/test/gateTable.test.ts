import { assert, describe, it } from "vitest"
import { existsSync, readFileSync } from "node:fs"

const root = new URL("../../../", import.meta.url)
const table = readFileSync(new URL("specs/product/knowledge-gates.md", root), "utf8")

const rows = table.split("\n").flatMap((line) => {
  const [pr, gate, file, title] = line
    .split("|")
    .slice(1)
    .map((cell) => cell.trim())
  return pr !== undefined && /^PR\d/.test(pr) && gate !== undefined && file !== undefined && title !== undefined
    ? [{ pr, gate, file, title }]
    : []
})

describe("the table of gates", () => {
  it("names every part of appendix A from PR0 to PR4", () => {
    assert.sameMembers([...new Set(rows.map(({ pr }) => pr))], ["PR0", "PR1", "PR2", "PR2A", "PR2B", "PR2C", "PR3", "PR4"])
  })

  it.each(rows)("$pr $gate: a test of that title stands where the table says", ({ file, title }) => {
    const at = new URL(file, root)
    assert.isTrue(existsSync(at), file)
    assert.include(readFileSync(at, "utf8"), title)
  })
})
