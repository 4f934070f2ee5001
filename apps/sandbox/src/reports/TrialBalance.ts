import type { LocalDate } from "@beep/kernel/LocalDate"
import { isPermanent, type LedgerAccount } from "../ledger/Account.ts"
import type { Ledger } from "../ledger/Ledger.ts"
import type { Json } from "../render/Json.ts"
import { beginningOf, changeOf, fiscalYearStart } from "./balances.ts"
import { blank, cell, type Column, dataRow, printed, report, section } from "./ReportShape.ts"

const columns: ReadonlyArray<Column> = [
  { title: "", type: "Account", key: "account" },
  { title: "Debit", type: "Money", key: "debit" },
  { title: "Credit", type: "Money", key: "credit" }
]

/** Debit balance at the end of a day; the year's result is still in the income and cost accounts, also on its last day. */
const endingOf = (ledger: Ledger, account: LedgerAccount, date: LocalDate): bigint =>
  isPermanent(account)
    ? beginningOf(ledger, account, date) + changeOf(ledger, account, date, date)
    : changeOf(ledger, account, fiscalYearStart(date), date)

const titleOf = (ledger: Ledger, account: LedgerAccount): string => {
  const parent = account.parentId === null ? undefined : ledger.account(account.parentId)
  return parent === undefined ? account.name : `${parent.name}:${account.name}`
}

/** A trial balance at the end of `date`: one line per account that has a balance, in one of two columns with the same total. */
export const trialBalanceReport = (ledger: Ledger, from: LocalDate, date: LocalDate): Json => {
  const { accounts, currency } = ledger.books
  const lines = accounts
    .map((account) => ({ account, debit: endingOf(ledger, account, date) }))
    .filter(({ debit }) => debit !== 0n)
  const total = lines.reduce((sum, { debit }) => (debit > 0n ? sum + debit : sum), 0n)
  return report({
    name: "TrialBalance",
    from,
    to: date,
    currency,
    columns,
    rows:
      lines.length === 0
        ? []
        : [
            ...lines.map(({ account, debit }) =>
              dataRow([
                cell(titleOf(ledger, account), account.id),
                debit > 0n ? cell(printed(debit, currency)) : blank,
                debit < 0n ? cell(printed(-debit, currency)) : blank
              ])
            ),
            section({
              summary: [cell("TOTAL"), cell(printed(total, currency)), cell(printed(total, currency))],
              group: "GrandTotal"
            })
          ]
  })
}
