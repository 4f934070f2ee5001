import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import { type AccountType, isPermanent, type LedgerAccount, natural } from "../ledger/Account.ts"
import type { Ledger } from "../ledger/Ledger.ts"
import type { Json } from "../render/Json.ts"
import { beginningOf } from "./balances.ts"
import { cell, type Column, dataRow, printed, report, section } from "./ReportShape.ts"

export const totalColumns: ReadonlyArray<Column> = [
  { title: "", type: "Account", key: "account" },
  { title: "Total", type: "Money", key: "total" }
]

interface Part {
  readonly json: ReadonlyArray<Json>
  readonly total: bigint
}

/** A balance sheet at the end of `date`. A parent with sub-accounts is a section with its own balance in the header. */
export const balanceSheetReport = (ledger: Ledger, date: LocalDate): Json => {
  const { accounts, currency } = ledger.books
  const morningAfter = addDays(date, 1)
  const balance = (account: LedgerAccount) => natural(account, beginningOf(ledger, account, morningAfter))

  const result = -accounts
    .filter((account) => !isPermanent(account))
    .reduce((sum, account) => sum + beginningOf(ledger, account, morningAfter), 0n)

  const group = (title: string, name: string, ...parts: ReadonlyArray<Part>): Part => {
    const total = parts.reduce((sum, part) => sum + part.total, 0n)
    const json = parts.flatMap((part) => part.json)
    return {
      total,
      json:
        json.length === 0
          ? []
          : [
              section({
                header: [cell(title), cell("")],
                rows: json,
                summary: [cell(`Total ${title}`), cell(printed(total, currency))],
                group: name
              })
            ]
    }
  }
  const line = (account: LedgerAccount): ReadonlyArray<Part> => {
    const own = balance(account)
    const below = accounts.filter((child) => child.parentId === account.id).flatMap(line)
    const shown = cell(own === 0n ? "" : printed(own, currency))
    if (below.length === 0) return own === 0n ? [] : [{ total: own, json: [dataRow([cell(account.name, account.id), shown])] }]
    const total = below.reduce((sum, part) => sum + part.total, own)
    const json = section({
      header: [cell(account.name, account.id), shown],
      rows: below.flatMap((part) => part.json),
      summary: [cell(`Total ${account.name}`), cell(printed(total, currency))]
    })
    return [{ total, json: [json] }]
  }
  const lines = (type: AccountType): ReadonlyArray<Part> =>
    accounts.filter((account) => account.type === type && account.parentId === null).flatMap(line)
  const netIncome: Part = {
    total: result,
    json: result === 0n ? [] : [dataRow([cell("Net Income"), cell(printed(result, currency))])]
  }

  const assets = group(
    "ASSETS",
    "TotalAssets",
    group(
      "Current Assets",
      "CurrentAssets",
      group("Bank Accounts", "BankAccounts", ...lines("Bank")),
      group("Accounts Receivable", "AR", ...lines("Accounts Receivable")),
      group("Other Current Assets", "OtherCurrentAssets", ...lines("Other Current Asset"))
    ),
    group("Fixed Assets", "FixedAssets", ...lines("Fixed Asset"))
  )
  const liabilitiesAndEquity = group(
    "LIABILITIES AND EQUITY",
    "TotalLiabilitiesAndEquity",
    group(
      "Liabilities",
      "Liabilities",
      group(
        "Current Liabilities",
        "CurrentLiabilities",
        group("Accounts Payable", "AP", ...lines("Accounts Payable")),
        group("Credit Cards", "CreditCards", ...lines("Credit Card")),
        group("Other Current Liabilities", "OtherCurrentLiabilities", ...lines("Other Current Liability"))
      ),
      group("Long-Term Liabilities", "LongTermLiabilities", ...lines("Long Term Liability"))
    ),
    group("Equity", "Equity", ...lines("Equity"), netIncome)
  )
  return report({
    name: "BalanceSheet",
    from: date,
    to: date,
    currency,
    options: [{ Name: "AccountingStandard", Value: "GAAP" }],
    columns: totalColumns,
    rows: [...assets.json, ...liabilitiesAndEquity.json]
  })
}
