import type { AccountType, LedgerAccount } from "../ledger/Account.ts"

/** Accounts every generated company has, beside its own bank accounts. */
const standard: ReadonlyArray<readonly [name: string, type: AccountType, subType: string, parent?: string]> = [
  ["Accounts Receivable (A/R)", "Accounts Receivable", "AccountsReceivable"],
  ["Undeposited Funds", "Other Current Asset", "UndepositedFunds"],
  ["Office Equipment", "Fixed Asset", "FurnitureAndFixtures"],
  ["Accounts Payable (A/P)", "Accounts Payable", "AccountsPayable"],
  ["Visa", "Credit Card", "CreditCard"],
  ["Client Trust Liability", "Other Current Liability", "OtherCurrentLiabilities"],
  ["Sales Tax Payable", "Other Current Liability", "SalesTaxPayable"],
  ["Loan Payable", "Long Term Liability", "NotesPayable"],
  ["Opening Balance Equity", "Equity", "OpeningBalanceEquity"],
  ["Retained Earnings", "Equity", "RetainedEarnings"],
  ["Services", "Income", "ServiceFeeIncome"],
  ["Sales of Product Income", "Income", "SalesOfProductIncome"],
  ["Cost of Goods Sold", "Cost of Goods Sold", "SuppliesMaterialsCogs"],
  ["Rent or Lease", "Expense", "RentOrLeaseOfBuildings"],
  ["Payroll Expenses", "Expense", "PayrollExpenses"],
  ["Utilities", "Expense", "Utilities"],
  ["Telephone", "Expense", "Utilities", "Utilities"],
  ["Software", "Expense", "OfficeGeneralAdministrativeExpenses"],
  ["Advertising", "Expense", "AdvertisingPromotional"],
  ["Insurance", "Expense", "Insurance"],
  ["Subcontractors", "Expense", "CostOfLabor"],
  ["Taxes & Licenses", "Expense", "TaxesPaid"],
  ["Interest Paid", "Expense", "InterestPaid"],
  ["Uncategorized Expense", "Expense", "OtherMiscellaneousServiceCost"]
]

const bankSubType = (name: string): string => {
  if (/trust|escrow/i.test(name)) return "TrustAccounts"
  return /savings|reserve|tax/i.test(name) ? "Savings" : "Checking"
}

export const chartOf = (banks: ReadonlyArray<string>): ReadonlyArray<LedgerAccount> => {
  const bankAccounts = banks.map((name, at): LedgerAccount => ({
    id: String(35 + at),
    name,
    type: "Bank",
    subType: bankSubType(name),
    parentId: null,
    active: true
  }))
  const ids = new Map(standard.map(([name], at) => [name, String(60 + at)]))
  const others = standard.map(([name, type, subType, parent], at): LedgerAccount => ({
    id: String(60 + at),
    name,
    type,
    subType,
    parentId: parent === undefined ? null : (ids.get(parent) ?? null),
    active: true
  }))
  return [...bankAccounts, ...others]
}
