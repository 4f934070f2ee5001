import { Cause, Effect } from "effect"

/** What goes wrong in the background is a line in the log, and the next one goes on; being told to end is no fault. */
export const logged =
  (message: string) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A | void, never, R> =>
    Effect.catchCause(effect, (cause) => (Cause.hasInterrupts(cause) ? Effect.interrupt : Effect.logError(message, cause)))
