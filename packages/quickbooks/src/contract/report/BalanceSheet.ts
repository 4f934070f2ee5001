import type { ReportTree } from "./ReportTree.ts"
import { reportRows } from "./reportRows.ts"

export interface BalanceSheetLine {
  readonly accountId: string | null
  readonly name: string
  /** Intuit's section names around the line, outermost first: `TotalAssets`, `CurrentAssets`, `BankAccounts`. */
  readonly groups: ReadonlyArray<string>
  /** Decimal text; liabilities are positive here. */
  readonly amount: string
}

const title = ["account", "Account"] as const
const total = ["total", "Money"] as const

/** Accounts of a balance sheet (or a profit and loss) with an amount of their own. */
export const accountLines = (tree: ReportTree): ReadonlyArray<BalanceSheetLine> =>
  reportRows(tree).flatMap((row) =>
    row.kind === "summary" || row.text(...total) === ""
      ? []
      : [{ accountId: row.id(...title), name: row.text(...title), groups: row.groups, amount: row.text(...total) }]
  )

/** The total of a named section, `TotalAssets`; undefined when the report has no such section. */
export const sectionTotal = (tree: ReportTree, group: string): string | undefined =>
  reportRows(tree)
    .find((row) => row.kind === "summary" && row.groups.at(-1) === group)
    ?.text(...total)
