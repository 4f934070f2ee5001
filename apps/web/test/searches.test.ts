import { assert, describe, it } from "@effect/vitest"
import { ClientId } from "@beep/kernel/ids"
import { BridgeSearch } from "../src/features/bridge/BridgeSearch.ts"
import { ClientsSearch } from "../src/features/clients/ClientsSearch.ts"
import { DigestSearch, rowPlace } from "../src/features/digest/DigestSearch.ts"
import { HygieneSearch } from "../src/features/hygiene/HygieneSearch.ts"
import { KnowledgeSearch } from "../src/features/knowledge/KnowledgeSearch.ts"
import { NewClientSearch } from "../src/features/onboarding/NewClientSearch.ts"
import { OnboardingSearch } from "../src/features/onboarding/OnboardingSearch.ts"
import { AddressUnread } from "../src/shell/AddressUnread.ts"
import { searchOf } from "../src/shell/searchOf.ts"

const unreadOf = (read: (search: unknown) => unknown, search: unknown): ReadonlyArray<string> => {
  try {
    read(search)
    return []
  } catch (error) {
    if (error instanceof AddressUnread) return error.unread
    throw error
  }
}

describe("what stands in the address", () => {
  const digest = searchOf(DigestSearch)

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

  it("keeps a key of a session to come and names what is no key", () => {
    const key = "01890000-0000-4000-8000-000000000001"
    assert.deepStrictEqual({ ...searchOf(NewClientSearch)({ key }) }, { key })
    assert.deepStrictEqual(unreadOf(searchOf(NewClientSearch), { key: "1" }), ["key"])
  })

  it("reads a way back from Intuit, and nothing else of it", () => {
    const back = searchOf(OnboardingSearch)
    const client = "01890000-0000-7000-8000-000000000001"
    assert.deepStrictEqual(
      { ...back({ connect_error: "already_connected", client, realmId: "9130350000000001" }) },
      { connect_error: "already_connected", client: ClientId.make(client) }
    )
    assert.deepStrictEqual(unreadOf(back, { connect_error: "<b>paid</b>" }), ["connect_error"])
    assert.strictEqual(searchOf(ClientsSearch)({ connection: "needs_reconnect" }).connection, "needs_reconnect")
  })

  it("names every part that cannot be read, and puts no other page in its place", () => {
    assert.deepStrictEqual(unreadOf(digest, { at: "not-a-day", why: "everything", row: "Invoice:12" }), ["at", "why"])
    assert.deepStrictEqual(unreadOf(searchOf(BridgeSearch), { from: "2026-11-13", to: "soon" }), ["to"])
    assert.deepStrictEqual(unreadOf(searchOf(HygieneSearch), { weeks: 7, severity: "grave" }), ["severity", "weeks"])
    assert.deepStrictEqual(unreadOf(searchOf(KnowledgeSearch), { client: "x", hops: 9 }), ["client", "hops"])
    assert.deepStrictEqual(unreadOf(searchOf(ClientsSearch), { band: "purple" }), ["band"])
    assert.deepStrictEqual(unreadOf(digest, { at: "2026-11-13" }), [])
  })

  it("leaves out what the page does not know, and reads a text that looks like a number", () => {
    assert.deepStrictEqual(
      { ...searchOf(ClientsSearch)({ band: "red", query: 12, attention: true, utm_source: "x" }) },
      { band: "red", query: "12", attention: "true" }
    )
    assert.deepStrictEqual(digest(undefined), {})
  })
})
