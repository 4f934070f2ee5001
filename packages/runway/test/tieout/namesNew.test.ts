import { LocalDate } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { QboId } from "../../src/contract/ledger/QboId.ts"
import type { TieOutResult } from "../../src/contract/tieout/TieOutResult.ts"
import { namesNew } from "../../src/server/tieout/namesNew.ts"

/** A certificate that names these customers. */
const naming = (...ids: ReadonlyArray<string>): TieOutResult => ({
  version: "tieout.v1",
  asOf: LocalDate.make("2026-11-20"),
  currency: usd,
  outcome: ids.length === 0 ? "ties_out" : "differs",
  differing: ids.length,
  sections: [
    {
      section: "receivables",
      outcome: ids.length === 0 ? "agrees" : "differs",
      reason: null,
      report: null,
      compared: 9,
      oursMinor: 1n,
      theirsMinor: 2n,
      differing: ids.length,
      entities: ids.map((id) => ({ entityType: "Customer", qboId: QboId.make(id), oursMinor: 1n, theirsMinor: 2n, buckets: [] }))
    }
  ]
})

describe("a certificate names somebody new", () => {
  it("when nothing was ever compared in full, and when another party differs than then", () => {
    assert.isTrue(namesNew(naming("1"), { before: null, compared: null }))
    assert.isTrue(namesNew(naming("1", "2"), { before: naming("1"), compared: naming("1") }))
    assert.isTrue(namesNew(naming("1"), { before: naming("1"), compared: null }))
  })

  it("not when the same differed after everything was read, and has since", () => {
    assert.isFalse(namesNew(naming("1"), { before: naming("1"), compared: naming("1", "2") }))
    assert.isFalse(namesNew(naming(), { before: null, compared: null }))
  })

  it("again when it had agreed in between", () => {
    assert.isTrue(namesNew(naming("1"), { before: naming(), compared: naming("1") }))
  })
})
