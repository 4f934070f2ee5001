import { RateLimited, Unauthenticated, Unavailable } from "@beep/kernel/errors"
import { MemberId } from "@beep/kernel/ids"
import { Capability } from "@beep/kernel/permissions"
import { Role } from "@beep/kernel/Role"
import { RequiredScope } from "@beep/kernel/Scope"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"
import { Authorization } from "./Authorization.ts"
import { EmailInput } from "./Email.ts"
import { DisplayName } from "./Member.ts"
import { Organization } from "./Organization.ts"
import { OriginNotAllowed, SignInRefused } from "./problems.ts"

/** Who is signed in, and where. `memberId` is the `advisorId` of every address. */
export const Me = Schema.Struct({
  memberId: MemberId,
  name: DisplayName,
  role: Role,
  /** What the caller may do; a screen enables an action by asking here. */
  capabilities: Schema.Array(Capability),
  organization: Organization
})
export type Me = typeof Me.Type

/** A user of several organizations is signed in to the one joined first. */
export const LoginPayload = Schema.Struct({
  email: EmailInput,
  password: Schema.RedactedFromValue(Schema.String.check(Schema.isBetweenLength(1, 1024)))
})

/** RFC 6750: send as `Authorization: Bearer <accessToken>`. */
export const AccessToken = Schema.Struct({
  accessToken: Schema.String,
  tokenType: Schema.Literal("Bearer"),
  expiresInSeconds: Schema.Int
})
export type AccessToken = typeof AccessToken.Type

/** RFC 7517: the public halves of the keys that sign access tokens. */
export const Jwks = Schema.Struct({
  keys: Schema.Array(
    Schema.Struct({
      kty: Schema.Literal("EC"),
      crv: Schema.Literal("P-256"),
      x: Schema.String,
      y: Schema.String,
      kid: Schema.String,
      alg: Schema.Literal("ES256"),
      use: Schema.Literal("sig")
    })
  )
})
export type Jwks = typeof Jwks.Type

/** Signing in and out. The session itself travels in an HttpOnly cookie and never in a body. */
export class AuthGroup extends HttpApiGroup.make("auth")
  .add(
    HttpApiEndpoint.post("login", "/api/auth/login", {
      payload: LoginPayload,
      success: Me,
      error: [SignInRefused, RateLimited, OriginNotAllowed, Unavailable]
    }).annotate(RequiredScope, "public"),
    HttpApiEndpoint.post("logout", "/api/auth/logout", {
      success: HttpApiSchema.NoContent,
      error: [Unavailable]
    })
      .annotate(RequiredScope, "session")
      .middleware(Authorization),
    HttpApiEndpoint.post("token", "/api/auth/token", {
      success: AccessToken,
      error: [Unauthenticated, Unavailable]
    })
      .annotate(RequiredScope, "session")
      .middleware(Authorization),
    HttpApiEndpoint.get("me", "/api/me", {
      success: Me,
      error: [Unauthenticated, Unavailable]
    })
      .annotate(RequiredScope, "session")
      .middleware(Authorization),
    HttpApiEndpoint.get("jwks", "/.well-known/jwks.json", {
      success: Jwks,
      error: [Unavailable]
    }).annotate(RequiredScope, "public")
  )
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const AuthLocalApi = HttpApi.make("beep").add(AuthGroup)
