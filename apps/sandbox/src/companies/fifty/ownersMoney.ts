import { daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import { type Ledger } from "../../ledger/Ledger.ts"
import { daysAgo, type Keeper } from "./Keeper.ts"
import { chequeNumber } from "./paying.ts"

/** Longer ago than the ninety days burn is measured over (runway.md 3.2). */
const drawnDaysAgo = 105

/** The least an account held on any day before another, with what it opens with. */
const lowest = (ledger: Ledger, accountId: string, opening: bigint, before: LocalDate): bigint => {
  let [running, low] = [opening, 0n]
  for (const { amount, transaction } of ledger.rowsOfAccount.get(accountId) ?? []) {
    if (transaction.date >= before) break
    running += amount
    if (running < low) low = running
  }
  return low
}

/**
 * What the owner put in at the start so that a year's swings stay above zero, and took out
 * again before the days that count. The result adds to the opening balance.
 */
export const ownersMoney = (keeper: Keeper, ledger: Ledger, accountId: string, opening: bigint): bigint => {
  const { blueprint, builder } = keeper
  const date = daysAgo(keeper, drawnDaysAgo)
  if (daysBetween(builder.startedOn, date) < 60 || blueprint.activity === "idle") return 0n
  const short = -lowest(ledger, accountId, opening, date)
  if (short <= 0n) return 0n
  const amount = short + BigInt(blueprint.scale * blueprint.profile.revenue) / 20n
  const lines = [{ accountId: builder.account("Owner's Draw"), amount, memo: "" }]
  const docNumber = chequeNumber(keeper)
  builder.add({ type: "Purchase", date, docNumber, memo: "", payment: "Check", accountId, vendorId: null, lines })
  return amount
}
