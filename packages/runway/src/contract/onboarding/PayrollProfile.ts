import { LocalDate } from "@beep/kernel/LocalDate"
import { Money } from "@beep/kernel/Money"
import { Schema } from "effect"

/** The next payroll as a member confirmed it, in the client's home currency. */
export const PayrollProfile = Schema.Struct({ nextDate: LocalDate, amount: Money })
export type PayrollProfile = typeof PayrollProfile.Type
