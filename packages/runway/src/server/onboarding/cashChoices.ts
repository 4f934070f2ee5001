import { daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import { Option, Schema } from "effect"
import type { LedgerSnapshot } from "../../contract/ledger/LedgerSnapshot.ts"
import { problemText } from "../../contract/messages.ts"
import { CashChoice, type DecidedRole } from "../../contract/onboarding/CashChoice.ts"
import type { CashConfirmation } from "../../contract/OnboardingApi.ts"
import { cashLines } from "../../contract/runway/cash.ts"
import { money } from "../../contract/wire.ts"

const decode = Schema.decodeUnknownOption(Schema.Struct({ accountId: CashChoice.fields.accountId, role: CashChoice.fields.role }))

/** The bank accounts a member decides on, in the order of the books; one without an id cannot be decided on. */
export const cashChoices = (books: LedgerSnapshot): ReadonlyArray<CashChoice> =>
  cashLines(books).flatMap((line) =>
    Option.match(decode({ accountId: line.qboId, role: line.role }), {
      onNone: () => [],
      onSome: (decided) => [
        {
          ...decided,
          name: line.name,
          balance: line.homeMinor === null ? null : money(line.homeMinor, books.currency),
          balanceDate: line.balanceDate
        }
      ]
    })
  )

export interface ChangedRole {
  readonly accountId: CashChoice["accountId"]
  readonly before: DecidedRole
  readonly role: DecidedRole
}

/** What differs from what counts now: only that is written and audited. */
export const changedRoles = (
  choices: ReadonlyArray<CashChoice>,
  wanted: CashConfirmation["accounts"]
): ReadonlyArray<ChangedRole> =>
  choices.flatMap(({ accountId, role: before }) => {
    const role = wanted.find((one) => one.accountId === accountId)?.role
    return role === undefined || role === before ? [] : [{ accountId, before, role }]
  })

/** Why a confirmation cannot be used; null when it can. */
export const confirmationProblem = (
  choices: ReadonlyArray<CashChoice>,
  { accounts, payroll }: CashConfirmation,
  today: LocalDate
): string | null => {
  const known = new Set(choices.map(({ accountId }) => accountId))
  const named = new Set(accounts.map(({ accountId }) => accountId))
  if (named.size !== accounts.length || known.size !== named.size || accounts.some(({ accountId }) => !known.has(accountId)))
    return problemText.accountsChanged
  return payroll !== null && daysBetween(today, payroll.nextDate) < 0 ? problemText.payrollPassed : null
}
