import { ClientId, SyncRunId } from "@beep/kernel/ids"
import { Schema } from "effect"
import { DriftStanding } from "./drift.ts"
import { DifferingEntity, SectionResult, TieOutResult } from "./TieOutResult.ts"
import { NotComparedReason, SectionOutcome, TieOutOutcome, TieOutSection } from "./TieOutSection.ts"

export const TieOutCertificateId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("TieOutCertificateId"))
export type TieOutCertificateId = typeof TieOutCertificateId.Type

const identity = {
  certificateId: TieOutCertificateId,
  clientId: ClientId,
  syncRunId: SyncRunId,
  comparedAt: Schema.DateTimeUtcFromString,
  /** Lower-case hex SHA-256 of `canonicalTieOut`; the audit entry of the same moment carries it too. */
  sha256: Schema.String
}

const SectionSummary = Schema.Struct({
  section: TieOutSection,
  outcome: SectionOutcome,
  reason: Schema.NullOr(NotComparedReason),
  differing: Schema.Int
})

/** A certificate without its entities. */
export const TieOutSummary = Schema.Struct({
  ...identity,
  asOf: TieOutResult.fields.asOf,
  outcome: TieOutOutcome,
  differing: Schema.Int,
  sections: Schema.Array(SectionSummary)
})
export type TieOutSummary = typeof TieOutSummary.Type

/** The name is as the books had it then; null where they gave none, or where the client was erased. */
export const NamedEntity = Schema.Struct({ ...DifferingEntity.fields, name: Schema.NullOr(Schema.String) })
export type NamedEntity = typeof NamedEntity.Type

const CertifiedSection = Schema.Struct({ ...SectionResult.fields, entities: Schema.Array(NamedEntity) })
export type CertifiedSection = typeof CertifiedSection.Type

/** Amounts are minor units of `currency`, as text on the wire: with the names left out, what `sha256` is the hash of. */
export const TieOutCertificate = Schema.Struct({
  ...identity,
  ...TieOutResult.fields,
  sections: Schema.Array(CertifiedSection)
})
export type TieOutCertificate = typeof TieOutCertificate.Type

/** `history`: newest first, the latest among them. A certificate is there when its sync has ended. `drift`: beyond 5 % by night; null when not. */
export const TieOutStanding = Schema.Struct({
  latest: Schema.NullOr(TieOutSummary),
  history: Schema.Array(TieOutSummary),
  drift: Schema.NullOr(DriftStanding)
})
export type TieOutStanding = typeof TieOutStanding.Type
