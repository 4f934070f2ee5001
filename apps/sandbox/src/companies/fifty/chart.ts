import type { AccountType, LedgerAccount } from "../../ledger/Account.ts"
import { chartOf } from "../chart.ts"

/** Accounts the fifty have beside those of the demo companies; their ids follow on. */
const further: ReadonlyArray<readonly [name: string, type: AccountType, subType: string]> = [
  ["Retention Receivable", "Other Current Asset", "OtherCurrentAssets"],
  ["Processor Clearing", "Other Current Asset", "OtherCurrentAssets"],
  ["Merchant Fees", "Expense", "BankCharges"],
  ["Ask My Accountant", "Expense", "OtherMiscellaneousServiceCost"],
  ["Owner's Draw", "Equity", "OwnersEquity"]
]

/** The standard chart, the accounts above, and whatever a company has of its own. */
export const fiftyChart = (banks: ReadonlyArray<string>, own: ReadonlyArray<LedgerAccount>): ReadonlyArray<LedgerAccount> => [
  ...chartOf(banks),
  ...further.map(([name, type, subType], at): LedgerAccount => ({
    id: String(90 + at),
    name,
    type,
    subType,
    parentId: null,
    active: true
  })),
  ...own
]
