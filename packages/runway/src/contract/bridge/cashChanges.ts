import type { CashMovement } from "../ledger/CashMovement.ts"
import { type CashLine, cashLines, countedLines } from "../runway/cash.ts"
import type { BridgeCause } from "./BridgeCause.ts"
import type { BookRow } from "./BookRow.ts"
import { type Change, pairedBy } from "./Change.ts"
import type { MovementContext } from "./movementChanges.ts"

/** What one row adds to the change of cash, in minor units of the home currency. */
export interface CashChange {
  readonly cause: BridgeCause
  readonly row: BookRow
}

const ofAccount = (line: CashLine, changeMinor: bigint, at: BookRow["at"]): BookRow => ({
  figure: "cash",
  key: line.key,
  source: "Account",
  qboId: line.qboId,
  label: line.name,
  partyName: null,
  date: line.balanceDate,
  changeMinor,
  at
})

const ofMovement = ({ after, before, key }: Change<CashMovement>): BookRow | null => {
  const present = after ?? before
  const changeMinor = (after?.amountMinor ?? 0n) - (before?.amountMinor ?? 0n)
  return present === null || changeMinor === 0n
    ? null
    : {
        figure: "cash",
        key,
        source: present.sourceType ?? "CashMovement",
        qboId: present.sourceQboId,
        label: present.label,
        partyName: null,
        date: present.date,
        changeMinor,
        at: after === null ? "from" : "to"
      }
}

const balanceOf = (line: CashLine | null): bigint => line?.homeMinor ?? 0n

/**
 * Why cash is not what it was: the ledger lines of the accounts that count on both days, each by its cause; an account
 * that began or ceased to count with its whole balance; and what of a balance no line explains, as an edit of the account.
 */
export const cashChanges = (
  { from, to }: MovementContext,
  movements: ReadonlyArray<Change<CashMovement>>
): ReadonlyArray<CashChange> => {
  const [listedThen, listedNow] = [from, to].map((snapshot) => new Set(cashLines(snapshot).map((line) => line.key)))
  const byAccount = Map.groupBy(
    movements.filter(({ steps }) => steps.length > 0),
    ({ after, before }) => (after ?? before)?.accountQboId ?? ""
  )
  return pairedBy(countedLines(from), countedLines(to), (line) => line.key).flatMap(
    ({ after, before, key }): ReadonlyArray<CashChange> => {
      if (before === null)
        return after === null
          ? []
          : [{ cause: listedThen?.has(key) ? "account_inclusion" : "new", row: ofAccount(after, balanceOf(after), "to") }]
      if (after === null)
        return [
          { cause: listedNow?.has(key) ? "account_inclusion" : "deleted", row: ofAccount(before, -balanceOf(before), "from") }
        ]
      const lines = (after.qboId === null ? [] : (byAccount.get(after.qboId) ?? [])).flatMap(
        (change): ReadonlyArray<CashChange> => {
          const cause = change.steps[0]?.cause
          const row = ofMovement(change)
          // A line that both digests do not read moved no balance between them.
          return cause === undefined || cause === "days_passed" || row === null ? [] : [{ cause, row }]
        }
      )
      const restated = balanceOf(after) - balanceOf(before) - lines.reduce((sum, { row }) => sum + row.changeMinor, 0n)
      return restated === 0n ? lines : [...lines, { cause: "edited", row: ofAccount(after, restated, "to") }]
    }
  )
}
