import type { Currency } from "@beep/kernel/Money"
import { DateTime } from "effect"
import type { BookDocument, BookParty, DocumentType, HygieneBooks, PartyKind } from "../../contract/hygiene/HygieneBooks.ts"
import type { HygieneRow } from "../internal/hygiene/HygieneRows.ts"
import { dueFromTerms, type TermRule } from "../ledger/draft/dueFromTerms.ts"
import type { RecordLabel } from "../ledger/draft/DraftRecord.ts"

const documentTypes: ReadonlySet<string> = new Set<DocumentType>([
  "Bill",
  "Invoice",
  "VendorCredit",
  "CreditMemo",
  "Payment",
  "BillPayment",
  "SalesReceipt",
  "Deposit"
])

const isDocumentType = (entityType: string): entityType is DocumentType => documentTypes.has(entityType)

const undepositedFunds = "UndepositedFunds"

type Words = ReadonlyMap<string, RecordLabel>

const keyOf = ({ entityType, qboId }: Pick<HygieneRow, "entityType" | "qboId">): string => `${entityType}/${qboId}`

const text = (value: string | undefined): string | null => (value === undefined || value.trim() === "" ? null : value)

const partyKindOf = (entityType: DocumentType): PartyKind =>
  entityType === "Bill" || entityType === "VendorCredit" || entityType === "BillPayment" ? "Vendor" : "Customer"

const partyOf = (row: HygieneRow, kind: PartyKind, words: Words): BookParty => {
  const label = words.get(keyOf(row))
  const { contact, termId } = row.facts
  return {
    kind,
    qboId: row.qboId,
    name: label?.name ?? "",
    state: row.deleted ? "deleted" : row.active === false ? "inactive" : "active",
    termId: termId ?? null,
    contact: contact === undefined ? null : { email: contact.includes("email"), phone: contact.includes("phone") },
    email: text(label?.email)?.trim().toLowerCase() ?? null
  }
}

interface Context {
  readonly home: Currency
  readonly words: Words
  readonly terms: ReadonlyMap<string, TermRule>
  readonly masters: ReadonlyMap<string, HygieneRow>
}

const documentOf = (
  row: HygieneRow,
  entityType: DocumentType,
  { home, masters, terms, words }: Context
): ReadonlyArray<BookDocument> => {
  if (row.txnDate === null) return []
  const label = words.get(keyOf(row))
  const master = row.partyId === null ? undefined : masters.get(`${partyKindOf(entityType)}/${row.partyId}`)
  // A copy of a name grows old in the mirror without the document changing: only one read after its party speaks.
  const isNewer = master !== undefined && DateTime.isGreaterThanOrEqualTo(row.learnedAt, master.learnedAt)
  const term = row.facts.termId === undefined ? undefined : terms.get(row.facts.termId)
  return [
    {
      entityType,
      qboId: row.qboId,
      docNumber: text(label?.doc),
      partyId: row.partyId,
      writtenName: isNewer ? text(label?.name) : null,
      txnDate: row.txnDate,
      dueDate: row.dueDate,
      due: row.dueDate ?? (term === undefined ? undefined : dueFromTerms(row.txnDate, term)) ?? null,
      hasTerms: row.facts.termId !== undefined,
      currency: row.currency ?? home,
      totalMinor: row.amount,
      openMinor: row.open,
      homeTotalMinor: row.homeAmount,
      homeOpenMinor: row.homeOpen,
      method: row.facts.txnType ?? null,
      voided: row.amount === 0n && /^voided/i.test(label?.memo ?? ""),
      accountId: row.accountId,
      looseMinor: row.facts.looseMinor ?? 0n
    }
  ]
}

export type RowsOfBooks = Pick<
  HygieneBooks,
  "snapshot" | "connection" | "payroll" | "histories" | "decidedAccounts" | "transactions" | "problems" | "drifting" | "now"
> & {
  readonly rows: ReadonlyArray<HygieneRow>
  readonly words: Words
}

/** The books of the rules as a pure function of what was read. */
export const hygieneBooks = ({ rows, words, ...rest }: RowsOfBooks): HygieneBooks => {
  const present = rows.filter(({ deleted }) => !deleted)
  const accounts = present.filter(({ entityType }) => entityType === "Account")
  const waiting = accounts.filter(({ facts }) => facts.accountSubType === undepositedFunds)
  const context: Context = {
    home: rest.snapshot.currency,
    words,
    terms: new Map(present.flatMap((row) => (row.entityType === "Term" ? [[String(row.qboId), row.facts] as const] : []))),
    masters: new Map(
      rows.flatMap((row) => (row.entityType === "Customer" || row.entityType === "Vendor" ? [[keyOf(row), row] as const] : []))
    )
  }
  return {
    ...rest,
    parties: rows.flatMap((row) =>
      row.entityType === "Customer" || row.entityType === "Vendor" ? [partyOf(row, row.entityType, words)] : []
    ),
    documents: present.flatMap((row) => (isDocumentType(row.entityType) ? documentOf(row, row.entityType, context) : [])),
    undeposited:
      accounts.length === 0
        ? null
        : {
            accountIds: new Set(waiting.map(({ qboId }) => String(qboId))),
            balanceMinor: waiting.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)
          },
    depositedReceipts: new Set(present.flatMap(({ facts }) => facts.links ?? []))
  }
}
