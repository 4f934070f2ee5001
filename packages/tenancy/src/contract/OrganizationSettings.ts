import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { Organization, OrganizationName } from "./Organization.ts"

const days = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 350 }))
const years = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 99 }))

/** The cut points of the bands, in days (runway.md 10.1), for every client of the organization that has none of its own. */
export const BandThresholds = Schema.Struct({ redBelowDays: days, yellowBelowDays: days, criticalBelowDays: days }).check(
  Schema.makeFilter((at) => at.criticalBelowDays <= at.redBelowDays && at.redBelowDays < at.yellowBelowDays, {
    expected: "critical at most red, and red below yellow"
  })
)
export type BandThresholds = typeof BandThresholds.Type

/**
 * How long things are kept: documents, spans and briefs in years after a client left; the audit log in years; the mirror of
 * QuickBooks in days after a client left. A legal hold stops every clock.
 */
export const Retention = Schema.Struct({
  clientYears: years,
  auditYears: years,
  ledgerDays: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 3650 }))
})
export type Retention = typeof Retention.Type

export const defaultRetention: Retention = { clientYears: 6, auditYears: 10, ledgerDays: 30 }

/** `thresholds` is null where the product's own apply. */
export const OrganizationSettings = Schema.Struct({
  organization: Organization,
  thresholds: Schema.NullOr(BandThresholds),
  retention: Retention,
  legalHoldSince: Schema.NullOr(Schema.DateTimeUtcFromString),
  rowVersion: Schema.Int
})
export type OrganizationSettings = typeof OrganizationSettings.Type

/** What is left out stays. */
export const OrganizationChange = Schema.Struct({
  expectedVersion: Schema.Int,
  name: Schema.optionalKey(OrganizationName),
  timezone: Schema.optionalKey(TimeZoneName),
  thresholds: Schema.optionalKey(Schema.NullOr(BandThresholds)),
  retention: Schema.optionalKey(Retention),
  legalHold: Schema.optionalKey(Schema.Boolean)
})
export type OrganizationChange = typeof OrganizationChange.Type
