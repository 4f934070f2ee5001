import { ConnectError } from "@beep/connections/contract/ConnectError"
import { assert, describe, it } from "@effect/vitest"
import { connectErrors } from "../src/messages/connectErrors.ts"

describe("what a person is told when a step does not work out", () => {
  it("has a sentence and a next step of its own for every way back from Intuit", () => {
    const words = ConnectError.literals.map((error) => connectErrors[error])
    for (const { next, what } of words) {
      assert.match(what, /^[A-Z].+\.$/)
      assert.match(next, /^[A-Z].+\.$/)
    }
    assert.strictEqual(new Set(words.map(({ what }) => what)).size, words.length)
  })

  it("refuses another firm's company without saying whose it is", () => {
    assert.notMatch(`${connectErrors.refused.what} ${connectErrors.refused.next}`, /already|another|other firm/i)
  })
})
