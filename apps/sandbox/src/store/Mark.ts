import { DateTime } from "effect"
import type { Ledger } from "../ledger/Ledger.ts"
import { pastOf } from "../render/documents.ts"
import type { Json } from "../render/Json.ts"
import { enteredAt, touchedAt } from "../render/parts.ts"

/** What the store knows of one object besides the books: its version and its instants, in epoch milliseconds. */
export interface Mark {
  readonly syncToken: number
  readonly created: number
  readonly updated: number
  /** Members that stand in no books: `DeliveryInfo`, `BillEmail`. */
  readonly extra: { readonly [key: string]: Json | undefined }
}

const pacific = 8 * 3_600_000

/** Intuit writes whole seconds in Pacific time: two changes within one second have the same instant. */
export const instantText = (millis: number): string =>
  `${DateTime.formatIso(DateTime.makeUnsafe(millis - pacific)).slice(0, 19)}-08:00`

export const markKey = (entity: string, id: string): string => `${entity}/${id}`

/** Marks of books as they were written; nothing was touched later than the store was opened. */
export const openingMarks = (ledger: Ledger, openedAt: number): ReadonlyMap<string, Mark> => {
  const marks = new Map<string, Mark>()
  const at = (text: string): number => Math.min(Date.parse(text), openedAt)
  const { accounts, customers, startedOn, terms, transactions, vendors } = ledger.books
  const master: Mark = { syncToken: 0, created: at(enteredAt(startedOn)), updated: at(touchedAt(startedOn)), extra: {} }
  const masters = { Account: accounts, Vendor: vendors, Customer: customers, Term: terms }
  for (const [entity, list] of Object.entries(masters)) for (const { id } of list) marks.set(markKey(entity, id), master)
  for (const entity of ["CompanyInfo", "Preferences"]) marks.set(markKey(entity, "1"), master)
  for (const transaction of transactions) {
    const { created, syncToken, updated } = pastOf(ledger, transaction)
    marks.set(markKey(transaction.type, transaction.id), {
      syncToken,
      created: at(enteredAt(created)),
      updated: at(touchedAt(updated)),
      extra: {}
    })
  }
  return marks
}
