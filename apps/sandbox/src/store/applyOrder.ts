import { Result } from "effect"
import type { Party } from "../ledger/Party.ts"
import { type Transaction, usedBy } from "../ledger/Transaction.ts"
import { checkedParts } from "./appliedParts.ts"
import type { ChangeOrder } from "./ChangeOrder.ts"
import type { CompanyState, ObjectRef } from "./CompanyState.ts"
import { deleteDocument, changeable, voidDocument, withAmount } from "./documentEdits.ts"
import type { Draft, PartyKind } from "./Draft.ts"
import { minorOf, transactionOf } from "./newDocument.ts"
import { freeName, inactiveName } from "./partyNames.ts"
import { badReference, businessRule, objectGone, type Refusal } from "./Refusal.ts"

type Checked<A> = Result.Result<A, Refusal>
type Document = Exclude<Transaction, { readonly type: "PayrollCheck" }>

/** A pay cheque is no object of the data API. */
const documentIn = (draft: Draft, id: string): Checked<Document> => {
  const found = draft.transaction(id)
  return found === undefined || found.type === "PayrollCheck" ? Result.fail(objectGone) : Result.succeed(found)
}

const partyOf = (draft: Draft, kind: PartyKind, id: string): Checked<Party> => {
  const party = draft.party(kind, id)
  return party === undefined ? Result.fail(objectGone) : Result.succeed(party)
}

const refOf = (document: Document): ObjectRef => ({ entity: document.type, id: document.id })

const edit = (draft: Draft, id: string, edited: (document: Document) => Checked<Transaction>): Checked<ObjectRef> =>
  Result.gen(function* () {
    const document = yield* documentIn(draft, id)
    yield* changeable(draft, document)
    draft.write(yield* edited(document))
    return refOf(document)
  })

const create = (draft: Draft, { document }: Extract<ChangeOrder, { order: "create" }>): Checked<ObjectRef> =>
  Result.gen(function* () {
    if ("name" in document) {
      const displayName = yield* freeName(draft, document.name, null)
      const id = draft.nextId()
      draft.writeParty(document.entity, { id, displayName, active: true, email: null, termId: null })
      return { entity: document.entity, id }
    }
    const transaction = yield* transactionOf(draft, document)
    draft.write(transaction)
    return { entity: document.entity, id: transaction.id }
  })

const deactivate = (draft: Draft, entity: PartyKind | "Account", id: string): Checked<ObjectRef> => {
  if (entity === "Account") {
    const account = draft.account(id)
    if (account === undefined) return Result.fail(objectGone)
    if (account.active) draft.writeAccount({ ...account, active: false, name: inactiveName(account.name) })
    return Result.succeed({ entity, id })
  }
  return Result.map(partyOf(draft, entity, id), (party) => {
    if (party.active) draft.writeParty(entity, { ...party, active: false, displayName: inactiveName(party.displayName) })
    return { entity, id }
  })
}

const touch = (draft: Draft, state: CompanyState, order: Extract<ChangeOrder, { order: "touch" }>): Checked<ObjectRef> => {
  const ids = [...state.marks.keys()].flatMap((key) => {
    const [entity, id] = key.split("/")
    return entity === order.entity && id !== undefined ? [id] : []
  })
  for (const id of ids.slice(0, order.limit)) draft.touch(order.entity, id, "Update")
  const [first] = ids
  return first === undefined ? Result.fail(objectGone) : Result.succeed({ entity: order.entity, id: first })
}

/** Writes what was ordered into the draft, and says which object it was about. */
export const applyOrder = (draft: Draft, state: CompanyState, order: ChangeOrder): Checked<ObjectRef> => {
  switch (order.order) {
    case "create":
      return create(draft, order)
    case "editAmount":
      return edit(draft, order.id, (document) =>
        Result.flatMap(minorOf(order.amount, document.foreign?.currency ?? draft.books.currency), (amount) =>
          withAmount(draft, document, amount)
        )
      )
    case "editDate":
      return edit(draft, order.id, (document) => Result.succeed({ ...document, date: order.date }))
    case "editDueDate":
      return edit(draft, order.id, (document) =>
        document.type === "Bill" || document.type === "Invoice"
          ? Result.succeed({ ...document, dueDate: order.dueDate })
          : Result.fail(businessRule("The transaction has no due date."))
      )
    case "void":
      return Result.flatMap(documentIn(draft, order.id), (document) =>
        Result.map(voidDocument(draft, document), () => refOf(document))
      )
    case "delete":
      return Result.flatMap(documentIn(draft, order.id), (document) =>
        Result.map(deleteDocument(draft, document), () => refOf(document))
      )
    case "merge":
      return Result.gen(function* () {
        const source = yield* partyOf(draft, order.entity, order.sourceId)
        const target = yield* partyOf(draft, order.entity, order.targetId)
        if (source.currency !== target.currency) return yield* Result.fail(businessRule("The two deal in different currencies."))
        if (order.sourceId === order.targetId) return yield* Result.fail(badReference("targetId"))
        draft.merge(order.entity, order.sourceId, order.targetId)
        return { entity: order.entity, id: order.targetId }
      })
    case "applyPayment":
      return edit(draft, order.paymentId, (document) =>
        Result.gen(function* () {
          if (document.type !== "Payment") return yield* Result.fail(businessRule("The transaction is not a payment."))
          const amount = yield* minorOf(order.amount, document.foreign?.currency ?? draft.books.currency)
          const same = document.applied.find(({ id }) => id === order.invoiceId)?.amount ?? 0n
          const others = document.applied.filter(({ id }) => id !== order.invoiceId)
          const type =
            draft.transaction(order.invoiceId)?.type === "JournalEntry" ? ("JournalEntry" as const) : ("Invoice" as const)
          const parts = [...others, { type, id: order.invoiceId, amount: same + amount }]
          const payment = { paymentId: document.id, partyId: document.customerId, foreign: document.foreign }
          const applied = yield* checkedParts(draft, parts, payment)
          if (usedBy(applied) > document.total) return yield* Result.fail(businessRule("More was applied than was received."))
          return { ...document, applied }
        })
      )
    case "rename":
      return Result.gen(function* () {
        const party = yield* partyOf(draft, order.entity, order.id)
        draft.writeParty(order.entity, { ...party, displayName: yield* freeName(draft, order.name, order.id) })
        return { entity: order.entity, id: order.id }
      })
    case "deactivate":
      return deactivate(draft, order.entity, order.id)
    case "diverge":
      return Result.map(documentIn(draft, order.id), (document) => {
        draft.diverge(order.id, order.how)
        return refOf(document)
      })
    case "invent": {
      const { entity, id, member, word } = order
      if (draft.mark(entity, id) === undefined) return Result.fail(objectGone)
      draft.touch(entity, id, "Update")
      draft.annotate(entity, id, { [member]: word })
      return Result.succeed({ entity, id })
    }
    case "touch":
      return touch(draft, state, order)
  }
}
