import { DateTime, Duration } from "effect"

/** Tries close together first, for what passes in seconds; then further apart, up to a day (runway.md 7.2). */
const firstTries = 3
const firstPause = Duration.seconds(5)
const longestPause = Duration.hours(1)
const tryingLasts = Duration.hours(24)

const pauseAfter = (attempts: number): Duration.Duration =>
  attempts < firstTries ? firstPause : Duration.min(Duration.minutes(2 ** Math.min(attempts - firstTries, 10)), longestPause)

export interface Tried {
  readonly queuedAt: DateTime.Utc
  /** What the mail says is over by then. */
  readonly uselessFrom: DateTime.Utc
  /** So far, the failed one included. */
  readonly attempts: number
}

/** When to try again; null when a day has passed or the mail would come too late. */
export const nextTry = ({ attempts, queuedAt, uselessFrom }: Tried, now: DateTime.Utc): DateTime.Utc | null => {
  const at = DateTime.addDuration(now, pauseAfter(attempts))
  const end = DateTime.min(DateTime.addDuration(queuedAt, tryingLasts), uselessFrom)
  return DateTime.isLessThan(at, end) ? at : null
}
