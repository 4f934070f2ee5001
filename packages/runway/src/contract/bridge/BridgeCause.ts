import { Schema } from "effect"

/**
 * Why a figure is not what it was, in the order in which people read it.
 *
 * - `paid`: money moved for what was owed, or a document was settled; also every outflow.
 * - `slipped`: an open invoice grew too old to count while nobody changed it.
 * - `new`: dated after the first of the two days.
 * - `edited`: a record says something else; also a balance that QuickBooks states and no ledger line explains.
 * - `backdated`: learned after the first day, dated on it or before.
 * - `deleted`: gone from QuickBooks, or voided.
 * - `account_inclusion`: an account began or ceased to count as cash.
 * - `days_passed`: the window of the outflow and the horizon of the bills moved over books that stood still.
 * - `rule_change`: the formula or a setting of it changed.
 */
export const BridgeCause = Schema.Literals([
  "paid",
  "slipped",
  "new",
  "edited",
  "backdated",
  "deleted",
  "account_inclusion",
  "days_passed",
  "rule_change"
])
export type BridgeCause = typeof BridgeCause.Type

/**
 * The order in which the changes are applied to the books of the first day, the figures being computed anew after each.
 * Time moves right after what was paid: whatever is new, edited or backdated is judged by the window and the horizon of
 * the second day, so a bill entered today is never explained by a day that passed.
 */
export const attributionOrder: ReadonlyArray<BridgeCause> = [
  "paid",
  "slipped",
  "days_passed",
  "new",
  "edited",
  "backdated",
  "deleted",
  "account_inclusion",
  "rule_change"
]

export const rankOf = (cause: BridgeCause): number => attributionOrder.indexOf(cause)
