import { DateTime, Duration } from "effect"
import type { WaitReason } from "../../contract/writeback/WriteState.ts"

/** So long a write stays here before it is sent, so that taking it back is more than a word. */
export const grace = Duration.seconds(5)

/** So long QuickBooks may take to show what it recorded; after that a person is told. */
const confirmWithin = Duration.hours(24)

const backOff = (attempts: number, first: number): Duration.Duration =>
  Duration.min(Duration.seconds(first * 2 ** Math.min(attempts, 20)), Duration.minutes(15))

/** A reading that has not seen the write yet is asked again; every one costs a metered call. */
export const nextLook = (attempts: number): Duration.Duration => backOff(attempts, 2)

export const isUnconfirmed = (recordedAt: DateTime.Utc | null, now: DateTime.Utc): boolean =>
  recordedAt !== null && DateTime.isLessThan(DateTime.addDuration(recordedAt, confirmWithin), now)

/** What a person has to change is looked at every minute; what passes by itself ever less often, at most every quarter of an hour. */
export const nextAttempt = (reason: WaitReason, attempts: number): Duration.Duration => {
  switch (reason) {
    case "outage":
      return backOff(attempts, 5)
    case "throttled":
    case "reconnect_required":
    case "switched_off":
      return Duration.minutes(1)
    case "subscription_ended":
      return Duration.minutes(15)
  }
}
