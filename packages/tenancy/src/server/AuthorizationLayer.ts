import { Audit } from "@beep/audit/server/Audit"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { RoleForbidden, Unauthenticated } from "@beep/kernel/errors"
import type { MemberId, OrganizationId, SessionId, UserId } from "@beep/kernel/ids"
import type { Role } from "@beep/kernel/Role"
import { Context, Effect, Layer, Option } from "effect"
import { HttpServerRequest } from "effect/http"
import { Authorization, CurrentSession, sessionCookieName } from "../contract/Authorization.ts"
import { holds, originAllowed, scopeOf } from "../contract/policy.ts"
import { OriginNotAllowed } from "../contract/problems.ts"
import { AuthSettings } from "./AuthSettings.ts"
import { credentialOf } from "./internal/credential.ts"
import { recordDenial } from "./internal/denials.ts"
import { Sessions } from "./Sessions.ts"
import { Tokens } from "./Tokens.ts"

interface Caller {
  readonly sessionId: SessionId | null
  readonly userId: UserId
  readonly memberId: MemberId
  readonly organizationId: OrganizationId
  readonly role: Role
}

const contextOf = ({ memberId, organizationId, role, sessionId, userId }: Caller) =>
  Context.make(CurrentTenant, { organizationId, memberId, role }).pipe(
    Context.add(CurrentActor, { kind: "user", userId }),
    Context.add(CurrentSession, sessionId)
  )

export const AuthorizationLayer: Layer.Layer<Authorization, never, AuthSettings | Sessions | Tokens | Audit> = Layer.effect(
  Authorization,
  Effect.gen(function* () {
    const { origins, secureCookie } = yield* AuthSettings
    const sessions = yield* Sessions
    const tokens = yield* Tokens
    const audit = yield* Audit
    const cookieName = sessionCookieName(secureCookie)

    const identify = Effect.fn("Authorization.identify")(function* (request: HttpServerRequest.HttpServerRequest) {
      const credential = credentialOf(request, cookieName)
      switch (credential.kind) {
        case "none":
          return yield* new Unauthenticated()
        case "bearer": {
          const { advisor_id: memberId, firm_id: organizationId, role, sub: userId } = yield* tokens.verify(credential.token)
          return { sessionId: null, userId, memberId, organizationId, role }
        }
        case "session": {
          if (!originAllowed(request.method, request.headers["origin"], origins)) return yield* new OriginNotAllowed()
          const session = yield* sessions.resolve(credential.token)
          return Option.isSome(session) ? session.value : yield* new Unauthenticated()
        }
      }
    })

    return Authorization.of((httpEffect, { endpoint, group }) =>
      Effect.gen(function* () {
        const caller: Caller = yield* identify(yield* HttpServerRequest.HttpServerRequest)
        const context = contextOf(caller)
        if (!holds(caller.role, scopeOf(group, endpoint))) {
          yield* recordDenial(audit, {
            entityType: "endpoint",
            entityId: `${group.identifier}.${endpoint.identifier}`,
            reason: scopeOf(group, endpoint) ?? "no_scope"
          }).pipe(Effect.provideContext(context))
          return yield* new RoleForbidden()
        }
        return yield* Effect.provideContext(httpEffect, context)
      })
    )
  })
)
