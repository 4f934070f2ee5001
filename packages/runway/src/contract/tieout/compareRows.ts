import type { DifferingEntity } from "./TieOutResult.ts"
import { TieOutBucket, type TieOutRow } from "./TieOutRow.ts"

/** An entity that differs, with the name one of the sides gives it. */
export interface NamedDifference {
  readonly name: string
  readonly entity: DifferingEntity
}

export interface Comparison {
  readonly compared: number
  readonly oursMinor: bigint
  readonly theirsMinor: bigint
  /** The largest difference first. */
  readonly differences: ReadonlyArray<NamedDifference>
}

const sum = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((total, amount) => total + amount, 0n)
const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)

/** Rows of one entity are one; an entity with nothing in any bucket is not there. */
const byEntity = (rows: ReadonlyArray<TieOutRow>): ReadonlyMap<string, TieOutRow> => {
  const found = new Map<string, TieOutRow>()
  for (const row of rows) {
    const key = row.qboId ?? ""
    const before = found.get(key)
    const amounts = before === undefined ? row.amounts : row.amounts.map((amount, at) => amount + (before.amounts[at] ?? 0n))
    found.set(key, { ...row, name: before?.name ?? row.name, amounts })
  }
  return new Map([...found].filter(([, row]) => row.amounts.some((amount) => amount !== 0n)))
}

const bucketsOf = (ours: TieOutRow | undefined, theirs: TieOutRow | undefined): DifferingEntity["buckets"] => {
  const count = Math.max(ours?.amounts.length ?? 0, theirs?.amounts.length ?? 0)
  return count === 1
    ? []
    : TieOutBucket.literals.flatMap((bucket, at) => {
        const [oursMinor, theirsMinor] = [ours?.amounts[at] ?? 0n, theirs?.amounts[at] ?? 0n]
        return oursMinor === theirsMinor ? [] : [{ bucket, oursMinor, theirsMinor }]
      })
}

const weight = ({ entity: { buckets, oursMinor, theirsMinor } }: NamedDifference): bigint => {
  const whole = size((oursMinor ?? 0n) - (theirsMinor ?? 0n))
  return buckets.reduce((most, bucket) => {
    const part = size(bucket.oursMinor - bucket.theirsMinor)
    return part > most ? part : most
  }, whole)
}

/** Larger first; of equals the one whose id comes first, so that the same books give the same list. */
const bySize = (left: NamedDifference, right: NamedDifference): number => {
  const difference = weight(right) - weight(left)
  if (difference !== 0n) return difference > 0n ? 1 : -1
  return (left.entity.qboId ?? "") < (right.entity.qboId ?? "") ? -1 : 1
}

const sumOfDebits = (amounts: ReadonlyArray<bigint>): bigint => sum(amounts.filter((amount) => amount > 0n))

/**
 * Compares two sides entity by entity and bucket by bucket, to the minor unit. Debits and
 * credits of a trial balance add up to nothing, so its total is that of the debits.
 */
export const compareRows = (
  oursRows: ReadonlyArray<TieOutRow>,
  theirsRows: ReadonlyArray<TieOutRow>,
  total: "all" | "debits" = "all"
): Comparison => {
  const add = total === "debits" ? sumOfDebits : sum
  const ours = byEntity(oursRows)
  const theirs = byEntity(theirsRows)
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])]
  const differences = keys.flatMap((key): ReadonlyArray<NamedDifference> => {
    const [mine, stated] = [ours.get(key), theirs.get(key)]
    const row = mine ?? stated
    if (row === undefined) return []
    if (row.amounts.every((_, at) => (mine?.amounts[at] ?? 0n) === (stated?.amounts[at] ?? 0n))) return []
    return [
      {
        name: mine?.name === undefined || mine.name === "" ? (stated?.name ?? "") : mine.name,
        entity: {
          entityType: row.entityType,
          qboId: row.qboId,
          oursMinor: mine === undefined ? null : sum(mine.amounts),
          theirsMinor: stated === undefined ? null : sum(stated.amounts),
          buckets: bucketsOf(mine, stated)
        }
      }
    ]
  })
  return {
    compared: keys.length,
    oursMinor: add([...ours.values()].flatMap((row) => row.amounts)),
    theirsMinor: add([...theirs.values()].flatMap((row) => row.amounts)),
    differences: differences.toSorted(bySize)
  }
}
