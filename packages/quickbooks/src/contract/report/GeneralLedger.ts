import type { ReportTree } from "./ReportTree.ts"
import { type ReportRow, reportRows } from "./reportRows.ts"

/** Amounts are decimal text, positive in the account's natural direction. */
export interface LedgerTransaction {
  readonly date: string
  readonly type: string
  readonly txnId: string | null
  readonly num: string
  readonly name: string
  readonly nameId: string | null
  readonly memo: string
  /** The other account, or `-Split-` when there are several. */
  readonly split: string
  readonly splitId: string | null
  readonly amount: string
  readonly balance: string
}

export interface LedgerAccount {
  readonly name: string
  /** QuickBooks leaves it out for sub-accounts of some reports. */
  readonly id: string | null
  /** Names from the top account down to this one. */
  readonly path: ReadonlyArray<string>
  /** Null where the report has no "Beginning Balance" row: income and cost accounts start at nothing. */
  readonly beginning: string | null
  readonly transactions: ReadonlyArray<LedgerTransaction>
  /** The last running balance, else the beginning, else `"0"`. */
  readonly ending: string
}

const amountColumns = ["subt_nat_amount", "subt_nat_home_amount", "nat_amount"] as const
const balanceColumns = ["rbal_nat_amount", "rbal_nat_home_amount"] as const
const beginningTitle = "Beginning Balance"

const transactionOf = (row: ReportRow): LedgerTransaction => ({
  date: row.text("tx_date"),
  type: row.text("txn_type"),
  txnId: row.id("txn_type"),
  num: row.text("doc_num"),
  name: row.text("name"),
  nameId: row.id("name"),
  memo: row.text("memo"),
  split: row.text("split_acc"),
  splitId: row.id("split_acc"),
  amount: row.text(...amountColumns),
  balance: row.text(...balanceColumns)
})

/** The accounts of a General Ledger report that have a beginning balance or a transaction, in report order. */
export const generalLedger = (tree: ReportTree): ReadonlyArray<LedgerAccount> => {
  const ids = new Map<string, string | null>()
  const rowsOf = new Map<string, { path: ReadonlyArray<string>; rows: Array<ReportRow> }>()
  for (const row of reportRows(tree)) {
    const key = JSON.stringify(row.path)
    if (row.kind === "header") ids.set(key, row.id("tx_date"))
    if (row.kind !== "data" || row.path.length === 0) continue
    const account = rowsOf.get(key)
    if (account === undefined) rowsOf.set(key, { path: row.path, rows: [row] })
    else account.rows.push(row)
  }
  return [...rowsOf].map(([key, { path, rows }]) => {
    const opening = rows.find((row) => row.text("tx_date") === beginningTitle)
    const transactions = rows.filter((row) => row !== opening).map(transactionOf)
    const beginning = opening === undefined ? null : opening.text(...balanceColumns)
    return {
      name: path.at(-1) ?? "",
      id: ids.get(key) ?? null,
      path,
      beginning,
      transactions,
      ending: transactions.findLast((row) => row.balance !== "")?.balance ?? beginning ?? "0"
    }
  })
}
