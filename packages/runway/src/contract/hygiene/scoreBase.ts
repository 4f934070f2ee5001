import { DateTime, Schema } from "effect"
import { type BookDocument, type BookParty, type HygieneBooks, isConsidered, kindOf, partyKey } from "./HygieneBooks.ts"

/**
 * What a score rests on beside the issues (runway.md 4.3): how many records the sample has, and of those with required
 * fields how many there are and how much of theirs is present, in sixtieths of a record (every number of fields divides
 * sixty). `invalid` are records that do not decode fully. `ageMillis` is how old the last good sync was when the books were
 * scanned; null without one.
 */
export const ScoreBase = Schema.Struct({
  sampleSize: Schema.Int,
  withFields: Schema.Int,
  presentSixtieths: Schema.Int,
  invalid: Schema.Int,
  ageMillis: Schema.NullOr(Schema.Int)
})
export type ScoreBase = typeof ScoreBase.Type

const sixty = 60

/** Null where nobody can tell: such a field is not asked for. */
type Presence = ReadonlyArray<boolean | null>

const ofDocument = (document: BookDocument): Presence | null => {
  const { due, dueDate, entityType, hasTerms, partyId, totalMinor } = document
  // No document is without a date, and no bill without a currency.
  const shared = [partyId !== null, true, totalMinor !== null]
  if (entityType === "Bill") return [...shared, due !== null || hasTerms, true]
  return entityType === "Invoice" ? [...shared, (dueDate ?? due) !== null] : null
}

const ofParty = ({ contact, kind, name, termId }: BookParty): Presence =>
  kind === "Vendor"
    ? [name !== "", termId !== null, contact === null ? null : contact.email || contact.phone]
    : [name !== "", contact?.email ?? null]

const sixtieths = (fields: Presence): number | null => {
  const asked = fields.filter((field) => field !== null)
  return asked.length === 0 ? null : (asked.filter(Boolean).length * sixty) / asked.length
}

/** The documents of the sample. */
export const sampleDocuments = (books: HygieneBooks): ReadonlyArray<BookDocument> =>
  books.documents.filter((document) => isConsidered(books, document))

/** Vendors and customers of those documents. */
const sampleParties = (books: HygieneBooks, documents: ReadonlyArray<BookDocument>): ReadonlyArray<BookParty> => {
  const named = new Set(
    documents.flatMap((document) => {
      const kind = kindOf(document)
      return kind === null || document.partyId === null ? [] : [partyKey(kind, document.partyId)]
    })
  )
  return books.parties.filter(({ kind, qboId, state }) => state !== "deleted" && named.has(partyKey(kind, qboId)))
}

/** The sample of runway.md 4.3: records that are open or at most 90 days old, their parties, and the bank accounts. */
export const scoreBase = (books: HygieneBooks): ScoreBase => {
  const documents = sampleDocuments(books)
  const parties = sampleParties(books, documents)
  const banks = books.snapshot.accounts.filter(({ active, role }) => active && role !== "credit" && role !== "not_cash")
  const fields = [
    ...documents.map(ofDocument),
    ...parties.map(ofParty),
    ...banks.map(({ qboId }): Presence => [books.decidedAccounts.has(qboId)])
  ].flatMap((presence) => {
    const share = presence === null ? null : sixtieths(presence)
    return share === null ? [] : [share]
  })
  const sample = new Set([
    ...documents.map(({ entityType, qboId }) => `${entityType}/${qboId}`),
    ...parties.map(({ kind, qboId }) => `${kind}/${qboId}`),
    ...banks.map(({ qboId }) => `Account/${qboId}`)
  ])
  const invalid = new Set([
    ...books.problems.map(({ entityType, qboId }) => `${entityType}/${qboId}`).filter((key) => sample.has(key)),
    ...documents
      .filter(({ entityType, totalMinor }) => (entityType === "Bill" || entityType === "Invoice") && (totalMinor ?? 0n) <= 0n)
      .map(({ entityType, qboId }) => `${entityType}/${qboId}`)
  ])
  const { syncedAt } = books.snapshot
  return {
    sampleSize: sample.size,
    withFields: fields.length,
    presentSixtieths: fields.reduce((sum, share) => sum + share, 0),
    invalid: invalid.size,
    ageMillis: syncedAt === null ? null : DateTime.toEpochMillis(books.now) - DateTime.toEpochMillis(syncedAt)
  }
}
