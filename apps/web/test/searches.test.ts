import { assert, describe, it } from "@effect/vitest"
import { ClientsSearch } from "../src/features/clients/ClientsSearch.ts"
import { DigestSearch, rowPlace } from "../src/features/digest/DigestSearch.ts"
import { searchOf } from "../src/shell/searchOf.ts"

describe("what stands in the address", () => {
  const digest = searchOf(DigestSearch, {})

  it("opens a figure and a row of the ledger", () => {
    const search = digest({ why: "receivables", row: "Invoice:12" })
    assert.strictEqual(search.why, "receivables")
    assert.deepStrictEqual({ ...rowPlace(search.row) }, { entityType: "Invoice", qboId: "12" })
  })

  it("keeps a colon inside an id and refuses a type that is none", () => {
    assert.strictEqual(rowPlace("Bill:a:b")?.qboId, "a:b")
    assert.isUndefined(rowPlace("Salary:12"))
    assert.isUndefined(rowPlace("Invoice:"))
    assert.isUndefined(rowPlace(undefined))
  })

  it("reads nonsense as the plain page", () => {
    assert.deepStrictEqual(digest({ why: "everything" }), {})
    assert.deepStrictEqual(searchOf(ClientsSearch, {})({ band: "purple" }), {})
    assert.deepStrictEqual({ ...searchOf(ClientsSearch, {})({ band: "red", q: "oak" }) }, { band: "red", q: "oak" })
  })
})
