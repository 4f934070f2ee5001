import { ClientAccess } from "@beep/audit/contract/ClientAccess"
import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type RoleForbidden, StaleObject, type Unavailable } from "@beep/kernel/errors"
import { ClientId, newId } from "@beep/kernel/ids"
import type { Currency } from "@beep/kernel/Money"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlClient, SqlError } from "effect/sql"
import { AssignmentId } from "../contract/Assignment.ts"
import type { Client, ClientStatus } from "../contract/Client.ts"
import { assignmentsRepo } from "./internal/AssignmentsRepo.ts"
import { clientsRepo } from "./internal/ClientsRepo.ts"
import { hidden, requireScope } from "./internal/denials.ts"
import { inTenant } from "./internal/inTenant.ts"

export type NewClient = Pick<Client, "kind" | "name" | "timezone" | "homeCurrency">

type Caller = CurrentTenant | CurrentActor

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Clients extends Context.Service<
  Clients,
  {
    /** A foreign or unassigned client is `NotFound`, and the asking is audited. */
    readonly require: (clientId: ClientId) => Effect.Effect<Client, NotFound | Unavailable, Caller>
    /** The clients the caller sees, by name; those who left are not among them. */
    readonly list: Effect.Effect<ReadonlyArray<Client>, Unavailable, CurrentTenant>
    /** Assigns the new client to the member who makes it. Not inside an open transaction of that member. */
    readonly create: (input: NewClient) => Effect.Effect<Client, RoleForbidden | Unavailable, Caller>
    /** The same, and in its transaction what belongs to a new client: when that fails, no client was made. It runs for the organization, not for the member. */
    readonly createWith: <E, R>(
      input: NewClient,
      also: (client: Client) => Effect.Effect<void, E | SqlError.SqlError, R>
    ) => Effect.Effect<Client, Exclude<E, SqlError.SqlError> | RoleForbidden | Unavailable, Caller | Exclude<R, CurrentTenant>>
    /** QuickBooks keeps the books of the client in this currency; whoever reads them writes it down. */
    readonly adoptHomeCurrency: (clientId: ClientId, currency: Currency) => Effect.Effect<Client, NotFound | Unavailable, Caller>
    readonly setStatus: (
      clientId: ClientId,
      status: ClientStatus,
      expectedVersion: number
    ) => Effect.Effect<Client, NotFound | RoleForbidden | StaleObject | Unavailable, Caller>
  }
>()("@beep/tenancy/Clients") {
  static readonly layer: Layer.Layer<
    Clients,
    never,
    Audit | TenantTransaction | SqlClient.SqlClient | SecureRandom.SecureRandom
  > = Layer.effect(
    Clients,
    Effect.gen(function* () {
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const random = yield* SecureRandom.SecureRandom
      const plainly = inTenant(transaction)
      const clients = yield* clientsRepo
      const assignments = yield* assignmentsRepo

      const find = (id: ClientId) =>
        transaction.call<Option.Option<Client>, never, never>(({ memberId, organizationId, role }) =>
          clients.find({ organizationId, memberId, role, id })
        )

      const require = Effect.fn("Clients.require")(function* (clientId: ClientId) {
        const found = yield* find(clientId)
        return Option.isSome(found) ? found.value : yield* hidden(audit, "client", clientId)
      })

      const list = Effect.flatMap(CurrentTenant, ({ organizationId }) => plainly(clients.list(organizationId))).pipe(
        Effect.withSpan("Clients.list")
      )

      const insert = Effect.fnUntraced(
        function* (input: NewClient, creator: typeof CurrentTenant.Service) {
          const createdAt = yield* DateTime.nowAsDate
          const id = yield* newId(ClientId)
          const assignmentId = yield* newId(AssignmentId)
          const { organizationId } = creator
          const client = yield* clients.insert({ organizationId, id, createdAt, ...input })
          yield* audit.append({
            action: "client.created",
            entityType: "client",
            entityId: id,
            clientId: id,
            result: "ok",
            after: { kind: input.kind }
          })
          if (creator.memberId !== null) {
            yield* assignments.insert({
              organizationId,
              id: assignmentId,
              clientId: id,
              memberId: creator.memberId,
              role: "primary",
              from: null,
              until: null
            })
            yield* audit.append({
              action: "assignment.added",
              entityType: "member",
              entityId: creator.memberId,
              clientId: id,
              result: "ok",
              after: { role: "primary" }
            })
          }
          return client
        },
        Effect.provideService(SecureRandom.SecureRandom, random)
      )

      const createWith = Effect.fn("Clients.create")(function* <E, R>(
        input: NewClient,
        also: (client: Client) => Effect.Effect<void, E | SqlError.SqlError, R>
      ) {
        const tenant = yield* CurrentTenant
        yield* requireScope(audit, "clients.manage", "organization", tenant.organizationId)
        // Nobody sees a client before an assignment, and nobody assigns himself: the pair is written by the organization.
        return yield* transaction
          .run<Client, E, R | CurrentTenant | CurrentActor>(Effect.tap(insert(input, tenant), also))
          .pipe(Effect.provideService(CurrentTenant, { organizationId: tenant.organizationId, memberId: null, role: "system" }))
      })

      const create = (input: NewClient) => createWith<never, never>(input, () => Effect.void)

      const setStatus = Effect.fn("Clients.setStatus")(function* (
        clientId: ClientId,
        status: ClientStatus,
        expectedVersion: number
      ) {
        const before = yield* require(clientId)
        yield* requireScope(audit, "clients.manage", "client", clientId)
        const { organizationId } = yield* CurrentTenant
        return yield* transaction.run(
          Effect.gen(function* () {
            const changed = yield* clients.setStatus({ organizationId, id: clientId, status, expectedVersion })
            if (Option.isNone(changed)) return yield* new StaleObject()
            yield* audit.append({
              action: status === "left" ? "client.archived" : "client.status_changed",
              entityType: "client",
              entityId: clientId,
              clientId,
              result: "ok",
              before: { status: before.status },
              after: { status }
            })
            return changed.value
          })
        )
      })

      const adoptHomeCurrency = Effect.fn("Clients.adoptHomeCurrency")(function* (clientId: ClientId, currency: Currency) {
        const before = yield* require(clientId)
        const { organizationId } = yield* CurrentTenant
        const at = yield* DateTime.now
        return yield* transaction.run(
          Effect.gen(function* () {
            const changed = yield* clients.setHomeCurrency({ organizationId, id: clientId, homeCurrency: currency, at })
            if (Option.isNone(changed)) return yield* new NotFound()
            yield* audit.append({
              action: "settings.changed",
              entityType: "client",
              entityId: clientId,
              clientId,
              result: "ok",
              before: { homeCurrency: before.homeCurrency },
              after: { homeCurrency: currency }
            })
            return changed.value
          })
        )
      })

      return Clients.of({ require, list, create, createWith, adoptHomeCurrency, setStatus })
    })
  )
}

/** Answers `audit`, which stands below this room, whether the caller may know a client. */
export const clientAccessLayer: Layer.Layer<ClientAccess, never, Clients> = Layer.effect(
  ClientAccess,
  Effect.map(Clients, (clients) => ClientAccess.of({ require: (clientId) => Effect.asVoid(clients.require(clientId)) }))
)
