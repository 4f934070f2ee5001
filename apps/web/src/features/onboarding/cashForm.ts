import { LocalDate } from "@beep/kernel/LocalDate"
import { type Currency, minorFromDecimal } from "@beep/kernel/Money"
import type { CashChoice, DecidedRole } from "@beep/runway/contract/onboarding/CashChoice"
import type { CashConfirmation } from "@beep/runway/contract/OnboardingApi"
import { Option, Schema } from "effect"

/** What stands in the form; a role that was not touched is the one that counts now. */
export interface CashEntries {
  readonly roles: Readonly<Record<string, DecidedRole>>
  readonly date: string
  readonly amount: string
}

export const roleIn = (entries: CashEntries, choice: CashChoice): DecidedRole => entries.roles[choice.accountId] ?? choice.role

/** The sum of what counts, where its value in home currency is known. */
export const countedMinor = (entries: CashEntries, choices: ReadonlyArray<CashChoice>): bigint =>
  choices.reduce(
    (sum, choice) => (roleIn(entries, choice) === "included" && choice.balance !== null ? sum + choice.balance.minor : sum),
    0n
  )

const decodeDate = Schema.decodeUnknownOption(LocalDate)

export interface CashReading {
  readonly payload: CashConfirmation
  readonly wrong: ReadonlyArray<"date" | "amount">
}

/** Both of the payroll or neither; separators of thousands and a currency sign are read over. */
export const readCash = (
  entries: CashEntries,
  choices: ReadonlyArray<CashChoice>,
  currency: Currency,
  today: string
): CashReading => {
  const accounts = choices.map((choice) => ({ accountId: choice.accountId, role: roleIn(entries, choice) }))
  if (entries.date.trim() === "" && entries.amount.trim() === "") return { payload: { accounts, payroll: null }, wrong: [] }
  const date = Option.filter(decodeDate(entries.date), (day) => day >= today)
  const amount = minorFromDecimal(entries.amount.replace(/[\s,$]/g, ""), currency)
  const amountIsGood = amount !== undefined && amount > 0n
  if (Option.isSome(date) && amountIsGood)
    return { payload: { accounts, payroll: { nextDate: date.value, amountMinor: amount } }, wrong: [] }
  return {
    payload: { accounts, payroll: null },
    wrong: [...(Option.isNone(date) ? (["date"] as const) : []), ...(amountIsGood ? [] : (["amount"] as const))]
  }
}
