import { daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import type { CaseId } from "../../src/companies/fifty/cases.ts"
import { balanceAt, type Ledger, type LedgerRow } from "../../src/ledger/Ledger.ts"
import { type OpenDocument, openPayables, openReceivables } from "../../src/ledger/openDocuments.ts"
import type { Transaction } from "../../src/ledger/Transaction.ts"

/** What books look like from outside: every finding is made from these and never from what the generator says. */
export interface Seen {
  readonly ledger: Ledger
  readonly asOf: LocalDate
  readonly all: ReadonlyArray<Transaction>
  readonly payables: ReadonlyArray<OpenDocument>
  readonly receivables: ReadonlyArray<OpenDocument>
  /** Balances of active bank accounts that hold the company's own money. */
  readonly cash: ReadonlyMap<string, bigint>
  /** What left those accounts for good in the last ninety days. */
  readonly outflow: ReadonlyArray<LedgerRow>
}

export type Findings<Id extends CaseId> = Readonly<Record<Id, (seen: Seen) => boolean>>

export const seenIn = (ledger: Ledger): Seen => {
  const { accounts, asOf, transactions } = ledger.books
  const own = accounts.filter(({ active, subType, type }) => type === "Bank" && active && subType !== "TrustAccounts")
  const cash = new Map(own.map(({ id }) => [id, balanceAt(ledger, id, asOf)]))
  return {
    ledger,
    asOf,
    all: transactions,
    payables: openPayables(ledger, asOf),
    receivables: openReceivables(ledger, asOf),
    cash,
    outflow: ledger.rows.filter(({ accountId, amount, siblings, transaction: { date } }) => {
      const age = daysBetween(date, asOf)
      return cash.has(accountId) && amount < 0n && age >= 1 && age <= 90 && siblings.some((one) => !cash.has(one.accountId))
    })
  }
}

export const sumOfCash = ({ cash }: Seen): bigint => [...cash.values()].reduce((sum, balance) => sum + balance, 0n)

/** Days past due; negative before the due date; undefined without one. */
export const overdue = ({ asOf }: Seen, { dueDate }: OpenDocument): number | undefined =>
  dueDate === null ? undefined : daysBetween(dueDate, asOf)

export const isOfType =
  (type: Transaction["type"]) =>
  ({ transaction }: OpenDocument): boolean =>
    transaction.type === type

export const openBills = ({ payables }: Seen) => payables.filter(isOfType("Bill"))
export const openInvoices = ({ receivables }: Seen) => receivables.filter(isOfType("Invoice"))
