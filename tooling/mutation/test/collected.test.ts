import { assert, describe, it } from "@effect/vitest"
import { collected, vitest } from "../src/collected.ts"

const seen: Array<unknown> = []
const note = (...args: ReadonlyArray<unknown>) => seen.push(args.map((arg) => (typeof arg === "object" ? "context" : arg)))

describe("P1-9.2 the tests of a file, without vitest", () => {
  it("are those it says, by names of their own, to be run as often as somebody likes", async () => {
    const tests = await collected("a.test.ts", async () => {
      vitest.describe("outer", () => {
        vitest.it("plain", note)
        vitest.describe("inner", () => {
          vitest.it("with options", { timeout: 1 }, note)
          vitest.it("failing", () => assert.fail("it fails"))
        })
        vitest.it.each([
          [1, 2],
          [3, 4]
        ])("rows", note)
        vitest.it.each(["one"])("single", note)
        vitest.it.for([[5, 6].length])("for", note)
      })
      vitest.it("last", note)
    })
    assert.deepStrictEqual(
      tests.map(({ name }) => name),
      [
        "outer > plain",
        "outer > inner > with options",
        "outer > inner > failing",
        "outer > rows (0)",
        "outer > rows (1)",
        "outer > single (0)",
        "outer > for (0)",
        "last"
      ]
    )
    assert.strictEqual(new Set(tests.map(({ id }) => id)).size, tests.length)
    assert.isTrue(tests.every(({ id }) => id.startsWith("a.test.ts#")))
    assert.lengthOf(seen, 0, "none was run")
    for (const { name, run } of [...tests, ...tests])
      if (name.endsWith("failing")) assert.throws(run, "it fails")
      else run()
    const once = [["context"], ["context"], [1, 2], [3, 4], ["one"], [2, "context"], ["context"]]
    assert.deepStrictEqual(seen, [...once, ...once])
  })

  it("are none of the file before, and a test without a body is refused", async () => {
    assert.lengthOf(await collected("b.test.ts", async () => vitest.it("one", note)), 1)
    assert.lengthOf(await collected("c.test.ts", async () => undefined), 0)
    assert.throws(() => vitest.it("nothing", { timeout: 1 }), "nothing has no body")
  })
})
