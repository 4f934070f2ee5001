import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Effect, Schema } from "effect"
import { HttpClient, HttpClientRequest, HttpClientResponse } from "effect/http"

/** Digits of an amount in the company's currency, `"1250.00"`. */
const Amount = Schema.String.check(Schema.isPattern(/^\d{1,12}(?:\.\d{1,3})?$/))
const Id = Schema.String

/** Dates that are left out are the books' own today; accounts that are left out are the first of their kind. */
const common = {
  date: Schema.optionalKey(LocalDate),
  docNumber: Schema.optionalKey(Schema.String)
}

const Applied = Schema.Array(Schema.Struct({ id: Id, amount: Amount }))

const NewDocument = Schema.Union([
  Schema.Struct({
    ...common,
    entity: Schema.Literal("Bill"),
    vendorId: Id,
    amount: Amount,
    dueDate: Schema.optionalKey(Schema.NullOr(LocalDate)),
    accountId: Schema.optionalKey(Id)
  }),
  Schema.Struct({
    ...common,
    entity: Schema.Literal("Invoice"),
    customerId: Id,
    amount: Amount,
    dueDate: Schema.optionalKey(Schema.NullOr(LocalDate)),
    accountId: Schema.optionalKey(Id)
  }),
  /** What is not applied stays unapplied. */
  Schema.Struct({
    ...common,
    entity: Schema.Literal("Payment"),
    customerId: Id,
    amount: Amount,
    accountId: Schema.optionalKey(Id),
    applied: Schema.optionalKey(Applied)
  }),
  Schema.Struct({
    ...common,
    entity: Schema.Literal("BillPayment"),
    vendorId: Id,
    accountId: Schema.optionalKey(Id),
    applied: Applied
  }),
  Schema.Struct({
    ...common,
    entity: Schema.Literal("Purchase"),
    /** Who is paid; a line on receivables asks for a customer, one on payables for a vendor. */
    vendorId: Schema.optionalKey(Id),
    customerId: Schema.optionalKey(Id),
    amount: Amount,
    bankAccountId: Schema.optionalKey(Id),
    accountId: Schema.optionalKey(Id)
  }),
  Schema.Struct({
    ...common,
    entity: Schema.Literal("Deposit"),
    amount: Amount,
    bankAccountId: Schema.optionalKey(Id),
    accountId: Schema.optionalKey(Id),
    customerId: Schema.optionalKey(Id),
    vendorId: Schema.optionalKey(Id)
  }),
  /** A receipt that waits in Undeposited Funds; it cannot be changed after. */
  Schema.Struct({ ...common, entity: Schema.Literal("Deposit"), paymentId: Id, bankAccountId: Schema.optionalKey(Id) }),
  /** A side on receivables names the customer, one on payables the vendor. */
  Schema.Struct({
    ...common,
    entity: Schema.Literal("JournalEntry"),
    amount: Amount,
    debitAccountId: Id,
    creditAccountId: Id,
    customerId: Schema.optionalKey(Id),
    vendorId: Schema.optionalKey(Id)
  }),
  Schema.Struct({ entity: Schema.Literals(["Vendor", "Customer"]), name: Schema.NonEmptyString })
])
export type NewDocument = typeof NewDocument.Type

/** With `silent` no event is published: a webhook that got lost. */
const order = <const Name extends string>(name: Name) => ({
  order: Schema.Literal(name),
  silent: Schema.optionalKey(Schema.Boolean)
})

/**
 * `POST /_sandbox/companies/:realmId/changes`: changes a company's books as a
 * person in QuickBooks would, without OAuth. `diverge`, `invent` and `touch` are
 * what no person can do: the first makes reports and entities disagree, the second
 * puts an unknown word into an object, the last moves the version of up to `limit`
 * objects and nothing else.
 */
export const ChangeOrder = Schema.Union([
  Schema.Struct({ ...order("create"), document: NewDocument }),
  Schema.Struct({ ...order("editAmount"), id: Id, amount: Amount }),
  Schema.Struct({ ...order("editDate"), id: Id, date: LocalDate }),
  Schema.Struct({ ...order("editDueDate"), id: Id, dueDate: Schema.NullOr(LocalDate) }),
  Schema.Struct({ ...order("void"), id: Id }),
  Schema.Struct({ ...order("delete"), id: Id }),
  Schema.Struct({ ...order("merge"), entity: Schema.Literals(["Vendor", "Customer"]), sourceId: Id, targetId: Id }),
  /** To an invoice, or to what the customer owes by a journal entry. */
  Schema.Struct({ ...order("applyPayment"), paymentId: Id, invoiceId: Id, amount: Amount }),
  Schema.Struct({ ...order("rename"), entity: Schema.Literals(["Vendor", "Customer"]), id: Id, name: Schema.NonEmptyString }),
  Schema.Struct({ ...order("deactivate"), entity: Schema.Literals(["Vendor", "Customer", "Account"]), id: Id }),
  /** `hidden`: reports count the document, queries and change data do not show it. `unreported`: the other way about. */
  Schema.Struct({ ...order("diverge"), id: Id, how: Schema.Literals(["hidden", "unreported", "none"]) }),
  /** A member gets a word that no list of a reader has: QuickBooks adds such words without notice. */
  Schema.Struct({ ...order("invent"), entity: EntityName, id: Id, member: Schema.NonEmptyString, word: Schema.NonEmptyString }),
  Schema.Struct({ ...order("touch"), entity: EntityName, limit: Schema.Int.check(Schema.isGreaterThan(0)) })
])
export type ChangeOrder = typeof ChangeOrder.Type

/** The object that was changed; of a deleted one the last SyncToken. `time` is the instant of the change, to the millisecond. */
export const Changed = Schema.Struct({ entity: EntityName, id: Id, syncToken: Schema.String, time: Schema.String })
export type Changed = typeof Changed.Type

/**
 * `POST /_sandbox/companies/:realmId/settings`: how the company and its limits
 * are set up; what is left out stays as it is.
 */
export const CompanySettings = Schema.Struct({
  /** The last day of the closed period: the API writes nothing dated on it or before. */
  closedThrough: Schema.NullOr(LocalDate),
  /** What an answer of 429 says in `Retry-After`; null: it does not say. */
  retryAfterSeconds: Schema.NullOr(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))),
  /** A page of a query holds one row more than asked for, which the next page repeats. */
  extraRow: Schema.Boolean
})
export type CompanySettings = typeof CompanySettings.Type

const { closedThrough, extraRow, retryAfterSeconds } = CompanySettings.fields
export const SettingsOrder = Schema.Struct({
  /** The day the books take for today from now on: the date of new documents and of reports that name none. */
  asOf: Schema.optionalKey(LocalDate),
  closedThrough: Schema.optionalKey(closedThrough),
  retryAfterSeconds: Schema.optionalKey(retryAfterSeconds),
  extraRow: Schema.optionalKey(extraRow)
})
export type SettingsOrder = typeof SettingsOrder.Type

/** Orders a change of a running stand-in; a refused one fails with the response's status. */
export const orderChange = Effect.fnUntraced(function* (sandboxUrl: string, realmId: string, change: ChangeOrder) {
  const request = yield* HttpClientRequest.post(`${sandboxUrl}/_sandbox/companies/${realmId}/changes`).pipe(
    HttpClientRequest.schemaBodyJson(ChangeOrder)(change)
  )
  const response = yield* Effect.flatMap(HttpClient.execute(request), HttpClientResponse.filterStatusOk)
  return yield* HttpClientResponse.schemaBodyJson(Changed)(response)
})

export const orderSettings = Effect.fnUntraced(function* (sandboxUrl: string, realmId: string, settings: SettingsOrder) {
  const request = yield* HttpClientRequest.post(`${sandboxUrl}/_sandbox/companies/${realmId}/settings`).pipe(
    HttpClientRequest.schemaBodyJson(SettingsOrder)(settings)
  )
  yield* Effect.flatMap(HttpClient.execute(request), HttpClientResponse.filterStatusOk)
})
