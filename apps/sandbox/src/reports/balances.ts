import { LocalDate } from "@beep/kernel/LocalDate"
import { isPermanent, type LedgerAccount } from "../ledger/Account.ts"
import type { Ledger, LedgerRow } from "../ledger/Ledger.ts"

/** Fiscal years are calendar years in every generated company. */
export const fiscalYearStart = (date: LocalDate): LocalDate => LocalDate.make(`${date.slice(0, 4)}-01-01`)

const sumBefore = (rows: ReadonlyArray<LedgerRow>, before: LocalDate, from?: LocalDate): bigint =>
  rows.reduce(
    (sum, { amount, transaction: { date } }) => (date < before && (from === undefined || date >= from) ? sum + amount : sum),
    0n
  )

const rowsOf = (ledger: Ledger, account: LedgerAccount): ReadonlyArray<LedgerRow> => ledger.rowsOfAccount.get(account.id) ?? []

/** Results of the fiscal years that ended before a day; QuickBooks carries them in Retained Earnings without a document. */
const closedResults = (ledger: Ledger, date: LocalDate): bigint =>
  ledger.books.accounts
    .filter((account) => !isPermanent(account))
    .reduce((sum, account) => sum + sumBefore(rowsOf(ledger, account), fiscalYearStart(date)), 0n)

/** Debit balance of an account on the morning of a day, as reports see it. */
export const beginningOf = (ledger: Ledger, account: LedgerAccount, date: LocalDate): bigint => {
  if (!isPermanent(account)) return sumBefore(rowsOf(ledger, account), date, fiscalYearStart(date))
  const carried = account.subType === "RetainedEarnings" ? closedResults(ledger, date) : 0n
  return sumBefore(rowsOf(ledger, account), date) + carried
}

/** Debit change of an account over days, both included. */
export const changeOf = (ledger: Ledger, account: LedgerAccount, from: LocalDate, to: LocalDate): bigint =>
  rowsOf(ledger, account).reduce(
    (sum, { amount, transaction: { date } }) => (date >= from && date <= to ? sum + amount : sum),
    0n
  )
