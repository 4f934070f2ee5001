import type { ReportTree, WireRow } from "./ReportTree.ts"

/** How QuickBooks ends a report of more than 400,000 cells: with status 200 and a row that says so, the rest left out. */
const notice = "Unable to display more data"

const says = (row: WireRow): boolean =>
  (row.ColData ?? []).some(({ value }) => value?.startsWith(notice) === true) ||
  (row.Header?.ColData ?? []).some(({ value }) => value?.startsWith(notice) === true) ||
  (row.Rows?.Row ?? []).some(says)

/** The report left something out: nothing may be concluded from what is not in it. */
export const isCut = (tree: ReportTree): boolean => (tree.Rows.Row ?? []).some(says)
