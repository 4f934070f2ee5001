import { Money } from "@beep/kernel/Money"
import { Schema } from "effect"
import { daysOverdue } from "../runway/openItemRows.ts"
import type { RunwayResult } from "../runway/derive.ts"
import { money } from "../wire.ts"
import { ExactValue } from "./Derivation.ts"
import { exactValue } from "./derivationSteps.ts"
import { type Variance, VarianceReason } from "./variance.ts"

/**
 * What only the smart tier computes (runway.md 1.7): every cause of the change since the last weekly snapshot, which sum
 * to it exactly, and an estimate of what overdue invoices bring in, by their age alone (runway.md 3.6).
 */
export const DigestInsight = Schema.Struct({
  causes: Schema.NullOr(Schema.Array(Schema.Struct({ reason: VarianceReason, days: ExactValue, amount: Money }))),
  collections: Schema.NullOr(
    Schema.Struct({
      open: Money,
      expected: Money,
      groups: Schema.Array(
        Schema.Struct({
          upToDays: Schema.NullOr(Schema.Int),
          percent: Schema.Int,
          count: Schema.Int,
          open: Money,
          expected: Money
        })
      )
    })
  )
})
export type DigestInsight = typeof DigestInsight.Type

/** Chance in percent that an invoice this many days past due is paid; the last group has no end. */
const collected: ReadonlyArray<{ readonly upToDays: number | null; readonly percent: number }> = [
  { upToDays: 7, percent: 80 },
  { upToDays: 29, percent: 60 },
  { upToDays: 60, percent: 40 },
  { upToDays: null, percent: 20 }
]

const collectionsOf = ({ asOf, books, currency, figures }: RunwayResult): DigestInsight["collections"] => {
  if (figures.invoices_overdue === null) return null
  const overdue = books.receivables.flatMap((item) => {
    const days = daysOverdue(item, asOf)
    return item.entityType === "Invoice" && days !== null && days > 0 && item.homeOpenMinor !== null
      ? [{ days, minor: item.homeOpenMinor }]
      : []
  })
  const groups = collected.map(({ percent, upToDays }, index) => {
    const after = collected[index - 1]?.upToDays ?? 0
    const inGroup = overdue.filter(({ days }) => days > after && (upToDays === null || days <= upToDays))
    const open = inGroup.reduce((sum, { minor }) => sum + minor, 0n)
    return { upToDays, percent, count: inGroup.length, open, expected: (open * BigInt(percent)) / 100n }
  })
  const sum = (of: "open" | "expected") => groups.reduce((total, group) => total + group[of], 0n)
  return {
    open: money(sum("open"), currency),
    expected: money(sum("expected"), currency),
    groups: groups.map((group) => ({ ...group, open: money(group.open, currency), expected: money(group.expected, currency) }))
  }
}

/** A pure function of what the digest was computed from. */
export const insightOf = (result: RunwayResult, variance: Variance | null): DigestInsight => ({
  causes:
    variance?.contributions.map(({ days, minor, reason }) => ({
      reason,
      days: exactValue(days, "days", result.currency),
      amount: money(minor, result.currency)
    })) ?? null,
  collections: collectionsOf(result)
})
