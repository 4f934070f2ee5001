import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import type { Foreign } from "../../../ledger/Foreign.ts"
import type { Keeper } from "../Keeper.ts"
import { chequeNumber } from "../paying.ts"

/** Amounts of planted documents go with the company: a two-hundredth of a month's revenue, in minor units, twenty dollars at least. */
export const part = ({ blueprint }: Keeper, count = 1): bigint => {
  const unit = Math.max(2_000, Math.floor((blueprint.profile.revenue * blueprint.scale) / 200))
  return BigInt(Math.round((unit * count) / 100) * 100)
}

/** Days from the as-of date; negative is before it. */
export const on = ({ builder }: Keeper, days: number): LocalDate => addDays(builder.asOf, days)

interface BillOptions {
  readonly vendorId: string
  readonly amount: bigint
  readonly days: number
  /** Days from the as-of date; null: no due date. */
  readonly due: number | null
  readonly doc?: string | null
  readonly termDays?: number
  readonly foreign?: Foreign
  readonly account?: string
}

const tagged = (foreign: Foreign | undefined) => (foreign === undefined ? {} : { foreign })

export const plantBill = (keeper: Keeper, options: BillOptions): string => {
  const { builder } = keeper
  const { account = "Subcontractors", amount, days, doc, due, foreign, termDays, vendorId } = options
  keeper.planted += 1
  return builder.add({
    ...tagged(foreign),
    type: "Bill",
    date: on(keeper, days),
    docNumber: doc === undefined ? `PB-${keeper.planted}` : doc,
    memo: "",
    vendorId,
    dueDate: due === null ? null : on(keeper, due),
    termId: builder.termId(termDays),
    lines: [{ accountId: builder.account(account), amount, memo: "" }]
  })
}

interface InvoiceOptions {
  readonly customerId: string
  readonly amount: bigint
  readonly days: number
  readonly due: number | null
  readonly doc?: string | null
  readonly foreign?: Foreign
}

export const plantInvoice = (keeper: Keeper, { amount, customerId, days, doc, due, foreign }: InvoiceOptions): string => {
  const { builder } = keeper
  keeper.planted += 1
  return builder.add({
    ...tagged(foreign),
    type: "Invoice",
    date: on(keeper, days),
    docNumber: doc === undefined ? `PI-${keeper.planted}` : doc,
    memo: "",
    customerId,
    dueDate: due === null ? null : on(keeper, due),
    termId: null,
    lines: [{ accountId: builder.account("Services"), amount, memo: "" }],
    emailed: false
  })
}

interface Settlement {
  readonly amount: bigint
  readonly days: number
  readonly accountId?: string
  readonly foreign?: Foreign
}

export const plantBillPayment = (
  keeper: Keeper,
  vendorId: string,
  billId: string,
  { accountId, amount, days, foreign }: Settlement
) =>
  keeper.builder.add({
    ...tagged(foreign),
    type: "BillPayment",
    date: on(keeper, days),
    docNumber: chequeNumber(keeper),
    memo: "",
    vendorId,
    payType: "Check",
    accountId: accountId ?? keeper.bank,
    applied: [{ type: "Bill", id: billId, amount }]
  })

/** Without an invoice the payment stays unapplied. */
export const plantReceipt = (
  keeper: Keeper,
  customerId: string,
  invoiceId: string | null,
  { accountId, amount, days, foreign }: Settlement
) =>
  keeper.builder.add({
    ...tagged(foreign),
    type: "Payment",
    date: on(keeper, days),
    docNumber: null,
    memo: "",
    customerId,
    accountId: accountId ?? keeper.bank,
    total: amount,
    applied: invoiceId === null ? [] : [{ type: "Invoice", id: invoiceId, amount }]
  })

export const plantCreditMemo = (keeper: Keeper, customerId: string, amount: bigint, days: number) =>
  keeper.builder.add({
    type: "CreditMemo",
    date: on(keeper, days),
    docNumber: `CM-${days}`,
    memo: "",
    customerId,
    lines: [{ accountId: keeper.builder.account("Services"), amount, memo: "" }]
  })

export const plantVendorCredit = (keeper: Keeper, vendorId: string, amount: bigint, days: number) =>
  keeper.builder.add({
    type: "VendorCredit",
    date: on(keeper, days),
    docNumber: `VC-${days}`,
    memo: "",
    vendorId,
    lines: [{ accountId: keeper.builder.account("Subcontractors"), amount, memo: "" }]
  })

export const plantCheque = (keeper: Keeper, account: string, amount: bigint, days: number) =>
  keeper.builder.add({
    type: "Purchase",
    date: on(keeper, days),
    docNumber: null,
    memo: "",
    payment: "Cash",
    accountId: keeper.bank,
    vendorId: null,
    lines: [{ accountId: keeper.builder.account(account), amount, memo: "" }]
  })
