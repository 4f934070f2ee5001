import { type Finding, type HygieneRule, onDocument } from "../Finding.ts"
import { type BookDocument, hasRead, type HygieneBooks, isConsidered, kindOf, partiesByKey, partyKey } from "../HygieneBooks.ts"

const listOf = { Customer: "customers", Vendor: "vendors" } as const

const withKind = (books: HygieneBooks) =>
  books.documents.flatMap((document) => {
    const kind = kindOf(document)
    return kind !== null && hasRead(books, [listOf[kind]]) && isConsidered(books, document) ? [{ document, kind }] : []
  })

const isOwed = ({ entityType }: BookDocument): boolean => entityType === "Bill" || entityType === "Invoice"

/** HYG-05: a bill without a vendor, an invoice without a customer, or with one that no list has. */
export const withoutParty: HygieneRule = (books) => {
  const known = partiesByKey(books)
  return withKind(books).flatMap(({ document, kind }) => {
    if (!isOwed(document)) return []
    const { partyId } = document
    if (partyId !== null && known.has(partyKey(kind, partyId))) return []
    return [onDocument(books, document, "HYG-05", "high", { cause: partyId === null ? "no_party" : "unknown_party" })]
  })
}

const spelled = (name: string): string => name.trim().replace(/\s+/g, " ").toLowerCase()

/** HYG-18: a document of somebody who is inactive or deleted, or under another name than the list has. */
export const inconsistentReference: HygieneRule = (books) => {
  const known = partiesByKey(books)
  return withKind(books).flatMap(({ document, kind }): ReadonlyArray<Finding> => {
    const party = document.partyId === null ? undefined : known.get(partyKey(kind, document.partyId))
    if (party === undefined || !isOwed(document)) return []
    const isRenamed = document.writtenName !== null && spelled(document.writtenName) !== spelled(party.name)
    if (party.state === "active" && !isRenamed) return []
    return [onDocument(books, document, "HYG-18", "medium", { cause: party.state === "active" ? "other_name" : party.state })]
  })
}
