import { assert, describe, it } from "@effect/vitest"
import { environmentPage } from "../src/environmentPage.ts"
import { namesOf } from "../src/namesOf.ts"
import { variables } from "../src/variables.ts"

describe("specs/environment.md", () => {
  it("is what the list of variables says", async () => {
    const written = await Bun.file(new URL("../../../specs/environment.md", import.meta.url)).text()
    assert.strictEqual(written, environmentPage())
  })

  it("names every variable, and every variable belongs to a process", () => {
    const page = environmentPage()
    const read = new Set<string>([...namesOf("server"), ...namesOf("web"), ...namesOf("cli"), ...namesOf("sandbox")])
    for (const name of Object.keys(variables)) {
      assert.include(page, `| \`${name}\` |`)
      assert.isTrue(read.has(name), name)
    }
  })
})
