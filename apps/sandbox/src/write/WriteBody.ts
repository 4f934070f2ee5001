import { LocalDate } from "@beep/kernel/LocalDate"
import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import { Decimal } from "@beep/quickbooks/contract/wire/scalars"
import { Result, Schema } from "effect"
import type { Refusal } from "../store/Refusal.ts"

const Ref = Schema.Struct({ value: Schema.String })
const optional = Schema.optionalKey

const LineBody = Schema.Struct({
  Amount: optional(Decimal),
  Description: optional(Schema.String),
  DetailType: optional(Schema.String),
  AccountBasedExpenseLineDetail: optional(Schema.Struct({ AccountRef: optional(Ref) })),
  SalesItemLineDetail: optional(Schema.Struct({ ItemRef: optional(Ref), ItemAccountRef: optional(Ref) })),
  LinkedTxn: optional(Schema.Array(Schema.Struct({ TxnId: Schema.String, TxnType: Schema.String })))
})
export type LineBody = typeof LineBody.Type

/** What the written entities have in their bodies; nothing is required before the entity is known. */
export const WriteBody = Schema.Struct({
  Id: optional(Schema.String),
  SyncToken: optional(Schema.String),
  sparse: optional(Schema.Boolean),
  CurrencyRef: optional(Ref),
  VendorRef: optional(Ref),
  CustomerRef: optional(Ref),
  DocNumber: optional(Schema.String.check(Schema.isMaxLength(21))),
  TxnDate: optional(LocalDate),
  DueDate: optional(LocalDate),
  SalesTermRef: optional(Ref),
  TermRef: optional(Ref),
  PrivateNote: optional(Schema.String),
  TotalAmt: optional(Decimal),
  PayType: optional(Schema.Literals(["Check", "CreditCard"])),
  CheckPayment: optional(Schema.Struct({ BankAccountRef: optional(Ref) })),
  CreditCardPayment: optional(Schema.Struct({ CCAccountRef: optional(Ref) })),
  DepositToAccountRef: optional(Ref),
  Line: optional(Schema.Array(LineBody)),
  BillEmail: optional(Schema.Struct({ Address: optional(Schema.String) })),
  DisplayName: optional(Schema.String.check(Schema.isMaxLength(500))),
  Active: optional(Schema.Boolean),
  PrimaryEmailAddr: optional(Schema.Struct({ Address: optional(Schema.String) })),
  PrimaryPhone: optional(Schema.Struct({ FreeFormNumber: optional(Schema.String) }))
})
export type WriteBody = typeof WriteBody.Type

/** Members by name, every number as its text. */
export type Members = Readonly<Record<string, unknown>>

const unreadable: Refusal = {
  code: "2010",
  message: "Request has invalid or unsupported property",
  detail: "Property Name:Can not be parsed is unsupported or invalid"
}

const decodeMembers = Schema.decodeUnknownResult(Schema.Record(Schema.String, Schema.Unknown))
const decodeBody = Schema.decodeUnknownResult(WriteBody)

export const membersOf = (text: string): Result.Result<Members, Refusal> =>
  Result.try({ try: () => exactJson(text), catch: () => unreadable }).pipe(
    Result.flatMap((json) => Result.mapError(decodeMembers(json), () => unreadable))
  )

/** A member that is null is one that is not there. */
export const bodyOf = (members: Members): Result.Result<WriteBody, Refusal> =>
  Result.mapError(
    decodeBody(Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined))),
    () => unreadable
  )
