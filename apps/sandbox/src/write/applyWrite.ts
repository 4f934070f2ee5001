import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import type { LocalDate } from "@beep/kernel/LocalDate"
import { Result } from "effect"
import type { CompanySource } from "../accounting/CompanySource.ts"
import type { Transaction } from "../ledger/Transaction.ts"
import type { CompanyState, ObjectRef } from "../store/CompanyState.ts"
import { changeable, deleteDocument, voidDocument } from "../store/documentEdits.ts"
import type { Draft, PartyKind } from "../store/Draft.ts"
import {
  duplicateNumber,
  objectGone,
  periodClosed,
  type Refusal,
  requiredParam,
  stale,
  unsupportedOperation
} from "../store/Refusal.ts"
import { documentOf, isWrittenDocument, type WrittenDocument } from "./documentOf.ts"
import { partyOf } from "./partyOf.ts"
import { bodyOf, type Members, type WriteBody } from "./WriteBody.ts"

type Checked<A> = Result.Result<A, Refusal>

export interface WriteRequest {
  readonly entity: EntityName
  readonly operation: "write" | "delete" | "void"
  readonly members: Members
  readonly allowDuplicateNumber: boolean
}

/** The books a write meets. */
interface Met {
  readonly draft: Draft
  readonly state: CompanyState
  readonly view: CompanySource
}

const voidable: ReadonlySet<string> = new Set(["Invoice", "Payment", "BillPayment", "SalesReceipt"])

/** The optimistic lock. */
const current = ({ state }: Met, ref: ObjectRef, syncToken: string | undefined): Checked<void> => {
  if (syncToken === undefined) return Result.fail(requiredParam("SyncToken"))
  const mark = state.marks.get(`${ref.entity}/${ref.id}`)
  if (mark === undefined) return Result.fail(objectGone)
  return String(mark.syncToken) === syncToken ? Result.succeed(undefined) : Result.fail(stale)
}

const open = ({ state }: Met, dates: ReadonlyArray<LocalDate>): Checked<void> => {
  const { closedThrough } = state.settings
  return closedThrough !== null && dates.some((date) => date <= closedThrough)
    ? Result.fail(periodClosed)
    : Result.succeed(undefined)
}

/** A bill's number is its vendor's own; invoices share one row of numbers. */
const freshNumber = ({ draft }: Met, written: Transaction): Checked<void> =>
  written.docNumber !== null &&
  draft
    .allTransactions()
    .some(
      (other) =>
        other.id !== written.id &&
        other.type === written.type &&
        other.docNumber === written.docNumber &&
        !(other.type === "Bill" && written.type === "Bill" && other.vendorId !== written.vendorId)
    )
    ? Result.fail(duplicateNumber(written.docNumber))
    : Result.succeed(undefined)

/** What a sparse body leaves out stays as it is; in any other it is taken away. */
const whole = ({ view }: Met, entity: EntityName, body: WriteBody, members: Members): Checked<WriteBody> => {
  if (body.sparse !== true || body.Id === undefined) return Result.succeed(body)
  const row = (view.rows(entity) ?? []).find(({ fields }) => fields["Id"] === body.Id)
  return bodyOf({ ...row?.fields, ...members })
}

const document = (met: Met, entity: WrittenDocument, { allowDuplicateNumber, members }: WriteRequest): Checked<ObjectRef> =>
  Result.gen(function* () {
    const { draft } = met
    const sent = yield* bodyOf(members)
    const previous = sent.Id === undefined ? undefined : draft.transaction(sent.Id)
    if (sent.Id !== undefined && previous?.type !== entity) return yield* Result.fail(objectGone)
    if (previous !== undefined) {
      yield* current(met, { entity, id: previous.id }, sent.SyncToken)
      yield* changeable(draft, previous)
    }
    const body = yield* whole(met, entity, sent, members)
    const id = previous?.id ?? draft.nextId()
    const written = yield* documentOf({ draft, entity, body, id, previous })
    yield* open(met, previous === undefined ? [written.date] : [previous.date, written.date])
    if (!allowDuplicateNumber && written.docNumber !== previous?.docNumber) yield* freshNumber(met, written)
    draft.write(written)
    if (entity === "Invoice") {
      const address = body.BillEmail?.Address
      draft.annotate(entity, id, { BillEmail: address === undefined ? undefined : { Address: address } })
    }
    return { entity, id }
  })

const party = (met: Met, kind: PartyKind, { members }: WriteRequest): Checked<ObjectRef> =>
  Result.gen(function* () {
    const { draft } = met
    const sent = yield* bodyOf(members)
    const previous = sent.Id === undefined ? undefined : draft.party(kind, sent.Id)
    if (sent.Id !== undefined && previous === undefined) return yield* Result.fail(objectGone)
    if (previous !== undefined) yield* current(met, { entity: kind, id: previous.id }, sent.SyncToken)
    const body = yield* whole(met, kind, sent, members)
    const id = previous?.id ?? draft.nextId()
    draft.writeParty(kind, yield* partyOf(draft, kind, body, id, previous))
    const number = body.PrimaryPhone?.FreeFormNumber
    draft.annotate(kind, id, { PrimaryPhone: number === undefined ? undefined : { FreeFormNumber: number } })
    return { entity: kind, id }
  })

/** Deletes and voids any document; masters are neither deleted nor voided. */
const ended = (met: Met, { entity, members, operation }: WriteRequest): Checked<ObjectRef> =>
  Result.gen(function* () {
    const { draft } = met
    const { Id: id, SyncToken } = yield* bodyOf({ Id: members["Id"], SyncToken: members["SyncToken"] })
    if (id === undefined) return yield* Result.fail(requiredParam("Id"))
    const found = draft.transaction(id)
    if (found === undefined || found.type !== entity) return yield* Result.fail(objectGone)
    yield* current(met, { entity, id }, SyncToken)
    yield* open(met, [found.date])
    yield* operation === "void" ? voidDocument(draft, found) : deleteDocument(draft, found)
    return { entity, id }
  })

const masters: ReadonlySet<string> = new Set(["Account", "Vendor", "Customer", "Term", "CompanyInfo", "Preferences"])

/** Writes what a body asks for into the draft, or says in Intuit's words why not. */
export const applyWrite = (met: Met, request: WriteRequest): Checked<ObjectRef> => {
  const { entity, operation } = request
  if (operation === "write") {
    if (isWrittenDocument(entity)) return document(met, entity, request)
    return entity === "Vendor" || entity === "Customer"
      ? party(met, entity, request)
      : Result.fail(unsupportedOperation(`create ${entity}`))
  }
  const isPossible = operation === "void" ? voidable.has(entity) : !masters.has(entity)
  return isPossible ? ended(met, request) : Result.fail(unsupportedOperation(`${operation} ${entity}`))
}
