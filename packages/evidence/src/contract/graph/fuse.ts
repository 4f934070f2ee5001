import type { Score } from "./Query.ts"

/** Cormack, Clarke and Buettcher 2009: large enough that one signal alone does not decide. */
const k = 60
/** Whoever asks for somebody by name wants them first. */
const nameWeight = 3

/** Best first; what a signal says nothing of is not in its list. */
export interface Signals<Id> {
  readonly name: ReadonlyArray<Id>
  readonly text: ReadonlyArray<Id>
  readonly vector: ReadonlyArray<Id>
  readonly distance: ReadonlyArray<ReadonlyArray<Id>>
  readonly recency: ReadonlyArray<Id>
  readonly confidence: ReadonlyArray<ReadonlyArray<Id>>
}

const ranks = <Id>(tiers: ReadonlyArray<ReadonlyArray<Id>>): ReadonlyMap<Id, number> => {
  const at = new Map<Id, number>()
  let rank = 1
  for (const tier of tiers) {
    for (const id of tier) if (!at.has(id)) at.set(id, rank)
    rank += tier.length
  }
  return at
}

const singles = <Id>(list: ReadonlyArray<Id>): ReadonlyArray<ReadonlyArray<Id>> => list.map((id) => [id])

/** Reciprocal rank fusion: what several signals put high comes first. Equal things of one signal share a rank. */
export const fuse = <Id extends string>(
  ids: ReadonlyArray<Id>,
  signals: Signals<Id>
): ReadonlyArray<{ readonly id: Id; readonly score: Score }> => {
  const [name, text, vector, distance, recency, confidence] = [
    ranks(singles(signals.name)),
    ranks(singles(signals.text)),
    ranks(singles(signals.vector)),
    ranks(signals.distance),
    ranks(singles(signals.recency)),
    ranks(signals.confidence)
  ]
  return ids
    .map((id) => {
      const named = name.get(id)
      const given = [text.get(id), vector.get(id), distance.get(id), recency.get(id), confidence.get(id)]
      const fused = given.reduce(
        (sum: number, rank) => sum + (rank === undefined ? 0 : 1 / (k + rank)),
        named === undefined ? 0 : nameWeight / (k + named)
      )
      const [ofText = null, ofVector = null, ofDistance = null, ofRecency = null, ofConfidence = null] = given
      return {
        id,
        score: {
          name: named ?? null,
          text: ofText,
          vector: ofVector,
          distance: ofDistance,
          recency: ofRecency,
          confidence: ofConfidence,
          fused
        }
      }
    })
    .toSorted((a, b) => b.score.fused - a.score.fused || (a.id < b.id ? -1 : 1))
}
