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

/** Every data row, in the order of the report. */
export const reportLines = (report: ReportTree): ReadonlyArray<ReportLine> => {
  const columns = (report.Columns.Column ?? []).map(({ ColTitle = "", ColType = "" }) => [ColType, ColTitle])
  const walk = (
    rows: ReadonlyArray<WireRow>,
    sections: ReadonlyArray<ReportCell>,
    groups: ReadonlyArray<string>
  ): ReadonlyArray<ReportLine> =>
    rows.flatMap((row): ReadonlyArray<ReportLine> => {
      if (row.ColData !== undefined) {
        const cells = row.ColData
        const at = (...wanted: ReadonlyArray<string>): ReportCell => {
          const column = columns.findIndex((names) => wanted.some((name) => names.includes(name)))
          return column < 0 ? blank : cellOf(cells[column])
        }
        return [{ sections, groups, at }]
      }
      const header = row.Header?.ColData?.[0]
      return walk(
        row.Rows?.Row ?? [],
        header === undefined ? sections : [...sections, cellOf(header)],
        row.group === undefined ? groups : [...groups, row.group]
      )
    })
  return walk(report.Rows.Row ?? [], [], [])
}

/** A report holds an amount that is none, or is too large to be kept: nothing can be measured by it. */
export class UnreadableReport extends RangeError {}

/** Minor units of a report's number; an empty cell is nothing, anything else unreadable is refused. */
export const reportAmount = ({ text }: ReportCell, currency: Currency): bigint => {
  if (text === "") return 0n
  const amount = minorFromDecimal(text.replaceAll(",", ""), currency)
  if (amount === undefined) throw new UnreadableReport("a report's amount is no number")
  return amount
}
