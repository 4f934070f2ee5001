import { type Duration, Schedule } from "effect"

const growing: ReadonlyArray<Duration.Input> = [
  "10 seconds",
  "20 seconds",
  "30 seconds",
  "5 minutes",
  "20 minutes",
  "2 hours",
  "4 hours"
]

/** The growing waits once each, and then every 6 hours without end (runway.md 6.8). */
export const intuitRetries = growing.reduceRight(
  (later, wait) => Schedule.concat(Schedule.upTo(Schedule.spaced(wait), { times: 1 }), later),
  Schedule.spaced("6 hours")
)
