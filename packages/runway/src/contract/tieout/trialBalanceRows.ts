import { LocalDate } from "@beep/kernel/LocalDate"
import { Result } from "effect"
import type { QboId } from "../ledger/QboId.ts"
import type { TieOutRow } from "./TieOutRow.ts"
import type { NotComparedReason } from "./TieOutSection.ts"

/** An account of the list, as far as a trial balance needs it. */
export interface TypedAccount {
  readonly qboId: QboId
  readonly name: string
  readonly accountType: string | null
  readonly accountSubType: string | null
}

/** An account of the mirrored ledger report, its lines summed: those from the first day the report speaks for, in minor units with the sign it shows. */
export interface SummedAccount {
  readonly qboId: QboId | null
  /** Null where it cannot be kept. */
  readonly beginningMinor: bigint | null
  readonly lines: number
  readonly sumMinor: bigint
  /** Of these, the sum of those of before the fiscal year. */
  readonly earlierMinor: bigint
}

export interface TrialBalanceBooks {
  readonly accounts: ReadonlyArray<TypedAccount>
  readonly ledger: ReadonlyArray<SummedAccount>
  /** The days the mirrored ledger report covers; null when there is none. */
  readonly ledgerFrom: LocalDate | null
  readonly ledgerTo: LocalDate | null
  readonly asOf: LocalDate
  /** First day of the fiscal year `asOf` is in; null when the company does not say. */
  readonly yearStart: LocalDate | null
}

/** Whether a balance of the type is stated as a debit, and whether it is carried into the next year. */
const kinds: Readonly<Record<string, { readonly debit: boolean; readonly carried: boolean }>> = {
  Bank: { debit: true, carried: true },
  "Accounts Receivable": { debit: true, carried: true },
  "Other Current Asset": { debit: true, carried: true },
  "Fixed Asset": { debit: true, carried: true },
  "Other Asset": { debit: true, carried: true },
  "Accounts Payable": { debit: false, carried: true },
  "Credit Card": { debit: false, carried: true },
  "Other Current Liability": { debit: false, carried: true },
  "Long Term Liability": { debit: false, carried: true },
  Equity: { debit: false, carried: true },
  Income: { debit: false, carried: false },
  "Other Income": { debit: false, carried: false },
  "Cost of Goods Sold": { debit: true, carried: false },
  Expense: { debit: true, carried: false },
  "Other Expense": { debit: true, carried: false }
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
]

/** First day of the fiscal year a day is in; null when the month is not one. */
export const fiscalYearStart = (firstMonth: string | null, day: LocalDate): LocalDate | null => {
  const at = months.indexOf(firstMonth ?? "")
  if (at < 0) return null
  const month = String(at + 1).padStart(2, "0")
  const year = Number(day.slice(0, 4)) - (day.slice(5, 7) < month ? 1 : 0)
  return LocalDate.make(`${String(year).padStart(4, "0")}-${month}-01`)
}

/**
 * Our side of the trial balance, as debits: for each account the balance the mirrored general
 * ledger began with and every mirrored line of it since. Neither the trial balance nor any
 * ending balance of a report is in it: a lost or doubled line shows. The result of a year that
 * ended inside those days is carried to retained earnings here, because QuickBooks writes no
 * line for that.
 */
export const trialBalanceRows = (books: TrialBalanceBooks): Result.Result<ReadonlyArray<TieOutRow>, NotComparedReason> => {
  const { accounts, asOf, ledger, ledgerFrom, ledgerTo, yearStart } = books
  if (accounts.length === 0 || ledgerFrom === null) return Result.fail("inputs_missing")
  if (ledgerTo !== asOf) return Result.fail("ledger_of_another_day")
  if (yearStart === null) return Result.fail("fiscal_year_unknown")
  const typed = new Map<string, TypedAccount>(accounts.map((account) => [account.qboId, account]))
  const rows: Array<TieOutRow> = []
  let closed = 0n
  for (const account of ledger) {
    if (account.beginningMinor === 0n && account.lines === 0) continue
    if (account.beginningMinor === null) return Result.fail("unreadable_amount")
    const listed = account.qboId === null ? undefined : typed.get(account.qboId)
    const kind = kinds[listed?.accountType ?? ""]
    if (listed === undefined || kind === undefined) return Result.fail("account_type_unknown")
    const sign = kind.debit ? 1n : -1n
    const isEarlierYear = !kind.carried && ledgerFrom < yearStart
    const gone = isEarlierYear ? account.beginningMinor + account.earlierMinor : 0n
    closed += sign * gone
    rows.push({
      entityType: "Account",
      qboId: listed.qboId,
      name: listed.name,
      amounts: [sign * (account.beginningMinor + account.sumMinor - gone)]
    })
  }
  if (closed === 0n) return Result.succeed(rows)
  const retained = accounts.find((account) => account.accountSubType === "RetainedEarnings")
  if (retained === undefined) return Result.fail("account_type_unknown")
  return Result.succeed([...rows, { entityType: "Account", qboId: retained.qboId, name: retained.name, amounts: [closed] }])
}
