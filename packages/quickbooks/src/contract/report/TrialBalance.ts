import type { ReportTree } from "./ReportTree.ts"
import { reportRows } from "./reportRows.ts"

/** One account of a trial balance; decimal text, `""` in the column the balance is not in. */
export interface TrialBalanceLine {
  readonly accountId: string | null
  /** With its parents, `Utilities:Telephone`. */
  readonly name: string
  readonly debit: string
  readonly credit: string
}

const title = ["account", "Account"] as const

export const trialBalanceLines = (tree: ReportTree): ReadonlyArray<TrialBalanceLine> =>
  reportRows(tree).flatMap((row) =>
    row.kind === "summary" || row.text("debit") + row.text("credit") === ""
      ? []
      : [{ accountId: row.id(...title), name: row.text(...title), debit: row.text("debit"), credit: row.text("credit") }]
  )
