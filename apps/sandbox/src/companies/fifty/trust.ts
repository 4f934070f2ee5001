import type { LocalDate } from "@beep/kernel/LocalDate"
import { dayOf, type Keeper, scaled } from "./Keeper.ts"
import { chequeNumber } from "./paying.ts"

/** Clients' money in on the 6th and out on the 24th; none of it is the company's. */
export const trust = (keeper: Keeper): ((date: LocalDate) => void) => {
  const { add, blueprint, builder } = keeper
  const held = blueprint.banks.find((bank) => bank.trust !== undefined)
  if (held === undefined) return () => {}
  const accountId = builder.account(held.name)
  const liability = builder.account("Client Trust Liability")
  const monthly = Math.round((held.trust ?? 0) / 12)
  return (date) => {
    if (dayOf(date) === 6) {
      const line = { accountId: liability, amount: scaled(keeper, monthly, 10), memo: "Client funds", paymentId: null }
      add({ type: "Deposit", date, docNumber: null, memo: "Client funds", accountId, lines: [line] })
    }
    if (dayOf(date) === 24) {
      const line = { accountId: liability, amount: scaled(keeper, monthly, 10), memo: "Client funds" }
      const docNumber = chequeNumber(keeper)
      add({ type: "Purchase", date, docNumber, memo: "", payment: "Check", accountId, vendorId: null, lines: [line] })
    }
  }
}
