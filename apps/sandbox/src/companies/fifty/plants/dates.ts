import { addDays, daysBetween, LocalDate } from "@beep/kernel/LocalDate"
import type { Keeper } from "../Keeper.ts"
import { part, plantBill, plantInvoice } from "./Ground.ts"

const someSunday = LocalDate.make("1970-01-04")

/** The newest day before another that something is true of. */
const newest = (before: LocalDate, holds: (date: LocalDate) => boolean): LocalDate => {
  let date = addDays(before, -1)
  while (!holds(date)) date = addDays(date, -1)
  return date
}

const isMonthEnd = (date: LocalDate): boolean => addDays(date, 1).endsWith("-01")

/** Second Sunday of March and first of November: clocks change in the United States. */
const isClockChange = (date: LocalDate): boolean => {
  if (daysBetween(someSunday, date) % 7 !== 0) return false
  const [month, day] = [date.slice(5, 7), Number(date.slice(8))]
  return (month === "03" && day >= 8 && day <= 14) || (month === "11" && day <= 7)
}

/** Due today, due on the last day of the horizon; written at a month's end, on the day clocks changed and on the last 29th of February. */
export const awkwardDates = (keeper: Keeper): void => {
  const { builder } = keeper
  const vendorId = builder.vendor("Calendar Printing", { days: 30 })
  const customerId = builder.customer("Almanac Publishing", { days: 30 })
  plantBill(keeper, { vendorId, amount: part(keeper), days: -30, due: 0 })
  plantBill(keeper, { vendorId, amount: part(keeper), days: -1, due: 30 })
  plantInvoice(keeper, { customerId, amount: part(keeper), days: -30, due: 0 })
  plantInvoice(keeper, { customerId, amount: part(keeper), days: -1, due: 30 })
  const written = [isMonthEnd, isClockChange, (date: LocalDate) => date.endsWith("-02-29")]
  for (const holds of written) {
    const days = daysBetween(builder.asOf, newest(builder.asOf, holds))
    plantInvoice(keeper, { customerId, amount: part(keeper), days, due: days + 30 })
  }
}
