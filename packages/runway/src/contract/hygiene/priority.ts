import { divide, multiply, type Rational, ratio, toDecimal, whole } from "../runway/rational.ts"
import type { IssueFacts, IssuePriority } from "./HygieneIssue.ts"
import type { RuleId } from "./Rule.ts"

/** What the calculator is given of an issue. */
export interface Prioritised {
  readonly ruleId: RuleId
  readonly subject: string | null
  readonly amountMinor: bigint | null
  readonly cashRelevant: boolean
  readonly facts: IssueFacts
}

/** `unit` is one whole unit of the home currency in minor units; `dailyOutflow` the average day of the burn window, null where it is not known or nothing left. */
export interface PriorityContext {
  readonly unit: bigint
  readonly dailyOutflow: Rational | null
}

/** runway.md 4.5, the reference's type weights: kept here, to be configured. */
export const typeWeights = {
  upcoming_payroll: 40,
  overdue_bill: 35,
  overdue_invoice: 30,
  bank_reconciliation: 25,
  duplicate_party: 15,
  other: 10
} as const

const bankRules: ReadonlySet<RuleId> = new Set<RuleId>(["HYG-02", "HYG-03", "HYG-19", "HYG-21", "HYG-24"])

const typeOf = ({ facts, ruleId, subject }: Prioritised): keyof typeof typeWeights => {
  if (ruleId === "HYG-23") return "upcoming_payroll"
  if (ruleId === "HYG-11") return "overdue_invoice"
  if (bankRules.has(ruleId)) return "bank_reconciliation"
  if (ruleId === "HYG-14") return "duplicate_party"
  if ((facts.overdue ?? 0) <= 0) return "other"
  return subject === "Bill" ? "overdue_bill" : subject === "Invoice" ? "overdue_invoice" : "other"
}

const magnitude = (amount: bigint | null): bigint => (amount === null ? 0n : amount < 0n ? -amount : amount)

const billScore = ({ amountMinor, facts: { overdue } }: Prioritised, unit: bigint): number => {
  const amount = magnitude(amountMinor)
  const size = amount > 5_000n * unit ? 10 : amount > 2_500n * unit ? 5 : 0
  if (overdue === undefined) return size
  if (overdue > 0) return size + 30 + Math.floor(1.5 * overdue)
  return size + (overdue >= -7 ? 20 : overdue >= -14 ? 10 : 0)
}

const invoiceScore = ({ amountMinor, facts: { overdue = 0 } }: Prioritised, unit: bigint): number => {
  const amount = magnitude(amountMinor)
  const size = amount > 10_000n * unit ? 25 : amount > 5_000n * unit ? 15 : amount > 1_000n * unit ? 10 : 5
  return size + (overdue >= 90 ? 40 : overdue >= 60 ? 30 : overdue >= 30 ? 20 : 10)
}

const capped = (score: number): number => Math.min(100, score)

const documentScore = (issue: Prioritised, unit: bigint): number =>
  issue.subject === "Bill" ? capped(billScore(issue, unit)) : issue.subject === "Invoice" ? invoiceScore(issue, unit) : 0

const bandOf = (score: number): IssuePriority["band"] =>
  score >= 80 ? "urgent" : score >= 60 ? "high" : score >= 40 ? "medium" : "low"

/** The amount in average days of outflow; null where it touches no cash or either is not known. */
export const runwayDaysAtStake = (
  { amountMinor, cashRelevant }: Prioritised,
  { dailyOutflow }: PriorityContext
): Rational | null =>
  !cashRelevant || amountMinor === null || dailyOutflow === null || dailyOutflow.num <= 0n
    ? null
    : divide(whole(magnitude(amountMinor)), dailyOutflow)

/** The smart priority of runway.md 4.5: the weight of its type and the score of its document, 100 at most. Never called behind the gate. */
export const priorityOf = (issue: Prioritised, context: PriorityContext): IssuePriority => {
  const score = capped(typeWeights[typeOf(issue)] + documentScore(issue, context.unit))
  const days = runwayDaysAtStake(issue, context)
  return { score, band: bandOf(score), runwayDays: days === null ? null : toDecimal(days, 1) }
}

/** An average day of what left in a window; null where nothing did or nobody knows. */
export const dailyOutflow = (totalMinor: bigint | null, days: number): Rational | null =>
  totalMinor === null || totalMinor <= 0n || days <= 0 ? null : multiply(whole(totalMinor), ratio(1n, BigInt(days)))
