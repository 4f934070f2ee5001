import { ClientId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import type { ClientList } from "@beep/runway/contract/ClientsApi"
import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { reviewedPage } from "../src/features/ritual/reviewedLists.ts"

const at = DateTime.makeUnsafe("2025-09-22T13:02:00Z")
const idOf = (last: number) => ClientId.make(`01890000-0000-7000-8000-00000000000${last}`)
const item = (last: number): ClientList["items"][number] => ({
  clientId: idOf(last),
  kind: "business",
  name: `Client ${last}`,
  connection: "connected",
  runway: null,
  attention: [],
  lastSyncedAt: null,
  lastWorked: null,
  reviewed: null
})
const page: ClientList = {
  week: { monday: LocalDate.make("2025-09-22"), since: at },
  counts: { total: 2, needsAttention: 0, red: 0, yellow: 0, green: 0, other: 2, households: 0, worked: 0, reviewed: 1 },
  items: [item(1), item(2)],
  nextCursor: null
}

describe("a page of the list after a review", () => {
  it("shows it at the one row and in the count, and takes it back", () => {
    const by = { at, by: "Dana" }
    const after = reviewedPage(page, idOf(2), by, false)
    assert.deepStrictEqual(
      after.items.map(({ reviewed }) => reviewed),
      [null, by]
    )
    assert.strictEqual(after.counts.reviewed, 2)
    assert.deepStrictEqual(reviewedPage(after, idOf(2), null, true), page)
  })

  it("counts nothing twice when it was so already", () => {
    assert.strictEqual(reviewedPage(page, idOf(1), { at, by: "Dana" }, true).counts.reviewed, 1)
  })
})
