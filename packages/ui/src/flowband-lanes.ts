/** Where a pill stands: days from the first, and how many it covers. */
export interface Span {
  readonly id: string
  readonly day: number
}

/**
 * Lanes so that no pill covers another, the first free one for each in its order. A pill is as wide as `width` days; one
 * that would leave the band at the right end stands left of its day.
 */
export const lanesOf = (
  spans: ReadonlyArray<Span>,
  days: number,
  width: number
): ReadonlyMap<string, { lane: number; flips: boolean }> => {
  const taken: Array<Array<readonly [number, number]>> = []
  const placed = new Map<string, { lane: number; flips: boolean }>()
  for (const { day, id } of spans) {
    const flips = day + width > days
    const from = flips ? day - width : day
    const isFree = (lane: number) => (taken[lane] ?? []).every(([start, end]) => from >= end || from + width <= start)
    let lane = 0
    while (!isFree(lane)) lane += 1
    taken[lane] = [...(taken[lane] ?? []), [from, from + width]]
    placed.set(id, { lane, flips })
  }
  return placed
}
