import { Result } from "effect"
import type { Foreign } from "../ledger/Foreign.ts"
import { totalOf, type Transaction } from "../ledger/Transaction.ts"
import { appliedOf, type Draft } from "./Draft.ts"
import { badReference, businessRule, type Refusal } from "./Refusal.ts"

interface Part {
  readonly type: string
  readonly id: string
  readonly amount: bigint
}

const holderOf = (document: Transaction): string | null | undefined => {
  if ("vendorId" in document) return document.vendorId
  return "customerId" in document ? document.customerId : undefined
}

/** What there is for a party to settle: a document of its own, or what it owes by a journal entry. */
const settleable = (draft: Draft, document: Transaction, partyId: string): bigint | undefined => {
  if (document.type !== "JournalEntry") return holderOf(document) === partyId ? totalOf(document) : undefined
  const owed = document.lines
    .filter((line) => line.partyId === partyId)
    .map(({ accountId, amount }) => (draft.account(accountId)?.type === "Accounts Payable" ? -amount : amount))
    .filter((amount) => amount > 0n)
  return owed.length === 1 ? owed[0] : undefined
}

const settledBy = (draft: Draft, id: string, partyId: string): bigint =>
  draft
    .settling(id)
    .filter((payment) => holderOf(payment) === partyId)
    .reduce((sum, payment) => appliedOf(payment).reduce((all, part) => (part.id === id ? all + part.amount : all), sum), 0n)

/** What a payment settles must belong to its party, stand there once, and be open for at least that much. */
export const checkedParts = <P extends Part>(
  draft: Draft,
  parts: ReadonlyArray<P>,
  payment: { readonly paymentId: string; readonly partyId: string; readonly foreign?: Foreign | undefined }
): Result.Result<ReadonlyArray<P>, Refusal> => {
  const own = appliedOf(draft.transaction(payment.paymentId))
  for (const [at, { amount, id, type }] of parts.entries()) {
    const document = draft.transaction(id)
    const settled = document?.type === type ? settleable(draft, document, payment.partyId) : undefined
    if (document === undefined || settled === undefined) return Result.fail(badReference("LinkedTxn"))
    if (document.foreign?.currency !== payment.foreign?.currency)
      return Result.fail(businessRule("The transaction is in another currency than the payment."))
    if (parts.findIndex((part) => part.id === id) !== at)
      return Result.fail(businessRule("A transaction stands twice on the payment."))
    const before = own.reduce((sum, part) => (part.id === id ? sum + part.amount : sum), 0n)
    if (amount > settled - settledBy(draft, id, payment.partyId) + before)
      return Result.fail(businessRule("More was applied than the transaction's balance."))
  }
  return Result.succeed(parts)
}
