import type { Keeper } from "../Keeper.ts"
import { part, plantBill, plantBillPayment, plantInvoice, plantReceipt } from "./Ground.ts"

/** The same bill twice by number, the same invoice twice by amount and day, the same receipt twice. */
export const duplicates = (keeper: Keeper): void => {
  const { builder } = keeper
  const vendorId = builder.vendor("Cascade Paper", { days: 30 })
  const amount = part(keeper) + 31n
  plantBill(keeper, { vendorId, amount, days: -20, due: 10, doc: "CP-4471" })
  plantBill(keeper, { vendorId, amount, days: -18, due: 12, doc: "CP-4471" })
  const customerId = builder.customer("Pinecrest Dental Group", { days: 30 })
  plantInvoice(keeper, { customerId, amount: amount + 7n, days: -16, due: 14, doc: null })
  plantInvoice(keeper, { customerId, amount: amount + 7n, days: -14, due: 16, doc: null })
}

/** One party under two names, on both sides. */
export const doubleNames = (keeper: Keeper): void => {
  const { builder } = keeper
  const [one, other] = [builder.vendor("Summit Courier", { days: 15 }), builder.vendor("Summit Courier Inc", { days: 15 })]
  plantBill(keeper, { vendorId: one, amount: part(keeper, 0.5), days: -25, due: 5 })
  plantBill(keeper, { vendorId: other, amount: part(keeper, 0.4), days: -15, due: 9 })
  builder.customer("Delmar Outfitters", { days: 30 })
  builder.customer("Delmar Outfitters LLC", { days: 30 })
}

/** Paid in part on both sides. */
export const partlyPaid = (keeper: Keeper): void => {
  const { builder } = keeper
  const vendorId = builder.vendor("Larkspur Rentals", { days: 30 })
  const billId = plantBill(keeper, { vendorId, amount: part(keeper, 2), days: -33, due: -3 })
  plantBillPayment(keeper, vendorId, billId, { amount: part(keeper), days: -8 })
  const customerId = builder.customer("Greenline Transit", { days: 30 })
  const invoiceId = plantInvoice(keeper, { customerId, amount: part(keeper, 3), days: -38, due: -8 })
  plantReceipt(keeper, customerId, invoiceId, { amount: part(keeper, 2), days: -9 })
}
