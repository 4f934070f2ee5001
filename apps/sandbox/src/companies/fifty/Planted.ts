import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Cadence, PaidBy, RecurringKind } from "./Blueprint.ts"

interface Item {
  readonly realmId: string
  readonly company: string
  readonly kind: RecurringKind
  readonly payee: string
  /** Name of the account it is booked to. */
  readonly account: string
  readonly by: PaidBy
  /** About what it comes to, in minor units of the company's currency. */
  readonly amount: bigint
}

/** Something that recurs in a company's books, with every day it did arrive. */
export interface RecurringRecord extends Item {
  readonly cadence: Cadence
  readonly arrivedOn: ReadonlyArray<LocalDate>
}

/** A recurring item that fell due and is in no book. */
export interface PlantedGap extends Item {
  readonly expectedOn: LocalDate
}
