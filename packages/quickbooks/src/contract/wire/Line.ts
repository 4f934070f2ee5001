import { Schema } from "effect"
import { LinkedTxn, Ref } from "./parts.ts"
import { closed, Decimal, WholeNumber } from "./scalars.ts"

const ExpenseDetail = Schema.Struct({
  AccountRef: Schema.optionalKey(Ref),
  ItemRef: Schema.optionalKey(Ref),
  CustomerRef: Schema.optionalKey(Ref),
  ClassRef: Schema.optionalKey(Ref)
})

const SalesDetail = Schema.Struct({
  ItemRef: Schema.optionalKey(Ref),
  ItemAccountRef: Schema.optionalKey(Ref),
  ClassRef: Schema.optionalKey(Ref)
})

const DepositDetail = Schema.Struct({ AccountRef: Schema.optionalKey(Ref), Entity: Schema.optionalKey(Ref) })

const JournalDetail = Schema.Struct({
  PostingType: closed(["Debit", "Credit"]),
  AccountRef: Schema.optionalKey(Ref),
  Entity: Schema.optionalKey(Schema.Struct({ Type: Schema.optionalKey(Schema.String), EntityRef: Schema.optionalKey(Ref) }))
})

/** One line of a transaction. A line that pays something names it in `LinkedTxn`. */
export const Line = Schema.Struct({
  Id: Schema.optionalKey(Schema.String),
  LineNum: Schema.optionalKey(WholeNumber),
  Amount: Schema.optionalKey(Decimal),
  Description: Schema.optionalKey(Schema.String),
  DetailType: Schema.optionalKey(
    closed([
      "AccountBasedExpenseLineDetail",
      "ItemBasedExpenseLineDetail",
      "SalesItemLineDetail",
      "SubTotalLineDetail",
      "DiscountLineDetail",
      "TaxLineDetail",
      "DepositLineDetail",
      "JournalEntryLineDetail",
      "DescriptionOnly",
      "GroupLineDetail"
    ])
  ),
  AccountBasedExpenseLineDetail: Schema.optionalKey(ExpenseDetail),
  ItemBasedExpenseLineDetail: Schema.optionalKey(ExpenseDetail),
  SalesItemLineDetail: Schema.optionalKey(SalesDetail),
  DepositLineDetail: Schema.optionalKey(DepositDetail),
  JournalEntryLineDetail: Schema.optionalKey(JournalDetail),
  LinkedTxn: Schema.optionalKey(Schema.Array(LinkedTxn))
})
export type Line = typeof Line.Type

export const lines = {
  Line: Schema.optionalKey(Schema.Array(Line)),
  LinkedTxn: Schema.optionalKey(Schema.Array(LinkedTxn))
} as const
