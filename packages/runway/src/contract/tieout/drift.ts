import { LocalDate } from "@beep/kernel/LocalDate"
import { type Currency, digitsOf } from "@beep/kernel/Money"
import { Schema } from "effect"
import type { TieOutResult } from "./TieOutResult.ts"
import { TieOutSection } from "./TieOutSection.ts"

/** Nights in a row after which somebody is called (runway.md 3.7, A6). */
export const pageAfterNights = 2

/** More of QuickBooks' own total than this is drift. */
const limitBasisPoints = 500

const mostBasisPoints = 1_000_000n

/** How far our total of a section is from QuickBooks', in hundredths of a percent of theirs, rounded up. */
export const SectionDrift = Schema.Struct({ section: TieOutSection, basisPoints: Schema.Int })
export type SectionDrift = typeof SectionDrift.Type

/** A difference beyond 5 % that the last nights found. `nights` counts them in a row; one on which nothing could be compared is passed over. */
export const DriftStanding = Schema.Struct({
  since: LocalDate,
  nights: Schema.Int,
  /** Of the last night, the largest first. */
  sections: Schema.NonEmptyArray(SectionDrift)
})
export type DriftStanding = typeof DriftStanding.Type

/** The drift of every section that was compared, by the ratio of A1. */
export const driftsOf = ({ currency, sections }: Pick<TieOutResult, "currency" | "sections">): ReadonlyArray<SectionDrift> => {
  const one = unitOf(currency)
  return sections.flatMap(({ oursMinor, section, theirsMinor }) => {
    if (oursMinor === null || theirsMinor === null) return []
    const apart = size(oursMinor - theirsMinor) * 10_000n
    const whole = size(theirsMinor) > one ? size(theirsMinor) : one
    const points = (apart + whole - 1n) / whole
    return [{ section, basisPoints: Number(points < mostBasisPoints ? points : mostBasisPoints) }]
  })
}

const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)

/** One whole unit: below it a difference is not measured against nothing. */
const unitOf = (currency: Currency): bigint => 10n ** BigInt(digitsOf(currency))

const isDrift = ({ basisPoints }: SectionDrift): boolean => basisPoints > limitBasisPoints

export const largestFirst = (drifts: ReadonlyArray<SectionDrift>): ReadonlyArray<SectionDrift> =>
  drifts.toSorted((a, b) => b.basisPoints - a.basisPoints)

export type NightlyResult = Pick<TieOutResult, "asOf" | "currency" | "sections">

/** The sections beyond the limit; null where none is, and not everything could be compared. */
const judged = (night: NightlyResult): ReadonlyArray<SectionDrift> | null => {
  const drifts = driftsOf(night)
  const beyond = largestFirst(drifts.filter(isDrift))
  return beyond.length > 0 || drifts.length === TieOutSection.literals.length ? beyond : null
}

/** What the nights come to, newest first; of several comparisons of one day the newest counts. */
export const driftStanding = (nights: ReadonlyArray<NightlyResult>): DriftStanding | null => {
  const days = nights.filter(({ asOf }, at) => nights.findIndex((night) => night.asOf === asOf) === at)
  const compared = days.flatMap((night) => {
    const beyond = judged(night)
    return beyond === null ? [] : [{ since: night.asOf, beyond }]
  })
  const within = compared.findIndex(({ beyond }) => beyond.length === 0)
  const inARow = within < 0 ? compared : compared.slice(0, within)
  const [first, ...rest] = inARow[0]?.beyond ?? []
  const since = inARow.at(-1)?.since
  return first === undefined || since === undefined ? null : { since, nights: inARow.length, sections: [first, ...rest] }
}
