import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Ledger } from "../ledger/Ledger.ts"
import type { Json } from "../render/Json.ts"
import { agingBuckets, bucketOf, openOn, type Side } from "./aging.ts"
import { cell, type Column, dataRow, printed, report, section } from "./ReportShape.ts"

/** AgedPayables or AgedReceivables at the end of a day: one line per party. */
export const agedSummaryReport = (ledger: Ledger, side: Side, date: LocalDate): Json => {
  const { currency } = ledger.books
  const columns: ReadonlyArray<Column> = [
    side === "payable" ? { title: "", type: "Vendor", key: "vendor" } : { title: "", type: "Customer", key: "customer" },
    ...agingBuckets.map(({ key, title }) => ({ title, type: "Money", key })),
    { title: "Total", type: "Money", key: "total" }
  ]
  const amounts = new Map<string | null, Array<bigint>>()
  for (const document of openOn(ledger, side, date)) {
    const row = amounts.get(document.partyId) ?? agingBuckets.map(() => 0n)
    amounts.set(document.partyId, row)
    const at = bucketOf(document, date)
    row[at] = (row[at] ?? 0n) + document.open
  }
  const sum = (list: ReadonlyArray<bigint>): bigint => list.reduce((total, amount) => total + amount, 0n)
  const money = (minor: bigint) => cell(minor === 0n ? "" : printed(minor, currency))
  const named = [...amounts]
    .map(([id, row]) => ({ id, name: ledger.party(id)?.displayName ?? "Not Specified", row }))
    .filter(({ row }) => row.some((amount) => amount !== 0n))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const totals = agingBuckets.map((_, at) => sum(named.map(({ row }) => row[at] ?? 0n)))
  const rows = named.map(({ id, name, row }) =>
    dataRow([cell(name, id ?? undefined), ...row.map(money), cell(printed(sum(row), currency))])
  )
  return report({
    name: side === "payable" ? "AgedPayables" : "AgedReceivables",
    from: date,
    to: date,
    currency,
    options: [
      { Name: "report_date", Value: date },
      { Name: "aging_method", Value: "Report_Date" }
    ],
    columns,
    rows:
      rows.length === 0
        ? []
        : [
            ...rows,
            section({
              summary: [
                cell("TOTAL"),
                ...totals.map((total) => cell(printed(total, currency))),
                cell(printed(sum(totals), currency))
              ],
              group: "GrandTotal"
            })
          ]
  })
}
