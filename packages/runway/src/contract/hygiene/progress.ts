import { addDays, daysBetween, LocalDate } from "@beep/kernel/LocalDate"
import type { TrayProgress } from "./Tray.ts"

const someMonday = LocalDate.make("1970-01-05")

/** The Monday of the ISO week a day is in. */
export const weekOf = (date: LocalDate): LocalDate => addDays(date, -(((daysBetween(someMonday, date) % 7) + 7) % 7))

/** "N of M fixed": what people settled this week, over that and what still stands above low severity. */
export const progressOf = (today: LocalDate, settled: number, standing: number): TrayProgress => ({
  fixed: settled,
  total: settled + standing,
  weekFrom: weekOf(today)
})
