import { Duration, Effect } from "effect"

/** A route or a middleware cannot be interrupted unless it says so; a client that goes away ends the wait. */
export const heldUp = ({ seconds = 30 }: { readonly seconds?: number }) =>
  Effect.interruptible(Effect.sleep(Duration.seconds(seconds)))
