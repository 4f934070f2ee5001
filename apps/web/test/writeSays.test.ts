import { EndReason, WaitReason } from "@beep/runway/contract/writeback/WriteState"
import { assert, describe, it } from "@effect/vitest"
import { writes } from "../src/messages/writes.ts"

describe("what is said of a write", () => {
  it.each(WaitReason.literals)("%s: one that QuickBooks took does not go out again", (reason) => {
    assert.notInclude(writes.says("recorded", reason), "goes out")
    assert.include(writes.says("staged", reason), "goes out")
  })

  it.each(EndReason.literals)("%s: nothing that ended without being confirmed is called written", (reason) =>
    assert.notMatch(writes.says("refused", reason), /recorded|confirmed/i)
  )
})
