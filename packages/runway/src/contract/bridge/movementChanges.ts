import { addDays, daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import type { CashMovement } from "../ledger/CashMovement.ts"
import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import { movementKey } from "../runway/burn.ts"
import { cashLines } from "../runway/cash.ts"
import type { BridgeCause } from "./BridgeCause.ts"
import { type Change, pairedBy } from "./Change.ts"

/** Ledger lines are read for so many days before a day: a line older than that fell out of what is read, and nobody deleted it. */
const linesHeldDays = 395

/** The first day whose ledger lines both digests read. */
const heldFrom = (from: LedgerSnapshot, to: LedgerSnapshot): LocalDate =>
  [from.coverage.historyFrom, to.coverage.historyFrom].reduce<LocalDate>(
    (latest, day) => (day !== null && day > latest ? day : latest),
    addDays(to.asOf, -linesHeldDays)
  )

const countsTheSame = (a: CashMovement, b: CashMovement): boolean =>
  a.date === b.date && a.amountMinor === b.amountMinor && a.counterKind === b.counterKind && a.isOneOff === b.isOneOff

const rolesOf = (snapshot: LedgerSnapshot): ReadonlyMap<string, boolean> =>
  new Map(cashLines(snapshot).flatMap(({ qboId, role }) => (qboId === null ? [] : [[qboId, role === "included"]])))

export interface MovementContext {
  readonly from: LedgerSnapshot
  readonly to: LedgerSnapshot
  readonly fullDay: LocalDate
}

const whyCame = (movement: CashMovement, fullDay: LocalDate): BridgeCause => {
  if (daysBetween(movement.date, fullDay) >= 0) return "backdated"
  if (movement.counterKind === "transfer_internal") return "new"
  return movement.amountMinor < 0n || movement.counterKind === "customer_receipt" ? "paid" : "new"
}

/** The cash movements of both days; those of an account that began or ceased to count come and go with it. */
export const movementChanges = ({ from, fullDay, to }: MovementContext): ReadonlyArray<Change<CashMovement>> => {
  const [then, now, held] = [rolesOf(from), rolesOf(to), heldFrom(from, to)]
  const began = (id: string): boolean => now.get(id) === true && then.get(id) === false
  const ceased = (id: string): boolean => then.get(id) === true && now.get(id) === false
  const rolesMoved = [...then].some(([id]) => began(id) || ceased(id))
  const causeOf = (before: CashMovement | null, after: CashMovement | null): BridgeCause => {
    const present = after ?? before
    if (present !== null && (before === null || after === null) && present.date < held) return "days_passed"
    if (before === null) return after === null || began(after.accountQboId) ? "account_inclusion" : whyCame(after, fullDay)
    if (after === null) return ceased(before.accountQboId) ? "account_inclusion" : "deleted"
    // A transfer is internal only while both its accounts count.
    return rolesMoved && before.amountMinor === after.amountMinor && before.date === after.date ? "account_inclusion" : "edited"
  }
  return pairedBy(from.movements, to.movements, movementKey).map((pair) => ({
    ...pair,
    steps:
      pair.before !== null && pair.after !== null && countsTheSame(pair.before, pair.after)
        ? []
        : [{ cause: causeOf(pair.before, pair.after), value: pair.after }]
  }))
}
