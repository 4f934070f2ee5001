import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Currency } from "@beep/kernel/Money"
import { Result } from "effect"
import { compareRows } from "./compareRows.ts"
import { listedEntities, type ReadReport, type SectionResult, type TieOutResult } from "./TieOutResult.ts"
import type { TieOutRow } from "./TieOutRow.ts"
import { type NotComparedReason, overallOf, TieOutSection } from "./TieOutSection.ts"

export type Side = Result.Result<ReadonlyArray<TieOutRow>, NotComparedReason>

/** A report as far as it could be read: its rows or why there are none. */
export interface StatedSide {
  readonly report: ReadReport | null
  readonly rows: Side
}

export type Sides = Readonly<Record<TieOutSection, { readonly ours: Side; readonly theirs: StatedSide }>>

/** The result, and the names of its differing entities in the order of the sections: they are kept sealed, apart from it. */
export interface TieOut {
  readonly result: TieOutResult
  readonly names: ReadonlyArray<string>
}

interface Judged {
  readonly result: SectionResult
  readonly names: ReadonlyArray<string>
  /** Of all that differ, listed or not. */
  readonly keys: ReadonlyArray<string>
}

const notCompared = (section: TieOutSection, report: ReadReport | null, reason: NotComparedReason): Judged => ({
  result: {
    section,
    outcome: "not_compared",
    reason,
    report,
    compared: 0,
    oursMinor: null,
    theirsMinor: null,
    differing: 0,
    entities: []
  },
  names: [],
  keys: []
})

const judge = (section: TieOutSection, { ours, theirs }: Sides[TieOutSection]): Judged => {
  // What QuickBooks did not state is named before what we lack: it is what a person can look at there.
  if (Result.isFailure(theirs.rows)) return notCompared(section, theirs.report, theirs.rows.failure)
  if (Result.isFailure(ours)) return notCompared(section, theirs.report, ours.failure)
  const { compared, differences, oursMinor, theirsMinor } = compareRows(
    ours.success,
    theirs.rows.success,
    section === "trial_balance" ? "debits" : "all"
  )
  const listed = differences.slice(0, listedEntities)
  return {
    result: {
      section,
      outcome: differences.length === 0 ? "agrees" : "differs",
      reason: null,
      report: theirs.report,
      compared,
      oursMinor,
      theirsMinor,
      differing: differences.length,
      entities: listed.map(({ entity }) => entity)
    },
    names: listed.map(({ name }) => name),
    keys: differences.map(({ entity }) => `${entity.entityType}/${entity.qboId ?? ""}`)
  }
}

/** Compares every section; nothing is green but all four agreeing. */
export const tieOutOf = (asOf: LocalDate, currency: Currency, sides: Sides): TieOut => {
  const judged = TieOutSection.literals.map((section) => judge(section, sides[section]))
  return {
    result: {
      version: "tieout.v1",
      asOf,
      currency,
      outcome: overallOf(judged.map(({ result }) => result.outcome)),
      differing: new Set(judged.flatMap(({ keys }) => keys)).size,
      sections: judged.map(({ result }) => result)
    },
    names: judged.flatMap(({ names }) => names)
  }
}
