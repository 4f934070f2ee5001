import type { Keeper } from "../Keeper.ts"
import { part, plantBill, plantBillPayment, plantCreditMemo, plantInvoice, plantReceipt, plantVendorCredit } from "./Ground.ts"

/** Money and credits of three weeks ago that nobody put against the open document beside them. */
export const unapplied = (keeper: Keeper): void => {
  const { builder } = keeper
  const customerId = builder.customer("Corner Hardware", { days: 30 })
  plantInvoice(keeper, { customerId, amount: part(keeper, 2), days: -40, due: -10 })
  plantReceipt(keeper, customerId, null, { amount: part(keeper, 0.5), days: -21 })
  plantCreditMemo(keeper, customerId, part(keeper, 0.25), -20)
  const vendorId = builder.vendor("Metro Supply House", { days: 30 })
  plantBill(keeper, { vendorId, amount: part(keeper, 2), days: -28, due: 2 })
  plantVendorCredit(keeper, vendorId, part(keeper, 0.5), -16)
}

/** Credits beyond all that is open with the party. */
export const creditsBeyond = (keeper: Keeper): void => {
  const { builder } = keeper
  const customerId = builder.customer("Quillon Media", { days: 30 })
  plantInvoice(keeper, { customerId, amount: part(keeper), days: -25, due: 5 })
  plantCreditMemo(keeper, customerId, part(keeper, 3), -11)
  const vendorId = builder.vendor("Overpaid Wholesale", { days: 30 })
  plantBill(keeper, { vendorId, amount: part(keeper), days: -25, due: 5 })
  plantVendorCredit(keeper, vendorId, part(keeper, 3), -12)
}

/** A receipt that has waited in Undeposited Funds for more than a week. */
export const undeposited = (keeper: Keeper): void => {
  const { builder } = keeper
  const customerId = builder.customer("Harper Row Apparel", { days: 30 })
  const invoiceId = plantInvoice(keeper, { customerId, amount: part(keeper), days: -30, due: 0 })
  plantReceipt(keeper, customerId, invoiceId, { amount: part(keeper), days: -8, accountId: builder.account("Undeposited Funds") })
}

/** A bill whose payment is written down for later. */
export const paidAhead = (keeper: Keeper): void => {
  const vendorId = keeper.builder.vendor("Forward Leasing", { days: 30 })
  const billId = plantBill(keeper, { vendorId, amount: part(keeper), days: -26, due: 4 })
  plantBillPayment(keeper, vendorId, billId, { amount: part(keeper), days: 3 })
}

/** An invoice voided, a bill whose payment was voided and that is open again, and documents that are no more. */
export const voidedAndDeleted = (keeper: Keeper): void => {
  const { builder } = keeper
  const customerId = builder.customer("Cancelled Orders", { days: 30 })
  const vendorId = builder.vendor("Bounced Cheque Supply", { days: 30 })
  const gone = plantInvoice(keeper, { customerId, amount: part(keeper), days: -22, due: 8 })
  builder.void(gone, builder.asOf)
  const billId = plantBill(keeper, { vendorId, amount: part(keeper), days: -24, due: 6 })
  const paymentId = plantBillPayment(keeper, vendorId, billId, { amount: part(keeper), days: -6 })
  builder.void(paymentId, builder.asOf)
  builder.delete(plantBill(keeper, { vendorId, amount: part(keeper), days: -19, due: 11 }), builder.asOf)
  builder.delete(plantInvoice(keeper, { customerId, amount: part(keeper), days: -19, due: 11 }), builder.asOf)
}
