import { addDays, daysBetween } from "@beep/kernel/LocalDate"
import { balanceAt, type Ledger } from "../../ledger/Ledger.ts"
import { type OpenDocument, openPayables, openReceivables } from "../../ledger/openDocuments.ts"

/** What the books say besides cash, in minor units and minor units a day; only good enough to choose the opening cash by. */
export interface Means {
  readonly receivables: number
  readonly payables: number
  readonly billsADay: number
  readonly othersADay: number
  /** Cash in accounts the company may spend from. */
  readonly cash: bigint
}

const perParty = (documents: ReadonlyArray<OpenDocument>): number => {
  const parties = new Map<string | null, bigint>()
  for (const { open, partyId } of documents) parties.set(partyId, (parties.get(partyId) ?? 0n) + open)
  return Number([...parties.values()].reduce((sum, amount) => (amount > 0n ? sum + amount : sum), 0n))
}

export const meansOf = (ledger: Ledger): Means => {
  const { accounts, asOf, startedOn } = ledger.books
  const banks = new Set(
    accounts.filter(({ active, subType, type }) => type === "Bank" && active && subType !== "TrustAccounts").map(({ id }) => id)
  )
  const days = Math.max(1, Math.min(90, daysBetween(startedOn, asOf)))
  const from = addDays(asOf, -days)
  let [bills, others] = [0n, 0n]
  for (const { accountId, amount, siblings, transaction } of [...banks].flatMap((id) => ledger.rowsOfAccount.get(id) ?? [])) {
    if (amount >= 0n || transaction.date < from || transaction.date >= asOf) continue
    if (siblings.every((posting) => banks.has(posting.accountId))) continue
    if (siblings.length === 0 || !banks.has(accountId)) continue
    if (transaction.type === "BillPayment") bills -= amount
    else others -= amount
  }
  /** Without a rate nothing can be converted, and nobody counts it. */
  const isConvertible = ({ transaction: { foreign } }: OpenDocument) => foreign?.rate !== null
  const due = (document: OpenDocument) => document.dueDate ?? document.transaction.date
  return {
    cash: [...banks].reduce((sum, id) => sum + balanceAt(ledger, id, asOf), 0n),
    receivables: perParty(
      openReceivables(ledger, asOf)
        .filter(isConvertible)
        .filter((document) => daysBetween(due(document), asOf) <= 90)
    ),
    payables: perParty(
      openPayables(ledger, asOf)
        .filter(isConvertible)
        .filter(({ dueDate }) => dueDate === null || daysBetween(asOf, dueDate) <= 30)
    ),
    billsADay: Number(bills) / days,
    othersADay: Number(others) / days
  }
}

/** Cash that lasts so many days beside what is owed to the company and by it (runway.md 3.3). */
export const cashLasting = ({ billsADay, othersADay, payables, receivables }: Means, days: number): number => {
  const first = Math.max(payables / 30, billsADay) + othersADay
  const needed = days <= 30 ? days * first : 30 * first + (days - 30) * (billsADay + othersADay)
  return needed - receivables
}
