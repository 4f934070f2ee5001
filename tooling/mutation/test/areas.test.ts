import { globSync } from "node:fs"
import { join, matchesGlob } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { areas } from "../src/areas.ts"

const root = join(import.meta.dirname, "..", "..", "..")
const rules = Object.values(areas).flatMap((area) => area.rules)

describe("P1-9.2 the areas of the pure rules", () => {
  it.each(rules)("%s names files that are there", (glob) => {
    assert.isNotEmpty(globSync(glob, { cwd: root }))
  })

  it.each(Object.entries(areas))("%s has tests", (_name, { tests }) => {
    assert.isNotEmpty(globSync("*.test.ts", { cwd: join(root, tests) }))
  })

  it("have every file once", () => {
    for (const file of globSync(rules, { cwd: root }))
      assert.strictEqual(
        Object.values(areas).filter((area) => area.rules.some((glob) => matchesGlob(file, glob))).length,
        1,
        file
      )
  })
})
