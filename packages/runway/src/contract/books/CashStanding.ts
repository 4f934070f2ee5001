import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { CashQuestion } from "../onboarding/CashChoice.ts"
import { PayrollProfile } from "../onboarding/PayrollProfile.ts"

/** What counts as cash now, and the payroll that is watched; null when there is none. */
export const CashStanding = Schema.Struct({
  timezone: TimeZoneName,
  cash: CashQuestion,
  payroll: Schema.NullOr(PayrollProfile)
})
export type CashStanding = typeof CashStanding.Type
