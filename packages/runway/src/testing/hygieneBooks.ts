import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import type { BookDocument, BookParty, DocumentType, HygieneBooks, PartyKind } from "../contract/hygiene/HygieneBooks.ts"
import { QboId } from "../contract/ledger/QboId.ts"
import { asOf, books, readAt } from "./books.ts"

/** A company whose books were read an hour ago and hold nothing wrong: `hygiene({ documents: [bill("1")] })` fills it. */
export const hygiene = (parts: Partial<HygieneBooks> = {}): HygieneBooks => ({
  snapshot: books(),
  connection: "connected",
  payroll: null,
  parties: [party("Vendor", "1"), party("Customer", "1")],
  documents: [],
  histories: [],
  decidedAccounts: new Set(),
  undeposited: { accountIds: new Set(["90"]), balanceMinor: 0n },
  depositedReceipts: new Set(),
  transactions: new Map(),
  problems: [],
  drifting: false,
  now: readAt,
  ...parts
})

export const party = (kind: PartyKind, id: string, more: Partial<BookParty> = {}): BookParty => ({
  kind,
  qboId: QboId.make(id),
  name: `${kind} ${id}`,
  state: "active",
  termId: "3",
  contact: { email: true, phone: true },
  email: null,
  ...more
})

/** A date so many days after the date of the books; negative before it. */
export const day = (days: number): LocalDate => addDays(asOf, days)

type Parts = Partial<Omit<BookDocument, "entityType" | "qboId" | "txnDate" | "dueDate" | "partyId">> & {
  /** Days from the date of the books. */
  readonly written?: number
  readonly due?: LocalDate | null
  readonly dueIn?: number | null
  readonly party?: string | null
}

/** Complete, written ten days ago, due in twenty, over 100 and open. */
export const document = (
  entityType: DocumentType,
  id: string,
  { dueIn = 20, party: of = "1", written = -10, ...more }: Parts = {}
): BookDocument => {
  const dueDate = dueIn === null ? null : day(dueIn)
  const totalMinor = more.totalMinor === undefined ? 10_000n : more.totalMinor
  const openMinor = more.openMinor === undefined ? totalMinor : more.openMinor
  const isHome = (more.currency ?? usd) === usd
  return {
    entityType,
    qboId: QboId.make(id),
    docNumber: `N-${id}`,
    partyId: of === null ? null : QboId.make(of),
    writtenName: null,
    txnDate: day(written),
    dueDate,
    due: dueDate,
    hasTerms: false,
    currency: usd,
    homeTotalMinor: isHome ? totalMinor : null,
    homeOpenMinor: isHome ? openMinor : null,
    method: "Check",
    voided: false,
    accountId: "35",
    looseMinor: 0n,
    ...more,
    totalMinor,
    openMinor
  }
}

export const bill = (id: string, parts: Parts = {}): BookDocument => document("Bill", id, parts)
export const invoice = (id: string, parts: Parts = {}): BookDocument => document("Invoice", id, parts)

/** Money that moved: settled and without a due date. */
export const paid = (
  entityType: "Payment" | "BillPayment" | "SalesReceipt" | "Deposit",
  id: string,
  parts: Parts = {}
): BookDocument => document(entityType, id, { dueIn: null, openMinor: 0n, ...parts })
