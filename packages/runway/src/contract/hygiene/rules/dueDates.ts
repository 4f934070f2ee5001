import type { HygieneRule } from "../Finding.ts"
import { onDocument } from "../Finding.ts"
import { isOpen } from "../HygieneBooks.ts"

const undated =
  (entityType: "Bill" | "Invoice"): HygieneRule =>
  (books) =>
    books.documents
      .filter((document) => document.entityType === entityType && isOpen(document) && document.due === null)
      .map((document) =>
        entityType === "Bill" ? onDocument(books, document, "HYG-01", "critical") : onDocument(books, document, "HYG-06", "high")
      )

/** HYG-01: an open bill without a due date that its terms would give. */
export const billWithoutDueDate = undated("Bill")

/** HYG-06: the same of an invoice. */
export const invoiceWithoutDueDate = undated("Invoice")

/** HYG-09: an open bill or invoice that is due before it was written. */
export const dueBeforeWritten: HygieneRule = (books) =>
  books.documents
    .filter(
      (document) =>
        (document.entityType === "Bill" || document.entityType === "Invoice") &&
        isOpen(document) &&
        document.dueDate !== null &&
        document.dueDate < document.txnDate
    )
    .map((document) => onDocument(books, document, "HYG-09", "medium"))
