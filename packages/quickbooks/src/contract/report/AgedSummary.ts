import type { ReportTree } from "./ReportTree.ts"
import { reportRows } from "./reportRows.ts"

/** One vendor or customer of AgedPayables or AgedReceivables; `total` is decimal text. */
export interface AgedParty {
  readonly id: string | null
  readonly name: string
  readonly total: string
}

const party = ["vendor", "customer", "Vendor", "Customer"] as const

export const agedParties = (tree: ReportTree): ReadonlyArray<AgedParty> =>
  reportRows(tree).flatMap((row) =>
    row.kind === "summary" || row.text("total") === ""
      ? []
      : [{ id: row.id(...party), name: row.text(...party), total: row.text("total") }]
  )

/** The report's own grand total; undefined when it has none. */
export const agedTotal = (tree: ReportTree): string | undefined =>
  reportRows(tree)
    .find((row) => row.kind === "summary" && row.groups.includes("GrandTotal"))
    ?.text("total")
