import { maxMinor } from "@beep/kernel/Money"
import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"

/** Whether some amount is beyond what the product accepts: then nothing is computed, and nothing is cut off (runway.md 3.9). */
export const exceedsRange = (snapshot: LedgerSnapshot): boolean => {
  const beyond = (amount: bigint | null): boolean => amount !== null && (amount > maxMinor || amount < -maxMinor)
  return (
    snapshot.accounts.some((account) => beyond(account.balanceMinor) || beyond(account.homeMinor)) ||
    snapshot.receivables.some((item) => beyond(item.openMinor) || beyond(item.homeOpenMinor)) ||
    snapshot.payables.some((item) => beyond(item.openMinor) || beyond(item.homeOpenMinor)) ||
    snapshot.scheduledPayments.some((payment) => beyond(payment.amountMinor) || beyond(payment.homeAmountMinor)) ||
    snapshot.movements.some((movement) => beyond(movement.amountMinor)) ||
    snapshot.partyBalances.some((party) => beyond(party.balanceMinor)) ||
    snapshot.glAccounts.some((account) => beyond(account.endingMinor))
  )
}
