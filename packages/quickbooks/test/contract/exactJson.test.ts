import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { exactJson } from "../../src/contract/wire/exactJson.ts"
import { rawAt, rawElements } from "../../src/contract/wire/rawJson.ts"

describe("exactJson", () => {
  it("keeps digits that a float would lose", () => {
    assert.deepStrictEqual(exactJson('{"a":100.0,"b":[-0.10,9007199254740993.01,1E+2],"c":true,"d":null}'), {
      a: "100.0",
      b: ["-0.10", "9007199254740993.01", "1E+2"],
      c: true,
      d: null
    })
  })

  it("leaves digits inside text alone", () => {
    assert.deepStrictEqual(exactJson(String.raw`{"a":"1.50 \" 2.50","7":"x"}`), { a: '1.50 " 2.50', "7": "x" })
  })

  it("refuses what is not JSON", () => {
    for (const text of ['{"a":01}', '{"a":1 2}', "", "{"]) assert.throws(() => exactJson(text), SyntaxError)
  })

  it.effect.prop("reads any document to the same tree as JSON.parse, numbers as text", [Schema.Json], ([value]) =>
    Effect.sync(() => {
      const text = JSON.stringify(value)
      const numbersAsText = JSON.stringify(value, (_, inner: unknown) =>
        typeof inner === "number" ? JSON.stringify(inner) : inner
      )
      assert.strictEqual(JSON.stringify(exactJson(text)), numbersAsText)
    })
  )
})

describe("rawJson", () => {
  const text = '{ "a" : { "list" : [ {"x": 1.0}, [1, 2] , "s, ] }" , 3.50 ] }, "b": {} }'

  it("answers the text of a value byte for byte", () => {
    assert.strictEqual(rawAt(text, ["b"]), "{}")
    assert.strictEqual(rawAt(text, ["a", "none"]), undefined)
    assert.strictEqual(rawAt(text, ["a", "list", "x"]), undefined)
  })

  it("splits an array at its own commas only", () => {
    assert.deepStrictEqual(rawElements(rawAt(text, ["a", "list"]) ?? ""), ['{"x": 1.0}', "[1, 2]", '"s, ] }"', "3.50"])
    assert.deepStrictEqual(rawElements("[]"), [])
    assert.deepStrictEqual(rawElements("{}"), [])
  })

  it.effect.prop("cuts any list and any object into texts that read back to its parts", [Schema.Array(Schema.Json)], ([parts]) =>
    Effect.sync(() => {
      const texts = parts.map((part) => JSON.stringify(part))
      assert.deepStrictEqual(rawElements(` [ ${texts.join(" , ")} ] `), texts)
      const object = Object.fromEntries(parts.map((part, at) => [`k"${at}:`, part]))
      texts.forEach((part, at) =>
        assert.strictEqual(rawAt(JSON.stringify(object, undefined, 1), [`k"${at}:`])?.replace(/\s/g, ""), part.replace(/\s/g, ""))
      )
    })
  )
})
