import type { ReportTree, WireRow } from "./ReportTree.ts"

/** One line of a report. Cells are found by the column's key or type, never by position. */
export interface ReportRow {
  readonly kind: "header" | "data" | "summary"
  /** Titles of the sections around the row, outermost first; a header or summary belongs to the last of them. */
  readonly path: ReadonlyArray<string>
  /** Intuit's names of those sections (`BankAccounts`, `CurrentAssets`), where given. */
  readonly groups: ReadonlyArray<string>
  /** Text of the first of these columns that the report has; `""` when none has. */
  readonly text: (...columns: ReadonlyArray<string>) => string
  readonly id: (...columns: ReadonlyArray<string>) => string | null
}

type Cells = NonNullable<WireRow["ColData"]>

const columnKeys = (tree: ReportTree): ReadonlyArray<ReadonlyArray<string>> =>
  (tree.Columns.Column ?? []).map((column) => [
    ...(column.MetaData ?? []).flatMap((entry) => (entry.Name === "ColKey" && entry.Value !== undefined ? [entry.Value] : [])),
    column.ColType ?? ""
  ])

/** The lines of a report in reading order. */
export const reportRows = (tree: ReportTree): ReadonlyArray<ReportRow> => {
  const keys = columnKeys(tree)
  const found: Array<ReportRow> = []
  const line = (kind: ReportRow["kind"], cells: Cells, path: ReadonlyArray<string>, groups: ReadonlyArray<string>): ReportRow => {
    const cell = (columns: ReadonlyArray<string>) => {
      for (const wanted of columns) {
        const at = keys.findIndex((names) => names.includes(wanted))
        if (at >= 0) return cells[at]
      }
      return undefined
    }
    return {
      kind,
      path,
      groups,
      text: (...columns) => cell(columns)?.value ?? "",
      id: (...columns) => cell(columns)?.id ?? null
    }
  }
  const walk = (rows: ReadonlyArray<WireRow>, path: ReadonlyArray<string>, groups: ReadonlyArray<string>): void => {
    for (const row of rows) {
      const inner = row.group === undefined ? groups : [...groups, row.group]
      if (row.ColData !== undefined) found.push(line("data", row.ColData, path, inner))
      if (row.Rows === undefined && row.Header === undefined && row.Summary === undefined) continue
      const title = row.Header?.ColData?.[0]?.value
      const innerPath = title === undefined ? path : [...path, title]
      if (row.Header?.ColData !== undefined) found.push(line("header", row.Header.ColData, innerPath, inner))
      walk(row.Rows?.Row ?? [], innerPath, inner)
      if (row.Summary?.ColData !== undefined) found.push(line("summary", row.Summary.ColData, innerPath, inner))
    }
  }
  walk(tree.Rows.Row ?? [], [], [])
  return found
}
