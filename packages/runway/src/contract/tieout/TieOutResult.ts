import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { Schema } from "effect"
import { QboId } from "../ledger/QboId.ts"
import { TieOutBucket, TieOutEntity } from "./TieOutRow.ts"
import { NotComparedReason, SectionOutcome, TieOutOutcome, TieOutReport, TieOutSection } from "./TieOutSection.ts"

const Minor = Schema.BigIntFromString

/** Both sides of one bucket in which an entity differs, in minor units. */
const BucketAmounts = Schema.Struct({ bucket: TieOutBucket, oursMinor: Minor, theirsMinor: Minor })

/** An entity whose amounts differ. Null: that side has no such entity. Nobody's name is here. */
export const DifferingEntity = Schema.Struct({
  entityType: TieOutEntity,
  qboId: Schema.NullOr(QboId),
  oursMinor: Schema.NullOr(Minor),
  theirsMinor: Schema.NullOr(Minor),
  buckets: Schema.Array(BucketAmounts)
})
export type DifferingEntity = typeof DifferingEntity.Type

/** The report as it was sent: its own statement of when it was made, and the SHA-256 of its text. */
export const ReadReport = Schema.Struct({
  name: TieOutReport,
  day: Schema.NullOr(Schema.String),
  madeAt: Schema.NullOr(Schema.String),
  sha256: Schema.String
})
export type ReadReport = typeof ReadReport.Type

/** Entities listed at most, those with the largest difference first; `differing` counts all. */
export const listedEntities = 200

export const SectionResult = Schema.Struct({
  section: TieOutSection,
  outcome: SectionOutcome,
  reason: Schema.NullOr(NotComparedReason),
  report: Schema.NullOr(ReadReport),
  /** Entities with an amount on either side. */
  compared: Schema.Int,
  /** Totals of both sides; of a trial balance the debits. */
  oursMinor: Schema.NullOr(Minor),
  theirsMinor: Schema.NullOr(Minor),
  differing: Schema.Int,
  entities: Schema.Array(DifferingEntity)
})
export type SectionResult = typeof SectionResult.Type

export const TieOutVersion = Schema.Literals(["tieout.v1"])

/** What a certificate says, without names: the value that is stored and hashed. */
export const TieOutResult = Schema.Struct({
  version: TieOutVersion,
  asOf: LocalDate,
  currency: Currency,
  outcome: TieOutOutcome,
  /** Entities that differ, each once, though it may differ in two sections. */
  differing: Schema.Int,
  sections: Schema.Array(SectionResult)
})
export type TieOutResult = typeof TieOutResult.Type
