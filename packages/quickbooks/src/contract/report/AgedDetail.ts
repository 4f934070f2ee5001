import type { ReportTree } from "./ReportTree.ts"
import { reportRows } from "./reportRows.ts"

/** One open document of AgedPayableDetail or AgedReceivableDetail. Amounts are decimal text; credits are negative. */
export interface AgedLine {
  /** The ageing section: `Current`, `1 - 30 days past due`, ... */
  readonly section: string
  readonly date: string
  readonly type: string
  readonly txnId: string | null
  readonly num: string
  readonly name: string
  readonly nameId: string | null
  readonly dueDate: string
  readonly amount: string
  readonly openBalance: string
}

const names = ["vend_name", "cust_name", "name"] as const
const amounts = ["subt_neg_amount", "subt_amount", "subt_neg_home_amount", "subt_home_amount"] as const
const open = ["subt_neg_open_bal", "subt_open_bal", "subt_neg_home_open_bal", "subt_home_open_bal"] as const

export const agedLines = (tree: ReportTree): ReadonlyArray<AgedLine> =>
  reportRows(tree).flatMap((row) =>
    row.kind !== "data"
      ? []
      : [
          {
            section: row.path.at(-1) ?? "",
            date: row.text("tx_date"),
            type: row.text("txn_type"),
            txnId: row.id("txn_type"),
            num: row.text("doc_num"),
            name: row.text(...names),
            nameId: row.id(...names),
            dueDate: row.text("due_date"),
            amount: row.text(...amounts),
            openBalance: row.text(...open)
          }
        ]
  )
