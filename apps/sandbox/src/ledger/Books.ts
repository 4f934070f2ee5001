import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Currency } from "@beep/kernel/Money"
import type { LedgerAccount } from "./Account.ts"
import type { Party, PaymentTerm } from "./Party.ts"
import type { Transaction } from "./Transaction.ts"

/** A document that is no more: only its number is missing from the books, and change data still names it. */
export interface Deletion {
  readonly type: Transaction["type"]
  readonly id: string
  readonly on: LocalDate
}

/** Everything one company has written down, in the order it happened. */
export interface Books {
  readonly realmId: string
  readonly name: string
  readonly legalName: string
  readonly currency: Currency
  /** The day the books were last kept; later documents are dated ahead on purpose. */
  readonly asOf: LocalDate
  readonly startedOn: LocalDate
  readonly accounts: ReadonlyArray<LedgerAccount>
  readonly vendors: ReadonlyArray<Party>
  readonly customers: ReadonlyArray<Party>
  readonly terms: ReadonlyArray<PaymentTerm>
  readonly transactions: ReadonlyArray<Transaction>
  readonly deleted?: ReadonlyArray<Deletion>
  /** IANA name of the company's zone; Los Angeles when absent. */
  readonly timeZone?: string
}
