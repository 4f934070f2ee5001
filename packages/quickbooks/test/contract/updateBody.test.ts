import { assert, describe, it } from "@effect/vitest"
import { updateBody } from "../../src/contract/write/updateBody.ts"

const raw = `{ "Id": "7", "SyncToken": "3", "domain": "QBO", "sparse": false, "MetaData": {"CreateTime": "x"},
  "VendorRef": {"value": "4", "name": "A \\"B\\" {C}"}, "Line": [{"Amount": 5204.020, "Id": "1"}], "TotalAmt": 1E+2, "DueDate": "2026-01-31" }`

describe("updateBody", () => {
  it("writes a bill whole, byte for byte but for what is set and what is QuickBooks' own", () => {
    const { body } = updateBody("Bill", raw, { DueDate: "2026-02-15" })
    assert.strictEqual(
      body,
      `{"Id":"7","SyncToken":"3","VendorRef":{"value": "4", "name": "A \\"B\\" {C}"},"Line":[{"Amount": 5204.020, "Id": "1"}],"TotalAmt":1E+2,"DueDate":"2026-02-15"}`
    )
  })

  it("writes others sparse, with the version and what QuickBooks wants repeated", () => {
    const invoice = raw.replace("VendorRef", "CustomerRef")
    assert.deepStrictEqual(JSON.parse(updateBody("Invoice", invoice, { DueDate: "2026-02-15" }).body), {
      Id: "7",
      SyncToken: "3",
      CustomerRef: { value: "4", name: 'A "B" {C}' },
      sparse: true,
      DueDate: "2026-02-15"
    })
    assert.deepStrictEqual(JSON.parse(updateBody("Vendor", raw, { TermRef: { value: "3" } }).body), {
      Id: "7",
      SyncToken: "3",
      sparse: true,
      TermRef: { value: "3" }
    })
  })

  it("takes a member away by writing the object whole without it", () => {
    const body = JSON.parse(updateBody("Customer", raw, { DueDate: null }).body)
    assert.notProperty(body, "DueDate")
    assert.notProperty(body, "sparse")
    assert.property(body, "Line")
  })
})
