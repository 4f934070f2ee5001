import { type Currency, digitsOf } from "@beep/kernel/Money"
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

/** More minor units than this are rejected, not cut off (runway.md 3.9). */
const most = 2n ** 53n

/** Minor units of a report's number: an empty cell is nothing, and null is an amount that nobody can keep. */
export const reportAmount = ({ text }: ReportCell, currency: Currency): bigint | null => {
  const [, minus = "", whole = "", fraction = ""] = /^(-?)([\d,]*)\.?(\d*)$/.exec(text) ?? [undefined, "?"]
  const digits = digitsOf(currency)
  if (minus === "?" || /[^0]/.test(fraction.slice(digits))) return null
  const minor = BigInt(`${whole.replaceAll(",", "")}${fraction.slice(0, digits).padEnd(digits, "0")}`)
  if (minor > most) return null
  return minus === "-" ? -minor : minor
}

/** Their sum; null where one of them cannot be kept, because then nobody knows it. */
export const reportSum = (amounts: ReadonlyArray<bigint | null>): bigint | null =>
  amounts.reduce<bigint | null>((sum, amount) => (sum === null || amount === null ? null : sum + amount), 0n)
