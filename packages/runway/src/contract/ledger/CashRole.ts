import { Schema } from "effect"

/**
 * What an account means to the cash figure (runway.md 3.2). `included` counts;
 * `restricted` is client money held in trust; `credit` is a card or a line.
 */
export const CashRole = Schema.Literals(["included", "excluded", "restricted", "credit", "not_cash"])
export type CashRole = typeof CashRole.Type

const restrictedName = /\b(trust|escrow|client (money|funds?)|iolta)\b/i
const bankName = /\b(checking|savings|bank|money market)\b/i
const neverBankName = /\b(loan|charges?|fees?|credit|interest|expense)\b/i

/**
 * The role an account has until a person decides (runway.md 3.2): active `Bank`
 * accounts are included unless name or subtype look like trust, escrow or client
 * money. `accountType` null means that only the account's name is known (a general
 * ledger without the list of accounts): then only a plainly named bank account counts.
 */
export const defaultCashRole = (account: {
  readonly accountType: string | null
  readonly accountSubType: string | null
  readonly name: string
  readonly active: boolean
}): CashRole => {
  const subType = account.accountSubType ?? ""
  const looksRestricted = restrictedName.test(account.name) || /trust/i.test(subType)
  if (account.accountType === null) {
    if (!bankName.test(account.name) || neverBankName.test(account.name)) return "not_cash"
    return looksRestricted ? "restricted" : "included"
  }
  if (account.accountType === "Credit Card") return "credit"
  if (account.accountType !== "Bank") return "not_cash"
  if (looksRestricted) return "restricted"
  return account.active ? "included" : "excluded"
}
