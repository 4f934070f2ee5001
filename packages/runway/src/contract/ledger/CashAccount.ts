import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { Schema } from "effect"
import { CashRole } from "./CashRole.ts"
import { QboId } from "./QboId.ts"

/**
 * One leaf account with its balance at the snapshot's date; never a parent's
 * "with sub-accounts" figure. `balanceMinor` is in the account's own `currency`,
 * `homeMinor` in the client's: equal when the two are the same, the report's home
 * value when not, null when no rate is known.
 */
export const CashAccount = Schema.Struct({
  qboId: QboId,
  name: Schema.String,
  role: CashRole,
  active: Schema.Boolean,
  currency: Currency,
  balanceMinor: Schema.BigIntFromString,
  homeMinor: Schema.NullOr(Schema.BigIntFromString),
  /** `account` = QuickBooks' CurrentBalance, where the reports of the day agree with it or are not there; `report` = balance sheet, `general_ledger` = ending balance of the ledger report. */
  balanceSource: Schema.Literals(["account", "report", "general_ledger"]),
  /** The end of the day the report gives this balance for; null for QuickBooks' CurrentBalance, which is of the moment it was read. */
  balanceDate: Schema.NullOr(LocalDate),
  /** Known only by its name: the list of accounts was not synced. */
  typeKnown: Schema.Boolean
})
export type CashAccount = typeof CashAccount.Type
