import { daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import type { ExpectedItem } from "./expectedItems.ts"

/** A payment somebody left out of a company's books on purpose. */
export interface KnownGap {
  readonly kind: string
  readonly payee: string
  readonly expectedOn: LocalDate
}

/** What the detector found of one company's planted gaps, and what it listed beside them. */
export interface GapAccuracy {
  readonly found: ReadonlyArray<KnownGap>
  readonly notFound: ReadonlyArray<KnownGap>
  readonly falseAlarms: ReadonlyArray<ExpectedItem>
}

/** Days between the planted due day and the one that was learned. */
const apart = 4

const isOf = (gap: KnownGap) => (item: ExpectedItem) =>
  item.payee === gap.payee && Math.abs(daysBetween(item.expectedOn, gap.expectedOn)) <= apart

/** Each gap is found by one item at most: a second one is a false alarm like any other. */
export const gapAccuracy = (gaps: ReadonlyArray<KnownGap>, items: ReadonlyArray<ExpectedItem>): GapAccuracy => {
  const left = new Set(items)
  const [found, notFound]: [Array<KnownGap>, Array<KnownGap>] = [[], []]
  for (const gap of gaps) {
    const item = [...left].find(isOf(gap))
    if (item !== undefined) left.delete(item)
    ;(item === undefined ? notFound : found).push(gap)
  }
  return { found, notFound, falseAlarms: [...left] }
}

export interface FleetGaps {
  readonly clients: number
  readonly planted: number
  readonly found: number
  /** Found of planted; null where nothing was planted. */
  readonly recall: number | null
  readonly falseAlarms: number
  readonly falseAlarmsPerClient: number
  readonly kinds: ReadonlyArray<{ readonly kind: string; readonly planted: number; readonly found: number }>
}

export const fleetGaps = (clients: ReadonlyArray<GapAccuracy>): FleetGaps => {
  const found = clients.flatMap((client) => client.found)
  const all = [...found, ...clients.flatMap(({ notFound }) => notFound)]
  const falseAlarms = clients.reduce((sum, client) => sum + client.falseAlarms.length, 0)
  return {
    clients: clients.length,
    planted: all.length,
    found: found.length,
    recall: all.length === 0 ? null : found.length / all.length,
    falseAlarms,
    falseAlarmsPerClient: falseAlarms / Math.max(clients.length, 1),
    kinds: [...new Set(all.map(({ kind }) => kind))].toSorted().map((kind) => ({
      kind,
      planted: all.filter((gap) => gap.kind === kind).length,
      found: found.filter((gap) => gap.kind === kind).length
    }))
  }
}
