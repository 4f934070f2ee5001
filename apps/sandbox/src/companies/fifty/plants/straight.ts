import type { Keeper } from "../Keeper.ts"
import { on, part, plantBill, plantInvoice } from "./Ground.ts"

/** Lines straight on receivables and payables: of a deposit, a cheque, an expense and a journal entry, beside an open document of the same party. */
export const straightLines = (keeper: Keeper): void => {
  const { bank, builder } = keeper
  const [receivable, payable] = [builder.account("Accounts Receivable (A/R)"), builder.account("Accounts Payable (A/P)")]
  const customerId = builder.customer("Larchmont Dental", { days: 30 })
  const vendorId = builder.vendor("Iron Ledger Supply", { days: 30 })
  const common = { docNumber: null, memo: "" }
  plantInvoice(keeper, { customerId, amount: part(keeper, 3), days: -34, due: -4 })
  plantBill(keeper, { vendorId, amount: part(keeper, 3), days: -27, due: 3 })
  builder.add({
    ...common,
    type: "Deposit",
    date: on(keeper, -22),
    accountId: bank,
    lines: [{ accountId: receivable, amount: part(keeper), memo: "", paymentId: null, partyId: customerId }]
  })
  builder.add({
    ...common,
    type: "Purchase",
    date: on(keeper, -15),
    payment: "Check",
    accountId: bank,
    vendorId: null,
    customerId,
    lines: [{ accountId: receivable, amount: part(keeper, 0.5), memo: "" }]
  })
  builder.add({
    ...common,
    type: "Purchase",
    date: on(keeper, -12),
    payment: "Cash",
    accountId: bank,
    vendorId,
    lines: [{ accountId: payable, amount: part(keeper), memo: "" }]
  })
  const adjusted = part(keeper, 0.25)
  builder.add({
    ...common,
    type: "JournalEntry",
    date: on(keeper, -10),
    lines: [
      { accountId: builder.account("Services"), amount: adjusted, memo: "" },
      { accountId: receivable, amount: -adjusted, memo: "", partyId: customerId }
    ]
  })
}
