import type { LocalDate } from "@beep/kernel/LocalDate"
import type { TieOutReport } from "../../contract/tieout/TieOutSection.ts"

/**
 * How each report is asked for, in Intuit's names. A trial balance begins with the fiscal
 * year, so that its income and cost accounts hold the year to date.
 */
export const reportParams = (
  name: TieOutReport,
  asOf: LocalDate,
  yearStart: LocalDate | null
): Readonly<Record<string, string>> =>
  name === "AgedReceivables" || name === "AgedPayables"
    ? { report_date: asOf, aging_method: "Report_Date", aging_period: "30", num_periods: "4" }
    : {
        start_date: name === "TrialBalance" ? (yearStart ?? asOf) : asOf,
        end_date: asOf,
        accounting_method: "Accrual"
      }
