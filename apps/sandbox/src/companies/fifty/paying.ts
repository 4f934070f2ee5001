import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Keeper } from "./Keeper.ts"

export const chequeNumber = (keeper: Keeper): string => {
  keeper.cheque += 1
  return String(keeper.cheque)
}

/** Settles a bill in full by cheque, on a later day. */
export const pay = (keeper: Keeper, billId: string, vendorId: string, amount: bigint, date: LocalDate): void =>
  keeper.later(date, () => {
    keeper.add({
      type: "BillPayment",
      date,
      docNumber: chequeNumber(keeper),
      memo: "",
      vendorId,
      payType: "Check",
      accountId: keeper.bank,
      applied: [{ type: "Bill", id: billId, amount }]
    })
  })

export const spendOnCard = (keeper: Keeper, date: LocalDate, payee: string, accountId: string, amount: bigint): void => {
  const { add, builder, card } = keeper
  keeper.owed += amount
  add({
    type: "Purchase",
    date,
    docNumber: null,
    memo: "",
    payment: "CreditCard",
    accountId: card,
    vendorId: builder.vendor(payee, { days: 30 }),
    lines: [{ accountId, amount, memo: "" }]
  })
}

/** Pays off what was on the card before today: the cost of the purchases leaves the bank once, here. */
export const settleCard = (keeper: Keeper, date: LocalDate): void => {
  if (keeper.owed <= 0n) return
  keeper.add({
    type: "Transfer",
    date,
    docNumber: null,
    memo: "Card payment",
    fromAccountId: keeper.bank,
    toAccountId: keeper.card,
    amount: keeper.owed
  })
  keeper.owed = 0n
}
