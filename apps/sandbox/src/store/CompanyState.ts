import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import type { Books } from "../ledger/Books.ts"
import { ledgerOf } from "../ledger/Ledger.ts"
import { touchedAt } from "../render/parts.ts"
import type { CompanySettings } from "./ChangeOrder.ts"
import { type Mark, openingMarks } from "./Mark.ts"

export interface ObjectRef {
  readonly entity: EntityName
  readonly id: string
}

export interface Tombstone extends ObjectRef {
  readonly at: number
}

/** One company at one moment. A change makes another; nothing of it is derived. */
export interface CompanyState {
  readonly books: Books
  readonly marks: ReadonlyMap<string, Mark>
  /** In the order of the deletions. */
  readonly tombstones: ReadonlyArray<Tombstone>
  /** Documents that queries and change data leave out on purpose, and reports count. */
  readonly hidden: ReadonlySet<string>
  /** Documents that reports and balances leave out on purpose, and queries show. */
  readonly unreported: ReadonlySet<string>
  /** Counts renames: names stand in the documents of others, whose own marks do not move. */
  readonly namesRevision: number
  readonly lastId: number
  readonly settings: CompanySettings
}

const greatestId = (books: Books): number =>
  [...books.transactions, ...books.vendors, ...books.customers, ...books.accounts, ...(books.deleted ?? [])]
    .map(({ id }) => Number(id))
    .reduce((greatest, id) => (id > greatest ? id : greatest), 0)

export const openState = (books: Books, openedAt: number): CompanyState => ({
  books,
  marks: openingMarks(ledgerOf(books), openedAt),
  tombstones: (books.deleted ?? []).flatMap(({ id, on, type }) =>
    type === "PayrollCheck" ? [] : [{ entity: type, id, at: Math.min(Date.parse(touchedAt(on)), openedAt) }]
  ),
  hidden: new Set(),
  unreported: new Set(),
  namesRevision: 0,
  lastId: greatestId(books),
  settings: { closedThrough: null, retryAfterSeconds: null, extraRow: false }
})
