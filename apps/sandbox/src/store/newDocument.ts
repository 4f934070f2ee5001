import { type Currency, minorFromDecimal } from "@beep/kernel/Money"
import { Result } from "effect"
import type { AccountType } from "../ledger/Account.ts"
import { type JournalLine, type Transaction, usedBy } from "../ledger/Transaction.ts"
import { checkedParts } from "./appliedParts.ts"
import type { NewDocument } from "./ChangeOrder.ts"
import { changeable } from "./documentEdits.ts"
import type { Draft, PartyKind } from "./Draft.ts"
import { badReference, businessRule, otherCurrency, type Refusal } from "./Refusal.ts"

type Checked<A> = Result.Result<A, Refusal>

/** More decimals than the currency has are refused. */
export const minorOf = (text: string, currency: Currency): Checked<bigint> => {
  const minor = minorFromDecimal(text, currency)
  return minor === undefined
    ? Result.fail(businessRule("The amount is not one of the company's currency."))
    : Result.succeed(minor)
}

export const partyIn = (draft: Draft, kind: PartyKind, id: string): Checked<string> => {
  const party = draft.party(kind, id)
  if (party?.active !== true) return Result.fail(badReference(`${kind}Ref`))
  return party.currency === undefined ? Result.succeed(id) : Result.fail(otherCurrency)
}

const accountIn = (draft: Draft, id: string | undefined, type: AccountType): Checked<string> => {
  const found =
    id === undefined ? draft.allAccounts().find((account) => account.type === type && account.active) : draft.account(id)
  return found?.active === true ? Result.succeed(found.id) : Result.fail(badReference("AccountRef"))
}

interface OrderedPart {
  readonly id: string
  readonly amount: string
}

/** Documents of the type, and journal entries, by their ids. */
const partsOf = <Type extends "Bill" | "Invoice">(draft: Draft, type: Type, parts: ReadonlyArray<OrderedPart>) =>
  Result.all(
    parts.map(({ amount, id }) =>
      Result.map(minorOf(amount, draft.books.currency), (minor) => {
        const isEntry = draft.transaction(id)?.type === "JournalEntry"
        return { type: isEntry ? ("JournalEntry" as const) : type, id, amount: minor }
      })
    )
  )

/** The line of a deposit that takes a receipt out of Undeposited Funds. */
const waiting = (draft: Draft, paymentId: string) =>
  Result.gen(function* () {
    const payment = draft.transaction(paymentId)
    if (payment?.type !== "Payment") return yield* Result.fail(badReference("LinkedTxn"))
    yield* changeable(draft, payment)
    const { accountId, total: amount } = payment
    return draft.account(accountId)?.subType === "UndepositedFunds"
      ? { accountId, amount, memo: "", paymentId }
      : yield* Result.fail(businessRule("The payment does not wait in Undeposited Funds."))
  })

interface Named {
  readonly customerId?: string
  readonly vendorId?: string
}

/** QuickBooks refuses a line on receivables without a customer, and one on payables without a vendor. */
const journalLine = (draft: Draft, named: Named, accountId: string, amount: bigint): Checked<JournalLine> => {
  const account = draft.account(accountId)
  const line = { accountId, amount, memo: "" }
  const kind = account?.type === "Accounts Receivable" ? "Customer" : account?.type === "Accounts Payable" ? "Vendor" : null
  if (kind === null) return Result.succeed(line)
  if (account?.currency !== undefined) return Result.fail(otherCurrency)
  const id = kind === "Customer" ? named.customerId : named.vendorId
  return id === undefined
    ? Result.fail(businessRule(`A line on ${account?.name} needs a ${kind.toLowerCase()}.`))
    : Result.map(partyIn(draft, kind, id), (partyId) => ({ ...line, partyId }))
}

type NewTransaction = Exclude<NewDocument, { readonly name: string }>

/** The document an order describes. */
export const transactionOf = (draft: Draft, document: NewTransaction): Checked<Transaction> =>
  Result.gen(function* () {
    const common = {
      id: draft.nextId(),
      date: document.date ?? draft.books.asOf,
      docNumber: document.docNumber ?? null,
      memo: ""
    }
    const amount = "amount" in document ? yield* minorOf(document.amount, draft.books.currency) : 0n
    const line = (accountId: string) => ({ accountId, amount, memo: "" })
    switch (document.entity) {
      case "Bill": {
        const vendorId = yield* partyIn(draft, "Vendor", document.vendorId)
        const lines = [line(yield* accountIn(draft, document.accountId, "Expense"))]
        return { ...common, type: "Bill", vendorId, dueDate: document.dueDate ?? null, termId: null, lines }
      }
      case "Invoice": {
        const customerId = yield* partyIn(draft, "Customer", document.customerId)
        const lines = [line(yield* accountIn(draft, document.accountId, "Income"))]
        return { ...common, type: "Invoice", customerId, dueDate: document.dueDate ?? null, termId: null, lines, emailed: false }
      }
      case "Payment": {
        const customerId = yield* partyIn(draft, "Customer", document.customerId)
        const accountId = yield* accountIn(draft, document.accountId, "Bank")
        const applied = yield* checkedParts(draft, yield* partsOf(draft, "Invoice", document.applied ?? []), {
          paymentId: common.id,
          partyId: customerId
        })
        if (usedBy(applied) > amount) return yield* Result.fail(businessRule("More was applied than was received."))
        return { ...common, type: "Payment", customerId, accountId, total: amount, applied }
      }
      case "BillPayment": {
        const vendorId = yield* partyIn(draft, "Vendor", document.vendorId)
        const accountId = yield* accountIn(draft, document.accountId, "Bank")
        const payType = draft.account(accountId)?.type === "Credit Card" ? "CreditCard" : "Check"
        const applied = yield* checkedParts(draft, yield* partsOf(draft, "Bill", document.applied), {
          paymentId: common.id,
          partyId: vendorId
        })
        return { ...common, type: "BillPayment", vendorId, payType, accountId, applied }
      }
      case "Purchase": {
        const vendorId = document.vendorId === undefined ? null : yield* partyIn(draft, "Vendor", document.vendorId)
        const accountId = yield* accountIn(draft, document.bankAccountId, "Bank")
        const payment = draft.account(accountId)?.type === "Credit Card" ? "CreditCard" : "Check"
        const { partyId } = yield* journalLine(draft, document, yield* accountIn(draft, document.accountId, "Expense"), amount)
        const lines = [line(yield* accountIn(draft, document.accountId, "Expense"))]
        const payee = partyId !== undefined && partyId !== vendorId ? { vendorId: null, customerId: partyId } : { vendorId }
        return { ...common, type: "Purchase", payment, accountId, ...payee, lines }
      }
      case "Deposit": {
        const accountId = yield* accountIn(draft, document.bankAccountId, "Bank")
        if ("paymentId" in document) {
          const lines = [yield* waiting(draft, document.paymentId)]
          return { ...common, type: "Deposit", accountId, lines }
        }
        const from = yield* accountIn(draft, document.accountId, "Income")
        const lines = [{ ...(yield* journalLine(draft, document, from, amount)), paymentId: null }]
        return { ...common, type: "Deposit", accountId, lines }
      }
      case "JournalEntry": {
        const debit = yield* journalLine(draft, document, yield* accountIn(draft, document.debitAccountId, "Expense"), amount)
        const credit = yield* journalLine(draft, document, yield* accountIn(draft, document.creditAccountId, "Bank"), -amount)
        return { ...common, type: "JournalEntry", lines: [debit, credit] }
      }
    }
  })
