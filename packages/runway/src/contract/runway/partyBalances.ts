import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import type { PartyBalance } from "../ledger/PartyBalance.ts"
import { type Figure, figureOf } from "./Figure.ts"
import { order } from "./orderedBooks.ts"

/** What the customers or vendors of the books state as their own balance; parties at zero are no rows. */
export const partyBalanceFigure = (snapshot: LedgerSnapshot, entityType: PartyBalance["entityType"]): Figure => {
  const rows = snapshot.partyBalances
    .filter((party) => party.entityType === entityType && party.balanceMinor !== 0n)
    .toSorted((a, b) => order(b.balanceMinor, a.balanceMinor) || order(a.qboId, b.qboId))
    .map((party) => ({
      key: `${entityType}:${party.qboId}`,
      source: entityType,
      qboId: party.qboId,
      label: party.name,
      partyName: party.name,
      date: null,
      amountMinor: party.balanceMinor,
      reason: "party_balance" as const,
      changes: true
    }))
  return figureOf(entityType === "Customer" ? "receivables" : "payables", "party_balances", rows)
}
