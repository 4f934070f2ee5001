import { Duration } from "effect"
import type { WaitReason } from "../../contract/writeback/WriteState.ts"

/** So long a write stays here before it is sent, so that taking it back is more than a word. */
export const grace = Duration.seconds(5)

const backOff = (attempts: number): Duration.Duration =>
  Duration.min(Duration.seconds(5 * 2 ** Math.min(attempts, 20)), Duration.minutes(15))

/** What a person has to change is looked at every minute; what passes by itself ever less often, at most every quarter of an hour. */
export const nextAttempt = (reason: WaitReason, attempts: number): Duration.Duration => {
  switch (reason) {
    case "outage":
      return backOff(attempts)
    case "throttled":
    case "reconnect_required":
    case "switched_off":
      return Duration.minutes(1)
    case "subscription_ended":
      return Duration.minutes(15)
  }
}
