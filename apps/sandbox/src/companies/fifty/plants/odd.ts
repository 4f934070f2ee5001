import { maxMinor } from "@beep/kernel/Money"
import type { LedgerAccount } from "../../../ledger/Account.ts"
import type { Keeper } from "../Keeper.ts"
import { on, part, plantBill, plantCheque } from "./Ground.ts"

export const closedBank: LedgerAccount = {
  id: "106",
  name: "Old Money Market (deleted)",
  type: "Bank",
  subType: "MoneyMarket",
  parentId: null,
  active: false
}

/** A bank account that was made inactive with money in it. */
export const closedWithBalance = (keeper: Keeper): void => {
  const { builder } = keeper
  const amount = part(keeper, 5)
  builder.add({
    type: "JournalEntry",
    date: builder.startedOn,
    docNumber: null,
    memo: "",
    lines: [
      { accountId: builder.account(closedBank.name), amount, memo: "" },
      { accountId: builder.account("Opening Balance Equity"), amount: -amount, memo: "" }
    ]
  })
}

/** A bill of more minor units than the product takes. */
export const beyondRange = (keeper: Keeper): void => {
  const vendorId = keeper.builder.vendor("Fat Finger Supply", { days: 30 })
  plantBill(keeper, { vendorId, amount: maxMinor + 100n, days: -5, due: 25 })
}

/** All that left the bank in ninety days is one cheque. */
export const singleOutflow = (keeper: Keeper): void => {
  plantCheque(keeper, "Insurance", part(keeper, 80), -41)
}

/** Bills that are due, in books nothing is paid from. */
export const unpaidBills = (keeper: Keeper): void => {
  const vendorId = keeper.builder.vendor("Registered Agents Co", { days: 30 })
  plantBill(keeper, { vendorId, amount: part(keeper, 3), days: -14, due: 16 })
}

/** Bought on the card, which is all this company has. */
export const cardOnly = (keeper: Keeper): void => {
  const { builder, card } = keeper
  for (let at = 1; at <= 12; at += 1) {
    builder.add({
      type: "Purchase",
      date: on(keeper, -at * 24),
      docNumber: null,
      memo: "",
      payment: "CreditCard",
      accountId: card,
      vendorId: builder.vendor("Marketplace Ads", { days: 30 }),
      lines: [{ accountId: builder.account("Advertising"), amount: part(keeper), memo: "" }]
    })
  }
}
