import type { LocalDate } from "@beep/kernel/LocalDate"
import { type AccountType, natural } from "../ledger/Account.ts"
import type { Ledger } from "../ledger/Ledger.ts"
import type { Json } from "../render/Json.ts"
import { changeOf } from "./balances.ts"
import { totalColumns } from "./BalanceSheet.ts"
import { cell, dataRow, printed, report, section } from "./ReportShape.ts"

export const profitAndLossReport = (ledger: Ledger, from: LocalDate, to: LocalDate): Json => {
  const { accounts, currency } = ledger.books
  const part = (title: string, group: string, type: AccountType) => {
    const lines = accounts
      .filter((account) => account.type === type)
      .map((account) => ({ account, amount: natural(account, changeOf(ledger, account, from, to)) }))
      .filter(({ amount }) => amount !== 0n)
    const total = lines.reduce((sum, { amount }) => sum + amount, 0n)
    const json = section({
      header: [cell(title), cell("")],
      rows: lines.map(({ account, amount }) => dataRow([cell(account.name, account.id), cell(printed(amount, currency))])),
      summary: [cell(`Total ${title}`), cell(printed(total, currency))],
      group
    })
    return { total, json: lines.length === 0 ? [] : [json] }
  }
  const line = (title: string, group: string, total: bigint): Json =>
    section({ summary: [cell(title), cell(printed(total, currency))], group })

  const income = part("Income", "Income", "Income")
  const costOfSales = part("Cost of Goods Sold", "COGS", "Cost of Goods Sold")
  const expenses = part("Expenses", "Expenses", "Expense")
  const otherExpenses = part("Other Expenses", "OtherExpenses", "Other Expense")
  const gross = income.total - costOfSales.total
  const net = gross - expenses.total
  const isEmpty = income.json.length + costOfSales.json.length + expenses.json.length === 0
  return report({
    name: "ProfitAndLoss",
    from,
    to,
    currency,
    options: [{ Name: "AccountingStandard", Value: "GAAP" }],
    columns: totalColumns,
    rows: isEmpty
      ? []
      : [
          ...income.json,
          ...costOfSales.json,
          line("Gross Profit", "GrossProfit", gross),
          ...expenses.json,
          line("Net Operating Income", "NetOperatingIncome", net),
          ...otherExpenses.json,
          line("Net Income", "NetIncome", net - otherExpenses.total)
        ]
  })
}
