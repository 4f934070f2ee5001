import type { CashAccount } from "../ledger/CashAccount.ts"
import type { CashRole } from "../ledger/CashRole.ts"
import type { GlAccount } from "../ledger/GlAccount.ts"
import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import type { QboId } from "../ledger/QboId.ts"
import { type Figure, figureOf, type LeftOutReason } from "./Figure.ts"
import { order } from "./orderedBooks.ts"

/** An account as the cash figure sees it; `homeMinor` null means that no exchange rate is known. */
export interface CashLine {
  readonly key: string
  readonly qboId: QboId | null
  readonly name: string
  readonly role: CashRole
  readonly homeMinor: bigint | null
}

const fromAccount = (account: CashAccount): CashLine => ({
  key: `Account:${account.qboId}`, qboId: account.qboId, name: account.name, role: account.role, homeMinor: account.homeMinor
})

const fromLedger = (account: GlAccount): CashLine => ({
  key: `Account:${account.qboId ?? account.name}`, qboId: account.qboId, name: account.name, role: account.role, homeMinor: account.endingMinor
})

/** The accounts; where their list was not synced, the accounts of the general ledger report. */
export const cashLines = (snapshot: LedgerSnapshot): ReadonlyArray<CashLine> =>
  snapshot.accounts.length > 0 ? snapshot.accounts.map(fromAccount) : snapshot.glAccounts.map(fromLedger)

const leftOutBecause = (line: CashLine): LeftOutReason | undefined => {
  if (line.role === "included") return line.homeMinor === null ? "no_exchange_rate" : undefined
  if (line.role === "restricted") return "account_restricted"
  return line.role === "excluded" ? "account_excluded" : undefined
}

const byAmount = (a: CashLine, b: CashLine): number => order(b.homeMinor ?? 0n, a.homeMinor ?? 0n) || order(a.key, b.key)

/** C of runway.md 3.2: balances of included accounts; null when there is none to read. */
export const cashFigure = (snapshot: LedgerSnapshot): Figure | null => {
  const lines = cashLines(snapshot).toSorted(byAmount)
  const base = (line: CashLine) => ({
    key: line.key, source: "Account" as const, qboId: line.qboId, label: line.name, partyName: null, date: null
  })
  const rows = lines.flatMap((line) =>
    line.role === "included" && line.homeMinor !== null
      ? [{ ...base(line), amountMinor: line.homeMinor, reason: "account_balance" as const, changes: line.homeMinor !== 0n }]
      : []
  )
  const leftOut = lines.flatMap((line) => {
    const reason = leftOutBecause(line)
    return reason === undefined ? [] : [{ ...base(line), amountMinor: line.homeMinor ?? 0n, reason }]
  })
  return rows.length === 0 ? null : figureOf("cash", snapshot.accounts.length > 0 ? "accounts" : "general_ledger", rows, leftOut)
}
