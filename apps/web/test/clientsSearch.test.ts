import { assert, describe, it } from "@effect/vitest"
import { changed, ClientsSearch, isFiltered, viewOf } from "../src/features/clients/ClientsSearch.ts"
import { searchOf } from "../src/shell/searchOf.ts"

const read = searchOf(ClientsSearch)

describe("the view of the list in the address", () => {
  it("holds order, search and every filter, and reads back what it was given", () => {
    const search = {
      sort: "name",
      query: "oak",
      band: "red",
      attention: "true",
      connection: "needs_reconnect",
      assignedTo: "01890000-0000-7000-8000-000000000001",
      week: "open"
    }
    assert.deepStrictEqual<unknown>({ ...read(search) }, search)
    assert.deepStrictEqual({ ...viewOf(read({ ...search, connect_error: "denied" })) }, { ...viewOf(read(search)) })
  })

  it("takes out what is cleared, and keeps the rest", () => {
    assert.deepStrictEqual(changed({ band: "red", sort: "name" }, { band: undefined, query: "" }), { sort: "name" })
    assert.deepStrictEqual(changed({ band: "red" }, { week: "open" }), { band: "red", week: "open" })
  })

  it("calls an order no filter", () => {
    assert.isFalse(isFiltered({ sort: "name" }))
    assert.isTrue(isFiltered({ sort: "name", week: "worked" }))
  })
})
