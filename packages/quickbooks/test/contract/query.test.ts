import { assert, describe, it } from "@effect/vitest"
import { deepLink } from "../../src/contract/deepLink.ts"
import { activeOrNot, countQuery, pageQuery } from "../../src/contract/query.ts"

describe("query", () => {
  it("escapes quotes and backslashes", () => {
    assert.strictEqual(
      pageQuery("Customer", [{ field: "DisplayName", op: "=", value: "Amy's \\ Bird" }], 1, 1000),
      String.raw`SELECT * FROM Customer WHERE DisplayName = 'Amy\'s \\ Bird' ORDERBY Id STARTPOSITION 1 MAXRESULTS 1000`
    )
  })

  it("joins conditions by AND and lists by IN", () => {
    assert.strictEqual(
      countQuery("Vendor", [activeOrNot, { field: "Id", op: "IN", values: ["1", "2"] }]),
      "SELECT COUNT(*) FROM Vendor WHERE Active IN (true, false) AND Id IN ('1', '2')"
    )
  })

  it("links to the page of an object", () => {
    assert.strictEqual(deepLink("Bill", "25"), "https://app.qbo.intuit.com/app/bill?txnId=25")
    assert.strictEqual(deepLink("Vendor", "46"), "https://app.qbo.intuit.com/app/vendordetail?nameId=46")
  })
})
