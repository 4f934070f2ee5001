import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { keys } from "../src/messages/app.ts"
import { commandIds, commandOf } from "../src/shell/commands.ts"
import { matches } from "../src/shell/palette/paletteEntries.ts"

const source = join(import.meta.dirname, "..", "src")
const sources = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(source, file), "utf8"))

/** Enter on a link is the browser's own. */
const byBrowser = new Set(["open"])

describe("the table of keys and commands", () => {
  it("gives no key twice where both could be meant", () => {
    for (const place of ["list", "client"] as const) {
      const together = commandIds.filter((id) => ["everywhere", place].includes(commandOf(id).place))
      const pressed = together.flatMap((id) => commandOf(id).keys)
      assert.deepStrictEqual(pressed.toSorted(), [...new Set(pressed)].toSorted(), place)
    }
  })

  it("holds nothing that is bound nowhere, and nothing is bound that it does not hold", () => {
    for (const id of commandIds.filter((one) => !byBrowser.has(one))) {
      const call = commandOf(id).row === true ? new RegExp(`isKeyOf\\(\\w+, "${id}"\\)`) : new RegExp(`useCommand\\(\\s*"${id}"`)
      assert.isTrue(
        sources.some((text) => call.test(text)),
        id
      )
    }
    for (const text of sources) {
      for (const [, id] of text.matchAll(/useCommand\(\s*"(\w+)"/g))
        assert.isTrue(
          commandIds.some((one) => one === id),
          id
        )
    }
  })

  it("names each for people, with words of its own", () => {
    const names = commandIds.map((id) => keys.does[id])
    assert.strictEqual(new Set(names).size, names.length)
  })
})

describe("an entry of the palette", () => {
  it("is found by the beginnings of its words, in any order and case", () => {
    assert.isTrue(matches("Settings, API keys", "key set"))
    assert.isTrue(matches("Züri & Söhne", "söh"))
    assert.isTrue(matches("anything", "  "))
    assert.isFalse(matches("Settings, API keys", "eys"))
    assert.isFalse(matches("Settings, API keys", "key members"))
  })
})
