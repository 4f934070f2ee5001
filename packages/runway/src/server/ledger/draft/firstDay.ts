import { generalLedger } from "@beep/quickbooks/contract/report/GeneralLedger"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import type { ReportPeriod } from "./generalLedgerDrafts.ts"

const isNothing = (amount: string): boolean => /^-?[0.,]*$/.test(amount)

/**
 * The first day of the books inside a ledger report: the report's own when something stood before it, else that of the
 * first line. A young company is averaged over the days it exists (runway.md 3.2), not over those that were asked for.
 */
export const firstDay = (tree: ReportTree, period: ReportPeriod): string => {
  const accounts = generalLedger(tree)
  if (accounts.some(({ beginning }) => beginning !== null && !isNothing(beginning))) return period.from
  const days = accounts.flatMap(({ transactions }) => transactions.map(({ date }) => date)).filter((date) => date >= period.from)
  return days.reduce((first, date) => (date < first ? date : first), days[0] ?? period.from)
}
