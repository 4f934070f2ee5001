import { type NotFound, Unauthenticated } from "@beep/kernel/errors"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { AccountLocalApi } from "../contract/AccountApi.ts"
import { Accounts } from "./Accounts.ts"
import { AddressChanges } from "./AddressChanges.ts"
import { AuthSettings } from "./AuthSettings.ts"
import { addressOf } from "./internal/addressOf.ts"
import { cookieSession, currentSession } from "./internal/callerSession.ts"
import {
  expireSessionCookie,
  forbidStoring,
  sayWhenToComeBack,
  setOidcCookie,
  setSessionCookie
} from "./internal/responseHeaders.ts"
import { OidcSignIn } from "./OidcSignIn.ts"
import { Passwords } from "./Passwords.ts"
import { SecondFactors } from "./SecondFactors.ts"
import { Sessions } from "./Sessions.ts"

export const accountHandlers = HttpApiBuilder.group(
  AccountLocalApi,
  "account",
  Effect.fn(function* (handlers) {
    const { secureCookie } = yield* AuthSettings
    const accounts = yield* Accounts
    const factors = yield* SecondFactors
    const sessions = yield* Sessions

    const passwords = yield* Passwords
    const addresses = yield* AddressChanges
    const oidc = yield* OidcSignIn

    /** A session whose member was removed a moment ago. */
    const ended = <A, E, R>(effect: Effect.Effect<A, E | NotFound, R>) =>
      Effect.catchTag(effect, "NotFound", () => Effect.fail(new Unauthenticated()))

    return handlers.handleAll({
      change: ({ payload }) => Effect.flatMap(currentSession, (session) => ended(accounts.change(session, payload))),
      changePreferences: ({ payload }) => accounts.changePreferences(payload),
      changePassword: Effect.fnUntraced(function* ({ payload, request }) {
        const session = yield* currentSession
        yield* passwords.change(session, { ...payload, address: addressOf(request) }).pipe(sayWhenToComeBack)
      }),
      changeAddress: Effect.fnUntraced(function* ({ payload, request }) {
        const session = yield* currentSession
        yield* addresses.request(session, { ...payload, address: addressOf(request) }).pipe(sayWhenToComeBack)
      }),
      get: () => Effect.flatMap(currentSession, (session) => ended(accounts.get(session))),
      identities: () => Effect.map(Effect.flatMap(currentSession, oidc.identities), (identities) => ({ identities })),
      linkIdentity: Effect.fnUntraced(function* () {
        const { address, browser } = yield* oidc.start({ next: null, session: yield* cookieSession })
        yield* setOidcCookie(secureCookie, browser)
        yield* forbidStoring
        return { address }
      }),
      unlinkIdentity: ({ params }) => Effect.flatMap(currentSession, (session) => oidc.unlink(session, params.identityId)),
      enrolSecondFactor: () => Effect.flatMap(cookieSession, factors.enrol).pipe(Effect.tap(() => forbidStoring)),
      confirmSecondFactor: Effect.fnUntraced(function* ({ payload, request }) {
        const { codes, token } = yield* factors
          .confirm(yield* cookieSession, { code: payload.code, address: addressOf(request) })
          .pipe(sayWhenToComeBack)
        if (token !== null) yield* setSessionCookie(secureCookie, token)
        yield* forbidStoring
        return { codes }
      }),
      renewBackupCodes: () => Effect.flatMap(currentSession, factors.renewCodes).pipe(Effect.tap(() => forbidStoring)),
      removeSecondFactor: () => Effect.flatMap(currentSession, factors.remove),
      sessions: Effect.fnUntraced(function* () {
        const { sessionId, userId } = yield* currentSession
        const open = yield* sessions.list(userId)
        return { sessions: open.map((session) => ({ ...session, current: session.sessionId === sessionId })) }
      }),
      revokeSession: Effect.fnUntraced(function* ({ params }) {
        const { sessionId, userId } = yield* currentSession
        yield* sessions.revoke(params.sessionId, userId)
        if (params.sessionId === sessionId) yield* expireSessionCookie(secureCookie)
      })
    })
  })
)
