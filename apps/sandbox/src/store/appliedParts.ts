import { Result } from "effect"
import type { Foreign } from "../ledger/Foreign.ts"
import { totalOf } from "../ledger/Transaction.ts"
import { settledOf } from "./documentEdits.ts"
import { appliedOf, type Draft } from "./Draft.ts"
import { badReference, businessRule, type Refusal } from "./Refusal.ts"

interface Part {
  readonly type: string
  readonly id: string
  readonly amount: bigint
}

/** What a payment settles must belong to its party, stand there once, and be open for at least that much. */
export const checkedParts = <P extends Part>(
  draft: Draft,
  parts: ReadonlyArray<P>,
  payment: { readonly paymentId: string; readonly partyId: string; readonly foreign?: Foreign | undefined }
): Result.Result<ReadonlyArray<P>, Refusal> => {
  const own = appliedOf(draft.transaction(payment.paymentId))
  for (const [at, { amount, id, type }] of parts.entries()) {
    const document = draft.transaction(id)
    const holder =
      document === undefined || document.type !== type
        ? undefined
        : "vendorId" in document
          ? document.vendorId
          : "customerId" in document
            ? document.customerId
            : undefined
    if (document === undefined || holder !== payment.partyId) return Result.fail(badReference("LinkedTxn"))
    if (document.foreign?.currency !== payment.foreign?.currency)
      return Result.fail(businessRule("The transaction is in another currency than the payment."))
    if (parts.findIndex((part) => part.id === id) !== at)
      return Result.fail(businessRule("A transaction stands twice on the payment."))
    const before = own.reduce((sum, part) => (part.id === id ? sum + part.amount : sum), 0n)
    if (amount > totalOf(document) - settledOf(draft, id) + before)
      return Result.fail(businessRule("More was applied than the transaction's balance."))
  }
  return Result.succeed(parts)
}
