import { Currency } from "@beep/kernel/Money"
import { DateTime } from "effect"
import type { HygieneBooks } from "../../../src/contract/hygiene/HygieneBooks.ts"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import { QboId } from "../../../src/contract/ledger/QboId.ts"
import { books, coverageOf, dollars, movement, readAt } from "../../../src/testing/books.ts"
import { bill, day, invoice } from "../../../src/testing/hygieneBooks.ts"

export const eur = Currency.make("EUR")

export const ledger = (parts: Partial<LedgerSnapshot>): Partial<HygieneBooks> => ({ snapshot: books(parts) })

/** An account of the ledger report with rows of [days from today, amount, id]. */
export const reported = (
  name: string,
  rows: ReadonlyArray<readonly [number, bigint, string, string?]>,
  accountType = "Expense"
) => ({
  qboId: QboId.make(`gl-${name}`),
  name,
  accountType,
  role: "not_cash" as const,
  beginningMinor: 0n,
  endingMinor: 0n,
  lineCount: rows.length,
  rows: rows.map(([days, amountMinor, id, txnType = "Expense"]) => ({
    key: `${name}/${id}`,
    date: day(days),
    txnType,
    txnQboId: QboId.make(id),
    docNumber: null,
    partyName: "Vendor 1",
    amountMinor
  }))
})

export const unsorted = (rows: ReadonlyArray<readonly [number, bigint, string]>) => reported("Uncategorized Expense", rows)

export const spent = (id: string, amount: bigint, days = -10) =>
  movement(id, -amount, "purchase", { date: day(days), reportRowKey: `row-${id}` })

export const monthly = (days: ReadonlyArray<number>) =>
  reported(
    "Accounts Payable",
    days.map((at) => [at, dollars(400), `b${-at}`, "Bill"]),
    "Accounts Payable"
  )

export const ledgerRead = { coverage: { ...coverageOf(), historyFrom: day(-300) } }

export const syncedAgo = (hours: number) => ledger({ syncedAt: DateTime.subtract(readAt, { hours }) })

export type Severities = ReadonlyArray<string>

export interface RuleCase {
  /** Books in which the rule finds these severities, and how they look once put right. */
  readonly wrong: Partial<HygieneBooks>
  readonly finds: Severities
  readonly right: Partial<HygieneBooks>
  /** Just inside and just outside of what the rule says. */
  readonly edges: ReadonlyArray<readonly [string, Partial<HygieneBooks>, Severities]>
}

export const with_ = (...documents: HygieneBooks["documents"]): Partial<HygieneBooks> => ({ documents })
export const many = <A>(count: number, make: (at: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, at) => make(at + 1))

export const lateBill = (days: number) => with_(bill("1", { written: -days - 30, dueIn: -days }))
export const lateInvoice = (id: string, days: number, amount = dollars(100)) =>
  invoice(id, { written: -days - 30, dueIn: -days, totalMinor: amount })
