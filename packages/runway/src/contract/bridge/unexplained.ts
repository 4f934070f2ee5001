import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import { pairedBy } from "./Change.ts"
import { fateKey } from "./itemChanges.ts"

interface Named {
  readonly entityType: string
  readonly qboId: string
}

const recordsOf = (books: LedgerSnapshot): ReadonlyArray<Named> => [
  ...books.receivables,
  ...books.payables,
  ...books.scheduledPayments.map(({ qboId }) => ({ entityType: "BillPayment", qboId }))
]

/** Records that stand in the books of one day only: what became of them is known to the mirror alone. */
export const unexplained = (from: LedgerSnapshot, to: LedgerSnapshot): ReadonlyArray<Named> =>
  pairedBy(recordsOf(from), recordsOf(to), fateKey).flatMap(({ after, before }) => {
    const alone = before === null ? after : after === null ? before : null
    return alone === null ? [] : [{ entityType: alone.entityType, qboId: alone.qboId }]
  })
