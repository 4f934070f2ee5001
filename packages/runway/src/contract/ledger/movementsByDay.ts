import { maxMinor } from "@beep/kernel/Money"
import type { CashMovement } from "./CashMovement.ts"

const fits = (amount: bigint): boolean => amount <= maxMinor && amount >= -maxMinor

/**
 * One movement for all of a day, an account, a kind and a direction: what every figure is
 * computed from is the same, and it takes no more room however much was paid. A sum that no
 * movement could have is begun anew.
 */
export const movementsByDay = (movements: ReadonlyArray<CashMovement>): ReadonlyArray<CashMovement> => {
  const sums = new Map<string, CashMovement>()
  const full: Array<CashMovement> = []
  for (const { accountQboId, amountMinor, counterKind, date, isOneOff } of movements) {
    const key = [accountQboId, date, counterKind, amountMinor < 0n ? "out" : "in", isOneOff ? "one-off" : "usual"].join("/")
    const before = sums.get(key)
    const isFull = before !== undefined && !fits(before.amountMinor + amountMinor)
    if (isFull) full.push({ ...before, line: full.length + 1 })
    sums.set(key, {
      accountQboId,
      date,
      amountMinor: (before === undefined || isFull ? 0n : before.amountMinor) + amountMinor,
      counterKind,
      sourceType: null,
      sourceQboId: null,
      line: 0,
      reportRowKey: key,
      label: "",
      isOneOff,
      oneOffReason: null
    })
  }
  return [...full, ...sums.values()]
}
