import { RateLimited, Unauthenticated, Unavailable } from "@beep/kernel/errors"
import { MemberId } from "@beep/kernel/ids"
import { Capability } from "@beep/kernel/permissions"
import { Role } from "@beep/kernel/Role"
import { RequiredProof, RequiredScope } from "@beep/kernel/Scope"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"
import { Authorization } from "./Authorization.ts"
import { EmailInput } from "./Email.ts"
import { OidcAddress, OidcCallbackQuery, OidcStart, SignInMethods } from "./Oidc.ts"
import { DisplayName } from "./Member.ts"
import { KnownPassword } from "./Password.ts"
import { Organization } from "./Organization.ts"
import { Preferences } from "./Preferences.ts"
import {
  IssuerNotConfigured,
  LinkRefused,
  MailNotConfigured,
  OriginNotAllowed,
  PasswordTooWeak,
  ProofRefused,
  SignInRefused
} from "./problems.ts"
import { LinkPayload, ResetPayload, ResetRequest } from "./Recovery.ts"
import { SecondFactorCode } from "./SecondFactor.ts"
import { SessionState } from "./Session.ts"

/** Who is signed in, and where. `memberId` is the `advisorId` of every address. */
export const Place = Schema.Struct({
  memberId: MemberId,
  name: DisplayName,
  role: Role,
  /** What the caller may do; a screen enables an action by asking here. */
  capabilities: Schema.Array(Capability),
  preferences: Preferences,
  organization: Organization
})
export type Place = typeof Place.Type

/** The place, and what the session there has proved and still lacks. */
export const Me = Schema.Struct({ ...Place.fields, session: SessionState })
export type Me = typeof Me.Type

/**
 * A user of several organizations is signed in to the one joined first. In stages `local` and
 * `test` a demonstration asks for no second factor of somebody who has none; its sessions
 * answer strength `demo`.
 */
export const LoginPayload = Schema.Struct({ email: EmailInput, password: KnownPassword })

/** The second factor where there is one; the password of somebody without. */
export const StepUpPayload = Schema.Union([Schema.Struct({ code: SecondFactorCode }), Schema.Struct({ password: KnownPassword })])
export type StepUpPayload = typeof StepUpPayload.Type

/** `others`: every session but this one. */
export const LogoutEverywhere = Schema.Struct({ which: Schema.Literals(["all", "others"]) })

/** 256 random bits, base64url; works once. */
export const RefreshToken = Schema.RedactedFromValue(Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]{43}$/)))

/** RFC 6750: send as `Authorization: Bearer <accessToken>`. */
export const AccessToken = Schema.Struct({
  accessToken: Schema.String,
  tokenType: Schema.Literal("Bearer"),
  expiresInSeconds: Schema.Int
})
export type AccessToken = typeof AccessToken.Type

/** With what fetches the next pair when this one ends. */
export const TokenPair = Schema.Struct({ ...AccessToken.fields, refreshToken: RefreshToken })
export type TokenPair = typeof TokenPair.Type

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

const SeeOther = HttpApiSchema.WithHeaders(HttpApiSchema.Empty(303), { location: Schema.String })

/** Signing in and out. The session itself travels in an HttpOnly cookie and never in a body. */
export class AuthGroup extends HttpApiGroup.make("auth")
  .add(
    HttpApiEndpoint.post("login", "/api/auth/login", {
      payload: LoginPayload,
      success: Me,
      error: [SignInRefused, RateLimited, OriginNotAllowed, Unavailable]
    }).annotate(RequiredScope, "public"),
    /** The second half of a sign-in: opens what lacked `proof`. The cookie changes. */
    HttpApiEndpoint.post("secondFactor", "/api/auth/second-factor", {
      payload: Schema.Struct({ code: SecondFactorCode }),
      success: Me,
      error: [ProofRefused, RateLimited, Unauthenticated, Unavailable]
    })
      .annotate(RequiredScope, "session")
      .annotate(RequiredProof, "unproven")
      .middleware(Authorization),
    /** Proves a factor again, for what needs one of the last ten minutes. */
    HttpApiEndpoint.post("stepUp", "/api/auth/step-up", {
      payload: StepUpPayload,
      success: SessionState,
      error: [ProofRefused, RateLimited, Unauthenticated, Unavailable]
    })
      .annotate(RequiredScope, "session")
      .annotate(RequiredProof, "unproven")
      .middleware(Authorization),
    /** Mails a link to a member of this address; answers alike, and as fast, when there is none. */
    HttpApiEndpoint.post("requestReset", "/api/auth/reset", {
      payload: ResetRequest,
      success: HttpApiSchema.NoContent,
      error: [MailNotConfigured, RateLimited, OriginNotAllowed, Unavailable]
    }).annotate(RequiredScope, "public"),
    /** Sets the password by the link's token, once; every session of the user ends. */
    HttpApiEndpoint.post("reset", "/api/auth/reset/confirm", {
      payload: ResetPayload,
      success: HttpApiSchema.NoContent,
      error: [LinkRefused, PasswordTooWeak, RateLimited, OriginNotAllowed, Unavailable]
    }).annotate(RequiredScope, "public"),
    /** The new address proves itself; the former one is told, and can take it back for three days. */
    HttpApiEndpoint.post("confirmAddress", "/api/auth/address/confirm", {
      payload: LinkPayload,
      success: HttpApiSchema.NoContent,
      error: [LinkRefused, RateLimited, OriginNotAllowed, Unavailable]
    }).annotate(RequiredScope, "public"),
    /** The former address again; every session of the user ends. */
    HttpApiEndpoint.post("undoAddress", "/api/auth/address/undo", {
      payload: LinkPayload,
      success: HttpApiSchema.NoContent,
      error: [LinkRefused, RateLimited, OriginNotAllowed, Unavailable]
    }).annotate(RequiredScope, "public"),
    HttpApiEndpoint.post("logout", "/api/auth/logout", {
      success: HttpApiSchema.NoContent,
      error: [Unavailable]
    })
      .annotate(RequiredScope, "session")
      .annotate(RequiredProof, "unproven")
      .middleware(Authorization),
    HttpApiEndpoint.post("logoutEverywhere", "/api/auth/logout-everywhere", {
      payload: LogoutEverywhere,
      success: HttpApiSchema.NoContent,
      error: [Unauthenticated, Unavailable]
    })
      .annotate(RequiredScope, "session")
      .middleware(Authorization),
    HttpApiEndpoint.post("token", "/api/auth/token", {
      success: TokenPair,
      error: [Unauthenticated, Unavailable]
    })
      .annotate(RequiredScope, "session")
      .middleware(Authorization),
    /** The next pair. A refresh token that was used before ends the session it was made from. */
    HttpApiEndpoint.post("refresh", "/api/auth/refresh", {
      payload: Schema.Struct({ refreshToken: RefreshToken }),
      success: TokenPair,
      error: [Unauthenticated, OriginNotAllowed, Unavailable]
    }).annotate(RequiredScope, "public"),
    HttpApiEndpoint.get("me", "/api/me", {
      success: Me,
      error: [Unauthenticated, Unavailable]
    })
      .annotate(RequiredScope, "session")
      .annotate(RequiredProof, "unproven")
      .middleware(Authorization),
    HttpApiEndpoint.get("methods", "/api/auth/methods", { success: SignInMethods }).annotate(RequiredScope, "public"),
    /** The browser goes to the answered address, and comes back to the callback with the cookie this sets. */
    HttpApiEndpoint.post("oidcStart", "/api/auth/oidc/start", {
      payload: OidcStart,
      success: OidcAddress,
      error: [IssuerNotConfigured, OriginNotAllowed, Unavailable]
    }).annotate(RequiredScope, "public"),
    /** The answer always sends the browser on: to the page it wanted, or to one that says `?refused=` and why. */
    HttpApiEndpoint.get("oidcCallback", "/api/auth/oidc/callback", {
      query: OidcCallbackQuery,
      success: SeeOther,
      error: [Unavailable]
    }).annotate(RequiredScope, "public"),
    HttpApiEndpoint.get("jwks", "/.well-known/jwks.json", {
      success: Jwks,
      error: [Unavailable]
    }).annotate(RequiredScope, "public")
  )
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const AuthLocalApi = HttpApi.make("beep").add(AuthGroup)
