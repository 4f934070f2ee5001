import { Audit } from "@beep/audit/server/Audit"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { RoleForbidden, Unauthenticated } from "@beep/kernel/errors"
import { permissions } from "@beep/kernel/permissions"
import type { EndpointScope, SessionProof } from "@beep/kernel/Scope"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { HttpServerRequest } from "effect/http"
import { Authorization, CurrentKeyScopes, CurrentSession, sessionCookieName } from "../contract/Authorization.ts"
import { holds, isSafe, originAllowed, proofOf, scopeOf } from "../contract/policy.ts"
import { OriginNotAllowed, SecondFactorRequired, StepUpRequired } from "../contract/problems.ts"
import { lackOf, needsStepUp, opens, stepUpBy, steppedUpUntil } from "../contract/SessionStrength.ts"
import { ApiKeys } from "./ApiKeys.ts"
import { AuthSettings } from "./AuthSettings.ts"
import type { ResolvedKey } from "./internal/ApiKeysRepo.ts"
import { credentialOf } from "./internal/credential.ts"
import { recordDenial } from "./internal/denials.ts"
import { sayWhenToComeBack } from "./internal/responseHeaders.ts"
import { RequestLimit } from "./RequestLimit.ts"
import { type Session, Sessions } from "./Sessions.ts"
import { sessionTokenKey } from "./SessionToken.ts"
import { Tokens } from "./Tokens.ts"
import { VerifiedSessions } from "./VerifiedSessions.ts"

interface Person {
  readonly session: Session
  readonly via: "cookie" | "bearer"
}

type Caller = Person | { readonly key: typeof ResolvedKey.Type }

const contextOfKey = ({ id, memberId, organizationId, role, scopes }: typeof ResolvedKey.Type) =>
  Context.make(CurrentTenant, { organizationId, memberId, role }).pipe(
    Context.add(CurrentActor, { kind: "system", job: `api_key.${id}` }),
    Context.add(CurrentKeyScopes, scopes)
  )

/** A key has no session to prove anything with, and no login: what asks for either is closed to it. */
const keyOpens = (key: typeof ResolvedKey.Type, scope: EndpointScope | undefined, proof: SessionProof): boolean =>
  scope !== undefined &&
  !needsStepUp(proof) &&
  key.scopes.some((held) => held === scope && permissions[held].forKeys) &&
  holds(key.role, scope)

const contextOfPerson = ({ session, via }: Person) => {
  const { hasSecondFactor, memberId, organizationId, role, sessionId, steppedUpAt, strength, userId } = session
  return Context.make(CurrentTenant, { organizationId, memberId, role }).pipe(
    Context.add(CurrentActor, { kind: "user", userId }),
    Context.add(CurrentSession, { sessionId, userId, via, role, strength, hasSecondFactor, steppedUpAt })
  )
}

export const AuthorizationLayer: Layer.Layer<
  Authorization,
  never,
  AuthSettings | Sessions | VerifiedSessions | Tokens | ApiKeys | RequestLimit | Audit
> = Layer.effect(
  Authorization,
  Effect.gen(function* () {
    const { origins, secureCookie } = yield* AuthSettings
    const sessions = yield* Sessions
    const verified = yield* VerifiedSessions
    const tokens = yield* Tokens
    const keys = yield* ApiKeys
    const limit = yield* RequestLimit
    const audit = yield* Audit
    const cookieName = sessionCookieName(secureCookie)

    const identify = Effect.fn("Authorization.identify")(function* (
      request: HttpServerRequest.HttpServerRequest,
      safe: boolean,
      proof: SessionProof
    ) {
      /** Only what looks may rest on what was true a moment ago; what changes something asks the database itself. */
      const known = <E>(key: string, lookup: Effect.Effect<Option.Option<Session>, E>) =>
        safe && !needsStepUp(proof) ? verified.recall(key, lookup) : lookup
      const credential = credentialOf(request, cookieName)
      switch (credential.kind) {
        case "none":
          return yield* new Unauthenticated()
        case "key": {
          const key = yield* keys.resolve(credential.token)
          return Option.isSome(key) ? { key: key.value } : yield* new Unauthenticated()
        }
        case "bearer": {
          const claims = yield* tokens.verify(credential.token)
          const session = yield* known(`id ${claims.sid}`, sessions.resolveById(claims.sid))
          // A token of another place of the same session, or of somebody else's, is nobody's token.
          const same = Option.filter(session, ({ memberId, userId }) => memberId === claims.advisor_id && userId === claims.sub)
          return Option.isSome(same) ? { session: same.value, via: "bearer" as const } : yield* new Unauthenticated()
        }
        case "session": {
          if (!originAllowed(request.method, request.headers["origin"], origins)) return yield* new OriginNotAllowed()
          const session = yield* known(`token ${sessionTokenKey(credential.token)}`, sessions.resolve(credential.token))
          return Option.isSome(session) ? { session: session.value, via: "cookie" as const } : yield* new Unauthenticated()
        }
      }
    })

    const refuse = (scope: EndpointScope | undefined, endpoint: string) =>
      Effect.andThen(
        recordDenial(audit, { entityType: "endpoint", entityId: endpoint, reason: scope ?? "no_scope" }),
        Effect.fail(new RoleForbidden())
      )

    /** What an endpoint asks for never changes, and is put together from two annotations. */
    const asked = new WeakMap<object, { readonly scope: EndpointScope | undefined; readonly proof: SessionProof }>()
    const askedBy = (group: Parameters<typeof scopeOf>[0], endpoint: Parameters<typeof scopeOf>[1]) => {
      const known = asked.get(endpoint) ?? { scope: scopeOf(group, endpoint), proof: proofOf(group, endpoint) }
      asked.set(endpoint, known)
      return known
    }

    return Authorization.of((httpEffect, { endpoint, group }) =>
      Effect.gen(function* () {
        const request = yield* HttpServerRequest.HttpServerRequest
        const { proof, scope } = askedBy(group, endpoint)
        const safe = isSafe(request.method, endpoint)
        const caller: Caller = yield* identify(request, safe, proof)
        yield* limit.count("key" in caller ? caller.key.memberId : caller.session.memberId).pipe(sayWhenToComeBack)
        const refused = Effect.suspend(() => refuse(scope, `${group.identifier}.${endpoint.identifier}`))
        const { organizationId } = "key" in caller ? caller.key : caller.session
        /** Before the answer leaves: whoever changed what a session rests on meets it changed with the next request. */
        const handled = safe
          ? httpEffect
          : Effect.ensuring(httpEffect, verified.forget({ what: "organization", id: organizationId }))
        if ("key" in caller) {
          const context = contextOfKey(caller.key)
          if (!keyOpens(caller.key, scope, proof)) return yield* Effect.provideContext(refused, context)
          return yield* Effect.provideContext(handled, context)
        }
        const { session } = caller
        const context = contextOfPerson(caller)
        const lacks = lackOf(session)
        if (lacks !== null && !opens(lacks, proof)) return yield* new SecondFactorRequired({ lacks })
        if (!holds(session.role, scope)) return yield* Effect.provideContext(refused, context)
        if (needsStepUp(proof) && steppedUpUntil(session.steppedUpAt, yield* DateTime.now) === null)
          return yield* new StepUpRequired({ by: stepUpBy(session) })
        return yield* Effect.provideContext(handled, context)
      })
    )
  })
)
