import { assert, describe, it } from "@effect/vitest"
import { normalisedName, similarPairs } from "../../../src/contract/hygiene/similarNames.ts"

const alike = (one: string, other: string): boolean => {
  const both = [[...similarPairs([one, other])], [...similarPairs([other, one])]]
  assert.strictEqual(both[0]?.length, both[1]?.length, "whichever comes first")
  return both[0]?.length === 1
}

describe("HYG-14 a name as two people would still write it alike", () => {
  it.each([
    ["Café & Söhne, Inc.", "cafeandsohne"],
    ["ACME   Supply Co", "acmesupply"],
    ["Acme Company Ltd.", "acme"],
    ["Costco", "costco"],
    ["Unit 7", "unit7"],
    [" -- ", ""]
  ])("%s", (name, normalised) => {
    assert.strictEqual(normalisedName(name), normalised)
  })
})

describe("HYG-14 names that are alike to nine tenths", () => {
  it.each([
    ["Brightwater", "brightwater inc"],
    // Ten letters: one may be another, missing or more.
    ["Blackstone", "Blackstane"],
    ["Blackstone", "Blckstone"],
    ["Blackstone", "Blackstoone"],
    ["Blackstone", "Xlackstone"],
    ["Blackstone", "Blackstonx"],
    // Twenty: two.
    ["Northwind Construct Ag", "Northwend Constract Ag"],
    ["Northwind Construct Ag", "Nrthwind Constructt Ag"]
  ])("%s is %s", (one, other) => {
    assert.isTrue(alike(one, other))
  })

  it.each([
    // Nine letters have no tenth.
    ["Blackston", "Blackstan"],
    ["Blackstone", "Blackstnae"],
    ["Blackstone", "Whitestone"],
    // The same letters in another order.
    ["Blackstone", "Stoneblack"],
    // One letter less than the longer one, and another one besides.
    ["Blackstone", "Blckstane"],
    ["Unit 7 Holdings", "Unit 8 Holdings"],
    ["Unit 71 Holdings", "Unit 17 Holdings"],
    ["", " "],
    ["Blackstone", ""],
    ["Northwind Construct Ag", "Northwend Canstract Ag"]
  ])("%s is not %s", (one, other) => {
    assert.isFalse(alike(one, other))
  })

  it("are said by their places, each pair once, among others of every length", () => {
    const names = ["Long Name Of Somebody Else", "Blackstone", "Ox", "", "Blackstane", "Quartermain", "ox llc", "Blackstone Inc"]
    const pairs = [...similarPairs(names)].map((pair) => pair.toSorted((a, b) => a - b).join("-")).toSorted()
    assert.deepStrictEqual(pairs, ["1-4", "1-7", "2-6", "4-7"])
  })
})
