import { csvOf } from "@beep/tenancy/contract/csv"
import { assert, describe, it } from "@effect/vitest"

describe("csvOf", () => {
  it("quotes what would break a line, and lets no cell begin a formula", () => {
    assert.strictEqual(
      csvOf(
        ["name", "note"],
        [
          ['Ann "A"', "a, b"],
          ["=1+1", "@x"],
          ["-5", "two\nlines"]
        ]
      ),
      'name,note\r\n"Ann ""A""","a, b"\r\n\'=1+1,\'@x\r\n\'-5,"two\nlines"\r\n'
    )
  })
})
