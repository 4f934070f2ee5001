import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import { type AccountType, isPermanent, type LedgerAccount } from "../ledger/Account.ts"
import type { Ledger } from "../ledger/Ledger.ts"
import type { Json } from "../render/Json.ts"
import { beginningOf, changeOf } from "./balances.ts"
import { totalColumns } from "./BalanceSheet.ts"
import { cell, dataRow, printed, report, section } from "./ReportShape.ts"

/** QuickBooks counts what waits for its deposit as cash. */
const isCash = ({ subType, type }: LedgerAccount): boolean => type === "Bank" || subType === "UndepositedFunds"

const investing: ReadonlySet<AccountType> = new Set(["Fixed Asset"])
const financing: ReadonlySet<AccountType> = new Set(["Long Term Liability", "Equity"])

/** The statement of cash flows, by the indirect method: net income, and what other accounts took or gave. */
export const cashFlowReport = (ledger: Ledger, from: LocalDate, to: LocalDate): Json => {
  const { accounts, currency } = ledger.books
  const money = (minor: bigint) => cell(printed(minor, currency))
  const flow = (account: LedgerAccount): bigint => -changeOf(ledger, account, from, to)
  const sum = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((total, amount) => total + amount, 0n)

  const lines = (belongs: (account: LedgerAccount) => boolean) => {
    const moved = accounts
      .filter((account) => isPermanent(account) && !isCash(account) && belongs(account))
      .map((account) => ({ account, amount: flow(account) }))
      .filter(({ amount }) => amount !== 0n)
    return {
      total: sum(moved.map(({ amount }) => amount)),
      rows: moved.map(({ account, amount }) => dataRow([cell(account.name, account.id), money(amount)]))
    }
  }
  const activity = (title: string, name: string, group: string, rows: ReadonlyArray<Json>, total: bigint): ReadonlyArray<Json> =>
    rows.length === 0
      ? []
      : [section({ header: [cell(title), cell("")], rows, summary: [cell(`Net cash provided by ${name}`), money(total)], group })]
  const line = (title: string, group: string, total: bigint): Json => section({ summary: [cell(title), money(total)], group })

  const income = sum(accounts.filter((account) => !isPermanent(account)).map(flow))
  const adjusting = lines(({ type }) => !investing.has(type) && !financing.has(type))
  const invested = lines(({ type }) => investing.has(type))
  const financed = lines(({ type }) => financing.has(type))
  const adjustments = section({
    header: [cell("Adjustments to reconcile Net Income to Net Cash provided by operations:"), cell("")],
    rows: adjusting.rows,
    summary: [cell("Total Adjustments to reconcile Net Income to Net Cash provided by operations:"), money(adjusting.total)],
    group: "OperatingAdjustments"
  })
  const operating = [dataRow([cell("Net Income"), money(income)]), ...(adjusting.rows.length === 0 ? [] : [adjustments])]
  const cash = accounts.filter(isCash)
  const cashOn = (morning: LocalDate) => sum(cash.map((account) => beginningOf(ledger, account, morning)))
  return report({
    name: "CashFlow",
    from,
    to,
    currency,
    columns: totalColumns,
    rows: [
      ...activity("OPERATING ACTIVITIES", "operating activities", "OperatingActivities", operating, income + adjusting.total),
      ...activity("INVESTING ACTIVITIES", "investing activities", "InvestingActivities", invested.rows, invested.total),
      ...activity("FINANCING ACTIVITIES", "financing activities", "FinancingActivities", financed.rows, financed.total),
      line("Net cash increase for period", "CashIncrease", income + adjusting.total + invested.total + financed.total),
      line("Cash at beginning of period", "BeginningCash", cashOn(from)),
      line("Cash at end of period", "EndingCash", cashOn(addDays(to, 1)))
    ]
  })
}
