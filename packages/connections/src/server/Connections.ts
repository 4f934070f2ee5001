import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type ReconnectRequired, Unavailable } from "@beep/kernel/errors"
import { type ClientId, ConnectionId, type MemberId, newId } from "@beep/kernel/ids"
import { RealmId } from "@beep/quickbooks/contract/Credentials"
import { ReconnectRequired as CompanyUnlinked, TokenExpired } from "@beep/quickbooks/contract/faults"
import type { OAuthTokens } from "@beep/quickbooks/contract/OAuthTokens"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import { QuickBooksOAuth } from "@beep/quickbooks/QuickBooksOAuth"
import { CurrentRetryBudget, retryBudget } from "@beep/quickbooks/retry"
import { onUniqueViolation } from "@beep/sql/failures"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import { SqlClient } from "effect/sql"
import type { ConnectError } from "../contract/ConnectError.ts"
import type { Connection, ConnectionStatus } from "../contract/Connection.ts"
import { AfterConnect } from "./AfterConnect.ts"
import type { AppPath } from "./AppPath.ts"
import { ConnectionsConfig } from "./ConnectionsConfig.ts"
import { connectionView, noConnection } from "./connectionView.ts"
import { ConnectionsRepo } from "./internal/ConnectionsRepo.ts"
import { type Consent, ConsentStates } from "./internal/ConsentStates.ts"
import { KeyedHashes } from "./internal/KeyedHashes.ts"
import { RefreshTurns } from "./internal/RefreshTurns.ts"
import { TokenCustody } from "./internal/TokenCustody.ts"
import { companyRefusal, exchangeRefusal } from "./refusalOf.ts"

export interface Callback {
  readonly state?: string
  readonly code?: string
  readonly realmId?: string
  readonly error?: string
}

/**
 * How the way back from Intuit ended; `consent` is null when the state named none of ours.
 * `heldBy` is the client that has the company already, where the member sees one.
 */
export type CallbackResult =
  | { readonly _tag: "Connected"; readonly consent: Consent }
  | {
      readonly _tag: "NotConnected"
      readonly consent: Consent | null
      readonly error: ConnectError
      readonly heldBy: ClientId | null
    }

export interface LinkStanding {
  readonly clientId: ClientId
  readonly status: ConnectionStatus
  readonly heldUntil: DateTime.Utc | null
}

const notConnected = (consent: Consent | null, error: ConnectError, heldBy: ClientId | null = null): CallbackResult => ({
  _tag: "NotConnected",
  consent,
  error,
  heldBy
})

type Caller = CurrentTenant | CurrentActor

/**
 * Custody of the OAuth links: no token leaves except through `withAccessToken`.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Connections extends Context.Service<
  Connections,
  {
    status(clientId: ClientId): Effect.Effect<Connection, NotFound | Unavailable, Caller>
    /** Of every client the caller sees that was ever linked: how the link stands, and until when its company is asked nothing. */
    readonly standings: Effect.Effect<ReadonlyArray<LinkStanding>, Unavailable, CurrentTenant>
    /** The address of Intuit's page; it leads back to `returnTo`, or to the client's own page. */
    authorize(clientId: ClientId, returnTo?: AppPath): Effect.Effect<string, NotFound | Unavailable, Caller>
    callback(query: Callback): Effect.Effect<CallbackResult, NotFound | Unavailable, Caller>
    disconnect(clientId: ClientId): Effect.Effect<Connection, NotFound | Unavailable, Caller>
    /**
     * Lends a token with at least five minutes to live. When `use` fails with QuickBooks'
     * `TokenExpired` the pair is renewed and `use` runs once more, so it must be safe to
     * repeat. Not inside an open transaction: a renewed pair must be stored whatever
     * becomes of the caller's work.
     */
    withAccessToken<A, E, R>(
      clientId: ClientId,
      use: (token: Redacted.Redacted, realmId: RealmId) => Effect.Effect<A, E, R>
    ): Effect.Effect<A, E | NotFound | ReconnectRequired | Unavailable, R | Caller>
  }
>()("@beep/connections/Connections") {
  static readonly layerNoDeps = Layer.effect(
    Connections,
    Effect.gen(function* () {
      const clients = yield* Clients
      const config = yield* ConnectionsConfig
      const oauth = yield* QuickBooksOAuth
      const quickbooks = yield* QuickBooks
      const repo = yield* ConnectionsRepo
      const states = yield* ConsentStates
      const custody = yield* TokenCustody
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const sql = yield* SqlClient.SqlClient
      const random = yield* SecureRandom.SecureRandom
      const hashes = yield* KeyedHashes

      /** Consents are given by people: a job has no member and cannot ask for one. */
      const memberId = Effect.flatMap(CurrentTenant, (tenant): Effect.Effect<MemberId, NotFound> =>
        tenant.memberId === null ? Effect.fail(new NotFound()) : Effect.succeed(tenant.memberId)
      )

      const view = Effect.fnUntraced(function* (clientId: ClientId) {
        const row = yield* transaction.run(repo.find(clientId))
        const now = yield* DateTime.now
        return Option.match(row, { onNone: () => noConnection(clientId), onSome: (found) => connectionView(found, now) })
      })

      const standings = Effect.gen(function* () {
        const now = yield* DateTime.now
        const found = yield* transaction.run(Effect.all([repo.all, repo.held]))
        const held = new Map(found[1].map((row) => [row.client_id, row.open_until]))
        return found[0].map((row) => {
          const until = held.get(row.client_id)
          return {
            clientId: row.client_id,
            status: connectionView(row, now).status,
            heldUntil: until !== undefined && DateTime.isGreaterThan(until, now) ? until : null
          }
        })
      }).pipe(Effect.withSpan("Connections.standings"))

      const status = Effect.fn("Connections.status")(function* (clientId: ClientId) {
        yield* clients.require(clientId)
        return yield* view(clientId)
      })

      const authorize = Effect.fn("Connections.authorize")(function* (clientId: ClientId, returnTo?: AppPath) {
        yield* clients.require(clientId)
        const member = yield* memberId
        const state = yield* transaction.run(
          Effect.gen(function* () {
            yield* audit.append({
              action: "connection.authorize_started",
              entityType: "client",
              entityId: clientId,
              clientId,
              result: "ok"
            })
            return yield* states.issue({ clientId, returnTo: returnTo ?? null }, member)
          })
        )
        const url = yield* Effect.mapError(
          oauth.authorizeUrl({ redirectUri: config.redirectUri, state }),
          () => new Unavailable({ what: "quickbooks" })
        )
        return url.href
      })

      const refused = (consent: Consent, error: ConnectError, heldBy: ClientId | null = null) =>
        Effect.as(
          audit.append({
            action: "connection.connected",
            entityType: "client",
            entityId: consent.clientId,
            clientId: consent.clientId,
            result: "denied",
            reason: error
          }),
          notConnected(consent, error, heldBy)
        )

      const store = Effect.fnUntraced(function* (consent: Consent, member: MemberId, realmId: RealmId, tokens: OAuthTokens) {
        const { clientId } = consent
        const present = yield* repo.lock(clientId)
        // The mirror of one company must never take in the records of another.
        if (Option.isSome(present)) {
          const held = yield* Effect.option(custody.openRealm(present.value))
          if (Option.isSome(held) && held.value !== realmId) return yield* refused(consent, "different_company")
        }
        const pair = yield* custody.seal(clientId, tokens)
        const realmLookup = yield* hashes.ofCompany(realmId)
        const connectionId = Option.isSome(present)
          ? present.value.connection_id
          : yield* newId(ConnectionId).pipe(Effect.provideService(SecureRandom.SecureRandom, random))
        const connection = { connectionId, clientId, memberId: member, realmLookup, pair }
        const write = Option.isSome(present)
          ? repo.renew(connection)
          : Effect.flatMap(custody.sealRealm(clientId, realmId), (realmSealed) => repo.insert({ ...connection, realmSealed }))
        const isStored = yield* sql
          .withTransaction(Effect.as(write, true))
          .pipe(onUniqueViolation("connection_company_once", Effect.succeed(false)))
        if (!isStored) {
          const holder = yield* repo.holderOf(realmLookup)
          return yield* Option.match(holder, {
            onNone: () => refused(consent, "refused"),
            onSome: (heldBy) => refused(consent, "already_connected", heldBy)
          })
        }
        yield* audit.append({
          action: "connection.connected",
          entityType: "connection",
          entityId: connectionId,
          clientId,
          result: "ok",
          after: { provider: "intuit", reconnected: Option.isSome(present) }
        })
        const connected: CallbackResult = { _tag: "Connected", consent }
        return connected
      })

      /** One look at the company with the new token: who signed in may not reach its books, or nobody may. */
      const companyTrouble = (realmId: RealmId, tokens: OAuthTokens) =>
        quickbooks
          .companyInfo({ realmId, accessToken: tokens.accessToken })
          .pipe(
            Effect.provideService(CurrentRetryBudget, retryBudget.interactive),
            Effect.match({ onSuccess: () => null, onFailure: companyRefusal })
          )

      const callback = Effect.fn("Connections.callback")(function* (query: Callback) {
        const member = yield* memberId
        if (query.state === undefined) return notConnected(null, "not_recognized")
        const consumed = yield* transaction.run(states.consume(query.state, member))
        if (consumed._tag === "Unknown") return notConnected(null, "not_recognized")
        const { consent } = consumed
        yield* clients.require(consent.clientId)
        if (consumed._tag !== "Good") return notConnected(consent, consumed._tag === "Used" ? "already_used" : "not_completed")
        const refuse = (error: ConnectError) => transaction.run(refused(consent, error))
        const realmId = Schema.decodeUnknownOption(RealmId)(query.realmId)
        if (query.error !== undefined || query.code === undefined || Option.isNone(realmId)) {
          return yield* refuse(query.error === "access_denied" ? "denied" : "not_completed")
        }
        const tokens = yield* Effect.result(
          oauth.exchangeCode({
            code: Redacted.make(query.code),
            redirectUri: config.redirectUri
          })
        )
        if (tokens._tag === "Failure") return yield* refuse(exchangeRefusal(tokens.failure))
        const trouble = yield* companyTrouble(realmId.value, tokens.success)
        if (trouble !== null) return yield* refuse(trouble)
        const result = yield* transaction.run(store(consent, member, realmId.value, tokens.success))
        if (result._tag === "Connected") yield* Effect.flatMap(AfterConnect, (after) => after(consent.clientId))
        return result
      })

      const disconnect = Effect.fn("Connections.disconnect")(function* (clientId: ClientId) {
        yield* clients.require(clientId)
        const row = yield* transaction.run(repo.find(clientId))
        if (Option.isNone(row) || row.value.status === "disconnected") return yield* view(clientId)
        const refresh = yield* transaction
          .run(custody.openRefresh(row.value))
          .pipe(Effect.catchTag("ReconnectRequired", () => Effect.succeedNone))
        // The grant may already be gone at Intuit; what we hold is wiped either way.
        const isRevoked = Option.isNone(refresh) || (yield* Effect.result(oauth.revoke(refresh.value)))._tag === "Success"
        yield* transaction.run(
          Effect.gen(function* () {
            yield* repo.wipe(clientId)
            yield* audit.append({
              action: "connection.disconnected",
              entityType: "connection",
              entityId: row.value.connection_id,
              clientId,
              result: "ok",
              before: { status: row.value.status },
              after: { status: "disconnected", revokedAtIntuit: isRevoked }
            })
          })
        )
        return yield* view(clientId)
      })

      const withAccessToken = <A, E, R>(
        clientId: ClientId,
        use: (token: Redacted.Redacted, realmId: RealmId) => Effect.Effect<A, E, R>
      ) =>
        Effect.gen(function* () {
          yield* clients.require(clientId)
          const first = yield* custody.access(clientId)
          return yield* use(first.token, first.realmId).pipe(
            Effect.catchIf(
              (error) => error instanceof TokenExpired,
              () => Effect.flatMap(custody.renew(clientId, first.version), (second) => use(second.token, second.realmId))
            ),
            Effect.tapError((error) => (error instanceof CompanyUnlinked ? custody.giveUp(clientId) : Effect.void))
          )
        }).pipe(Effect.withSpan("Connections.withAccessToken"))

      return Connections.of({ status, standings, authorize, callback, disconnect, withAccessToken })
    })
  )

  static readonly layer = Connections.layerNoDeps.pipe(
    Layer.provide(TokenCustody.layer),
    Layer.provide([RefreshTurns.layer, ConnectionsRepo.layer, ConsentStates.layer, KeyedHashes.layer])
  )
}
