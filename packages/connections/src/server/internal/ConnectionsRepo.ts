import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { ClientId, type ConnectionId, type MemberId } from "@beep/kernel/ids"
import { Context, DateTime, Effect, Layer, Option, Schema } from "effect"
import { SqlClient, type SqlError, SqlSchema } from "effect/sql"
import { ConnectionRow, type SealedPair } from "./ConnectionRow.ts"

const Held = Schema.Struct({ client_id: ClientId, open_until: Schema.DateTimeUtcFromDate })

export interface NewConnection {
  readonly connectionId: ConnectionId
  readonly clientId: ClientId
  readonly memberId: MemberId
  readonly realmLookup: Uint8Array
  readonly realmSealed: Uint8Array
  readonly pair: SealedPair
}

type InTenant<A> = Effect.Effect<A, SqlError.SqlError, CurrentTenant>

/**
 * The rows of the QuickBooks links, in the caller's tenant transaction.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class ConnectionsRepo extends Context.Service<
  ConnectionsRepo,
  {
    find(clientId: ClientId): InTenant<Option.Option<ConnectionRow>>
    /** Every link the caller sees. */
    readonly all: InTenant<ReadonlyArray<ConnectionRow>>
    /** Companies of the organization whose circuit is open, or was: until when, by the shared clock. */
    readonly held: InTenant<ReadonlyArray<typeof Held.Type>>
    /** Holds the row until the transaction ends: two refreshes of one link never overlap, in any process. */
    lock(clientId: ClientId): InTenant<Option.Option<ConnectionRow>>
    /** Which client the caller sees has a company linked now; none as well where others have it. */
    holderOf(realmLookup: Uint8Array): InTenant<Option.Option<ClientId>>
    insert(connection: NewConnection): InTenant<void>
    /** The same company consented again. */
    renew(connection: Omit<NewConnection, "realmSealed">): InTenant<void>
    /** `previous` is what the new pair replaces; it stays readable for a day. */
    rotate(clientId: ClientId, pair: SealedPair, previous: Uint8Array | null): InTenant<void>
    fail(clientId: ClientId, status: "connected" | "needs_reconnect", code: string): InTenant<void>
    wipe(clientId: ClientId): InTenant<void>
  }
>()("@beep/connections/internal/ConnectionsRepo") {
  static readonly layer = Layer.effect(
    ConnectionsRepo,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const columns = sql.literal(
        "connection_id, client_id, status, realm_sealed, access_sealed, access_expires_at, refresh_sealed, refresh_expires_at, " +
          "previous_refresh_sealed, previous_refresh_until, connected_at, last_refresh_at, last_error_code, version"
      )
      const ofClient = (organizationId: string, clientId: ClientId) =>
        sql`organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid and provider = 'intuit'`

      const select = (clientId: ClientId, forUpdate: boolean) =>
        Effect.gen(function* () {
          const { organizationId } = yield* CurrentTenant
          return yield* SqlSchema.findOneOption({
            Request: Schema.Void,
            Result: ConnectionRow,
            execute: () => sql`
              select ${columns} from connections.connection where ${ofClient(organizationId, clientId)} ${forUpdate ? sql`for update` : sql``}`
          })().pipe(Effect.catchTag("SchemaError", Effect.die))
        })

      const all = Effect.gen(function* () {
        const { organizationId } = yield* CurrentTenant
        return yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: ConnectionRow,
          execute: () =>
            sql`select ${columns} from connections.connection where organization_id = ${organizationId}::uuid and provider = 'intuit'`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
      }).pipe(Effect.withSpan("ConnectionsRepo.all"))

      const held = SqlSchema.findAll({
        Request: Schema.Void,
        Result: Held,
        execute: () => sql`select client_id, open_until from connections.gates_of_organization()`
      })().pipe(Effect.catchTag("SchemaError", Effect.die), Effect.withSpan("ConnectionsRepo.held"))

      const holderOf = Effect.fn("ConnectionsRepo.holderOf")(function* (realmLookup: Uint8Array) {
        const { organizationId } = yield* CurrentTenant
        const found = yield* SqlSchema.findOneOption({
          Request: Schema.Void,
          Result: Schema.Struct({ client_id: ClientId }),
          execute: () => sql`
            select client_id from connections.connection where organization_id = ${organizationId}::uuid and provider = 'intuit'
              and realm_lookup = ${realmLookup} and status not in ('disconnected', 'revoked')`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        return Option.map(found, (row) => row.client_id)
      })

      const insert = Effect.fn("ConnectionsRepo.insert")(function* (connection: NewConnection) {
        const { organizationId } = yield* CurrentTenant
        const { pair } = connection
        const at = yield* DateTime.nowAsDate
        yield* sql`
          insert into connections.connection (organization_id, client_id, connection_id, provider, status, realm_lookup, realm_sealed,
            access_sealed, access_expires_at, refresh_sealed, refresh_expires_at, connected_by, connected_at)
          values (${organizationId}::uuid, ${connection.clientId}::uuid, ${connection.connectionId}::uuid, 'intuit', 'connected',
            ${connection.realmLookup}, ${connection.realmSealed}, ${pair.access}, ${pair.accessExpiresAt}, ${pair.refresh},
            ${pair.refreshExpiresAt}, ${connection.memberId}::uuid, ${at})`
      })

      const renew = Effect.fn("ConnectionsRepo.renew")(function* (connection: Omit<NewConnection, "realmSealed">) {
        const { organizationId } = yield* CurrentTenant
        const { pair } = connection
        const at = yield* DateTime.nowAsDate
        yield* sql`
          update connections.connection set status = 'connected', realm_lookup = ${connection.realmLookup}, access_sealed = ${pair.access},
            access_expires_at = ${pair.accessExpiresAt}, refresh_sealed = ${pair.refresh}, refresh_expires_at = ${pair.refreshExpiresAt},
            previous_refresh_sealed = null, previous_refresh_until = null, connected_by = ${connection.memberId}::uuid, connected_at = ${at},
            refresh_failures = 0, last_error_code = null, last_error_at = null, disconnected_at = null, version = version + 1
          where ${ofClient(organizationId, connection.clientId)}`
      })

      const rotate = Effect.fn("ConnectionsRepo.rotate")(function* (
        clientId: ClientId,
        pair: SealedPair,
        previous: Uint8Array | null
      ) {
        const { organizationId } = yield* CurrentTenant
        const now = yield* DateTime.now
        const at = DateTime.toDateUtc(now)
        const until = previous === null ? null : DateTime.toDateUtc(DateTime.add(now, { hours: 24 }))
        yield* sql`
          update connections.connection set status = 'connected', access_sealed = ${pair.access}, access_expires_at = ${pair.accessExpiresAt},
            refresh_sealed = ${pair.refresh}, refresh_expires_at = ${pair.refreshExpiresAt}, previous_refresh_sealed = ${previous}::bytea,
            previous_refresh_until = ${until}::timestamptz, last_refresh_at = ${at}, refresh_failures = 0, last_error_code = null,
            last_error_at = null, version = version + 1
          where ${ofClient(organizationId, clientId)}`
      })

      const fail = Effect.fn("ConnectionsRepo.fail")(function* (
        clientId: ClientId,
        status: "connected" | "needs_reconnect",
        code: string
      ) {
        const { organizationId } = yield* CurrentTenant
        const at = yield* DateTime.nowAsDate
        yield* sql`
          update connections.connection set status = ${status}, refresh_failures = refresh_failures + 1, last_error_code = ${code},
            last_error_at = ${at}, version = version + 1
          where ${ofClient(organizationId, clientId)} and status not in ('disconnected', 'revoked')`
      })

      const wipe = Effect.fn("ConnectionsRepo.wipe")(function* (clientId: ClientId) {
        const { organizationId } = yield* CurrentTenant
        const at = yield* DateTime.nowAsDate
        yield* sql`
          update connections.connection set status = 'disconnected', access_sealed = null, access_expires_at = null, refresh_sealed = null,
            refresh_expires_at = null, previous_refresh_sealed = null, previous_refresh_until = null, disconnected_at = ${at},
            last_error_code = null, version = version + 1
          where ${ofClient(organizationId, clientId)}`
      })

      return ConnectionsRepo.of({
        all,
        held,
        find: (clientId) => select(clientId, false),
        lock: (clientId) => select(clientId, true),
        holderOf,
        insert,
        renew,
        rotate,
        fail,
        wipe
      })
    })
  )
}
