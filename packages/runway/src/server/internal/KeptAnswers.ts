import { dateIn, type LocalDate, type TimeZoneName } from "@beep/kernel/LocalDate"
import { DateTime, Duration } from "effect"

interface Asked {
  /** Names the client and what was asked of it. */
  readonly key: string
  /** Everything the answer rests on but the time, as the caller's own read of the database has it now. */
  readonly stamp: string
  readonly now: DateTime.Utc
}

interface Kept<A> extends Asked {
  readonly answer: A
  /** The day the answer is of, where the client is. */
  readonly day: LocalDate
  readonly zone: TimeZoneName
  /** The last instant at which the same books say the same on the same day. */
  readonly until: DateTime.Utc | null
}

/** Of a client whose words were erased nothing stays longer. */
const timeToLive = Duration.toMillis("10 minutes")

/** What was answered last in this process, taken only where nothing moved: specs/decisions/kept-answers.md. */
export const keptAnswers = <A>(capacity: number) => {
  const held = new Map<string, Kept<A>>()

  const isSame = (kept: Kept<A>, { now, stamp }: Asked): boolean => {
    const millis = DateTime.toEpochMillis(now)
    return (
      kept.stamp === stamp &&
      millis < DateTime.toEpochMillis(kept.now) + timeToLive &&
      (kept.until === null || DateTime.isLessThanOrEqualTo(now, kept.until)) &&
      kept.day === dateIn(kept.zone, millis)
    )
  }

  return {
    find: (asked: Asked): A | undefined => {
      const kept = held.get(asked.key)
      if (kept === undefined) return undefined
      held.delete(asked.key)
      if (!isSame(kept, asked)) return undefined
      held.set(asked.key, kept)
      return kept.answer
    },
    keep: (kept: Kept<A>): void => {
      held.delete(kept.key)
      held.set(kept.key, kept)
      for (const oldest of held.keys()) {
        if (held.size <= capacity) break
        held.delete(oldest)
      }
    }
  }
}
