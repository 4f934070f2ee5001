import { type HygieneRule, onDocument } from "../Finding.ts"
import { ageOf, isOpen, kindOf } from "../HygieneBooks.ts"

const graceDays = 14

const settles: Readonly<Record<string, "Bill" | "Invoice">> = { Payment: "Invoice", CreditMemo: "Invoice", VendorCredit: "Bill" }

/** HYG-20: money or a credit of more than 14 days ago that nobody put against the open documents of the same party. */
export const unapplied: HygieneRule = (books) => {
  const owing = new Set(books.documents.filter(isOpen).map((document) => `${document.entityType}/${document.partyId}`))
  return books.documents
    .filter(
      (document) =>
        settles[document.entityType] !== undefined &&
        kindOf(document) !== null &&
        document.partyId !== null &&
        isOpen(document) &&
        ageOf(books, document.txnDate) > graceDays &&
        owing.has(`${settles[document.entityType]}/${document.partyId}`)
    )
    .map((document) => onDocument(books, document, "HYG-20", "medium", { days: ageOf(books, document.txnDate) }))
}
