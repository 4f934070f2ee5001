import { Schema } from "effect"
import { identity, money, Ref } from "../wire/parts.ts"
import { closed, Decimal } from "../wire/scalars.ts"

/** `CurrentBalance` of a liability is negative here and positive in reports. */
export const Account = Schema.Struct({
  ...identity,
  ...money,
  Name: Schema.String,
  FullyQualifiedName: Schema.optionalKey(Schema.String),
  Active: Schema.optionalKey(Schema.Boolean),
  SubAccount: Schema.optionalKey(Schema.Boolean),
  ParentRef: Schema.optionalKey(Ref),
  Classification: Schema.optionalKey(closed(["Asset", "Equity", "Expense", "Liability", "Revenue"])),
  AccountType: closed([
    "Bank",
    "Accounts Receivable",
    "Other Current Asset",
    "Fixed Asset",
    "Other Asset",
    "Accounts Payable",
    "Credit Card",
    "Other Current Liability",
    "Long Term Liability",
    "Equity",
    "Income",
    "Other Income",
    "Cost of Goods Sold",
    "Expense",
    "Other Expense"
  ]),
  AccountSubType: Schema.optionalKey(Schema.String),
  CurrentBalance: Schema.optionalKey(Decimal),
  CurrentBalanceWithSubAccounts: Schema.optionalKey(Decimal)
})
export interface Account extends Schema.Schema.Type<typeof Account> {}
