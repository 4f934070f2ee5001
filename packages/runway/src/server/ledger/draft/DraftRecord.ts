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
  beginningMinor: Schema.optionalKey(Schema.BigIntFromString)
})
export type Facts = typeof Facts.Type

/** {@link Facts} as they are stored. By hand, because the schema's own encoder took a third of the time of writing a record; a test compares the two. */
export const factsText = ({ beginningMinor, ...facts }: Facts): string =>
  JSON.stringify(beginningMinor === undefined ? facts : { ...facts, beginningMinor: beginningMinor.toString() })

/** The words of a record: sealed with the client's key. */
export const RecordLabel = Schema.Struct({
  name: Schema.optionalKey(Schema.String),
  doc: Schema.optionalKey(Schema.String),
  memo: Schema.optionalKey(Schema.String),
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

/** An amount that is no exact number of minor units, or beyond 2^53 of them: refused, never rounded (runway.md 3.9). */
export class UnreadableAmount extends Schema.TaggedError<UnreadableAmount>()("UnreadableAmount", {
  entityType: MirrorType,
  qboId: Schema.String
}) {}
