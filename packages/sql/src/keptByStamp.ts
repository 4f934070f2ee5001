import { DateTime, Duration } from "effect"

export interface Stamped {
  /** Names what was read, and of which organization and client. */
  readonly key: string
  /** Everything it rests on, as the caller's own read of the database has it now. */
  readonly stamp: string
  readonly now: DateTime.Utc
}

/** Of a client whose words were erased nothing stays longer. */
const timeToLive = Duration.toMillis("10 minutes")

/**
 * What this process read last under each key, answered only while the database names the same stamp
 * (specs/decisions/kept-answers.md). What was not asked for longest goes first, when all together weighs more than `capacity`.
 */
export const keptByStamp = <A>(capacity: number, weigh: (value: A) => number = () => 1) => {
  const held = new Map<string, { readonly stamp: string; readonly until: number; readonly value: A; readonly weight: number }>()
  let weight = 0

  const drop = (key: string): void => {
    weight -= held.get(key)?.weight ?? 0
    held.delete(key)
  }

  /** Whoever takes something out has it alone: nobody else is answered from it. */
  const take = ({ key, now, stamp }: Stamped): A | undefined => {
    const kept = held.get(key)
    drop(key)
    return kept !== undefined && kept.stamp === stamp && DateTime.toEpochMillis(now) < kept.until ? kept.value : undefined
  }

  const put = (key: string, stamp: string, until: number, value: A): void => {
    drop(key)
    const own = weigh(value)
    held.set(key, { stamp, until, value, weight: own })
    weight += own
    for (const oldest of held.keys()) {
      if (weight <= capacity) break
      drop(oldest)
    }
  }

  return {
    take,
    find: (asked: Stamped): A | undefined => {
      const until = held.get(asked.key)?.until ?? 0
      const value = take(asked)
      if (value !== undefined) put(asked.key, asked.stamp, until, value)
      return value
    },
    /** What was kept last, whatever stands now: to prepare a question with, never to answer from. */
    last: (key: string): A | undefined => held.get(key)?.value,
    keep: ({ key, now, stamp }: Stamped, value: A): void => put(key, stamp, DateTime.toEpochMillis(now) + timeToLive, value)
  }
}
