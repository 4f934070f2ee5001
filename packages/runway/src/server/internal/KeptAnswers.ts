import { dateIn, type LocalDate, type TimeZoneName } from "@beep/kernel/LocalDate"
import { keptByStamp, type Stamped } from "@beep/sql/keptByStamp"
import { DateTime } from "effect"

interface Kept<A> extends Stamped {
  readonly answer: A
  /** The day the answer is of, where the client is. */
  readonly day: LocalDate
  readonly zone: TimeZoneName
  /** The last instant at which the same books say the same on the same day. */
  readonly until: DateTime.Utc | null
}

/** What was answered last in this process: of the same books, on the same day. */
export const keptAnswers = <A>(capacity: number) => {
  const held = keptByStamp<Kept<A>>(capacity)
  return {
    find: (asked: Stamped): A | undefined => {
      const kept = held.find(asked)
      return kept !== undefined &&
        (kept.until === null || DateTime.isLessThanOrEqualTo(asked.now, kept.until)) &&
        kept.day === dateIn(kept.zone, DateTime.toEpochMillis(asked.now))
        ? kept.answer
        : undefined
    },
    keep: (kept: Kept<A>): void => held.keep(kept, kept)
  }
}
