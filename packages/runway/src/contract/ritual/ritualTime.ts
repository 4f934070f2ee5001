import { DateTime, Schema } from "effect"

/** `view`: the client came to the front of the screen. `hidden`: it left it. `action`: the member did something for it. */
export const MarkKind = Schema.Literals(["view", "hidden", "action"])
export type MarkKind = typeof MarkKind.Type

export const RitualMark = Schema.Struct({ at: Schema.DateTimeUtcFromDate, kind: MarkKind })
export type RitualMark = typeof RitualMark.Type

/** The marks of a member as one client sees them: whatever he did at another one took this one from the front. */
export const marksOf = <Id>(
  clientId: Id,
  all: ReadonlyArray<RitualMark & { readonly clientId: Id }>
): ReadonlyArray<RitualMark> =>
  all.flatMap(({ at, clientId: of, kind }): ReadonlyArray<RitualMark> =>
    of === clientId ? [{ at, kind }] : kind === "hidden" ? [] : [{ at, kind: "hidden" }]
  )

/** A longer silence is a break and does not count (runway.md 1.3). */
export const longestGapMillis = 10 * 60_000

/**
 * Ritual time of one member for one client in one week, in whole milliseconds: the foreground time between
 * the first view and the last action, without gaps of more than ten minutes (runway.md 1.3). Marks in any order.
 * Without an action after a view there is no ritual, and the time is 0.
 */
export const ritualMillis = (marks: ReadonlyArray<RitualMark>): number => {
  const sorted = marks.toSorted((a, b) => DateTime.Order(a.at, b.at))
  const first = sorted.findIndex(({ kind }) => kind === "view")
  const last = sorted.findLastIndex(({ kind }) => kind === "action")
  if (first < 0 || last < first) return 0
  let total = 0
  let since: DateTime.Utc | null = null
  for (const { at, kind } of sorted.slice(first, last + 1)) {
    const gap: number = since === null ? 0 : DateTime.toEpochMillis(at) - DateTime.toEpochMillis(since)
    if (gap <= longestGapMillis) total += gap
    since = kind === "hidden" ? null : at
  }
  return total
}

/** The value that a share of the numbers does not exceed (nearest rank); null of none. */
export const percentile = (numbers: ReadonlyArray<number>, share: number): number | null =>
  numbers.toSorted((a, b) => a - b)[Math.max(Math.ceil(share * numbers.length) - 1, 0)] ?? null
