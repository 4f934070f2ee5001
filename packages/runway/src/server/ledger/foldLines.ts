import { daysBetween } from "@beep/kernel/LocalDate"
import { recentDays } from "../../contract/hygiene/HygieneBooks.ts"
import { isCatchAll } from "../../contract/hygiene/rules/uncategorized.ts"
import type { Outgoing } from "../../contract/completeness/Outgoing.ts"
import { outgoings } from "../../contract/completeness/outgoings.ts"
import type { CashMovement } from "../../contract/ledger/CashMovement.ts"
import type { GlAccount, GlRow } from "../../contract/ledger/GlAccount.ts"
import type { MovementDay } from "../../contract/ledger/MovementDay.ts"
import { movementsByDay } from "../../contract/ledger/movementsByDay.ts"
import { order } from "../../contract/runway/orderedBooks.ts"
import type { LedgerLine } from "../internal/ledger/LedgerLine.ts"
import { cashMovements, glRow } from "./glAccounts.ts"
import type { LedgerFrame } from "./ledgerFrame.ts"

/**
 * How much of the ledger's lines a read holds on to. `sums`: what figures are computed from, the same room however many
 * lines there are. `expected`: and who was paid, for what comes back regularly. `proof`: and every line of an account
 * that counts as cash, which is what a person can open. `all`: and every other line. `hygiene`: what `expected` holds, each
 * movement of cash of the last 90 days, and the lines nobody has sorted.
 */
export type Detail = "sums" | "expected" | "hygiene" | "proof" | "all"

export interface FoldedLines {
  readonly movements: ReadonlyArray<CashMovement>
  readonly movementDays: ReadonlyArray<MovementDay>
  readonly outgoings: ReadonlyArray<Outgoing> | null
  /** By the key of the account. */
  readonly rows: ReadonlyMap<string, ReadonlyArray<GlRow>>
}

/** Nothing of the lines was read. */
export const noLines: FoldedLines = { movements: [], movementDays: [], outgoings: null, rows: new Map() }

/** Keys of the accounts whose lines are asked for; those of an earlier report may be of no account of the newest. */
export const keysRead = (frame: LedgerFrame, detail: Detail): ReadonlyArray<string> => {
  const counted = ({ account_id }: { readonly account_id: string | null }) =>
    account_id !== null && frame.included.has(account_id)
  const keys = frame.totals.flatMap((lines) => {
    const named = frame.named({ account_id: lines.account_id, facts: { accountKey: lines.accountKey } })
    const account = frame.ledger.get(lines.accountKey)
    const isPaidFrom = detail !== "sums" && (account?.role === "credit" || account?.accountType === "Accounts Payable")
    const isUnsorted = detail === "hygiene" && account !== undefined && isCatchAll(account.name)
    return detail === "all" || counted(named) || isPaidFrom || isUnsorted ? [lines.accountKey] : []
  })
  return [...new Set(keys)]
}

/** Takes in the lines of one day after the other, earliest first. */
export const foldLines = (frame: LedgerFrame, detail: Detail) => {
  const movements: Array<CashMovement> = []
  const paid: Array<Outgoing> = []
  const rows = new Map<string, Array<GlRow>>()
  const accounts = [...frame.ledger]
  const isCash = ({ qboId }: GlAccount) => qboId !== null && frame.included.has(qboId)
  const kept = new Set(
    accounts.flatMap(([key, account]) =>
      detail === "all" || (detail === "proof" && isCash(account)) || (detail === "hygiene" && isCatchAll(account.name))
        ? [key]
        : []
    )
  )

  const withRows = (lines: ReadonlyArray<LedgerLine>): ReadonlyArray<GlAccount> => {
    const ofKey = Map.groupBy(lines, ({ facts }) => facts.accountKey ?? "")
    return accounts.map(([key, account]) => {
      const ofDay = (ofKey.get(key) ?? []).map(glRow)
      if (kept.has(key)) {
        const before = rows.get(key)
        if (before === undefined) rows.set(key, ofDay)
        else before.push(...ofDay)
      }
      return { ...account, rows: ofDay }
    })
  }

  return {
    /** Answers how cash moved on that day. */
    add: (lines: ReadonlyArray<LedgerLine>): ReadonlyArray<CashMovement> => {
      const ofDay = lines.map(frame.named).toSorted((left, right) => order(left.qbo_id, right.qbo_id))
      const moved = cashMovements(ofDay, frame.included, frame.known)
      const [{ date } = { date: frame.asOf }] = moved
      const isRecent = daysBetween(date, frame.asOf) <= recentDays
      const bySums = detail === "sums" || detail === "expected" || (detail === "hygiene" && !isRecent)
      movements.push(...(bySums ? movementsByDay(moved) : moved))
      if (detail !== "sums") paid.push(...outgoings({ glAccounts: withRows(ofDay), movements: moved }))
      return moved
    },
    end: (movementDays: ReadonlyArray<MovementDay>): FoldedLines => ({
      movements,
      movementDays,
      outgoings: detail === "sums" ? null : paid,
      rows
    })
  }
}
