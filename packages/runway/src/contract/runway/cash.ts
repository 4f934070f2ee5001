import type { LocalDate } from "@beep/kernel/LocalDate"
import type { CashAccount } from "../ledger/CashAccount.ts"
import type { CashRole } from "../ledger/CashRole.ts"
import type { GlAccount } from "../ledger/GlAccount.ts"
import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import type { QboId } from "../ledger/QboId.ts"
import { rejectedOf } from "./coverageRules.ts"
import { type CountedRow, type Figure, figureOf, type LeftOutReason } from "./Figure.ts"
import { order } from "./orderedBooks.ts"

/** An account as the cash figure sees it; `homeMinor` null means that no exchange rate is known. */
export interface CashLine {
  readonly key: string
  readonly qboId: QboId | null
  readonly name: string
  readonly role: CashRole
  readonly homeMinor: bigint | null
  readonly balanceDate: LocalDate | null
  readonly fromLedger: boolean
}

const fromAccount = (account: CashAccount): CashLine => ({
  key: `Account:${account.qboId}`,
  qboId: account.qboId,
  name: account.name,
  role: account.role,
  homeMinor: account.homeMinor,
  balanceDate: account.balanceDate,
  fromLedger: account.balanceSource === "general_ledger"
})

const fromLedger = (account: GlAccount): CashLine => ({
  key: `Account:${account.qboId ?? account.name}`,
  qboId: account.qboId,
  name: account.name,
  role: account.role,
  homeMinor: account.endingMinor,
  balanceDate: null,
  fromLedger: true
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

/**
 * The rows under one account: the lines of the general ledger report where the
 * balance came from there and they add up to it, else the balance itself.
 */
const rowsOf = (snapshot: LedgerSnapshot, line: CashLine, homeMinor: bigint): ReadonlyArray<CountedRow> => {
  const balance = {
    key: line.key,
    source: "Account" as const,
    qboId: line.qboId,
    label: line.name,
    partyName: null,
    date: line.balanceDate,
    amountMinor: homeMinor,
    reason: "account_balance" as const,
    changes: homeMinor !== 0n
  }
  const ledger = line.fromLedger
    ? snapshot.glAccounts.find((account) => account.qboId === line.qboId && account.name === line.name)
    : undefined
  // Older rows are in the balance the report begins with.
  const { historyFrom } = snapshot.coverage
  const rows = (ledger?.rows ?? []).filter(({ date }) => date === null || historyFrom === null || date >= historyFrom)
  if (
    ledger === undefined ||
    ledger.beginningMinor === null ||
    rows.length === 0 ||
    rows.reduce((sum, row) => sum + row.amountMinor, ledger.beginningMinor) !== homeMinor
  )
    return [balance]
  return [
    {
      ...balance,
      date: null,
      amountMinor: ledger.beginningMinor,
      reason: "beginning_balance",
      changes: ledger.beginningMinor !== 0n
    },
    ...rows.map((row) => ({
      key: `${line.key}:${row.key}`,
      source: "GeneralLedger" as const,
      qboId: row.txnQboId,
      label: [row.txnType, row.docNumber].filter((text) => text !== null).join(" "),
      partyName: row.partyName,
      date: row.date,
      amountMinor: row.amountMinor,
      reason: "ledger_entry" as const,
      changes: row.amountMinor !== 0n
    }))
  ]
}

/** Accounts that count toward cash. */
export const countedLines = (snapshot: LedgerSnapshot): ReadonlyArray<CashLine> =>
  cashLines(snapshot).filter((line) => line.role === "included" && line.homeMinor !== null)

/** C of runway.md 3.2: balances of included accounts; null when there is none to read, or one that cannot be kept. */
export const cashFigure = (snapshot: LedgerSnapshot): Figure | null => {
  const counted = countedLines(snapshot).toSorted(byAmount)
  if (counted.length === 0 || rejectedOf(snapshot, ["accounts"]).length > 0) return null
  const leftOut = cashLines(snapshot)
    .toSorted(byAmount)
    .flatMap((line) => {
      const reason = leftOutBecause(line)
      if (reason === undefined) return []
      return [
        {
          key: line.key,
          source: "Account" as const,
          qboId: line.qboId,
          label: line.name,
          partyName: null,
          date: line.balanceDate,
          amountMinor: line.homeMinor ?? 0n,
          reason
        }
      ]
    })
  return figureOf(
    "cash",
    counted.every((line) => line.fromLedger) ? "general_ledger" : "accounts",
    counted.flatMap((line) => rowsOf(snapshot, line, line.homeMinor ?? 0n)),
    leftOut
  )
}
