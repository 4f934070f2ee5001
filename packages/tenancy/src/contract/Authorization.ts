import { RoleForbidden, Unauthenticated, Unavailable } from "@beep/kernel/errors"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { SessionId } from "@beep/kernel/ids"
import { Context } from "effect"
import { HttpApiMiddleware } from "effect/http-api"
import { OriginNotAllowed } from "./problems.ts"

/**
 * The session of this request; null when it came with a bearer token. Tokens are
 * made from sessions only, so that a token cannot prolong itself.
 */
export const CurrentSession = Context.Reference<SessionId | null>("@beep/tenancy/CurrentSession", {
  defaultValue: () => null
})

/** The session cookie. The `__Host-` prefix binds it to https, to the host and to path `/`. */
export const sessionCookieName = (secure: boolean): string => (secure ? "__Host-beep_session" : "beep_session")

/**
 * Resolves the session cookie or the bearer token to the tenant and the actor, and
 * enforces the endpoint's `RequiredScope`. A bearer token wins over a cookie.
 */
export class Authorization extends HttpApiMiddleware.Service<
  Authorization,
  {
    provides: CurrentTenant | CurrentActor
  }
>()("@beep/tenancy/Authorization", {
  error: [Unauthenticated, RoleForbidden, OriginNotAllowed, Unavailable]
}) {}
