import { assert, describe, it } from "@effect/vitest"
import { ClientId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import type { ClientListItem } from "@beep/runway/contract/clients/ClientListItem"
import type { Band } from "@beep/runway/contract/runway/RunwayView"
import { clientGroups } from "../src/features/clients/clientGroups.ts"

const client = (name: string, more: Partial<ClientListItem>): ClientListItem => ({
  clientId: ClientId.make("0198f3c2-7e11-7c3a-b5b0-0f6c4f2f7f10"),
  kind: "business",
  name,
  connection: "connected",
  runway: null,
  attention: [],
  lastSyncedAt: null,
  lastWorked: null,
  reviewed: null,
  ...more
})

const banded = (name: string, band: Band, connection: ClientListItem["connection"] = "connected") =>
  client(name, {
    connection,
    runway: {
      state: band === "neutral" ? "unknown" : "covered",
      burnBasis: "gross",
      days: null,
      weeks: null,
      coveredUntil: null,
      band,
      critical: false,
      fillPercent: 0,
      asOfDate: LocalDate.make("2025-10-01"),
      stale: false,
      confidence: "high"
    }
  })

const names = (items: ReadonlyArray<ClientListItem>) =>
  clientGroups(items).map((group) => [group.key, ...group.items.map((item) => item.name)])

describe("clientGroups", () => {
  it("puts everything under one heading in another order than by runway", () => {
    const items = [banded("a", "red"), banded("b", "green"), banded("c", "red")]
    assert.deepStrictEqual(
      clientGroups(items, "name").map((group) => [group.key, group.items.length]),
      [["all", 3]]
    )
  })

  it("keeps the order of the server and puts runs under one heading", () => {
    assert.deepStrictEqual(
      names([
        banded("a", "neutral", "needs_reconnect"),
        banded("b", "red"),
        banded("c", "red"),
        banded("d", "green"),
        client("e", { connection: "disconnected" })
      ]),
      [
        ["reconnect", "a"],
        ["red", "b", "c"],
        ["green", "d"],
        ["none", "e"]
      ]
    )
  })

  it("calls a broken link with a figure by its band", () => {
    assert.deepStrictEqual(names([banded("a", "red", "needs_reconnect")]), [["red", "a"]])
  })

  it("never merges or reorders what another sort has mixed", () => {
    assert.deepStrictEqual(names([banded("a", "red"), banded("b", "green"), banded("c", "red")]), [
      ["red", "a"],
      ["green", "b"],
      ["red", "c"]
    ])
  })

  it("keeps households apart from businesses without a figure", () => {
    assert.deepStrictEqual(names([client("a", {}), client("b", { kind: "household", connection: null })]), [
      ["none", "a"],
      ["household", "b"]
    ])
  })

  it("has no group for no clients", () => assert.deepStrictEqual(names([]), []))
})
