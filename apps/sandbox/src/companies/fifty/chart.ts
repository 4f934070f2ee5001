import type { AccountType, LedgerAccount } from "../../ledger/Account.ts"
import { chartOf } from "../chart.ts"
import type { Blueprint } from "./Blueprint.ts"
import { currencyAccounts, euroBank } from "./plants/foreign.ts"
import { closedBank } from "./plants/odd.ts"

/** Accounts the fifty have beside those of the demo companies; their ids follow on. */
const further: ReadonlyArray<readonly [name: string, type: AccountType, subType: string]> = [
  ["Retention Receivable", "Other Current Asset", "OtherCurrentAssets"],
  ["Processor Clearing", "Other Current Asset", "OtherCurrentAssets"],
  ["Merchant Fees", "Expense", "BankCharges"],
  ["Ask My Accountant", "Expense", "OtherMiscellaneousServiceCost"],
  ["Owner's Draw", "Equity", "OwnersEquity"]
]

const own = ({ plants }: Blueprint): ReadonlyArray<LedgerAccount> => [
  ...(plants.includes("foreign_documents") || plants.includes("rate_missing") ? currencyAccounts : []),
  ...(plants.includes("foreign_bank") ? [euroBank] : []),
  ...(plants.includes("closed_bank") ? [closedBank] : [])
]

/** The standard chart, the accounts above, and whatever a company has of its own. */
export const fiftyChart = (blueprint: Blueprint): ReadonlyArray<LedgerAccount> => {
  const chart = [
    ...chartOf(blueprint.banks.map(({ name }) => name)),
    ...further.map(([name, type, subType], at): LedgerAccount => ({
      id: String(90 + at),
      name,
      type,
      subType,
      parentId: null,
      active: true
    })),
    ...own(blueprint)
  ]
  const parentOf = (name: string): string | null => {
    const inside = blueprint.banks.find((bank) => bank.name === name)?.inside
    return chart.find((account) => account.name === inside)?.id ?? null
  }
  return chart.map((account) => ({ ...account, parentId: account.parentId ?? parentOf(account.name) }))
}
