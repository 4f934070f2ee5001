import { Unauthenticated } from "@beep/kernel/errors"
import { Effect } from "effect"
import { type CallerSession, CurrentSession } from "../../contract/Authorization.ts"

/** For endpoints that are about the caller's own session or account: a key has neither. */
export const currentSession = Effect.filterOrFail(
  CurrentSession,
  (session): session is CallerSession => session !== null,
  () => new Unauthenticated()
)

/** For what changes the cookie itself, or makes a token: a token would prolong itself. */
export const cookieSession = Effect.filterOrFail(
  currentSession,
  ({ via }) => via === "cookie",
  () => new Unauthenticated()
)
