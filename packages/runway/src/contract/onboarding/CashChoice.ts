import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency, Money } from "@beep/kernel/Money"
import { Schema } from "effect"

/** What a member may decide of a bank account: the other roles follow from its type. */
export const DecidedRole = Schema.Literals(["included", "excluded", "restricted"])
export type DecidedRole = typeof DecidedRole.Type

/** Ids of accounts stand in the audit log, so only those of its shape can be decided on; QuickBooks' are digits. */
export const AccountId = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_.:-]{1,64}$/))

/** A bank account to decide on. `role` is what counts now; `balance` is null where no exchange rate is known. */
export const CashChoice = Schema.Struct({
  accountId: AccountId,
  name: Schema.String,
  role: DecidedRole,
  balance: Schema.NullOr(Money),
  balanceDate: Schema.NullOr(LocalDate)
})
export type CashChoice = typeof CashChoice.Type

/** The bank accounts of the books, and in which currencies QuickBooks keeps them; null where it did not say. */
export const CashQuestion = Schema.Struct({
  currency: Currency,
  companyCurrency: Schema.NullOr(Currency),
  multiCurrency: Schema.Boolean,
  accounts: Schema.Array(CashChoice)
})
export type CashQuestion = typeof CashQuestion.Type
