import { assert, describe, it } from "@effect/vitest"
import { ClientId } from "@beep/kernel/ids"
import { ClientsSearch } from "../src/features/clients/ClientsSearch.ts"
import { DigestSearch, rowPlace } from "../src/features/digest/DigestSearch.ts"
import { NewClientSearch } from "../src/features/onboarding/NewClientSearch.ts"
import { OnboardingSearch } from "../src/features/onboarding/OnboardingSearch.ts"
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

  it("keeps a key of a session to come and drops what is no key", () => {
    const key = "01890000-0000-4000-8000-000000000001"
    assert.deepStrictEqual({ ...searchOf(NewClientSearch, {})({ key }) }, { key })
    assert.deepStrictEqual(searchOf(NewClientSearch, {})({ key: "1" }), {})
  })

  it("reads a way back from Intuit, and nothing else of it", () => {
    const back = searchOf(OnboardingSearch, {})
    const client = "01890000-0000-7000-8000-000000000001"
    assert.deepStrictEqual(
      { ...back({ connect_error: "already_connected", client, realmId: "9130350000000001" }) },
      { connect_error: "already_connected", client: ClientId.make(client) }
    )
    assert.deepStrictEqual(back({ connect_error: "<b>paid</b>" }), {})
    assert.strictEqual(searchOf(ClientsSearch, {})({ connection: "needs_reconnect" }).connection, "needs_reconnect")
  })

  it("reads nonsense as the plain page", () => {
    assert.deepStrictEqual(digest({ why: "everything" }), {})
    assert.deepStrictEqual(searchOf(ClientsSearch, {})({ band: "purple" }), {})
    assert.deepStrictEqual({ ...searchOf(ClientsSearch, {})({ band: "red", query: "oak" }) }, { band: "red", query: "oak" })
  })
})
