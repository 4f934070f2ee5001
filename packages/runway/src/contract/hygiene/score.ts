import { add, compare, floor, max, multiply, type Rational, ratio, subtract, whole, zero } from "../runway/rational.ts"
import { type RecordRef, refKey } from "./Finding.ts"
import type { Dimensions, HygieneScore, ScoreLevel } from "./HygieneScore.ts"
import type { RuleId } from "./Rule.ts"
import type { ScoreBase } from "./scoreBase.ts"
import type { Severity } from "./Severity.ts"

/** An issue that stands, as the score sees it: what was reviewed or snoozed is not among them. */
export interface ScoredIssue {
  readonly ruleId: RuleId
  readonly severity: Severity
  readonly records: ReadonlyArray<RecordRef>
}

const weights = { completeness: 30n, accuracy: 25n, consistency: 20n, timeliness: 15n, validity: 10n } as const

const dimensionNames = ["completeness", "accuracy", "consistency", "timeliness", "validity"] as const

const lowering: Readonly<Record<"accuracy" | "consistency" | "timeliness", ReadonlySet<RuleId>>> = {
  accuracy: new Set<RuleId>(["HYG-04", "HYG-08", "HYG-17", "HYG-19"]),
  consistency: new Set<RuleId>(["HYG-05", "HYG-09", "HYG-14", "HYG-18", "HYG-25"]),
  timeliness: new Set<RuleId>(["HYG-02", "HYG-10", "HYG-13", "HYG-20"])
}

const hundred = whole(100n)
const hourMillis = 3_600_000n
const freshMillis = hourMillis
const staleMillis = 72n * hourMillis

const clamped = (value: Rational): Rational => (compare(value, hundred) > 0 ? hundred : max(value, zero))

const share = (part: number, of: number): Rational =>
  of === 0 ? zero : clamped(multiply(hundred, ratio(BigInt(part), BigInt(of))))

const without = (issues: ReadonlyArray<ScoredIssue>, rules: ReadonlySet<RuleId>, sampleSize: number): Rational =>
  subtract(
    hundred,
    share(
      new Set(issues.filter(({ ruleId }) => rules.has(ruleId)).flatMap(({ records }) => records.map(refKey))).size,
      sampleSize
    )
  )

/** 100 for a sync of the last hour, 0 from 72 hours on, a straight line between. */
const freshness = (ageMillis: number | null): Rational => {
  if (ageMillis === null) return zero
  return clamped(multiply(hundred, ratio(staleMillis - BigInt(ageMillis), staleMillis - freshMillis)))
}

export const levelOf = (score: number): ScoreLevel => {
  if (score >= 80) return "excellent"
  if (score >= 60) return "good"
  if (score >= 40) return "fair"
  if (score >= 30) return "needs_attention"
  return score >= 15 ? "poor" : "critical"
}

const fewRecords = 10
const veryFewRecords = 5

const smallSample = (sampleSize: number, issues: ReadonlyArray<ScoredIssue>): number => {
  const count = (severity: Severity) => issues.filter((issue) => issue.severity === severity).length
  return Math.max(50, (sampleSize < veryFewRecords ? 75 : 70) - 8 * count("critical") - 5 * count("high"))
}

export type Scored = Omit<HygieneScore, "asOf">

/**
 * runway.md 4.3 in exact fractions: 0.30 completeness, 0.25 accuracy, 0.20 consistency, 0.15 timeliness, 0.10 validity,
 * rounded half up. Without records 50; with fewer than ten, 75 or 70 less 8 and 5 per critical and high issue, 50 at least.
 */
export const scoreOf = (base: ScoreBase, issues: ReadonlyArray<ScoredIssue>): Scored => {
  const { sampleSize } = base
  const plain = (score: number, basis: Scored["basis"]): Scored => ({
    score,
    level: levelOf(score),
    basis,
    sampleSize,
    dimensions: null
  })
  if (sampleSize === 0) return plain(50, "no_records")
  if (sampleSize < fewRecords) return plain(smallSample(sampleSize, issues), "small_sample")
  const half = ratio(1n, 2n)
  const exact = {
    completeness: base.withFields === 0 ? hundred : share(base.presentSixtieths, base.withFields * 60),
    accuracy: without(issues, lowering.accuracy, sampleSize),
    consistency: without(issues, lowering.consistency, sampleSize),
    timeliness: multiply(half, add(freshness(base.ageMillis), without(issues, lowering.timeliness, sampleSize))),
    validity: subtract(hundred, share(base.invalid, sampleSize))
  }
  const weighted = dimensionNames.reduce((sum, name) => add(sum, multiply(ratio(weights[name], 100n), exact[name])), zero)
  const score = Number(floor(add(weighted, half)))
  const dimensions: Dimensions = {
    completeness: Number(floor(exact.completeness)),
    accuracy: Number(floor(exact.accuracy)),
    consistency: Number(floor(exact.consistency)),
    timeliness: Number(floor(exact.timeliness)),
    validity: Number(floor(exact.validity))
  }
  return { score, level: levelOf(score), basis: "dimensions", sampleSize, dimensions }
}
