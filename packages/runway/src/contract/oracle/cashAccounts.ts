import type { Account } from "@beep/quickbooks/contract/entities/Account"

/** Money held for others is not cash until somebody says so (runway.md 3.2). */
const heldForOthers = /\b(trust|escrow|client (money|monies|funds?))\b/i

/** The accounts whose balances are cash: active bank accounts that do not look like money held for others. */
export const oracleCashAccounts = (accounts: ReadonlyArray<Account>): ReadonlyArray<Account> =>
  accounts.filter(
    ({ AccountSubType = "", AccountType, Active, Name }) =>
      AccountType === "Bank" && Active !== false && !heldForOthers.test(Name) && !/trust/i.test(AccountSubType)
  )

/** Whether a section or line of a report is one of the accounts: by id, and by name where a report gives a sub-account none. */
export const isAmong = (accounts: ReadonlyArray<Account>) => {
  const ids = new Set(accounts.map(({ Id }) => Id))
  const names = new Set(accounts.map(({ Name }) => Name))
  return ({ id, text }: { readonly id: string | null; readonly text: string }): boolean =>
    id === null ? names.has(text) : ids.has(id)
}
