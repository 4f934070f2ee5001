import { type Finding, type HygieneRule, onDocument } from "../Finding.ts"
import { homeUnits, isConsidered } from "../HygieneBooks.ts"

const isOwed = (entityType: string): boolean => entityType === "Bill" || entityType === "Invoice"

/** HYG-08: a bill or an invoice over nothing or less that was not voided. */
export const worthNothing: HygieneRule = (books) =>
  books.documents
    .filter(
      (document) =>
        isOwed(document.entityType) && isConsidered(books, document) && document.totalMinor !== null && document.totalMinor <= 0n
    )
    .map((document) => ({ ...onDocument(books, document, "HYG-08", "high"), amountMinor: document.homeTotalMinor }))

/** With so many documents a median says something, and so many times it is unusual. */
const enoughDocuments = 5
const timesMedian = 3n
const firstVendorLimit = 10_000

/** HYG-17: a bill or an invoice of more than three times its party's median, or a first bill of a vendor over more than 10,000. */
export const unusualAmount: HygieneRule = (books) => {
  const histories = new Map(books.histories.map((one) => [`${one.entityType}/${one.partyId}`, one]))
  return books.documents.flatMap((document): ReadonlyArray<Finding> => {
    const { entityType, homeTotalMinor, partyId } = document
    if (!isOwed(entityType) || homeTotalMinor === null || homeTotalMinor <= 0n || !isConsidered(books, document)) return []
    const history = histories.get(`${entityType}/${partyId}`)
    if (history === undefined) return []
    const finding = (cause: string, comparedMinor: bigint): ReadonlyArray<Finding> => [
      {
        ...onDocument(books, document, "HYG-17", "medium", { cause, comparedMinor, count: history.documents }),
        amountMinor: homeTotalMinor
      }
    ]
    if (history.documents >= enoughDocuments && homeTotalMinor > timesMedian * history.medianMinor)
      return finding("above_median", history.medianMinor)
    const limit = homeUnits(books, firstVendorLimit)
    return entityType === "Bill" && history.documents === 1 && homeTotalMinor > limit ? finding("first_bill", limit) : []
  })
}

/** HYG-25: a document in another currency of which nobody can tell what it is worth at home. */
export const missingRate: HygieneRule = (books) =>
  books.documents
    .filter(
      (document) =>
        document.currency !== books.snapshot.currency &&
        document.entityType !== "Deposit" &&
        isConsidered(books, document) &&
        (document.openMinor !== null && document.openMinor !== 0n
          ? document.homeOpenMinor === null
          : (document.totalMinor ?? 0n) !== 0n && document.homeTotalMinor === null)
    )
    .map((document) => ({ ...onDocument(books, document, "HYG-25", "high"), amountMinor: null }))
