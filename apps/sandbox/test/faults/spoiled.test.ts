import { rawAt, rawElements } from "@beep/quickbooks/contract/wire/rawJson"
import { assert, describe, it } from "@effect/vitest"
import { saturated, truncated, wrongSyncTokens } from "../../src/faults/spoiled.ts"

const bill = (id: number) => `{"Id":"${id}","SyncToken":"0","TotalAmt":10.50}`
const cdc = (bills: number) =>
  `{"CDCResponse":[{"QueryResponse":[{"Bill":[${Array.from({ length: bills }, (_, at) => bill(at)).join(",")}]},{}]}],"time":"T"}`

const answers = (body: string) =>
  rawElements(rawAt(rawElements(rawAt(body, ["CDCResponse"]) ?? "")[0] ?? "", ["QueryResponse"]) ?? "")
const objects = (body: string) =>
  answers(body).flatMap((answer) => ["Bill", "Vendor"].flatMap((entity) => rawElements(rawAt(answer, [entity]) ?? "")))

describe("spoiled answers", () => {
  it("fill a change data capture answer up to 1,000 objects, and lose none that was there", () => {
    const filler = { entity: "Vendor", raw: `{"Id":"7","SyncToken":"3"}` }
    for (const bills of [0, 3, 999]) {
      const full = objects(saturated(cdc(bills), ["Bill", "Vendor"], filler))
      assert.lengthOf(full, 1000)
      assert.deepStrictEqual(full.slice(0, bills), objects(cdc(bills)))
      assert.deepStrictEqual([...new Set(full.slice(bills))], [bills === 0 ? filler.raw : bill(0)])
    }
    assert.strictEqual(saturated(cdc(1000), ["Bill"], filler), cdc(1000))
  })

  it("change every SyncToken of a list and nothing else", () => {
    assert.strictEqual(
      wrongSyncTokens(`{"SyncToken":"0","Memo":"x"},{"SyncToken":"12"}`),
      `{"SyncToken":"1","Memo":"x"},{"SyncToken":"11"}`
    )
  })

  it("are no JSON when they are cut", () => {
    assert.throws(() => JSON.parse(truncated(cdc(3))))
    assert.isTrue(cdc(3).startsWith(truncated(cdc(3))))
  })
})
