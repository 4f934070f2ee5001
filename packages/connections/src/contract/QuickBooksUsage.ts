import { ClientId } from "@beep/kernel/ids"
import { Schema } from "effect"
import { AlarmLevel } from "./callBudget.ts"

const count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/**
 * Calls to QuickBooks of this calendar month (UTC), as sent: a call tried again counts again.
 *
 * - `organization` is the whole firm; `clients` are those the member sees and that were called, so
 *   their sum may be less.
 * - `projectedReads` is linear in time, null on the first day of a month.
 * - `shareOfBudget` is the firm's part of `monthlyReads`, 0.25 for a quarter; writes are not metered.
 * - `alarm` and `projectedAlarm` are of all organizations together, because they share the budget.
 * - `incident`: QuickBooks fails for more than 30 % of the companies asked within five minutes.
 */
export const QuickBooksUsage = Schema.Struct({
  month: Schema.String.check(Schema.isPattern(/^\d{4}-\d{2}$/)),
  asOf: Schema.DateTimeUtcFromString,
  organization: Schema.Struct({
    reads: count,
    writes: count,
    projectedReads: Schema.NullOr(count),
    shareOfBudget: Schema.Finite
  }),
  budget: Schema.Struct({
    monthlyReads: count,
    alarm: AlarmLevel,
    projectedAlarm: Schema.NullOr(AlarmLevel)
  }),
  clients: Schema.Array(Schema.Struct({ clientId: ClientId, reads: count, writes: count })),
  incident: Schema.Boolean
})
export type QuickBooksUsage = typeof QuickBooksUsage.Type
