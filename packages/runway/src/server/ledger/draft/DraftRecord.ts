import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { Schema } from "effect"

/** What the mirror holds: QuickBooks' entities, and the lines of its reports. */
export const MirrorType = Schema.Literals([
  ...EntityName.literals,
  "GeneralLedgerAccount",
  "GeneralLedgerLine",
  "BalanceSheetLine"
])
export type MirrorType = typeof MirrorType.Type

/** A line of a journal entry for a customer or vendor: a debit is positive. */
const PartyLine = Schema.Struct({
  accountId: Schema.String,
  partyId: Schema.String,
  minor: Schema.BigIntFromString,
  homeMinor: Schema.NullOr(Schema.BigIntFromString)
})

/** What a payment settles of a journal entry, as a magnitude. */
const SettledJournal = Schema.Struct({ journalId: Schema.String, minor: Schema.BigIntFromString })

/** An amount of a record that is no exact number of minor units, or beyond 2^53 of them: rejected, never rounded (runway.md 3.9). */
export const RejectedAmount = Schema.Literals(["amount", "open", "home_amount", "home_open", "beginning"])
export type RejectedAmount = typeof RejectedAmount.Type

/** Ids and closed words that arithmetic needs and that name nobody: stored in the clear. */
export const Facts = Schema.Struct({
  accountType: Schema.optionalKey(Schema.String),
  accountSubType: Schema.optionalKey(Schema.String),
  parentId: Schema.optionalKey(Schema.String),
  termId: Schema.optionalKey(Schema.String),
  dueDays: Schema.optionalKey(Schema.Int),
  dayOfMonthDue: Schema.optionalKey(Schema.Int),
  txnType: Schema.optionalKey(Schema.String),
  txnId: Schema.optionalKey(Schema.String),
  splitAccountId: Schema.optionalKey(Schema.String),
  /** The account of a report line: its id, or a hash of its path where the report leaves the id out. */
  accountKey: Schema.optionalKey(Schema.String),
  /** Place in the report. */
  position: Schema.optionalKey(Schema.Int),
  beginningMinor: Schema.optionalKey(Schema.BigIntFromString),
  partyLines: Schema.optionalKey(Schema.Array(PartyLine)),
  settles: Schema.optionalKey(Schema.Array(SettledJournal)),
  /** How a customer or vendor can be reached; the addresses themselves are sealed. */
  contact: Schema.optionalKey(Schema.Array(Schema.Literals(["email", "phone"]))),
  /** Receipts a deposit takes in, `Payment/12`, and how much of it comes from none. */
  links: Schema.optionalKey(Schema.Array(Schema.String)),
  looseMinor: Schema.optionalKey(Schema.BigIntFromString),
  /** The column of each of these is null, which otherwise means that the record has no such amount. */
  rejected: Schema.optionalKey(Schema.Array(RejectedAmount))
})
export type Facts = typeof Facts.Type

/** {@link Facts} as they are stored. By hand, because the schema's own encoder took a third of the time of writing a record; a test compares the two. */
export const factsText = (facts: Facts): string =>
  JSON.stringify(facts, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value))

/** The words of a record: sealed with the client's key. */
export const RecordLabel = Schema.Struct({
  name: Schema.optionalKey(Schema.String),
  doc: Schema.optionalKey(Schema.String),
  memo: Schema.optionalKey(Schema.String),
  email: Schema.optionalKey(Schema.String),
  /** Name of the other account of a ledger line. */
  split: Schema.optionalKey(Schema.String)
})
export type RecordLabel = typeof RecordLabel.Type

/** The part of a record that decides the figures; amounts in minor units of `currency`, `home…` in the client's. */
export interface DraftFigures {
  readonly txnDate: string | null
  readonly dueDate: string | null
  readonly partyId: string | null
  readonly accountId: string | null
  readonly currency: string
  readonly amountMinor: bigint | null
  readonly openMinor: bigint | null
  readonly homeAmountMinor: bigint | null
  readonly homeOpenMinor: bigint | null
  readonly active: boolean | null
  readonly facts: Facts
}

/** One record as met in QuickBooks, before it is compared with the mirror. */
export interface DraftRecord extends DraftFigures {
  readonly entityType: MirrorType
  readonly qboId: string
  readonly syncToken: string | null
  readonly qboUpdatedAt: string | null
  readonly label: RecordLabel
  /** Source text, byte for byte. */
  readonly raw: string
  /** What of the source decides whether this is a new version. */
  readonly identity: string
}
