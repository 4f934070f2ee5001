import { LocalDate, TimeZoneName } from "@beep/kernel/LocalDate"
import { type Currency, usd } from "@beep/kernel/Money"
import { DateTime } from "effect"
import { outgoings } from "../contract/completeness/outgoings.ts"
import type { CashAccount } from "../contract/ledger/CashAccount.ts"
import type { CashMovement, CounterKind } from "../contract/ledger/CashMovement.ts"
import { type Coverage, LedgerInput } from "../contract/ledger/Coverage.ts"
import type { LedgerSnapshot } from "../contract/ledger/LedgerSnapshot.ts"
import type { Payable, Receivable, ScheduledPayment } from "../contract/ledger/OpenItem.ts"
import { QboId } from "../contract/ledger/QboId.ts"

/** The date of the golden cases (runway.md 3.3). */
export const asOf = LocalDate.make("2025-10-01")
export const readAt = DateTime.makeUnsafe("2025-10-01T14:00:00Z")

/** Whole dollars to cents. */
export const dollars = (amount: number): bigint => BigInt(amount) * 100n

export const coverageOf = (missing: ReadonlyArray<LedgerInput> = [], halted: ReadonlyArray<LedgerInput> = []): Coverage => ({
  historyFrom: null,
  inputs: LedgerInput.literals.map((input) => ({
    input,
    state: missing.includes(input) ? "missing" : halted.includes(input) ? "halted" : "synced",
    rows: 0,
    syncedAt: null
  }))
})

/** A company whose books were all read an hour ago and hold nothing; `books({ accounts: [...] })` fills it. */
export const books = (parts: Partial<LedgerSnapshot> = {}): LedgerSnapshot => ({
  movementDays: [],
  outgoings: outgoings({ movements: parts.movements ?? [], glAccounts: parts.glAccounts ?? [] }),
  asOf,
  readAt,
  zone: TimeZoneName.make("America/New_York"),
  currency: usd,
  syncedAt: DateTime.makeUnsafe("2025-10-01T13:00:00Z"),
  syncPoint: "1",
  accounts: [],
  receivables: [],
  payables: [],
  scheduledPayments: [],
  movements: [],
  partyBalances: [],
  glAccounts: [],
  rejected: [],
  reportCashMinor: null,
  coverage: coverageOf(),
  ...parts
})

export const account = (id: string, balanceMinor: bigint, more: Partial<CashAccount> = {}): CashAccount => ({
  qboId: QboId.make(id),
  name: `Account ${id}`,
  role: "included",
  active: true,
  currency: usd,
  balanceMinor,
  homeMinor: balanceMinor,
  balanceSource: "account",
  balanceDate: null,
  typeKnown: true,
  ...more
})

interface Document {
  readonly party?: string
  readonly due?: string | null
  readonly currency?: Currency
  readonly home?: bigint | null
  readonly total?: bigint
}

const document = (
  id: string,
  openMinor: bigint,
  { party = "1", due = "2025-10-10", currency = usd, home = openMinor, total = openMinor }: Document
) => ({
  qboId: QboId.make(id),
  docNumber: id,
  partyQboId: QboId.make(party),
  partyName: `Party ${party}`,
  txnDate: LocalDate.make("2025-09-01"),
  dueDate: due === null ? null : LocalDate.make(due),
  dueDerived: false,
  totalMinor: total,
  openMinor,
  homeOpenMinor: home,
  currency
})

export const receivable = (
  entityType: Receivable["entityType"],
  id: string,
  openMinor: bigint,
  more: Document = {}
): Receivable => ({
  entityType,
  ...document(id, openMinor, more)
})

export const payable = (entityType: Payable["entityType"], id: string, openMinor: bigint, more: Document = {}): Payable => ({
  entityType,
  ...document(id, openMinor, more)
})

export const scheduledPayment = (
  id: string,
  amountMinor: bigint,
  date: string,
  home: bigint | null = amountMinor
): ScheduledPayment => ({
  qboId: QboId.make(id),
  docNumber: null,
  partyQboId: QboId.make("1"),
  partyName: "Party 1",
  txnDate: LocalDate.make(date),
  amountMinor,
  homeAmountMinor: home,
  currency: usd
})

/** Negative leaves the account. */
export const movement = (
  id: string,
  amountMinor: bigint,
  counterKind: CounterKind,
  more: Partial<CashMovement> = {}
): CashMovement => ({
  accountQboId: QboId.make("35"),
  date: LocalDate.make("2025-09-15"),
  amountMinor,
  counterKind,
  sourceType: "Purchase",
  sourceQboId: QboId.make(id),
  line: 0,
  reportRowKey: null,
  label: `Movement ${id}`,
  isOneOff: false,
  oneOffReason: null,
  ...more
})
