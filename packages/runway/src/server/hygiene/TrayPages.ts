import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { type Currency, digitsOf } from "@beep/kernel/Money"
import { type Cursor, pageSize } from "@beep/kernel/Page"
import { FeatureFlags } from "@beep/tenancy/server/FeatureFlags"
import { Effect, Option } from "effect"
import type { IssuePriority } from "../../contract/hygiene/HygieneIssue.ts"
import { type IssueStatus, standing } from "../../contract/hygiene/IssueStatus.ts"
import { dailyOutflow } from "../../contract/hygiene/priority.ts"
import { rules } from "../../contract/hygiene/Rule.ts"
import type { TrayQuery, TraySort, TrayView } from "../../contract/hygiene/Tray.ts"
import { problemText } from "../../contract/messages.ts"
import { type IssueList, type IssueRow, issueRows, type Place } from "../internal/hygiene/IssueRows.ts"
import { trayRecords } from "../internal/hygiene/TrayRecords.ts"
import { PriorityCalculator } from "./PriorityCalculator.ts"
import { readTrayCursor, trayCursor } from "./trayCursor.ts"

const statusesOf: Readonly<Record<TrayView, ReadonlyArray<IssueStatus>>> = {
  standing,
  reviewed: ["reviewed", "snoozed"],
  resolved: ["fixed", "auto_resolved"]
}

const topCount = 3

export interface TrayPage {
  readonly sort: TraySort
  readonly items: ReadonlyArray<IssueRow>
  readonly top: ReadonlyArray<IssueRow>
  readonly next: Cursor | null
  /** Absent issues were not calculated. */
  readonly priorities: ReadonlyMap<string, IssuePriority>
}

const magnitude = (amount: bigint | null): bigint => (amount === null ? 0n : amount < 0n ? -amount : amount)

const basicNext = (row: IssueRow): Cursor =>
  trayCursor([
    "basic",
    {
      severityRank: row.severityRank,
      cashRelevant: rules[row.ruleId].cashRelevant,
      magnitude: magnitude(row.amountMinor),
      firstSeenAt: row.firstSeenAt,
      issueId: row.issueId
    }
  ])

/** Tenths of a day; what has none stands last. */
const tenths = ({ runwayDays }: IssuePriority): number => (runwayDays === null ? -1 : Number(runwayDays))

/** Pages of the list, in the basic order or, where the member's features allow it, a smart one (runway.md 4.5). */
export const trayPages = Effect.gen(function* () {
  const flags = yield* FeatureFlags
  const calculator = yield* PriorityCalculator
  const issues = yield* issueRows
  const records = yield* trayRecords

  /** Whether the calculator runs for the caller at all. */
  const calculates: Effect.Effect<boolean, Unavailable, CurrentTenant> = Effect.map(
    flags.smartCalculators,
    ({ priority }) => priority
  )

  const listOf = (place: Place, query: TrayQuery): IssueList => ({
    ...place,
    statuses: statusesOf[query.view ?? "standing"],
    severity: query.severity ?? null,
    ruleId: query.rule ?? null,
    cashRelevant: query.cashRelevant === undefined ? null : query.cashRelevant === "true"
  })

  const notOurs = new ValidationFailed({ reason: problemText.cursorNotOurs })

  const after = (cursor: Cursor | undefined) => {
    if (cursor === undefined) return Effect.succeed(null)
    const position = readTrayCursor(cursor)
    return Option.isSome(position) && position.value[0] === "basic" ? Effect.succeed(position.value[1]) : Effect.fail(notOurs)
  }

  const pageFrom = (rows: ReadonlyArray<IssueRow>, limit: number) => {
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items, next: rows.length > limit && last !== undefined ? basicNext(last) : null }
  }

  const isUnfiltered = ({ cashRelevant, rule, severity, view = "standing" }: TrayQuery): boolean =>
    view === "standing" && severity === undefined && rule === undefined && cashRelevant === undefined

  const basic = Effect.fnUntraced(function* (place: Place, query: TrayQuery, limit: number) {
    const [list, from] = [listOf(place, query), yield* after(query.cursor)]
    const plain = { sort: "basic" as const, priorities: new Map<string, IssuePriority>() }
    if (isUnfiltered(query) && from === null && limit >= topCount) {
      const page = pageFrom(yield* issues.basic(list, null, limit), limit)
      return { ...page, top: page.items.slice(0, topCount), ...plain }
    }
    const rows = yield* issues.basicBeside(list, from, limit, listOf(place, {}), topCount)
    const page = pageFrom(
      rows.filter(({ isFirst }) => !isFirst),
      limit
    )
    return { ...page, top: rows.filter(({ isFirst }) => isFirst), ...plain }
  })

  const inOrder =
    (sort: "priority" | "runway_days", priorities: ReadonlyMap<string, IssuePriority>) =>
    (a: IssueRow, b: IssueRow): number => {
      const [one, other] = [priorities.get(a.issueId), priorities.get(b.issueId)]
      if (one === undefined || other === undefined) return 0
      const byScore = other.score - one.score
      const byDays = tenths(other) - tenths(one)
      return (sort === "priority" ? byScore || byDays : byDays || byScore) || (a.issueId < b.issueId ? -1 : 1)
    }

  /** The calculator is asked once, for all that stands and all that the list is about. */
  const smart = Effect.fnUntraced(function* (
    place: Place,
    currency: Currency,
    query: TrayQuery,
    sort: "priority" | "runway_days",
    limit: number
  ) {
    const position = query.cursor === undefined ? Option.none() : readTrayCursor(query.cursor)
    if (query.cursor !== undefined && (Option.isNone(position) || position.value[0] !== sort)) return yield* notOurs
    const rows = yield* issues.every(listOf(place, query), listOf(place, {}))
    const everything = rows.filter(({ isOther }) => isOther)
    const listed = rows.filter(({ isListed }) => isListed)
    const { outflow, windowDays } = yield* records.outflow(place)
    const ranked = calculator.rank(
      rows.map((row) => ({
        ruleId: row.ruleId,
        subject: row.records[0]?.[0] ?? null,
        amountMinor: row.amountMinor,
        cashRelevant: rules[row.ruleId].cashRelevant,
        facts: row.facts
      })),
      { unit: 10n ** BigInt(digitsOf(currency)), dailyOutflow: dailyOutflow(outflow, windowDays) }
    )
    const priorities = new Map(rows.flatMap((row, at) => ranked.slice(at, at + 1).map((one) => [row.issueId, one] as const)))
    const ordered = listed.toSorted(inOrder(sort, priorities))
    const before = Option.isSome(position) ? ordered.findIndex(({ issueId }) => issueId === position.value[1]) : -1
    if (Option.isSome(position) && before < 0) return yield* new ValidationFailed({ reason: problemText.booksChanged })
    const items = ordered.slice(before + 1, before + 1 + limit)
    const last = items.at(-1)
    return {
      sort,
      items,
      top: everything.toSorted(inOrder(sort, priorities)).slice(0, topCount),
      next: before + 1 + limit < ordered.length && last !== undefined ? trayCursor([sort, last.issueId]) : null,
      priorities
    }
  })

  const read = (place: Place, currency: Currency, query: TrayQuery, mayCalculate: boolean) => {
    const limit = query.limit ?? pageSize.default
    const sort = mayCalculate ? (query.sort ?? "priority") : "basic"
    return sort === "basic" ? basic(place, query, limit) : smart(place, currency, query, sort, limit)
  }

  return { calculates, read }
})
