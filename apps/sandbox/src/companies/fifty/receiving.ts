import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import type { AccountLine } from "../../ledger/Transaction.ts"
import { sumOf } from "../../ledger/Transaction.ts"
import type { Keeper } from "./Keeper.ts"

const payDay = ({ blueprint, draw }: Keeper, date: LocalDate): LocalDate => {
  if (blueprint.payers === "at_once") return date
  return addDays(date, blueprint.payers === "prompt" ? draw.whole(0, 2) : draw.whole(...blueprint.profile.paysAfter))
}

/** Part of an invoice arrives at the bank. */
const receive = (keeper: Keeper, invoiceId: string, customerId: string, amount: bigint, date: LocalDate): void => {
  const write = () => {
    keeper.add({
      type: "Payment",
      date,
      docNumber: null,
      memo: "",
      customerId,
      accountId: keeper.bank,
      total: amount,
      applied: [{ type: "Invoice", id: invoiceId, amount }]
    })
  }
  keeper.later(date, write)
}

/** An invoice, and its payment as this company's customers pay; one in twelve of the slow ones in two parts. */
export const bill = (keeper: Keeper, customer: string, date: LocalDate, lines: ReadonlyArray<AccountLine>): void => {
  const { add, blueprint, builder, draw } = keeper
  const days = blueprint.profile.termDays
  const customerId = builder.customer(customer, { days })
  keeper.invoice += 1
  const id = add({
    type: "Invoice",
    date,
    docNumber: String(keeper.invoice),
    memo: "",
    customerId,
    dueDate: addDays(date, days),
    termId: builder.termId(days),
    lines,
    emailed: draw.chance(80)
  })
  const amount = sumOf(lines)
  const on = payDay(keeper, date)
  if (blueprint.payers !== "slow" || !draw.chance(8)) return receive(keeper, id, customerId, amount, on)
  receive(keeper, id, customerId, amount / 2n, on)
  receive(keeper, id, customerId, amount - amount / 2n, addDays(on, draw.whole(5, 15)))
}
