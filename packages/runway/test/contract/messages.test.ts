import { LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { QboId } from "../../src/contract/ledger/QboId.ts"
import { defaultCashRole } from "../../src/contract/ledger/CashRole.ts"
import { deepLink } from "../../src/contract/ledger/LedgerRecordView.ts"
import {
  attentionText,
  bandWord,
  caption,
  daysText,
  exactDaysText,
  footer,
  sentence,
  unknownText
} from "../../src/contract/messages.ts"
import { ratio, whole } from "../../src/contract/runway/rational.ts"
import { defaultSettings } from "../../src/contract/runway/RunwaySettings.ts"
import { runwayFigure } from "../../src/contract/runway/RunwayView.ts"

const covered = (days: number) => runwayFigure("covered", whole(BigInt(days)), LocalDate.make("2025-10-01"), defaultSettings)

describe("P1-1.2.3 P1-2.4 sentences", () => {
  it.each([
    [0, "Data shows 0 clients need attention."],
    [1, "Data shows 1 client needs attention."],
    [4, "Data shows 4 clients need attention."]
  ] as const)("%i clients", (count, expected) => assert.strictEqual(sentence.clientsNeedAttention(count), expected))
  it.each([
    [0, "Data shows runway of 0 weeks."],
    [7, "Data shows runway of 1 week."],
    [14, "Data shows runway of 2 weeks."],
    [60, "Data shows runway of 8.5 weeks."],
    [350, "Data shows runway of 50 weeks."],
    [400, "Data shows runway of 50+ weeks."]
  ] as const)("%i days", (days, expected) => assert.strictEqual(sentence.runway(covered(days)), expected))
  it("null states have a caption in place of the number", () => {
    const asOf = LocalDate.make("2025-10-01")
    assert.isNull(sentence.runway(runwayFigure("unknown", null, asOf, defaultSettings)))
    assert.isNull(sentence.runway(runwayFigure("overdrawn", ratio(0n, 1n), asOf, defaultSettings)))
    assert.strictEqual(caption.unknown(unknownText("never_synced", [])), "Runway not available: no bank balance synced yet")
    assert.strictEqual(
      caption.unknown(unknownText("inputs_missing", ["invoices", "bills"])),
      "Runway not available: invoices and bills not synced yet"
    )
    assert.strictEqual(caption.overdrawn("Oct 1"), "Cash balance is below zero as of Oct 1")
    assert.strictEqual(caption.notBurning("gross", 90), "No cash outflow recorded in the last 90 days")
    assert.strictEqual(caption.notBurning("net", 90), "Inflows covered outflows in the last 90 days")
  })
  it("states date and days, capped beyond 999", () => {
    assert.strictEqual(caption.covered("Oct 6", daysText(14)), "Covered through Oct 6 · 14 days")
    assert.strictEqual(caption.covered("Oct 2", daysText(1)), "Covered through Oct 2 · 1 day")
    assert.strictEqual(caption.covered(null, daysText(40_000)), "Covered for 999+ days")
    assert.strictEqual(caption.covered(null, exactDaysText(40_000)), "Covered for 40000 days")
  })
  it("words of bands and chips", () => {
    assert.deepStrictEqual([covered(5), covered(20), covered(40), covered(90)].map(bandWord), [
      "Critical",
      "Red",
      "Yellow",
      "Green"
    ])
    assert.deepStrictEqual(
      [attentionText("bills_due_7", 6), attentionText("invoices_overdue", 1)],
      ["6 due ≤ 7d", "1 invoice overdue"]
    )
    assert.include(footer, "not financial, tax or legal advice")
  })
})

describe("P1-2.1 defaults of the books", () => {
  const role = (name: string, accountType: string | null = "Bank", active = true) =>
    defaultCashRole({ accountType, accountSubType: null, name, active })
  it("counts active bank accounts, restricts money of others, leaves the rest out", () => {
    assert.deepStrictEqual(
      [
        role("Operating"),
        role("Payroll savings"),
        role("Client Trust"),
        role("IOLTA"),
        role("Old", "Bank", false),
        role("Visa", "Credit Card"),
        role("Undeposited Funds", "Other Current Asset")
      ],
      ["included", "included", "restricted", "restricted", "excluded", "credit", "not_cash"]
    )
  })
  it("by name alone only plainly named bank accounts count", () => {
    assert.deepStrictEqual(
      ["Checking", "Savings", "Undeposited Funds", "Mastercard", "Bank Charges", "Loan Payable", "Escrow Checking"].map((name) =>
        role(name, null)
      ),
      ["included", "included", "not_cash", "not_cash", "not_cash", "not_cash", "restricted"]
    )
  })
  it("links to QuickBooks pages that exist and to none that do not", () => {
    const link = (type: "Bill" | "Customer" | "JournalEntry") => deepLink("https://app.qbo.intuit.com/", type, QboId.make("1&2"))
    assert.deepStrictEqual(
      [link("Bill"), link("Customer"), link("JournalEntry")],
      ["https://app.qbo.intuit.com/app/bill?txnId=1%262", "https://app.qbo.intuit.com/app/customerdetail?nameId=1%262", null]
    )
  })
})
