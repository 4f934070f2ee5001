import { burnWindow } from "../../runway/burnWindow.ts"
import { cashFigure, countedLines } from "../../runway/cash.ts"
import { exceedsShare } from "../../runway/confidence.ts"
import { orderedBooks } from "../../runway/orderedBooks.ts"
import { defaultSettings } from "../../runway/RunwaySettings.ts"
import { evidenceOf, type Finding, type HygieneRule, type RecordRef } from "../Finding.ts"
import { hasRead, type HygieneBooks, homeUnits } from "../HygieneBooks.ts"

const cashPercent = 1n
const cashUnits = 100
const outflowPercent = 5n

const magnitude = (amount: bigint): bigint => (amount < 0n ? -amount : amount)

const gap = (books: HygieneBooks, cause: string, amountMinor: bigint, comparedMinor: bigint): Finding => ({
  ruleId: "HYG-19",
  severity: "high",
  key: cause,
  records: countedLines(books.snapshot).flatMap(({ qboId }): ReadonlyArray<RecordRef> =>
    qboId === null ? [] : [{ entityType: "Account", qboId }]
  ),
  amountMinor,
  date: books.snapshot.asOf,
  facts: { cause, comparedMinor },
  evidence: evidenceOf([amountMinor])
})

const cashGap = (books: HygieneBooks): ReadonlyArray<Finding> => {
  const ours = cashFigure(orderedBooks(books.snapshot))
  const theirs = books.snapshot.reportCashMinor
  if (ours === null || theirs === null) return []
  const amount = ours.amountMinor - theirs
  return exceedsShare(amount, theirs, cashPercent) || magnitude(amount) > homeUnits(books, cashUnits)
    ? [gap(books, "cash", amount, theirs)]
    : []
}

/** Outflow by the ledger report beside what of it the transactions tell: a transaction that is no record tells nothing. */
const outflowGap = (books: HygieneBooks): ReadonlyArray<Finding> => {
  const { movements } = books.snapshot
  const window = burnWindow(books.snapshot, defaultSettings)
  if (window.days === 0 || !hasRead(books, ["cash_movements"])) return []
  const out = movements.filter(
    ({ amountMinor, counterKind, date }) =>
      amountMinor < 0n && counterKind !== "transfer_internal" && date >= window.from && date <= window.to
  )
  const reported = out.reduce((sum, { amountMinor }) => sum - amountMinor, 0n)
  const bySource = Map.groupBy(out, ({ reportRowKey, sourceQboId, sourceType }) =>
    sourceQboId === null ? `row/${reportRowKey}` : `${sourceType}/${sourceQboId}`
  )
  const told = [...bySource].reduce((sum, [source, rows]) => {
    const amount = books.transactions.get(source)
    if (amount === undefined) return sum
    return sum + (amount ?? rows.reduce((own, { amountMinor }) => own - amountMinor, 0n))
  }, 0n)
  return exceedsShare(reported - told, reported, outflowPercent) ? [gap(books, "outflow", reported - told, reported)] : []
}

const drift = (books: HygieneBooks): ReadonlyArray<Finding> =>
  books.drifting ? [{ ...gap(books, "drift", 0n, 0n), amountMinor: null, facts: { cause: "drift" } }] : []

/** HYG-19: our cash, or the outflow the transactions tell, is far from QuickBooks' reports, or a night found a section of them so. */
export const reconciliationGap: HygieneRule = (books) => [...cashGap(books), ...outflowGap(books), ...drift(books)]
