import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { Option, Schema } from "effect"
import type { Ledger } from "../ledger/Ledger.ts"
import { isObject, type Json } from "../render/Json.ts"
import { agedDetailReport } from "./AgedDetail.ts"
import { agedSummaryReport } from "./AgedSummary.ts"
import { balanceSheetReport } from "./BalanceSheet.ts"
import { cashFlowReport } from "./CashFlow.ts"
import { generalLedgerReport } from "./GeneralLedger.ts"
import { partyBalanceReport } from "./PartyBalance.ts"
import { profitAndLossReport } from "./ProfitAndLoss.ts"
import { transactionListReport } from "./TransactionList.ts"
import { trialBalanceReport } from "./TrialBalance.ts"

const dateOf = Schema.decodeUnknownOption(LocalDate)

/** The report as JSON; undefined for a report QuickBooks does not know. Without dates: this month to date, as QuickBooks does. */
const reportOf = (ledger: Ledger, name: string, params: Readonly<Record<string, string>>): Json | undefined => {
  const date = (key: string) => Option.getOrUndefined(dateOf(params[key]))
  const end = date("end_date") ?? ledger.books.asOf
  const start = date("start_date") ?? addDays(end, 1 - Number(end.slice(8)))
  const on = date("report_date") ?? end
  switch (name) {
    case "BalanceSheet":
      return balanceSheetReport(ledger, end)
    case "ProfitAndLoss":
      return profitAndLossReport(ledger, start, end)
    case "GeneralLedger":
      return generalLedgerReport(
        ledger,
        start,
        end,
        (params["columns"] ?? "").split(",").filter((column) => column !== "")
      )
    case "TrialBalance":
      return trialBalanceReport(ledger, start, end)
    case "TransactionList":
      return transactionListReport(ledger, start, end)
    case "CashFlow":
      return cashFlowReport(ledger, start, end)
    case "CustomerBalance":
      return partyBalanceReport(ledger, "receivable", on)
    case "VendorBalance":
      return partyBalanceReport(ledger, "payable", on)
    case "AgedPayables":
      return agedSummaryReport(ledger, "payable", on)
    case "AgedReceivables":
      return agedSummaryReport(ledger, "receivable", on)
    case "AgedPayableDetail":
      return agedDetailReport(ledger, "payable", on)
    case "AgedReceivableDetail":
      return agedDetailReport(ledger, "receivable", on)
    default:
      return undefined
  }
}

/** The same, and when it was made: an instant of QuickBooks' clock, where somebody asked for it there. */
export const renderReport = (
  ledger: Ledger,
  name: string,
  params: Readonly<Record<string, string>>,
  madeAt: string | undefined
): Json | undefined => {
  const report = reportOf(ledger, name, params)
  if (!isObject(report)) return undefined
  const { Header: header } = report
  return { ...report, Header: { Time: madeAt, ...(isObject(header) ? header : {}) } }
}
