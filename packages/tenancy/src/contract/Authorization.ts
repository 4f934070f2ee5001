import { RateLimited, RoleForbidden, Unauthenticated, Unavailable } from "@beep/kernel/errors"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { SessionId, UserId } from "@beep/kernel/ids"
import type { Capability } from "@beep/kernel/permissions"
import { Context, type DateTime } from "effect"
import { HttpApiMiddleware } from "effect/http-api"
import { OriginNotAllowed, SecondFactorRequired, StepUpRequired } from "./problems.ts"
import type { Proved } from "./SessionStrength.ts"

/** What the caller came with and what was proved by it. */
export interface CallerSession extends Proved {
  readonly sessionId: SessionId
  readonly userId: UserId
  /** A bearer token names the session it was made from, and ends with it. */
  readonly via: "cookie" | "bearer"
  /** The last proof of a factor inside this session. */
  readonly steppedUpAt: DateTime.Utc | null
}

/** The session of this request; null for a caller that has none (a job, a key). */
export const CurrentSession = Context.Reference<CallerSession | null>("@beep/tenancy/CurrentSession", {
  defaultValue: () => null
})

/** What an API key was given; null for a person, whose role says it all. */
export const CurrentKeyScopes = Context.Reference<ReadonlyArray<Capability> | null>("@beep/tenancy/CurrentKeyScopes", {
  defaultValue: () => null
})

/** The session cookie. The `__Host-` prefix binds it to https, to the host and to path `/`. */
export const sessionCookieName = (secure: boolean): string => (secure ? "__Host-beep_session" : "beep_session")

/** What binds a browser to the way it set out on, to an issuer and back. */
export const oidcCookieName = (secure: boolean): string => (secure ? "__Host-beep_oidc" : "beep_oidc")

/**
 * Resolves the session cookie or the bearer token to the tenant and the actor, and
 * enforces the endpoint's `RequiredProof` and `RequiredScope`. A bearer token wins over a cookie.
 */
export class Authorization extends HttpApiMiddleware.Service<
  Authorization,
  {
    provides: CurrentTenant | CurrentActor
  }
>()("@beep/tenancy/Authorization", {
  error: [RateLimited, Unauthenticated, SecondFactorRequired, RoleForbidden, StepUpRequired, OriginNotAllowed, Unavailable]
}) {}
