import { type Duration, Effect, Schedule } from "effect"
import { logged } from "./logged.ts"

/** Looks as long as it is let; the next look begins a while after the end of the last, so that two are never under way. */
export const looking =
  (failed: string, every: Duration.Input) =>
  <A, E, R>(look: Effect.Effect<A, E, R>) =>
    look.pipe(logged(failed), Effect.repeat(Schedule.spaced(every)))
