import { Schema } from "effect"
import { Account } from "./Account.ts"
import { Bill } from "./Bill.ts"
import { BillPayment } from "./BillPayment.ts"
import { CompanyInfo } from "./CompanyInfo.ts"
import { CreditMemo } from "./CreditMemo.ts"
import { Customer } from "./Customer.ts"
import { Deposit } from "./Deposit.ts"
import { Invoice } from "./Invoice.ts"
import { JournalEntry } from "./JournalEntry.ts"
import { Payment } from "./Payment.ts"
import { Preferences } from "./Preferences.ts"
import { Purchase } from "./Purchase.ts"
import { RefundReceipt } from "./RefundReceipt.ts"
import { SalesReceipt } from "./SalesReceipt.ts"
import { Term } from "./Term.ts"
import { Transfer } from "./Transfer.ts"
import { Vendor } from "./Vendor.ts"
import { VendorCredit } from "./VendorCredit.ts"

export interface EntityTypes {
  readonly Account: Account
  readonly Customer: Customer
  readonly Vendor: Vendor
  readonly Bill: Bill
  readonly Invoice: Invoice
  readonly Payment: Payment
  readonly BillPayment: BillPayment
  readonly VendorCredit: VendorCredit
  readonly CreditMemo: CreditMemo
  readonly Purchase: Purchase
  readonly Deposit: Deposit
  readonly Transfer: Transfer
  readonly JournalEntry: JournalEntry
  readonly SalesReceipt: SalesReceipt
  readonly RefundReceipt: RefundReceipt
  readonly Term: Term
  readonly CompanyInfo: CompanyInfo
  readonly Preferences: Preferences
}

/** The names are case-sensitive on the wire, in queries and in answers. */
export type EntityName = keyof EntityTypes

/** Decoders of what `exactJson` reads: every number arrives as text. */
export const entitySchemas: { readonly [Name in EntityName]: Schema.Decoder<EntityTypes[Name]> } = {
  Account,
  Customer,
  Vendor,
  Bill,
  Invoice,
  Payment,
  BillPayment,
  VendorCredit,
  CreditMemo,
  Purchase,
  Deposit,
  Transfer,
  JournalEntry,
  SalesReceipt,
  RefundReceipt,
  Term,
  CompanyInfo,
  Preferences
}

export const EntityName = Schema.Literals([
  "Account",
  "Customer",
  "Vendor",
  "Bill",
  "Invoice",
  "Payment",
  "BillPayment",
  "VendorCredit",
  "CreditMemo",
  "Purchase",
  "Deposit",
  "Transfer",
  "JournalEntry",
  "SalesReceipt",
  "RefundReceipt",
  "Term",
  "CompanyInfo",
  "Preferences"
])
