import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { Unauthenticated } from "@beep/kernel/errors"
import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { AuthLocalApi } from "../contract/AuthApi.ts"
import { CurrentSession } from "../contract/Authorization.ts"
import { OriginNotAllowed } from "../contract/problems.ts"
import { AuthSettings } from "./AuthSettings.ts"
import { expireSessionCookie, forbidStoring, setRetryAfter, setSessionCookie } from "./internal/responseHeaders.ts"
import { Organizations } from "./Organizations.ts"
import { Sessions } from "./Sessions.ts"
import { Tokens } from "./Tokens.ts"

export const authHandlers = HttpApiBuilder.group(
  AuthLocalApi,
  "auth",
  Effect.fn(function* (handlers) {
    const { origins, secureCookie } = yield* AuthSettings
    const sessions = yield* Sessions
    const tokens = yield* Tokens
    const organizations = yield* Organizations

    /** A session whose member was removed a moment ago. */
    const me = organizations.me.pipe(Effect.catchTag("NotFound", () => Effect.fail(new Unauthenticated())))

    return handlers.handleAll({
      login: Effect.fnUntraced(function* ({ payload, request }) {
        // A page of another origin must not be able to sign a browser in (login CSRF); programs send no Origin.
        const origin = request.headers["origin"]
        if (origin !== undefined && !origins.includes(origin)) return yield* new OriginNotAllowed()
        const { session, token } = yield* sessions
          .login({
            ...payload,
            address: Option.getOrElse(request.remoteAddress, () => "unknown")
          })
          .pipe(Effect.tapErrorTag("RateLimited", ({ retryAfterSeconds }) => setRetryAfter(retryAfterSeconds)))
        const who = yield* organizations.me.pipe(
          Effect.provideService(CurrentTenant, session),
          Effect.catchTag("NotFound", Effect.die)
        )
        yield* setSessionCookie(secureCookie, token)
        yield* forbidStoring
        return who
      }),
      logout: Effect.fnUntraced(function* () {
        const sessionId = yield* CurrentSession
        if (sessionId !== null) yield* sessions.logout(sessionId)
        yield* expireSessionCookie(secureCookie)
      }),
      token: Effect.fnUntraced(function* () {
        const actor = yield* CurrentActor
        // A token made from a token would never end.
        if ((yield* CurrentSession) === null || actor.kind !== "user") return yield* new Unauthenticated()
        yield* forbidStoring
        return yield* tokens.issue(actor.userId, yield* me)
      }),
      me: () => me,
      jwks: () => tokens.jwks
    })
  })
)
