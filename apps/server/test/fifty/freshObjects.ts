import { daysBetween, LocalDate } from "@beep/kernel/LocalDate"
import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import type { CompanySource } from "@beep/sandbox/accounting/CompanySource"
import { Schema } from "effect"

const Ref = Schema.Struct({ value: Schema.String, name: Schema.optionalKey(Schema.String) })
const text = Schema.optionalKey(Schema.String)
const number = Schema.optionalKey(Schema.Finite)
const ref = Schema.optionalKey(Ref)

const Line = Schema.Struct({
  Amount: number,
  DetailType: text,
  LinkedTxn: Schema.optionalKey(Schema.Array(Schema.Struct({ TxnId: Schema.String, TxnType: Schema.String }))),
  AccountBasedExpenseLineDetail: Schema.optionalKey(Schema.Struct({ AccountRef: ref }))
})

/** An object as QuickBooks has it, with plain numbers: nothing of the product has touched it. */
export const Fresh = Schema.Struct({
  Id: Schema.String,
  TxnDate: text,
  DueDate: text,
  DocNumber: text,
  PaymentRefNum: text,
  TotalAmt: number,
  Balance: number,
  RemainingCredit: number,
  UnappliedAmt: number,
  HomeBalance: number,
  ExchangeRate: number,
  CurrentBalance: number,
  DueDays: Schema.optionalKey(Schema.Union([Schema.Finite, Schema.String])),
  VendorRef: ref,
  CustomerRef: ref,
  CurrencyRef: ref,
  SalesTermRef: ref,
  TermRef: ref,
  AccountRef: ref,
  DepositToAccountRef: ref,
  PrivateNote: text,
  PayType: text,
  DisplayName: text,
  Name: text,
  AccountType: text,
  AccountSubType: text,
  Active: Schema.optionalKey(Schema.Boolean),
  PrimaryEmailAddr: Schema.optionalKey(Schema.Struct({ Address: text })),
  PrimaryPhone: Schema.optionalKey(Schema.Struct({ FreeFormNumber: text })),
  Line: Schema.optionalKey(Schema.Array(Line))
})
export type Fresh = typeof Fresh.Type

export const freshObjects = (source: CompanySource, entity: EntityName): ReadonlyArray<Fresh> =>
  (source.rows(entity) ?? []).map(({ raw }) => Schema.decodeUnknownSync(Fresh)(JSON.parse(raw)))

export const cents = (amount: number | undefined): number => Math.round((amount ?? 0) * 100)

const documentTypes = [
  "Bill",
  "Invoice",
  "VendorCredit",
  "CreditMemo",
  "Payment",
  "BillPayment",
  "SalesReceipt",
  "Deposit"
] as const

export interface Paper {
  readonly type: (typeof documentTypes)[number]
  readonly key: string
  readonly object: Fresh
  readonly age: number
  readonly due: number | null
  readonly open: number
  /** Not voided, and open or of the last 90 days. */
  readonly counts: boolean
  readonly party: Fresh | undefined
  readonly partyId: string | undefined
  readonly partyType: "Vendor" | "Customer"
}

const openOf = (type: Paper["type"], object: Fresh): number => {
  if (type === "Payment") return cents(object.UnappliedAmt)
  if (type === "CreditMemo") return cents(object.RemainingCredit ?? object.Balance ?? object.TotalAmt)
  return type === "Bill" || type === "Invoice" || type === "VendorCredit" ? cents(object.Balance ?? object.TotalAmt) : 0
}

/** All documents of a company, with what follows from them. */
export const papersOf = (source: CompanySource, asOf: LocalDate) => {
  const terms = new Map(freshObjects(source, "Term").map((term) => [term.Id, Number(term.DueDays)]))
  const parties = {
    Vendor: new Map(freshObjects(source, "Vendor").map((one) => [one.Id, one])),
    Customer: new Map(freshObjects(source, "Customer").map((one) => [one.Id, one]))
  }
  const papers = documentTypes.flatMap((type) =>
    freshObjects(source, type).map((object): Paper => {
      const age = daysBetween(LocalDate.make(object.TxnDate ?? ""), asOf)
      const days = object.SalesTermRef === undefined ? undefined : terms.get(object.SalesTermRef.value)
      const own = object.DueDate === undefined ? null : daysBetween(LocalDate.make(object.DueDate), asOf)
      const open = openOf(type, object)
      const isVoid = cents(object.TotalAmt) === 0 && (object.PrivateNote ?? "").startsWith("Voided")
      const partyType = type === "Bill" || type === "VendorCredit" || type === "BillPayment" ? "Vendor" : "Customer"
      const partyId = (partyType === "Vendor" ? object.VendorRef : object.CustomerRef)?.value
      return {
        type,
        key: `${type}/${object.Id}`,
        object,
        age,
        due: own ?? (days === undefined ? null : age - days),
        open: isVoid ? 0 : open,
        counts: !isVoid && (open > 0 || age <= 90),
        partyType,
        partyId,
        party: partyId === undefined ? undefined : parties[partyType].get(partyId)
      }
    })
  )
  return { papers, parties }
}
