import type { Currency } from "@beep/kernel/Money"
import { minorFromDecimal } from "@beep/kernel/Money"
import type { ReportTree, WireRow } from "@beep/quickbooks/contract/report/ReportTree"

export interface ReportCell {
  readonly text: string
  readonly id: string | null
}

/** A data row of a report, with the titles of the sections around it, outermost first. */
export interface ReportLine {
  readonly sections: ReadonlyArray<ReportCell>
  readonly groups: ReadonlyArray<string>
  /** By the type of the column, else by its title. */
  readonly at: (...columns: ReadonlyArray<string>) => ReportCell
}

const blank: ReportCell = { text: "", id: null }

const cellOf = (cell: { readonly value?: string; readonly id?: string } | undefined): ReportCell =>
  cell === undefined ? blank : { text: cell.value ?? "", id: cell.id === undefined || cell.id === "" ? null : cell.id }

const linesOf = (report: ReportTree, withHeads: boolean): ReadonlyArray<ReportLine> => {
  const columns = (report.Columns.Column ?? []).map(({ ColTitle = "", ColType = "" }) => [ColType, ColTitle])
  const reader =
    (cells: NonNullable<WireRow["ColData"]>): ReportLine["at"] =>
    (...wanted) => {
      const column = columns.findIndex((names) => wanted.some((name) => names.includes(name)))
      return column < 0 ? blank : cellOf(cells[column])
    }
  const walk = (
    rows: ReadonlyArray<WireRow>,
    sections: ReadonlyArray<ReportCell>,
    groups: ReadonlyArray<string>
  ): ReadonlyArray<ReportLine> =>
    rows.flatMap((row): ReadonlyArray<ReportLine> => {
      if (row.ColData !== undefined) return [{ sections, groups, at: reader(row.ColData) }]
      const head = row.Header?.ColData
      const title = head?.[0]
      const below = walk(
        row.Rows?.Row ?? [],
        title === undefined ? sections : [...sections, cellOf(title)],
        row.group === undefined ? groups : [...groups, row.group]
      )
      return withHeads && head !== undefined ? [{ sections, groups, at: reader(head) }, ...below] : below
    })
  return walk(report.Rows.Row ?? [], [], [])
}

/** Every data row, in the order of the report. */
export const reportLines = (report: ReportTree): ReadonlyArray<ReportLine> => linesOf(report, false)

/** The same with the head of each section: a balance sheet has what a parent account holds itself there. */
export const reportLinesAndHeads = (report: ReportTree): ReadonlyArray<ReportLine> => linesOf(report, true)

/** A report holds an amount that is none, or is too large to be kept: nothing can be measured by it. */
export class UnreadableReport extends RangeError {}

/** Minor units of a report's number; an empty cell is nothing, anything else unreadable is refused. */
export const reportAmount = ({ text }: ReportCell, currency: Currency): bigint => {
  if (text === "") return 0n
  const amount = minorFromDecimal(text.replaceAll(",", ""), currency)
  if (amount === undefined) throw new UnreadableReport("a report's amount is no number")
  return amount
}
