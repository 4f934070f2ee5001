import { describe, expect, it } from "vitest"
import { canonicalJson, NotCanonical } from "../../src/contract/merkle/canonicalJson.ts"
import { entryLeaf, entryText } from "../../src/contract/merkle/entryLeaf.ts"
import { sha256 } from "../../src/server/sha256.ts"
import { entryOf, organizationOf } from "../../src/testing/entries.ts"

describe("canonicalJson", () => {
  it("sorts members as the example of RFC 8785 section 3.2.3", () => {
    const example = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\u{1f600}": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis"
    }
    expect(canonicalJson(example)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\u{1f600}":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}'
    )
  })

  it("writes literals, nested lists and records without white space", () => {
    expect(canonicalJson({ b: [null, true, -1, { z: 0, a: '\u000f\n"\\' }], a: -0 })).toBe(
      '{"a":0,"b":[null,true,-1,{"a":"\\u000f\\n\\"\\\\","z":0}]}'
    )
  })

  it.each([1.5, Number.NaN, 2 ** 53, "\ud800"])("refuses %j", (value) => {
    expect(() => canonicalJson({ value })).toThrow(NotCanonical)
  })
})

describe("entryLeaf", () => {
  // The action is named here: which one the generator draws changes with every word the list of actions gains.
  const entry = { ...entryOf(organizationOf(1), 7), action: "flag.changed" as const }

  it("is SHA-256 of 0x00 and the canonical text, whatever order the fields came in", () => {
    const shuffled = Object.fromEntries(Object.entries(entry).toReversed())
    const text = new TextEncoder().encode(entryText(entry))
    expect(canonicalJson(shuffled)).toBe(entryText(entry))
    expect(entryLeaf(sha256, entry)).toEqual(sha256(new Uint8Array([0, ...text])))
  })

  it("is this one forever: a stored log must verify with every later version", () => {
    expect(Buffer.from(entryLeaf(sha256, entry)).toString("hex")).toMatchInlineSnapshot(
      `"53001596fee4cdfa88278f4c241afff8d34c339f18c1583a8818ca95357e6260"`
    )
    expect(entryText(entry)).toMatchInlineSnapshot(
      `"{"action":"flag.changed","actor":{"kind":"user","userId":"01990000-0007-7003-8000-000000000007"},"after":{"state":"closed","tags":["a","b"],"version":8},"at":"2026-11-20T00:00:00.007Z","before":{"state":"open","version":7},"clientId":"01990000-0007-7006-8000-000000000007","entityId":"01990000-0007-7005-8000-000000000007","entityType":"document","id":"01990000-0007-7002-8000-000000000007","memberId":"01990000-0007-7004-8000-000000000007","organizationId":"01990000-0001-7001-8000-000000000001","reason":"not_assigned","requestId":"01990000-0007-7007-8000-000000000007","result":"denied"}"`
    )
  })
})
