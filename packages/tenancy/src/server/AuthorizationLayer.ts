import { Audit } from "@beep/audit/server/Audit"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { RoleForbidden, Unauthenticated } from "@beep/kernel/errors"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { HttpServerRequest } from "effect/http"
import { Authorization, CurrentSession, sessionCookieName } from "../contract/Authorization.ts"
import { holds, originAllowed, proofOf, scopeOf } from "../contract/policy.ts"
import { OriginNotAllowed, SecondFactorRequired, StepUpRequired } from "../contract/problems.ts"
import { lackOf, needsStepUp, opens, stepUpBy, steppedUpUntil } from "../contract/SessionStrength.ts"
import { AuthSettings } from "./AuthSettings.ts"
import { credentialOf } from "./internal/credential.ts"
import { recordDenial } from "./internal/denials.ts"
import { type Session, Sessions } from "./Sessions.ts"
import { Tokens } from "./Tokens.ts"

interface Caller {
  readonly session: Session
  readonly via: "cookie" | "bearer"
}

const contextOf = ({ session, via }: Caller) => {
  const { hasSecondFactor, memberId, organizationId, role, sessionId, steppedUpAt, strength, userId } = session
  return Context.make(CurrentTenant, { organizationId, memberId, role }).pipe(
    Context.add(CurrentActor, { kind: "user", userId }),
    Context.add(CurrentSession, { sessionId, userId, via, role, strength, hasSecondFactor, steppedUpAt })
  )
}

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
          const claims = yield* tokens.verify(credential.token)
          const session = yield* sessions.resolveById(claims.sid)
          // A token of another place of the same session, or of somebody else's, is nobody's token.
          const same = Option.filter(session, ({ memberId, userId }) => memberId === claims.advisor_id && userId === claims.sub)
          return Option.isSome(same) ? { session: same.value, via: "bearer" as const } : yield* new Unauthenticated()
        }
        case "session": {
          if (!originAllowed(request.method, request.headers["origin"], origins)) return yield* new OriginNotAllowed()
          const session = yield* sessions.resolve(credential.token)
          return Option.isSome(session) ? { session: session.value, via: "cookie" as const } : yield* new Unauthenticated()
        }
      }
    })

    return Authorization.of((httpEffect, { endpoint, group }) =>
      Effect.gen(function* () {
        const caller: Caller = yield* identify(yield* HttpServerRequest.HttpServerRequest)
        const { session } = caller
        const context = contextOf(caller)
        const proof = proofOf(group, endpoint)
        const lacks = lackOf(session)
        if (lacks !== null && !opens(lacks, proof)) return yield* new SecondFactorRequired({ lacks })
        if (!holds(session.role, scopeOf(group, endpoint))) {
          yield* recordDenial(audit, {
            entityType: "endpoint",
            entityId: `${group.identifier}.${endpoint.identifier}`,
            reason: scopeOf(group, endpoint) ?? "no_scope"
          }).pipe(Effect.provideContext(context))
          return yield* new RoleForbidden()
        }
        if (needsStepUp(proof) && steppedUpUntil(session.steppedUpAt, yield* DateTime.now) === null)
          return yield* new StepUpRequired({ by: stepUpBy(session) })
        return yield* Effect.provideContext(httpEffect, context)
      })
    )
  })
)
