import type { LocalDate } from "@beep/kernel/LocalDate"
import type { LedgerAccount } from "./Account.ts"
import type { Books } from "./Books.ts"
import type { Party } from "./Party.ts"
import { type ControlAccounts, type Posting, postingsOf } from "./postings.ts"
import type { Transaction } from "./Transaction.ts"

/** A posting with the document it comes from and the document's own account. */
export interface LedgerRow extends Posting {
  readonly transaction: Transaction
  readonly siblings: ReadonlyArray<Posting>
}

/** Books with their postings worked out. Balances and every report derive from `rows` and nothing else. */
export interface Ledger {
  readonly books: Books
  readonly control: ControlAccounts
  /** By date, then in the order written. */
  readonly rows: ReadonlyArray<LedgerRow>
  readonly rowsOfAccount: ReadonlyMap<string, ReadonlyArray<LedgerRow>>
  readonly account: (id: string) => LedgerAccount | undefined
  readonly party: (id: string | null) => Party | undefined
  readonly transaction: (id: string) => Transaction | undefined
  /** Payments that settle a document, in order. */
  readonly settledBy: (id: string) => ReadonlyArray<{ readonly payment: Transaction; readonly amount: bigint }>
}

/** A document whose two sides differ: the books are refused. */
export class Unbalanced extends Error {
  override readonly name = "Unbalanced"
}

export const controlOf = (accounts: ReadonlyArray<LedgerAccount>): ControlAccounts => ({
  payable: accounts.find((account) => account.type === "Accounts Payable")?.id ?? "none",
  receivable: accounts.find((account) => account.type === "Accounts Receivable")?.id ?? "none"
})

const appended = <K, V>(map: Map<K, Array<V>>, key: K, value: V): void => {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

const byDate = (a: LedgerRow, b: LedgerRow): number =>
  a.transaction.date < b.transaction.date ? -1 : a.transaction.date > b.transaction.date ? 1 : 0

export const ledgerOf = (books: Books): Ledger => {
  const control = controlOf(books.accounts)
  const accounts = new Map(books.accounts.map((account) => [account.id, account]))
  const parties = new Map([...books.vendors, ...books.customers].map((party) => [party.id, party]))
  const transactions = new Map(books.transactions.map((transaction) => [transaction.id, transaction]))
  const settlements = new Map<string, Array<{ readonly payment: Transaction; readonly amount: bigint }>>()
  const rows = books.transactions
    .flatMap((transaction) => {
      const siblings = postingsOf(transaction, control)
      if (siblings.reduce((sum, posting) => sum + posting.amount, 0n) !== 0n) throw new Unbalanced(transaction.id)
      if ("applied" in transaction) {
        for (const part of transaction.applied) appended(settlements, part.id, { payment: transaction, amount: part.amount })
      }
      return siblings.map((posting): LedgerRow => ({ ...posting, transaction, siblings }))
    })
    .sort(byDate)
  const rowsOfAccount = new Map<string, Array<LedgerRow>>()
  for (const row of rows) appended(rowsOfAccount, row.accountId, row)
  return {
    books,
    control,
    rows,
    rowsOfAccount,
    account: (id) => accounts.get(id),
    party: (id) => (id === null ? undefined : parties.get(id)),
    transaction: (id) => transactions.get(id),
    settledBy: (id) => settlements.get(id) ?? []
  }
}

/** Debit balance of an account at the end of a day, or of all that is written. */
export const balanceAt = (ledger: Ledger, accountId: string, date?: LocalDate): bigint =>
  (ledger.rowsOfAccount.get(accountId) ?? []).reduce(
    (sum, row) => (date === undefined || row.transaction.date <= date ? sum + row.amount : sum),
    0n
  )
