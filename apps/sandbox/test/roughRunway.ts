import { addDays, daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import type { Ledger } from "../src/ledger/Ledger.ts"
import { balanceAt } from "../src/ledger/Ledger.ts"
import { type OpenDocument, openPayables, openReceivables } from "../src/ledger/openDocuments.ts"

const dollars = (minor: bigint): number => Number(minor) / 100

/** Open amounts per party, credits taken off, never below nothing. */
const perParty = (documents: ReadonlyArray<OpenDocument>): number => {
  const parties = new Map<string | null, bigint>()
  for (const { open, partyId } of documents) parties.set(partyId, (parties.get(partyId) ?? 0n) + open)
  return dollars([...parties.values()].reduce((sum, amount) => (amount > 0n ? sum + amount : sum), 0n))
}

/**
 * Days of runway to within a few, in floats: only to see that a generated
 * company lands in the band it is meant for. The product's own formula lives elsewhere.
 */
export const roughRunway = (ledger: Ledger, asOf: LocalDate): { readonly cash: number; readonly days: number | null } => {
  const banks = ledger.books.accounts
    .filter(({ subType, type }) => type === "Bank" && subType !== "TrustAccounts")
    .map(({ id }) => id)
  const cash = dollars(banks.reduce((sum, id) => sum + balanceAt(ledger, id, asOf), 0n))
  const due = (document: OpenDocument) => document.dueDate ?? document.transaction.date
  const receivables = perParty(openReceivables(ledger, asOf).filter((document) => daysBetween(due(document), asOf) <= 90))
  const payables = perParty(
    openPayables(ledger, asOf).filter(({ dueDate }) => dueDate === null || daysBetween(asOf, dueDate) <= 30)
  )
  const history = Math.min(90, daysBetween(ledger.books.startedOn, asOf))
  const from = addDays(asOf, -history)
  const outflow = (isBillPayment: boolean) =>
    ledger.rows
      .filter(
        ({ accountId, amount, siblings, transaction: { date, type } }) =>
          banks.includes(accountId) &&
          amount < 0n &&
          date >= from &&
          date < asOf &&
          (type === "BillPayment") === isBillPayment &&
          !siblings.every((posting) => banks.includes(posting.accountId))
      )
      .reduce((sum, { amount }) => sum - dollars(amount), 0) / history
  const bills = outflow(true)
  const others = outflow(false)
  const first = Math.max(payables / 30, bills) + others
  const later = bills + others
  const means = cash + receivables
  if (cash < 0) return { cash, days: 0 }
  if (first === 0 || (means >= first * 30 && later === 0)) return { cash, days: null }
  return { cash, days: means < first * 30 ? means / first : 30 + (means - first * 30) / later }
}
