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

/** Column keys of the ageing buckets, from not due to 91 days past due and more. */
export const agedBucketKeys = ["current", "0", "1", "2", "3"] as const

/** One vendor or customer with what it owes in each bucket; decimal text, `""` for nothing. */
export interface AgedRow extends AgedParty {
  readonly buckets: ReadonlyArray<string>
}

/** Undefined when the report has other columns than the five buckets it is asked for. */
export const agedRows = (tree: ReportTree): ReadonlyArray<AgedRow> | undefined => {
  if ((tree.Rows.Row ?? []).length === 0) return []
  const keys = new Set((tree.Columns.Column ?? []).flatMap((column) => (column.MetaData ?? []).map((entry) => entry.Value ?? "")))
  if ([...agedBucketKeys, "total"].some((key) => !keys.has(key)) || keys.has("4")) return undefined
  return reportRows(tree).flatMap((row) =>
    row.kind === "summary" || row.text("total") === ""
      ? []
      : [
          {
            id: row.id(...party),
            name: row.text(...party),
            total: row.text("total"),
            buckets: agedBucketKeys.map((key) => row.text(key))
          }
        ]
  )
}

/** The report's own grand total; undefined when it has none. */
export const agedTotal = (tree: ReportTree): string | undefined =>
  reportRows(tree)
    .find((row) => row.kind === "summary" && row.groups.includes("GrandTotal"))
    ?.text("total")
