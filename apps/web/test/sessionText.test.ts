import { ClientId } from "@beep/kernel/ids"
import { LocalDate, TimeZoneName } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { footer } from "@beep/runway/contract/messages"
import type { ClientDetail } from "@beep/runway/contract/ClientsApi"
import type { ClientRitual } from "@beep/runway/contract/ritual/ClientRitual"
import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { sessionText } from "../src/features/ritual/sessionText.ts"

const at = DateTime.makeUnsafe("2025-09-22T13:02:00Z")
const clientId = ClientId.make("01890000-0000-7000-8000-000000000001")

const detail: ClientDetail = {
  clientId,
  kind: "business",
  name: "Northlight Marketing",
  timezone: TimeZoneName.make("America/New_York"),
  homeCurrency: usd,
  status: "active",
  item: {
    clientId,
    kind: "business",
    name: "Northlight Marketing",
    connection: "connected",
    runway: {
      state: "covered",
      burnBasis: "gross",
      days: 14,
      weeks: 2,
      coveredUntil: LocalDate.make("2025-10-06"),
      band: "red",
      critical: false,
      fillPercent: 4,
      asOfDate: LocalDate.make("2025-09-22"),
      stale: false,
      confidence: "high"
    },
    attention: [
      { code: "runway_red", count: null, needsAttention: true },
      { code: "bills_due_7", count: 3, needsAttention: false }
    ],
    lastSyncedAt: at,
    lastWorked: null,
    reviewed: null
  }
}

const ritual: ClientRitual = {
  week: { monday: LocalDate.make("2025-09-22"), since: at },
  seconds: 240,
  firstViewAt: at,
  lastActionAt: at,
  reviewed: null,
  steps: [
    { action: "cash_role.changed", count: 1, lastAt: at },
    { action: "client.reviewed", count: 2, lastAt: at }
  ]
}

describe("the summary of a client's week as text", () => {
  it("says where it stands, by which data, what was done and what asks for attention, and ends with the fixed footer", () => {
    assert.strictEqual(
      sessionText(detail, ritual),
      [
        "Northlight Marketing, week of Mon Sep 22, 2025",
        "",
        "Data shows runway of 2 weeks.",
        "Covered through Oct 6 · 14 days",
        "Based on QuickBooks data as of Mon Sep 22, 2025, 9:02 AM EDT.",
        "",
        "Done this week",
        "- Role of a bank account changed",
        "- Client marked reviewed, 2 times",
        "",
        "Asks for attention",
        "- Runway red",
        "- 3 due ≤ 7d",
        "",
        footer
      ].join("\n")
    )
  })

  it("claims neither a runway nor work where there is none", () => {
    const text = sessionText({ ...detail, item: null }, { ...ritual, steps: [] })
    assert.include(text, "- Nothing was changed.")
    assert.notInclude(text, "runway of")
    const unknown = detail.item === null ? null : { ...detail.item, runway: null, attention: [] }
    assert.include(sessionText({ ...detail, item: unknown }, ritual), "Data shows runway not available.")
    assert.notInclude(sessionText({ ...detail, item: unknown }, ritual), "Asks for attention")
  })
})
