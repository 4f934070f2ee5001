import { type HygieneRule, onDocument } from "../Finding.ts"
import { ageOf, isConsidered } from "../HygieneBooks.ts"

/** HYG-26: a payment in either direction that is recorded for a day to come. */
export const futurePayment: HygieneRule = (books) =>
  books.documents
    .filter(
      (document) =>
        (document.entityType === "BillPayment" || document.entityType === "Payment") &&
        !document.voided &&
        (document.totalMinor ?? 0n) > 0n &&
        ageOf(books, document.txnDate) < 0
    )
    .map((document) => ({
      ...onDocument(books, document, "HYG-26", "low", { days: -ageOf(books, document.txnDate) }),
      amountMinor: document.homeTotalMinor
    }))

/** HYG-27: a bill without a number, a bill payment that does not say how it was made. */
export const missingNumberOrMethod: HygieneRule = (books) =>
  books.documents.flatMap((document) => {
    if (!isConsidered(books, document)) return []
    if (document.entityType === "Bill" && document.docNumber === null)
      return [onDocument(books, document, "HYG-27", "low", { cause: "no_number" })]
    return document.entityType === "BillPayment" && document.method === null && (document.totalMinor ?? 0n) > 0n
      ? [onDocument(books, document, "HYG-27", "low", { cause: "no_method" })]
      : []
  })
