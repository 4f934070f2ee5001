import { type BridgeCause, rankOf } from "./BridgeCause.ts"

/** What became of one row between two days. `steps` stand in the order of attribution; the last of them is `after`. */
export interface Change<A> {
  readonly key: string
  readonly before: A | null
  readonly after: A | null
  readonly steps: ReadonlyArray<{ readonly cause: BridgeCause; readonly value: A | null }>
}

/** The row once every cause up to this one has been applied; null where it is not in the books then. */
export const valueAt = <A>({ after, before, steps }: Change<A>, cause: BridgeCause): A | null => {
  if (steps.length === 0) return after
  const rank = rankOf(cause)
  return steps.findLast((step) => rankOf(step.cause) <= rank)?.value ?? (rank < rankOf(steps[0]?.cause ?? cause) ? before : null)
}

/** The rows of two days side by side, each key once, in a total order. */
export const pairedBy = <A>(
  before: ReadonlyArray<A>,
  after: ReadonlyArray<A>,
  keyOf: (row: A) => string
): ReadonlyArray<{ readonly key: string; readonly before: A | null; readonly after: A | null }> => {
  const then = new Map(before.map((row) => [keyOf(row), row]))
  const now = new Map(after.map((row) => [keyOf(row), row]))
  return [...new Set([...then.keys(), ...now.keys()])]
    .toSorted()
    .map((key) => ({ key, before: then.get(key) ?? null, after: now.get(key) ?? null }))
}
