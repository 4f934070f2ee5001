import type { ConnectionStatus } from "@beep/connections/contract/Connection"
import { daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import { type Currency, digitsOf } from "@beep/kernel/Money"
import type { DateTime } from "effect"
import type { LedgerInput } from "../ledger/Coverage.ts"
import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import type { LedgerEntityType, QboId } from "../ledger/QboId.ts"
import type { PayrollProfile } from "../onboarding/PayrollProfile.ts"
import { missingOf } from "../runway/coverageRules.ts"

export type PartyKind = "Customer" | "Vendor"

/** A customer or vendor, also one that is no more. */
export interface BookParty {
  readonly kind: PartyKind
  readonly qboId: QboId
  readonly name: string
  readonly state: "active" | "inactive" | "deleted"
  readonly termId: string | null
  /** Whether it can be reached; null where the mirror does not say. */
  readonly contact: { readonly email: boolean; readonly phone: boolean } | null
  /** Folded to lower case, to compare. */
  readonly email: string | null
}

export type DocumentType = Extract<
  LedgerEntityType,
  "Bill" | "Invoice" | "VendorCredit" | "CreditMemo" | "Payment" | "BillPayment" | "SalesReceipt" | "Deposit"
>

/**
 * One document of the books. Amounts are magnitudes in minor units of `currency`, as QuickBooks has them, and `home…` in the
 * client's: null where they cannot be told. `dueDate` is its own, `due` that or what its terms say.
 */
export interface BookDocument {
  readonly entityType: DocumentType
  readonly qboId: QboId
  readonly docNumber: string | null
  readonly partyId: QboId | null
  /** The name of the party as written on the document; null where none is, or where the party changed after it was written. */
  readonly writtenName: string | null
  readonly txnDate: LocalDate
  readonly dueDate: LocalDate | null
  readonly due: LocalDate | null
  readonly hasTerms: boolean
  readonly currency: Currency
  readonly totalMinor: bigint | null
  readonly openMinor: bigint | null
  readonly homeTotalMinor: bigint | null
  readonly homeOpenMinor: bigint | null
  /** How a bill was paid; null where the payment does not say. */
  readonly method: string | null
  readonly voided: boolean
  /** The account money went to; null where the document names none. */
  readonly accountId: string | null
  /** Of a deposit: what of it comes from no recorded receipt. */
  readonly looseMinor: bigint
}

/** All documents of one type with one party, ever: how many are worth something, and the lower median of their totals in home currency. */
export interface PartyHistory {
  readonly entityType: "Bill" | "Invoice"
  readonly partyId: QboId
  readonly documents: number
  readonly medianMinor: bigint
}

/** What of a record the sync could not understand or keep. */
export interface RecordProblem {
  readonly entityType: string
  readonly qboId: string
}

/** Everything the rules of runway.md 4.2 read of one client at one moment; no rule asks anybody else. */
export interface HygieneBooks {
  readonly snapshot: LedgerSnapshot
  readonly connection: ConnectionStatus
  readonly payroll: PayrollProfile | null
  readonly parties: ReadonlyArray<BookParty>
  /** Documents that are open or at most 90 days old, and older ones that still wait to be deposited. */
  readonly documents: ReadonlyArray<BookDocument>
  readonly histories: ReadonlyArray<PartyHistory>
  /** Bank accounts a person has decided on. */
  readonly decidedAccounts: ReadonlySet<string>
  /** Undeposited funds: which accounts, and what is in them; null where the accounts were not read. */
  readonly undeposited: { readonly accountIds: ReadonlySet<string>; readonly balanceMinor: bigint } | null
  /** `Payment/12` of every receipt that some deposit names. */
  readonly depositedReceipts: ReadonlySet<string>
  /** Amounts in home currency of the transactions the mirror has for the burn window, by `Purchase/12`; null where it keeps none. */
  readonly transactions: ReadonlyMap<string, bigint | null>
  readonly problems: ReadonlyArray<RecordProblem>
  /** Where a night found the bank balances or the trial balance far from QuickBooks' own. */
  readonly drifting: boolean
  readonly now: DateTime.Utc
}

/** Records older than this count only while they are open (runway.md 4.3). */
export const recentDays = 90

export const isOpen = ({ openMinor, voided }: BookDocument): boolean => !voided && openMinor !== null && openMinor > 0n

export const ageOf = ({ snapshot }: HygieneBooks, date: LocalDate): number => daysBetween(date, snapshot.asOf)

/** Open, or at most 90 days old: the records hygiene speaks of. */
export const isConsidered = (books: HygieneBooks, document: BookDocument): boolean =>
  !document.voided && (isOpen(document) || ageOf(books, document.txnDate) <= recentDays)

/** Days past due; negative before it, null where nobody can tell. */
export const overdueDays = (books: HygieneBooks, { due }: BookDocument): number | null =>
  due === null ? null : ageOf(books, due)

/** So many whole units of the home currency, in minor units. */
export const homeUnits = ({ snapshot }: HygieneBooks, units: number): bigint =>
  BigInt(units) * 10n ** BigInt(digitsOf(snapshot.currency))

export const kindOf = (document: BookDocument): PartyKind | null => {
  switch (document.entityType) {
    case "Bill":
    case "VendorCredit":
    case "BillPayment":
      return "Vendor"
    case "Deposit":
      return null
    default:
      return "Customer"
  }
}

export const partyKey = (kind: PartyKind, qboId: string): string => `${kind}/${qboId}`

export const partiesByKey = ({ parties }: HygieneBooks): ReadonlyMap<string, BookParty> =>
  new Map(parties.map((party) => [partyKey(party.kind, party.qboId), party]))

/** Whether all of these were read: a rule without its inputs finds nothing, in neither direction. */
export const hasRead = ({ snapshot }: HygieneBooks, inputs: ReadonlyArray<LedgerInput>): boolean =>
  missingOf(snapshot, inputs).length === 0
