import type { HygieneRule } from "../Finding.ts"
import { onDocument, refKey } from "../Finding.ts"
import { ageOf, hasRead, isConsidered } from "../HygieneBooks.ts"

/** Days a receipt may wait for its deposit, and a deposit for its receipt. */
const graceDays = 3

/**
 * HYG-02: a receipt that waits in undeposited funds, and a deposit with money that no receipt speaks of, each older than
 * three days. Without money in those funds nothing waits there, whatever the receipts say.
 */
export const unmatchedReceipts: HygieneRule = (books) => {
  const { undeposited } = books
  const waits =
    undeposited === null || undeposited.balanceMinor <= 0n || !hasRead(books, ["accounts", "payments"])
      ? []
      : books.documents.filter(
          (document) =>
            (document.entityType === "Payment" || document.entityType === "SalesReceipt") &&
            !document.voided &&
            (document.totalMinor ?? 0n) > 0n &&
            (document.accountId === null || undeposited.accountIds.has(document.accountId)) &&
            ageOf(books, document.txnDate) > graceDays &&
            !books.depositedReceipts.has(refKey(document))
        )
  const loose = books.documents.filter(
    (document) =>
      document.entityType === "Deposit" &&
      isConsidered(books, document) &&
      document.looseMinor > 0n &&
      ageOf(books, document.txnDate) > graceDays
  )
  return [
    ...waits.map((document) => ({
      ...onDocument(books, document, "HYG-02", "critical", { cause: "undeposited", days: ageOf(books, document.txnDate) }),
      amountMinor: document.homeTotalMinor
    })),
    ...loose.map((document) => ({
      ...onDocument(books, document, "HYG-02", "critical", { cause: "no_receipt", days: ageOf(books, document.txnDate) }),
      amountMinor: document.currency === books.snapshot.currency ? document.looseMinor : document.homeTotalMinor
    }))
  ]
}
