import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import type { OpenItem, Payable, Receivable } from "../ledger/OpenItem.ts"

/** A snapshot whose open items stand in the order in which they are shown, settled ones removed. */
export interface OrderedBooks extends LedgerSnapshot {
  readonly receivables: ReadonlyArray<Receivable>
  readonly payables: ReadonlyArray<Payable>
}

/** By code unit, not by locale: the same on every machine. */
export const order = <A extends string | bigint>(a: A, b: A): number => (a < b ? -1 : a > b ? 1 : 0)

/** Undated sorts last. */
const orderDue = (a: OpenItem, b: OpenItem): number =>
  a.dueDate === null || b.dueDate === null ? Number(a.dueDate === null) - Number(b.dueDate === null) : order(a.dueDate, b.dueDate)

const orderAmount = (a: OpenItem, b: OpenItem): number => order(b.homeOpenMinor ?? 0n, a.homeOpenMinor ?? 0n)
const orderKey = (a: OpenItem, b: OpenItem): number =>
  order(a.entityType, b.entityType) || order<string>(a.qboId, b.qboId) || order<string>(a.partyQboId, b.partyQboId)

/** Bills by due date, then amount; receivables by amount, then age (runway.md 1.7). Both orders are total. */
export const orderedBooks = (snapshot: LedgerSnapshot): OrderedBooks => ({
  ...snapshot,
  receivables: snapshot.receivables
    .filter((item) => item.openMinor !== 0n)
    .toSorted((a, b) => orderAmount(a, b) || orderDue(a, b) || orderKey(a, b)),
  payables: snapshot.payables
    .filter((item) => item.openMinor !== 0n)
    .toSorted((a, b) => orderDue(a, b) || orderAmount(a, b) || orderKey(a, b))
})
