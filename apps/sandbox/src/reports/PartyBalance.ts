import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Ledger } from "../ledger/Ledger.ts"
import type { Json } from "../render/Json.ts"
import { openOn, type Side } from "./aging.ts"
import { cell, type Column, dataRow, printed, report, section } from "./ReportShape.ts"

/** CustomerBalance or VendorBalance at the end of a day: one line per party that owes or is owed. */
export const partyBalanceReport = (ledger: Ledger, side: Side, date: LocalDate): Json => {
  const { currency } = ledger.books
  const columns: ReadonlyArray<Column> = [
    side === "payable" ? { title: "", type: "Vendor", key: "vendor" } : { title: "", type: "Customer", key: "customer" },
    { title: "Total", type: "Money", key: "total" }
  ]
  const balances = new Map<string | null, bigint>()
  for (const { open, partyId } of openOn(ledger, side, date)) balances.set(partyId, (balances.get(partyId) ?? 0n) + open)
  const named = [...balances]
    .filter(([, balance]) => balance !== 0n)
    .map(([id, balance]) => ({ id, balance, name: ledger.party(id)?.displayName ?? "Not Specified" }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const total = named.reduce((sum, { balance }) => sum + balance, 0n)
  return report({
    name: side === "payable" ? "VendorBalance" : "CustomerBalance",
    from: date,
    to: date,
    currency,
    options: [{ Name: "report_date", Value: date }],
    columns,
    rows:
      named.length === 0
        ? []
        : [
            ...named.map(({ balance, id, name }) => dataRow([cell(name, id ?? undefined), cell(printed(balance, currency))])),
            section({ summary: [cell("TOTAL"), cell(printed(total, currency))], group: "GrandTotal" })
          ]
  })
}
