import { Schema } from "effect"
import { Decimal } from "./scalars.ts"

/** A pointer to another object. `name` is a copy that changes without the holder's SyncToken moving: never a key. */
export const Ref = Schema.Struct({ value: Schema.String, name: Schema.optionalKey(Schema.String) })
export type Ref = typeof Ref.Type

/** Instants with an offset, as sent: `2020-09-29T05:58:07-07:00`. */
export const MetaData = Schema.Struct({
  CreateTime: Schema.optionalKey(Schema.String),
  LastUpdatedTime: Schema.optionalKey(Schema.String)
})

export const LinkedTxn = Schema.Struct({
  TxnId: Schema.String,
  TxnType: Schema.String,
  TxnLineId: Schema.optionalKey(Schema.String)
})

export const EmailAddress = Schema.Struct({ Address: Schema.optionalKey(Schema.String) })
export const PhoneNumber = Schema.Struct({ FreeFormNumber: Schema.optionalKey(Schema.String) })

/** What every object of the data API carries. */
export const identity = {
  Id: Schema.String,
  SyncToken: Schema.String,
  MetaData: Schema.optionalKey(MetaData)
} as const

export const money = {
  CurrencyRef: Schema.optionalKey(Ref),
  ExchangeRate: Schema.optionalKey(Decimal)
} as const
