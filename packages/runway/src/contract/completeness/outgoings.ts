import type { CashMovement, CounterKind } from "../ledger/CashMovement.ts"
import type { GlAccount, GlRow } from "../ledger/GlAccount.ts"
import { movementKey } from "../runway/burn.ts"
import type { Outgoing } from "./Outgoing.ts"

/** Money that only changes its place, that settles what was counted before, or that nobody is owed. */
const neverExpected: ReadonlySet<CounterKind> = new Set(["transfer_internal", "card_payment", "refund", "owner"])
/** Payments that are known for what they are even where the books name no payee. */
const namedByKind: ReadonlySet<CounterKind> = new Set(["payroll", "tax", "debt"])
const cardCharges: ReadonlySet<string> = new Set(["Expense", "Credit Card Expense"])

const keyOf = (name: string): string => `payee:${name.trim().toLowerCase()}`

const fromBank = (movement: CashMovement, partyName: string | null): Outgoing => ({
  key: movementKey(movement),
  source: movement.sourceType,
  qboId: movement.sourceQboId,
  date: movement.date,
  amountMinor: -movement.amountMinor,
  payeeKey: partyName === null && namedByKind.has(movement.counterKind) ? movement.counterKind : keyOf(movement.label),
  payee: movement.label,
  paidBy: "bank"
})

const charged = (
  accounts: ReadonlyArray<GlAccount>,
  how: Pick<Outgoing, "source" | "paidBy">,
  counts: (row: GlRow) => boolean
): ReadonlyArray<Outgoing> =>
  accounts
    .flatMap(({ rows }) => rows)
    .flatMap((row) =>
      row.date === null || row.partyName === null || row.amountMinor <= 0n || !counts(row)
        ? []
        : [
            {
              ...how,
              key: row.key,
              qboId: row.txnQboId,
              date: row.date,
              amountMinor: row.amountMinor,
              payeeKey: keyOf(row.partyName),
              payee: row.partyName
            }
          ]
    )

/** Lines of the ledger report, all or those of some days. */
export interface LedgerLines {
  readonly glAccounts: ReadonlyArray<GlAccount>
  /** Each one: a sum of several says nothing of who was paid. */
  readonly movements: ReadonlyArray<CashMovement>
}

/**
 * Every line that could be one of a regular series. A bill is awaited as a bill: its payment
 * follows it and is counted alone only where the books show no account of payables.
 */
export const outgoings = ({ glAccounts, movements }: LedgerLines): ReadonlyArray<Outgoing> => {
  const payables = glAccounts.filter(({ accountType }) => accountType === "Accounts Payable")
  const cards = glAccounts.filter(({ role }) => role === "credit")
  const partyOf = new Map(glAccounts.flatMap(({ rows }) => rows.map((row) => [row.key, row.partyName] as const)))
  const paid = movements.filter(
    ({ amountMinor, counterKind }) =>
      amountMinor < 0n && !neverExpected.has(counterKind) && (counterKind !== "bill_payment" || payables.length === 0)
  )
  return [
    ...paid.map((movement) => fromBank(movement, partyOf.get(movement.reportRowKey ?? "") ?? null)),
    ...charged(cards, { source: "Purchase", paidBy: "card" }, ({ txnType }) => cardCharges.has(txnType)),
    ...charged(payables, { source: "Bill", paidBy: "bill" }, ({ txnType }) => txnType === "Bill")
  ]
}
