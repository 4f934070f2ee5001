import { minor } from "../../BooksBuilder.ts"
import type { Keeper } from "../Keeper.ts"
import { part, plantBill, plantInvoice } from "./Ground.ts"

/** Invoices more than ninety days overdue: none of them counts. */
export const staleInvoices = (keeper: Keeper): void => {
  const { builder } = keeper
  ;["Shuttered Gallery", "Vanished Ventures", "Closed Kitchen Group"].forEach((name, at) => {
    const customerId = builder.customer(name, { days: 30 })
    plantInvoice(keeper, { customerId, amount: part(keeper, 2), days: -150 - 9 * at, due: -120 - 9 * at })
  })
}

/** Seven customers who are late by weeks, not months. */
export const overdueBacklog = (keeper: Keeper): void => {
  for (let at = 1; at <= 7; at += 1) {
    const customerId = keeper.builder.customer(`Late Payer ${at}`, { days: 30 })
    plantInvoice(keeper, { customerId, amount: part(keeper, 0.3), days: -40 - at * 3, due: -10 - at * 3 })
  }
}

/** One invoice of more than five thousand that is overdue. */
export const largeOverdue = (keeper: Keeper): void => {
  const customerId = keeper.builder.customer("Grand Terminal Authority", { days: 30 })
  plantInvoice(keeper, { customerId, amount: minor(6_400), days: -52, due: -22 })
}

/** A bill overdue for more than two months. */
export const oldBill = (keeper: Keeper): void => {
  const vendorId = keeper.builder.vendor("Forgotten Freight", { days: 15 })
  plantBill(keeper, { vendorId, amount: part(keeper), days: -95, due: -80 })
}

/** More than ten thousand to a vendor never met before. */
export const unusualAmount = (keeper: Keeper): void => {
  const vendorId = keeper.builder.vendor("First Time Machinery", { days: 30 })
  plantBill(keeper, { vendorId, amount: minor(11_250), days: -6, due: 24 })
}
