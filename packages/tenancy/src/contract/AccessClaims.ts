import { MemberId, OrganizationId, SessionId, UserId } from "@beep/kernel/ids"
import { Role } from "@beep/kernel/Role"
import { Schema } from "effect"
import { Tier } from "./Organization.ts"

/** How long an access token lives (runway.md 10.1, `session.accessMinutes`). */
export const accessMinutes = 15

/**
 * The claims of an access token (RFC 7519, ES256). `sub` is the user, `advisor_id`
 * the member, `firm_id` the organization, `sid` the session it ends with; times are seconds since the epoch.
 */
export const AccessClaims = Schema.Struct({
  sub: UserId,
  sid: SessionId,
  advisor_id: MemberId,
  firm_id: OrganizationId,
  role: Role,
  tier: Tier,
  iat: Schema.Int,
  exp: Schema.Int,
  jti: Schema.String.check(Schema.isUUID()),
  aud: Schema.String,
  iss: Schema.String
})
export type AccessClaims = typeof AccessClaims.Type
