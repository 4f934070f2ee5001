import type { LocalDate } from "@beep/kernel/LocalDate"
import { type LedgerAccount, natural } from "../ledger/Account.ts"
import type { Ledger, LedgerRow } from "../ledger/Ledger.ts"
import type { Json } from "../render/Json.ts"
import { hasCurrencies } from "../render/parts.ts"
import { beginningOf } from "./balances.ts"
import { blank, type Cell, cell, type Column, dataRow, printed, report, section } from "./ReportShape.ts"
import { transactionLabel } from "./transactionLabel.ts"

const plainColumns: ReadonlyArray<Column> = [
  { title: "Date", type: "tx_date" },
  { title: "Transaction Type", type: "txn_type" },
  { title: "Num", type: "doc_num" },
  { title: "Name", type: "name" },
  { title: "Memo/Description", type: "memo" },
  { title: "Split", type: "split_acc" },
  { title: "Amount", type: "subt_nat_amount" },
  { title: "Balance", type: "rbal_nat_amount" }
]

/** With several currencies the amounts are those in home currency, and the columns say so. */
const homeColumns: ReadonlyArray<Column> = plainColumns.map(({ title, type }) => ({
  title,
  type: type.replace("_nat_amount", "_nat_home_amount")
}))

/** The account on the other side; a document with several says `-Split-` on its own row. */
export const splitCell = (ledger: Ledger, row: LedgerRow): Cell => {
  const [own, ...others] = row.siblings
  const isOwn = own !== undefined && own.accountId === row.accountId && own.amount === row.amount
  const other = isOwn ? (others.length === 1 ? others[0] : undefined) : own
  return other === undefined ? cell("-Split-") : cell(ledger.account(other.accountId)?.name ?? "", other.accountId)
}

/** A longer report is cut: status 200, what fits, and a row that says so. */
const cellsPerReport = 400_000
const notice = "Unable to display more data. Please reduce the date range."

/** Mirrors the recorded report of 2020: sections by account, sub-accounts inside without an id, beginnings only where there is one. */
export const generalLedgerReport = (
  ledger: Ledger,
  from: LocalDate,
  to: LocalDate,
  wanted: ReadonlyArray<string>,
  cells = cellsPerReport
): Json => {
  const { accounts, currency } = ledger.books
  const allColumns = hasCurrencies(ledger) ? homeColumns : plainColumns
  const chosen = allColumns.filter((column) => wanted.includes(column.type))
  const columns = wanted.length === 0 || chosen.length === 0 ? allColumns : chosen
  let left = Math.floor(cells / columns.length)
  let isCut = false
  const line = (values: Readonly<Record<string, Cell>>): ReadonlyArray<Cell> =>
    columns.map(({ type }) => values[type.replace("_home", "")] ?? blank)
  const titled = (title: string, id?: string): ReadonlyArray<Cell> => columns.map((_, at) => (at === 0 ? cell(title, id) : blank))

  const ownRows = (account: LedgerAccount): { readonly rows: ReadonlyArray<Json>; readonly sum: bigint | null } => {
    let balance = natural(account, beginningOf(ledger, account, from))
    const beginning =
      balance === 0n
        ? []
        : [dataRow(line({ tx_date: cell("Beginning Balance"), rbal_nat_amount: cell(printed(balance, currency)) }))]
    const period = (ledger.rowsOfAccount.get(account.id) ?? []).filter(({ transaction: { date } }) => date >= from && date <= to)
    const fitting = period.slice(0, left)
    left -= fitting.length
    if (fitting.length < period.length) isCut = true
    const rows = fitting.map((row) => {
      const amount = natural(account, row.amount)
      balance += amount
      const party = ledger.party(row.partyId)
      return dataRow(
        line({
          tx_date: cell(row.transaction.date),
          txn_type: cell(transactionLabel(row.transaction), row.transaction.id),
          doc_num: cell(row.transaction.docNumber ?? ""),
          name: cell(party?.displayName ?? "", party?.id),
          memo: cell(row.memo),
          split_acc: splitCell(ledger, row),
          subt_nat_amount: cell(printed(amount, currency)),
          rbal_nat_amount: cell(printed(balance, currency))
        })
      )
    })
    const sum = period.length === 0 ? null : period.reduce((total, row) => total + natural(account, row.amount), 0n)
    return { rows: [...beginning, ...rows], sum }
  }

  const accountSection = (account: LedgerAccount): ReadonlyArray<Json> => {
    const own = ownRows(account)
    const children = accounts.filter((child) => child.parentId === account.id).flatMap(accountSection)
    if (own.rows.length === 0 && children.length === 0) return []
    return [
      section({
        header: titled(account.name, account.parentId === null ? account.id : undefined),
        rows: [...own.rows, ...children],
        summary: columns.map(({ type }, at) => {
          if (at === 0) return cell(`Total for ${account.name}`)
          return type.startsWith("subt_nat") && own.sum !== null ? cell(printed(own.sum, currency)) : blank
        })
      })
    ]
  }

  const sections = accounts.filter((account) => account.parentId === null).flatMap(accountSection)
  return report({
    name: "GeneralLedger",
    from,
    to,
    currency,
    columns,
    rows: isCut ? [...sections, dataRow(titled(notice))] : sections
  })
}
