import type { LocalDate } from "@beep/kernel/LocalDate"
import { isValued } from "../ledger/Foreign.ts"
import type { Ledger } from "../ledger/Ledger.ts"
import type { Json } from "../render/Json.ts"
import { agingBuckets, bucketOf, openOn, pastDueDays, type Side } from "./aging.ts"
import { blank, cell, type Column, dataRow, printed, report, section } from "./ReportShape.ts"
import { transactionLabel } from "./transactionLabel.ts"

const columnsOf = (side: Side): ReadonlyArray<Column> => [
  { title: "Date", type: "tx_date" },
  { title: "Transaction Type", type: "txn_type" },
  { title: "Num", type: "doc_num" },
  side === "payable" ? { title: "Vendor", type: "vend_name" } : { title: "Customer", type: "cust_name" },
  { title: "Due Date", type: "due_date" },
  ...(side === "payable" ? [{ title: "Past Due", type: "past_due" }] : []),
  { title: "Amount", type: side === "payable" ? "subt_neg_amount" : "subt_amount" },
  { title: "Open Balance", type: side === "payable" ? "subt_neg_open_bal" : "subt_open_bal" }
]

/** AgedPayableDetail or AgedReceivableDetail at the end of a day: one line per open document, oldest section first. */
export const agedDetailReport = (ledger: Ledger, side: Side, date: LocalDate): Json => {
  const { currency } = ledger.books
  const columns = columnsOf(side)
  const documents = openOn(ledger, side, date)
  const sections = agingBuckets.flatMap((bucket, at) => {
    const inside = documents.filter((document) => bucketOf(document, date) === at)
    if (inside.length === 0) return []
    const total = inside.reduce((sum, { open }) => sum + open, 0n)
    const amount = inside.reduce((sum, document) => sum + document.total, 0n)
    return [
      section({
        header: columns.map((_, column) => (column === 0 ? cell(bucket.section) : blank)),
        rows: inside.map((document) => {
          const { transaction } = document
          const worth = (minor: bigint) => (isValued(transaction.foreign) ? cell(printed(minor, currency)) : blank)
          return dataRow([
            cell(transaction.date),
            cell(transactionLabel(transaction), transaction.id),
            cell(transaction.docNumber ?? ""),
            cell(ledger.party(document.partyId)?.displayName ?? "", document.partyId ?? undefined),
            cell(document.dueDate ?? transaction.date),
            ...(side === "payable" ? [cell(String(pastDueDays(document, date)))] : []),
            worth(document.total),
            worth(document.open)
          ])
        }),
        summary: columns.map((column, index) => {
          if (index === 0) return cell(`Total for ${bucket.section}`)
          if (column.title === "Amount") return cell(printed(amount, currency))
          return column.title === "Open Balance" ? cell(printed(total, currency)) : blank
        })
      })
    ]
  })
  return report({
    name: side === "payable" ? "AgedPayableDetail" : "AgedReceivableDetail",
    from: date,
    to: date,
    currency,
    columns,
    rows: sections.reverse()
  })
}
