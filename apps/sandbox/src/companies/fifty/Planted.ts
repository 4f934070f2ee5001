import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { type Cadence, PaidBy, RecurringKind } from "./Blueprint.ts"

const item = {
  realmId: Schema.String,
  company: Schema.String,
  kind: RecurringKind,
  payee: Schema.String,
  /** Name of the account it is booked to. */
  account: Schema.String,
  by: PaidBy,
  /** About what it comes to, in minor units of the company's currency. */
  amount: Schema.BigIntFromString
}

const Item = Schema.Struct(item)

/** Something that recurs in a company's books, with every day it did arrive. */
export type RecurringRecord = typeof Item.Type & {
  readonly cadence: Cadence
  readonly arrivedOn: ReadonlyArray<LocalDate>
}

/** A recurring item that fell due and is in no book. */
export const PlantedGap = Schema.Struct({ ...item, expectedOn: LocalDate })
export type PlantedGap = typeof PlantedGap.Type
