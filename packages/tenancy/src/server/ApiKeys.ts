import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type NotFound, type RoleForbidden, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { MemberId, newId } from "@beep/kernel/ids"
import { type Capability, permissions } from "@beep/kernel/permissions"
import type { Role } from "@beep/kernel/Role"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option, Redacted } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlClient } from "effect/sql"
import { AssignmentId } from "../contract/Assignment.ts"
import { type ApiKey, ApiKeyId, apiKeyPrefix, type NewApiKey } from "../contract/ApiKey.ts"
import { Clients } from "./Clients.ts"
import { apiKeysRepo, type ResolvedKey } from "./internal/ApiKeysRepo.ts"
import { assignmentsRepo } from "./internal/AssignmentsRepo.ts"
import { hidden, requireScope } from "./internal/denials.ts"
import { inTenant } from "./internal/inTenant.ts"
import { membersRepo } from "./internal/MembersRepo.ts"
import { newSessionToken, sessionTokenHash } from "./SessionToken.ts"

type Caller = CurrentTenant | CurrentActor

/** Letters of a key that are kept readable, to tell one from another. */
const shownLetters = 12

const touchMinutes = 1

/** The least role that holds every scope; a key never acts as an owner. */
const leastRole = (scopes: ReadonlyArray<Capability>): Role | undefined =>
  (["viewer", "staff", "advisor"] as const).find((role) => scopes.every((scope) => permissions[scope].roles.includes(role)))

/**
 * Keys of integrations: scoped, kept as a hash, shown once. A key acts as a member of kind `integration` that sees the
 * clients assigned to it; it never signs in and never steps up.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class ApiKeys extends Context.Service<
  ApiKeys,
  {
    /** Owners only, as all but `resolve`. Newest first. */
    readonly list: Effect.Effect<ReadonlyArray<ApiKey>, RoleForbidden | Unavailable, Caller>
    readonly make: (
      input: NewApiKey
    ) => Effect.Effect<
      { readonly key: ApiKey; readonly secret: Redacted.Redacted },
      NotFound | RoleForbidden | ValidationFailed | Unavailable,
      Caller
    >
    readonly revoke: (id: ApiKeyId) => Effect.Effect<void, NotFound | RoleForbidden | Unavailable, Caller>
    /** One round trip. None when the key is unknown, revoked or over. */
    readonly resolve: (key: Redacted.Redacted) => Effect.Effect<Option.Option<typeof ResolvedKey.Type>, Unavailable>
  }
>()("@beep/tenancy/ApiKeys") {
  static readonly layer: Layer.Layer<
    ApiKeys,
    never,
    Audit | Clients | TenantTransaction | SqlClient.SqlClient | SecureRandom.SecureRandom
  > = Layer.effect(
    ApiKeys,
    Effect.gen(function* () {
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const plainly = inTenant(transaction)
      const random = yield* SecureRandom.SecureRandom
      const clients = yield* Clients
      const members = yield* membersRepo
      const assignments = yield* assignmentsRepo
      const keys = yield* apiKeysRepo

      const make = Effect.fn("ApiKeys.make")(
        function* (input: NewApiKey) {
          const { memberId: createdBy, organizationId } = yield* CurrentTenant
          yield* requireScope(audit, "keys.manage", "organization", organizationId)
          yield* Effect.forEach(input.clients, (clientId) => clients.require(clientId), { discard: true })
          const role = leastRole(input.scopes)
          if (role === undefined) return yield* new ValidationFailed({ reason: "No role holds all of these scopes." })
          const id = yield* newId(ApiKeyId)
          const memberId = yield* newId(MemberId)
          const secret = Redacted.make(`${apiKeyPrefix}${Redacted.value(yield* newSessionToken(random))}`)
          const now = yield* DateTime.now
          const at = DateTime.toDateUtc(now)
          const key = yield* plainly(
            Effect.gen(function* () {
              yield* members.insertIntegration({ organizationId, id: memberId, displayName: input.name, role, createdAt: at })
              const made = yield* keys.insert({
                organizationId,
                id,
                memberId,
                name: input.name,
                keyHash: sessionTokenHash(secret),
                prefix: Redacted.value(secret).slice(0, shownLetters),
                scopes: input.scopes,
                createdBy,
                at,
                endsAt: DateTime.toDateUtc(DateTime.add(now, { days: input.days }))
              })
              yield* audit.append({
                action: "api_key.created",
                entityType: "api_key",
                entityId: id,
                clientId: null,
                result: "ok",
                after: { scopes: [...input.scopes], days: input.days, member: memberId }
              })
              yield* Effect.forEach(
                new Set(input.clients),
                Effect.fnUntraced(function* (clientId) {
                  const assignmentId = yield* newId(AssignmentId)
                  yield* assignments.insert({
                    organizationId,
                    id: assignmentId,
                    clientId,
                    memberId,
                    role: "reviewer",
                    from: null,
                    until: null
                  })
                  yield* audit.append({
                    action: "assignment.added",
                    entityType: "member",
                    entityId: memberId,
                    clientId,
                    result: "ok",
                    after: { role: "reviewer" }
                  })
                }),
                { discard: true }
              )
              return made
            })
          )
          return { key, secret }
        },
        Effect.provideService(SecureRandom.SecureRandom, random)
      )

      const revoke = Effect.fn("ApiKeys.revoke")(function* (id: ApiKeyId) {
        const { organizationId } = yield* CurrentTenant
        yield* requireScope(audit, "keys.manage", "api_key", id)
        const at = yield* DateTime.nowAsDate
        const revoked = yield* plainly(
          Effect.gen(function* () {
            const row = yield* keys.revoke({ organizationId, id, at })
            if (Option.isSome(row)) {
              yield* audit.append({
                action: "api_key.revoked",
                entityType: "api_key",
                entityId: id,
                clientId: null,
                result: "ok"
              })
            }
            return row
          })
        )
        if (Option.isNone(revoked)) return yield* hidden(audit, "api_key", id)
      })

      return ApiKeys.of({
        list: Effect.gen(function* () {
          const { organizationId } = yield* CurrentTenant
          yield* requireScope(audit, "keys.manage", "organization", organizationId)
          return yield* plainly(keys.list(organizationId))
        }).pipe(Effect.withSpan("ApiKeys.list")),
        make,
        revoke,
        resolve: Effect.fn("ApiKeys.resolve")(function* (key) {
          const now = yield* DateTime.now
          return yield* unavailableOrDie<Option.Option<typeof ResolvedKey.Type>, never, never>(
            keys.resolve({
              keyHash: sessionTokenHash(key),
              now: DateTime.toDateUtc(now),
              touchBefore: DateTime.toDateUtc(DateTime.subtract(now, { minutes: touchMinutes }))
            })
          )
        })
      })
    })
  )
}
