import { Audit } from "@beep/audit/server/Audit"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable } from "@beep/kernel/errors"
import { newId, type SessionId } from "@beep/kernel/ids"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import { Aead, SecureRandom } from "effect/crypto"
import type { SqlError } from "effect/sql"
import type { Agent } from "../contract/Agent.ts"
import type { CallerSession } from "../contract/Authorization.ts"
import { IdentityId, type LinkedIdentity, LocalPath, type OidcRefusal } from "../contract/Oidc.ts"
import { IssuerNotConfigured, LastWayIn } from "../contract/problems.ts"
import { lackOf, steppedUpUntil } from "../contract/SessionStrength.ts"
import { IdentityTransaction } from "./IdentityTransaction.ts"
import { hidden } from "./internal/denials.ts"
import { OidcFlowId, oidcRepo } from "./internal/OidcRepo.ts"
import { sealing } from "./internal/sealing.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { type OidcClaims, OidcIssuer } from "./OidcIssuer.ts"
import { SealedKeys } from "./SealedKeys.ts"
import { type Entered, type Session, Sessions } from "./Sessions.ts"
import { newSessionToken, type SessionToken, sessionTokenHash } from "./SessionToken.ts"

/** How long a browser may be on its way to the issuer and back. */
export const oidcFlowMinutes = 10

const Secrets = Schema.fromJsonString(
  Schema.Struct({ state: Schema.String, nonce: Schema.String, verifier: Schema.String, next: Schema.NullOr(LocalPath) })
)

export interface Started {
  readonly address: string
  /** For a cookie of the browser that sets out. */
  readonly browser: Redacted.Redacted
}

export interface Arrived {
  readonly query: Readonly<Record<string, string>>
  readonly browser: Redacted.Redacted | null
  /** The session of the browser that arrives, if it has one. */
  readonly session: SessionToken | null
  readonly agent: Agent
}

export type Outcome =
  | { readonly _tag: "SignedIn"; readonly entered: Entered; readonly next: string | null }
  | { readonly _tag: "Linked" }
  | { readonly _tag: "Refused"; readonly because: OidcRefusal; readonly linking: boolean }

/** Methods of RFC 8176 that are a second factor by themselves or say that there was one. */
const secondFactors = new Set(["mfa", "otp", "hwk", "sms", "fpt", "face", "iris"])

const boundTo = (id: typeof OidcFlowId.Type) => `oidc_flow.${id}`

type Caller = CurrentTenant | CurrentActor

/**
 * Sign-in with an issuer's account. It opens the account it was linked with, by somebody who was signed in and had proved it
 * lately; an address that is the same links nothing.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class OidcSignIn extends Context.Service<
  OidcSignIn,
  {
    readonly issuerName: string | null
    readonly start: (from: {
      readonly next: string | null
      readonly session: CallerSession | null
    }) => Effect.Effect<Started, IssuerNotConfigured | Unavailable>
    readonly arrive: (arrived: Arrived) => Effect.Effect<Outcome, Unavailable>
    readonly identities: (session: CallerSession) => Effect.Effect<ReadonlyArray<LinkedIdentity>, Unavailable>
    /** `LastWayIn` for somebody without a password. */
    readonly unlink: (session: CallerSession, id: IdentityId) => Effect.Effect<void, NotFound | LastWayIn | Unavailable, Caller>
  }
>()("@beep/tenancy/OidcSignIn") {
  static readonly layer: Layer.Layer<
    OidcSignIn,
    never,
    Audit | AuthSql | IdentityTransaction | OidcIssuer | SealedKeys | Sessions | SecureRandom.SecureRandom
  > = Layer.effect(
    OidcSignIn,
    Effect.gen(function* () {
      const audit = yield* Audit
      const issuer = yield* OidcIssuer
      const sessions = yield* Sessions
      const transaction = yield* IdentityTransaction
      const random = yield* SecureRandom.SecureRandom
      const { open, seal } = sealing({ keys: yield* SealedKeys, aead: yield* Aead.Aead, random })
      const rows = yield* oidcRepo
      const users = yield* usersRepo
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)
      const secret = newSessionToken(random)
      const as = (session: Session) =>
        Effect.provideContext(
          Context.make(CurrentTenant, {
            organizationId: session.organizationId,
            memberId: session.memberId,
            role: session.role
          }).pipe(Context.add(CurrentActor, { kind: "user", userId: session.userId }))
        )

      const start = Effect.fn("OidcSignIn.start")(
        function* ({ next, session }: { readonly next: string | null; readonly session: CallerSession | null }) {
          const [state, nonce, verifier, browser] = [yield* secret, yield* secret, yield* secret, yield* secret]
          const secrets = { state: Redacted.value(state), nonce: Redacted.value(nonce), verifier: Redacted.value(verifier) }
          const address = yield* issuer.address(secrets).pipe(
            Effect.tapError(({ reason }) => Effect.logWarning("the issuer could not be asked", { reason })),
            Effect.mapError(() => new IssuerNotConfigured())
          )
          const id = yield* newId(OidcFlowId)
          const now = yield* DateTime.now
          yield* trip(
            rows.addFlow({
              id,
              stateHash: sessionTokenHash(state),
              browserHash: sessionTokenHash(browser),
              sessionId: session?.sessionId ?? null,
              secretSealed: yield* seal(boundTo(id), yield* Effect.orDie(Schema.encodeEffect(Secrets)({ ...secrets, next }))),
              at: DateTime.toDateUtc(now),
              expiresAt: DateTime.toDateUtc(DateTime.add(now, { minutes: oidcFlowMinutes }))
            })
          )
          return { address, browser }
        },
        Effect.provideService(SecureRandom.SecureRandom, random)
      )

      const refused = (because: OidcRefusal, linking: boolean): Outcome => ({ _tag: "Refused", because, linking })

      const signIn = Effect.fnUntraced(function* (claims: OidcClaims, agent: Agent, next: string | null) {
        const owner = yield* trip(rows.ownerOf({ issuer: claims.iss, subject: claims.sub }))
        if (Option.isNone(owner)) return refused("not_linked", false)
        const proved = claims.amr?.some((method) => secondFactors.has(method)) === true
        const entered = yield* sessions.enter(owner.value.userId, { agent, strength: proved ? "full" : "password" })
        return Option.match(entered, {
          onNone: () => refused("not_linked", false),
          onSome: (one): Outcome => ({ _tag: "SignedIn", entered: one, next })
        })
      })

      /** Only the session that set out, still open and still freshly proved, links. */
      const link = Effect.fnUntraced(
        function* (claims: OidcClaims, setOut: SessionId, token: SessionToken | null) {
          const found = token === null ? Option.none<Session>() : yield* sessions.resolve(token)
          if (Option.isNone(found) || found.value.sessionId !== setOut) return refused("ended", true)
          const session = found.value
          if (lackOf(session) !== null || steppedUpUntil(session.steppedUpAt, yield* DateTime.now) === null) {
            return refused("step_up", true)
          }
          const id = yield* newId(IdentityId)
          const at = yield* DateTime.nowAsDate
          const { userId } = session
          const linked = yield* transaction
            .run<boolean, never, Caller>(
              Effect.gen(function* () {
                const made = yield* rows.link({ id, userId, issuer: claims.iss, subject: claims.sub, at })
                yield* transaction.append({
                  action: Option.isSome(made) ? "identity.linked" : "identity.refused",
                  entityType: "identity",
                  entityId: id,
                  clientId: null,
                  result: Option.isSome(made) ? "ok" : "denied",
                  ...(Option.isSome(made) ? {} : { reason: "linked_elsewhere" })
                })
                return Option.isSome(made)
              })
            )
            .pipe(as(session))
          return linked ? ({ _tag: "Linked" } satisfies Outcome) : refused("linked_elsewhere", true)
        },
        Effect.provideService(SecureRandom.SecureRandom, random)
      )

      const arrive = Effect.fn("OidcSignIn.arrive")(function* ({ agent, browser, query, session }: Arrived) {
        const state = query["state"]
        if (state === undefined || browser === null) return refused("ended", false)
        const taken = yield* trip(
          rows.takeFlow({
            stateHash: sessionTokenHash(Redacted.make(state)),
            browserHash: sessionTokenHash(browser),
            at: yield* DateTime.nowAsDate
          })
        )
        if (Option.isNone(taken)) return refused("ended", false)
        const { id, secretSealed, sessionId } = taken.value
        const secrets = yield* Effect.orDie(Schema.decodeEffect(Secrets)(yield* open(boundTo(id), secretSealed)))
        const claims = yield* issuer.claims(query, secrets).pipe(
          Effect.tapError(({ reason }) => Effect.logWarning("an issuer's word was not believed", { reason })),
          Effect.option
        )
        if (Option.isNone(claims)) return refused("issuer", sessionId !== null)
        return sessionId === null
          ? yield* signIn(claims.value, agent, secrets.next)
          : yield* link(claims.value, sessionId, session)
      })

      const unlink = Effect.fn("OidcSignIn.unlink")(function* ({ userId }: CallerSession, id: IdentityId) {
        const { passwordHash } = yield* trip(users.account(userId))
        const linked = yield* trip(rows.list(userId))
        if (!linked.some(({ identityId }) => identityId === id)) return yield* hidden(audit, "identity", id)
        if (passwordHash === null && linked.length === 1) return yield* new LastWayIn()
        yield* transaction.run(
          Effect.gen(function* () {
            if (Option.isNone(yield* rows.unlink({ id, userId }))) return yield* new NotFound()
            yield* transaction.append({
              action: "identity.unlinked",
              entityType: "identity",
              entityId: id,
              clientId: null,
              result: "ok"
            })
          })
        )
      })

      return OidcSignIn.of({
        issuerName: issuer.name,
        start,
        arrive,
        identities: Effect.fn("OidcSignIn.identities")(({ userId }) => trip(rows.list(userId))),
        unlink
      })
    })
  ).pipe(Layer.provide(Aead.layerWebCrypto))
}
