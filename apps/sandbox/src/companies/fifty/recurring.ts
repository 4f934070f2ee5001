import { addDays, daysBetween, LocalDate } from "@beep/kernel/LocalDate"
import type { Cadence, RecurringItem } from "./Blueprint.ts"
import { dayOf, type Keeper, monthOf, scaled } from "./Keeper.ts"
import { chequeNumber, pay, spendOnCard } from "./paying.ts"

const someFriday = LocalDate.make("1970-01-02")

/** Paydays are Fridays; companies with an odd variant have the other ones. */
const isDue = (cadence: Cadence, date: LocalDate, variant: number): boolean => {
  switch (cadence.unit) {
    case "fortnight":
      return (daysBetween(someFriday, date) + 7 * (variant % 2)) % 14 === 0
    case "month":
      return dayOf(date) === cadence.day
    case "quarter":
      return dayOf(date) === cadence.day && monthOf(date) % 3 === 1
  }
}

/** Days of a gap that has to be old enough that nobody would still wait for it. */
const overdueBy = 5

/** When an item falls due from the first day of the books to the day before they end, in order. */
export const dueDays = (item: RecurringItem, variant: number, from: LocalDate, to: LocalDate): ReadonlyArray<LocalDate> =>
  Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, at) => addDays(from, at)).filter((date) =>
    isDue(item.cadence, date, variant)
  )

/** The last due day that is old enough to be missed; undefined when there were too few before it to call the item recurring. */
export const missedDay = (days: ReadonlyArray<LocalDate>, asOf: LocalDate): LocalDate | undefined => {
  const old = days.filter((day) => daysBetween(day, asOf) >= overdueBy)
  return old.length < 4 ? undefined : old.at(-1)
}

const write = (keeper: Keeper, item: RecurringItem, date: LocalDate, amount: bigint): void => {
  const { add, builder } = keeper
  const accountId = builder.account(item.account)
  const from = item.from === undefined ? keeper.bank : builder.account(item.from)
  const lines = [{ accountId, amount, memo: "" }]
  if (from !== keeper.bank) {
    const common = { type: "Transfer", date, docNumber: null, memo: "" } as const
    add({ ...common, fromAccountId: keeper.bank, toAccountId: from, amount })
  }
  switch (item.by) {
    case "payroll_check":
      add({ type: "PayrollCheck", date, docNumber: null, memo: "Payroll", accountId: from, lines })
      return
    case "check": {
      const common = { type: "Purchase", date, docNumber: chequeNumber(keeper), memo: "", payment: "Check" } as const
      add({ ...common, accountId: from, vendorId: builder.vendor(item.payee, { days: 30 }), lines })
      return
    }
    case "card":
      spendOnCard(keeper, date, item.payee, accountId, amount)
      return
    case "bill": {
      const vendorId = builder.vendor(item.payee, { days: 15 })
      const dueDate = addDays(date, 15)
      const docNumber = `R-${date.replaceAll("-", "")}`
      const bill = { type: "Bill", date, docNumber, memo: "", vendorId, dueDate, termId: builder.termId(15), lines } as const
      pay(keeper, add(bill), vendorId, amount, dueDate)
    }
  }
}

/** Plans every occurrence of an item but the missed one. */
export const planRecurring = (keeper: Keeper, item: RecurringItem, days: ReadonlyArray<LocalDate>, missed?: LocalDate): void => {
  for (const date of days) {
    if (date !== missed) keeper.later(date, () => write(keeper, item, date, scaled(keeper, item.amount, item.sway)))
  }
}
