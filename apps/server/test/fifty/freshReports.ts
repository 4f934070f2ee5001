import type { LocalDate } from "@beep/kernel/LocalDate"
import { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { reportLines, reportLinesAndHeads } from "@beep/runway/contract/oracle/reportLines"
import type { CompanySource } from "@beep/sandbox/accounting/CompanySource"
import { Schema } from "effect"

const readTree = Schema.decodeUnknownSync(Schema.fromJsonString(ReportTree))

export const freshReport = (source: CompanySource, name: string, params: Readonly<Record<string, string>>): ReportTree =>
  readTree(source.report(name, params))

/** Plain cents of a report's number; null where the cell is empty. */
const centsOf = (text: string): number | null => (text === "" ? null : Math.round(Number(text.replaceAll(",", "")) * 100))

/** A line of an aging report, as somebody reads it off the page. */
export interface AgedRow {
  readonly type: string
  readonly id: string
  readonly number: string
  readonly party: string
  readonly date: string
  readonly dueDate: string
  /** In home currency; null where nobody said what the document is worth there. */
  readonly cents: number | null
}

const aged = (source: CompanySource, day: LocalDate, name: string, party: string, open: string): ReadonlyArray<AgedRow> =>
  reportLines(freshReport(source, name, { report_date: day })).map(({ at }) => ({
    type: at("txn_type").text,
    id: at("txn_type").id ?? "",
    number: at("doc_num").text,
    party: at(party).id ?? "",
    date: at("tx_date").text,
    dueDate: at("due_date").text,
    cents: centsOf(at(open).text)
  }))

export const agedPayables = (source: CompanySource, day: LocalDate) =>
  aged(source, day, "AgedPayableDetail", "vend_name", "subt_neg_open_bal")

export const agedReceivables = (source: CompanySource, day: LocalDate) =>
  aged(source, day, "AgedReceivableDetail", "cust_name", "subt_open_bal")

/** What the balance sheet of the day gives for each account by its id; one it leaves out holds nothing. */
export const sheetBalances = (source: CompanySource, day: LocalDate): ReadonlyMap<string, number> =>
  new Map(
    reportLinesAndHeads(freshReport(source, "BalanceSheet", { start_date: day, end_date: day })).flatMap(({ at }) => {
      const { id } = at("Account")
      const cents = centsOf(at("Money").text)
      return id === null || cents === null ? [] : [[id, cents] as const]
    })
  )
