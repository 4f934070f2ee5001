import { RateLimited } from "@beep/kernel/errors"
import { Duration, Effect, Redacted } from "effect"
import { HttpEffect, HttpServerResponse } from "effect/http"
import { oidcCookieName, sessionCookieName } from "../../contract/Authorization.ts"
import { oidcFlowMinutes } from "../OidcSignIn.ts"
import { sessionLimits } from "../Sessions.ts"
import type { SessionToken } from "../SessionToken.ts"

const attributes = (secure: boolean) => ({ httpOnly: true, sameSite: "lax", path: "/", secure }) as const

export const setSessionCookie = (secure: boolean, token: SessionToken) =>
  HttpEffect.appendPreResponseHandler((_request, response) =>
    Effect.orDie(
      HttpServerResponse.setCookie(response, sessionCookieName(secure), Redacted.value(token), {
        ...attributes(secure),
        maxAge: Duration.hours(sessionLimits.absoluteHours)
      })
    )
  )

export const expireSessionCookie = (secure: boolean) =>
  HttpEffect.appendPreResponseHandler((_request, response) =>
    Effect.orDie(HttpServerResponse.expireCookie(response, sessionCookieName(secure), attributes(secure)))
  )

export const setOidcCookie = (secure: boolean, browser: Redacted.Redacted) =>
  HttpEffect.appendPreResponseHandler((_request, response) =>
    Effect.orDie(
      HttpServerResponse.setCookie(response, oidcCookieName(secure), Redacted.value(browser), {
        ...attributes(secure),
        maxAge: Duration.minutes(oidcFlowMinutes)
      })
    )
  )

export const expireOidcCookie = (secure: boolean) =>
  HttpEffect.appendPreResponseHandler((_request, response) =>
    Effect.orDie(HttpServerResponse.expireCookie(response, oidcCookieName(secure), attributes(secure)))
  )

/** RFC 9110 10.2.3, in seconds. */
const setRetryAfter = (seconds: number) =>
  HttpEffect.appendPreResponseHandler((_request, response) =>
    Effect.succeed(HttpServerResponse.setHeader(response, "retry-after", String(seconds)))
  )

export const sayWhenToComeBack = <A, E, R>(effect: Effect.Effect<A, E | RateLimited, R>) =>
  Effect.tapError(effect, (error) => (error instanceof RateLimited ? setRetryAfter(error.retryAfterSeconds) : Effect.void))

/** RFC 6749 5.1: an answer that carries a credential is kept by nobody on the way. */
export const forbidStoring = HttpEffect.appendPreResponseHandler((_request, response) =>
  Effect.succeed(HttpServerResponse.setHeader(response, "cache-control", "no-store"))
)
