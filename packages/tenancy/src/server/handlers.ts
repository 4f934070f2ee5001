import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { Unauthenticated } from "@beep/kernel/errors"
import { DateTime, Effect, Redacted } from "effect"
import type { HttpServerRequest } from "effect/http"
import { HttpApiBuilder, HttpApiSchema } from "effect/http-api"
import { agentOf } from "../contract/Agent.ts"
import { AuthLocalApi } from "../contract/AuthApi.ts"
import { CurrentSession, oidcCookieName, sessionCookieName } from "../contract/Authorization.ts"
import { OriginNotAllowed } from "../contract/problems.ts"
import { sessionStateOf } from "../contract/Session.ts"
import { AddressChanges } from "./AddressChanges.ts"
import { AuthSettings } from "./AuthSettings.ts"
import { cookieSession, currentSession } from "./internal/callerSession.ts"
import { addressOf } from "./internal/addressOf.ts"
import {
  expireOidcCookie,
  expireSessionCookie,
  forbidStoring,
  sayWhenToComeBack,
  setOidcCookie,
  setSessionCookie
} from "./internal/responseHeaders.ts"
import { type Outcome, OidcSignIn } from "./OidcSignIn.ts"
import { Organizations } from "./Organizations.ts"
import { PasswordResets } from "./PasswordResets.ts"
import { Passwords } from "./Passwords.ts"
import { RefreshTokens } from "./RefreshTokens.ts"
import { SecondFactors } from "./SecondFactors.ts"
import { Sessions } from "./Sessions.ts"
import { Tokens } from "./Tokens.ts"

/** Pages of ours, as paths: nothing that came from outside decides the host. */
const wayOn = (outcome: Outcome): string => {
  switch (outcome._tag) {
    case "SignedIn":
      return outcome.next ?? "/clients"
    case "Linked":
      return "/settings/security?linked=1"
    case "Refused":
      return `${outcome.linking ? "/settings/security" : "/login"}?refused=${outcome.because}`
  }
}

export const authHandlers = HttpApiBuilder.group(
  AuthLocalApi,
  "auth",
  Effect.fn(function* (handlers) {
    const { origins, secureCookie, sendsMail, stage } = yield* AuthSettings
    const sessions = yield* Sessions
    const tokens = yield* Tokens
    const organizations = yield* Organizations

    const factors = yield* SecondFactors
    const passwords = yield* Passwords

    /** Of a session whose member was not removed a moment ago. */
    const place = organizations.me.pipe(Effect.catchTag("NotFound", () => Effect.fail(new Unauthenticated())))

    const oidc = yield* OidcSignIn
    const resets = yield* PasswordResets
    const refreshTokens = yield* RefreshTokens
    const addresses = yield* AddressChanges

    /** A page of another origin must not be able to sign a browser in (login CSRF); programs send no Origin. */
    const fromOurPage = (request: HttpServerRequest.HttpServerRequest) => {
      const origin = request.headers["origin"]
      return origin !== undefined && !origins.includes(origin) ? Effect.fail(new OriginNotAllowed()) : Effect.void
    }

    return handlers.handleAll({
      requestReset: Effect.fnUntraced(function* ({ payload, request }) {
        yield* fromOurPage(request)
        yield* resets.request({ ...payload, address: addressOf(request) }).pipe(sayWhenToComeBack)
      }),
      reset: Effect.fnUntraced(function* ({ payload, request }) {
        yield* fromOurPage(request)
        yield* resets.reset({ ...payload, address: addressOf(request) }).pipe(sayWhenToComeBack)
      }),
      confirmAddress: Effect.fnUntraced(function* ({ payload, request }) {
        yield* fromOurPage(request)
        yield* addresses.confirm({ ...payload, address: addressOf(request) }).pipe(sayWhenToComeBack)
      }),
      undoAddress: Effect.fnUntraced(function* ({ payload, request }) {
        yield* fromOurPage(request)
        yield* addresses.undo({ ...payload, address: addressOf(request) }).pipe(sayWhenToComeBack)
      }),
      login: Effect.fnUntraced(function* ({ payload, request }) {
        yield* fromOurPage(request)
        const { session, token } = yield* sessions
          .login({ ...payload, address: addressOf(request), agent: agentOf(request.headers["user-agent"]) })
          .pipe(sayWhenToComeBack)
        const place = yield* organizations.me.pipe(
          Effect.provideService(CurrentTenant, session),
          Effect.catchTag("NotFound", Effect.die)
        )
        yield* setSessionCookie(secureCookie, token)
        yield* forbidStoring
        return { ...place, session: sessionStateOf(session, yield* DateTime.now) }
      }),
      secondFactor: Effect.fnUntraced(function* ({ payload, request }) {
        const { session, token } = yield* factors
          .prove(yield* cookieSession, { code: payload.code, address: addressOf(request) })
          .pipe(sayWhenToComeBack)
        if (token !== null) yield* setSessionCookie(secureCookie, token)
        yield* forbidStoring
        return { ...(yield* place), session: sessionStateOf(session, yield* DateTime.now) }
      }),
      stepUp: Effect.fnUntraced(function* ({ payload, request }) {
        const current = yield* cookieSession
        const address = addressOf(request)
        const { session, token } = yield* (
          "code" in payload
            ? factors.prove(current, { code: payload.code, address })
            : Effect.map(passwords.stepUp(current, { password: payload.password, address }), (session) => ({
                session,
                token: null
              }))
        ).pipe(sayWhenToComeBack)
        if (token !== null) yield* setSessionCookie(secureCookie, token)
        return sessionStateOf(session, yield* DateTime.now)
      }),
      logout: Effect.fnUntraced(function* () {
        const session = yield* CurrentSession
        if (session !== null) yield* sessions.logout(session.sessionId, session.userId)
        yield* expireSessionCookie(secureCookie)
      }),
      logoutEverywhere: Effect.fnUntraced(function* ({ payload }) {
        const { sessionId, userId } = yield* currentSession
        yield* sessions.revokeAll(userId, payload.which === "all" ? null : sessionId)
        if (payload.which === "all") yield* expireSessionCookie(secureCookie)
      }),
      token: Effect.fnUntraced(function* () {
        const { sessionId, userId } = yield* cookieSession
        yield* forbidStoring
        const issued = yield* tokens.issue({ sessionId, userId }, yield* place)
        return { ...issued, refreshToken: yield* refreshTokens.start(sessionId) }
      }),
      refresh: Effect.fnUntraced(function* ({ payload, request }) {
        yield* fromOurPage(request)
        yield* forbidStoring
        const { next, session } = yield* refreshTokens.rotate(payload.refreshToken)
        const issued = yield* tokens.issue(session, yield* Effect.provideService(place, CurrentTenant, session))
        return { ...issued, refreshToken: next }
      }),
      me: Effect.fnUntraced(function* () {
        const session = yield* currentSession
        return { ...(yield* place), session: sessionStateOf(session, yield* DateTime.now) }
      }),
      methods: () =>
        Effect.succeed({
          resetByMail: sendsMail,
          demo: stage === "local",
          issuer: oidc.issuerName === null ? null : { name: oidc.issuerName }
        }),
      oidcStart: Effect.fnUntraced(function* ({ payload, request }) {
        yield* fromOurPage(request)
        const { address, browser } = yield* oidc.start({ next: payload.next ?? null, session: null })
        yield* setOidcCookie(secureCookie, browser)
        yield* forbidStoring
        return { address }
      }),
      oidcCallback: Effect.fnUntraced(function* ({ query, request }) {
        const cookie = (name: string) => {
          const value = request.cookies[name]
          return value === undefined || value === "" ? null : Redacted.make(value)
        }
        const outcome = yield* oidc.arrive({
          query,
          browser: cookie(oidcCookieName(secureCookie)),
          session: cookie(sessionCookieName(secureCookie)),
          agent: agentOf(request.headers["user-agent"])
        })
        yield* expireOidcCookie(secureCookie)
        yield* forbidStoring
        if (outcome._tag === "SignedIn") yield* setSessionCookie(secureCookie, outcome.entered.token)
        return HttpApiSchema.withHeaders({ body: undefined, headers: { location: wayOn(outcome) } })
      }),
      jwks: () => tokens.jwks
    })
  })
)
