import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Ledger } from "../ledger/Ledger.ts"
import type { Json } from "../render/Json.ts"
import { splitCell } from "./GeneralLedger.ts"
import { cell, type Column, dataRow, printed, report } from "./ReportShape.ts"
import { transactionLabel } from "./transactionLabel.ts"

const columns: ReadonlyArray<Column> = [
  { title: "Date", type: "tx_date" },
  { title: "Transaction Type", type: "txn_type" },
  { title: "Num", type: "doc_num" },
  { title: "Posting", type: "is_no_post" },
  { title: "Name", type: "name" },
  { title: "Memo/Description", type: "memo" },
  { title: "Account", type: "account_name" },
  { title: "Split", type: "other_account" },
  { title: "Amount", type: "subt_nat_amount" }
]

/** One line per document, by its own account; positive where that account is debited. */
export const transactionListReport = (ledger: Ledger, from: LocalDate, to: LocalDate): Json => {
  const { currency } = ledger.books
  const rows = ledger.rows.flatMap((row) => {
    const { transaction } = row
    if (row.siblings[0] === undefined || transaction.date < from || transaction.date > to) return []
    const isOwn = row.siblings[0].accountId === row.accountId && row.siblings[0].amount === row.amount
    if (!isOwn) return []
    const party = ledger.party(row.partyId)
    return [
      dataRow([
        cell(transaction.date),
        cell(transactionLabel(transaction), transaction.id),
        cell(transaction.docNumber ?? ""),
        cell("Yes"),
        cell(party?.displayName ?? "", party?.id),
        cell(row.memo),
        cell(ledger.account(row.accountId)?.name ?? "", row.accountId),
        splitCell(ledger, row),
        cell(printed(row.amount, currency))
      ])
    ]
  })
  return report({ name: "TransactionList", from, to, currency, columns, rows })
}
