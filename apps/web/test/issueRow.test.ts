import { QboId } from "@beep/runway/contract/ledger/QboId"
import { IssueEntity } from "@beep/runway/contract/books/DataIssue"
import { Schema } from "effect"
import { assert, describe, it } from "vitest"
import { DigestSearch } from "../src/features/digest/DigestSearch.ts"
import { issueRow } from "../src/features/digest/issueRow.ts"

const qboId = QboId.make("12")

describe("the row of a record that was not understood", () => {
  it("opens in the drawer of the side it belongs to, by an address the page takes", () => {
    const accepts = Schema.is(DigestSearch)
    for (const entityType of IssueEntity.literals) {
      const search = issueRow({ entityType, qboId })
      if (search !== undefined) assert.isTrue(accepts(search), entityType)
    }
    assert.deepStrictEqual(issueRow({ entityType: "Bill", qboId }), { why: "payables", row: "Bill:12" })
    assert.deepStrictEqual(issueRow({ entityType: "Account", qboId }), { why: "cash", row: "Account:12" })
  })

  it("is none where the ledger keeps no row", () => {
    for (const entityType of ["Term", "CompanyInfo", "Preferences"] as const) assert.isUndefined(issueRow({ entityType, qboId }))
  })
})
