import type { SizeClass } from "../Blueprint.ts"
import type { Keeper } from "../Keeper.ts"
import { part, plantBill, plantCheque, plantInvoice } from "./Ground.ts"

const uncategorized: Readonly<Record<SizeClass, readonly [number, number]>> = { micro: [3, 8], small: [11, 20], medium: [20, 45] }
const undated: Readonly<Record<SizeClass, readonly [number, number]>> = { micro: [2, 3], small: [4, 7], medium: [8, 14] }

/** Bills with no due date and vendors with no terms; one more whose terms would give the date. */
export const undatedBills = (keeper: Keeper): void => {
  const { blueprint, builder, draw } = keeper
  const count = draw.whole(...undated[blueprint.size])
  for (let at = 1; at <= count; at += 1) {
    const vendorId = builder.vendor(`Freelancer ${at}`)
    const doc = at === 1 ? null : `FR-${at}`
    plantBill(keeper, { vendorId, amount: part(keeper) + BigInt(at), days: -3 * at, due: null, doc })
  }
  const vendorId = builder.vendor("Halden Framing Supply", { days: 30 })
  plantBill(keeper, { vendorId, amount: part(keeper), days: -12, due: null, termDays: 30 })
}

export const undatedInvoices = (keeper: Keeper): void => {
  const customerId = keeper.builder.customer("Orchard Lane Bakery")
  plantInvoice(keeper, { customerId, amount: part(keeper), days: -18, due: null })
}

/** Spending nobody has put anywhere. */
export const uncategorizedSpending = (keeper: Keeper): void => {
  const { blueprint, draw } = keeper
  const count = draw.whole(...uncategorized[blueprint.size])
  const days = Math.min(80, blueprint.historyDays - 1)
  for (let at = 1; at <= count; at += 1) {
    const account = at % 4 === 0 ? "Ask My Accountant" : "Uncategorized Expense"
    plantCheque(keeper, account, part(keeper, 0.5) + BigInt(draw.whole(0, 900)), -1 - ((at * 7) % days))
  }
}

/** A vendor nobody lists any more is still owed, and so is one that was made inactive. */
export const lostReferences = (keeper: Keeper): void => {
  plantBill(keeper, { vendorId: "99901", amount: part(keeper), days: -15, due: 12 })
  plantInvoice(keeper, { customerId: "99902", amount: part(keeper), days: -15, due: 10 })
  const vendorId = keeper.builder.vendor("Retired Supplier", { active: false, days: 30 })
  plantBill(keeper, { vendorId, amount: part(keeper), days: -20, due: 9 })
}

/** An invoice to a customer whose address is not known. */
export const noAddress = (keeper: Keeper): void => {
  const customerId = keeper.builder.customer("Walk-in Accounts", { days: 30, email: null })
  plantInvoice(keeper, { customerId, amount: part(keeper), days: -10, due: 20 })
}

/** A bill over nothing, an invoice worth less than nothing, one due before it was written. */
export const impossibleDocuments = (keeper: Keeper): void => {
  const { builder } = keeper
  const vendorId = builder.vendor("Tidewater Signs", { days: 30 })
  const customerId = builder.customer("Fenwick & Sons", { days: 30 })
  plantBill(keeper, { vendorId, amount: 0n, days: -9, due: 21 })
  plantBill(keeper, { vendorId, amount: part(keeper), days: -8, due: -20 })
  plantInvoice(keeper, { customerId, amount: part(keeper, 2), days: -14, due: 16 })
  plantInvoice(keeper, { customerId, amount: -part(keeper), days: -7, due: 23 })
}
