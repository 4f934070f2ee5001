import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { ReconnectRequired, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { RealmId } from "@beep/quickbooks/contract/Credentials"
import type { QuickBooksError } from "@beep/quickbooks/contract/faults"
import type { OAuthTokens } from "@beep/quickbooks/contract/OAuthTokens"
import { QuickBooksOAuth } from "@beep/quickbooks/QuickBooksOAuth"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Vault } from "@beep/vault/Vault"
import { Context, DateTime, Effect, Layer, Option, Redacted, Result, Schema } from "effect"
import type { SqlError } from "effect/sql"
import type { ConnectionRow, SealedPair } from "./ConnectionRow.ts"
import { ConnectionsRepo } from "./ConnectionsRepo.ts"
import { RefreshTurns } from "./RefreshTurns.ts"
import { realmPurpose, tokenPurpose } from "./sealedPurposes.ts"

/** A token is not lent with less than this to live (runway.md 6.1). */
const leastLife = { minutes: 5 } as const

export interface Access {
  readonly token: Redacted.Redacted
  readonly realmId: RealmId
  readonly version: number
}

type Caller = CurrentTenant | CurrentActor
const decodeRealm = Schema.decodeEffect(RealmId)

/** How a refresh ended; a failure is written too, so it must not fail the transaction. */
type Refreshed = Result.Result<Access, ReconnectRequired | Unavailable>

/**
 * Seals, opens and renews the tokens of a link.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class TokenCustody extends Context.Service<
  TokenCustody,
  {
    seal(clientId: ClientId, tokens: OAuthTokens): Effect.Effect<SealedPair, SqlError.SqlError, CurrentTenant>
    sealRealm(clientId: ClientId, realmId: RealmId): Effect.Effect<Uint8Array, SqlError.SqlError, CurrentTenant>
    openRealm(row: ConnectionRow): Effect.Effect<RealmId, SqlError.SqlError | ReconnectRequired, CurrentTenant>
    openRefresh(
      row: ConnectionRow
    ): Effect.Effect<Option.Option<Redacted.Redacted>, SqlError.SqlError | ReconnectRequired, CurrentTenant>
    /** A token with five minutes to live, renewed first where needed. */
    access(clientId: ClientId): Effect.Effect<Access, ReconnectRequired | Unavailable, Caller>
    /** Renews unless somebody already did since `seenVersion`. */
    renew(clientId: ClientId, seenVersion: number): Effect.Effect<Access, ReconnectRequired | Unavailable, Caller>
    /** QuickBooks itself said that a person must link the company again. */
    giveUp(clientId: ClientId): Effect.Effect<void, Unavailable, Caller>
  }
>()("@beep/connections/internal/TokenCustody") {
  static readonly layer = Layer.effect(
    TokenCustody,
    Effect.gen(function* () {
      const repo = yield* ConnectionsRepo
      const vault = yield* Vault
      const oauth = yield* QuickBooksOAuth
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const turns = yield* RefreshTurns

      const seal = Effect.fn("TokenCustody.seal")(function* (clientId: ClientId, tokens: OAuthTokens) {
        const now = yield* DateTime.now
        const inSeconds = (seconds: number) => DateTime.toDateUtc(DateTime.add(now, { seconds }))
        return {
          access: yield* vault.sealText(clientId, tokenPurpose, Redacted.value(tokens.accessToken)),
          accessExpiresAt: inSeconds(tokens.expiresInSeconds),
          refresh: yield* vault.sealText(clientId, tokenPurpose, Redacted.value(tokens.refreshToken)),
          refreshExpiresAt: inSeconds(tokens.refreshExpiresInSeconds)
        }
      })

      /** A destroyed key leaves nothing to connect with. */
      const opened = (clientId: ClientId, purpose: string, sealed: Uint8Array) =>
        Effect.catchTags(vault.openText(clientId, purpose, sealed), {
          KeyDestroyed: () => Effect.fail(new ReconnectRequired()),
          NotSealedHere: Effect.die
        })
      const openToken = (clientId: ClientId, sealed: Uint8Array) =>
        Effect.map(opened(clientId, tokenPurpose, sealed), (text) => Redacted.make(text, { label: "token" }))
      const openRealm = (row: ConnectionRow) =>
        Effect.flatMap(opened(row.client_id, realmPurpose, row.realm_sealed), (text) => Effect.orDie(decodeRealm(text)))
      const openRefresh = (row: ConnectionRow) =>
        row.refresh_sealed === null ? Effect.succeedNone : Effect.asSome(openToken(row.client_id, row.refresh_sealed))

      const usable = Effect.fnUntraced(function* (row: ConnectionRow) {
        if (row.status === "disconnected" || row.status === "revoked" || row.status === "needs_reconnect")
          return yield* new ReconnectRequired()
        const enough = DateTime.add(yield* DateTime.now, leastLife)
        if (row.access_sealed === null || row.access_expires_at === null || DateTime.isLessThan(row.access_expires_at, enough)) {
          return Option.none<Access>()
        }
        return Option.some<Access>({
          token: yield* openToken(row.client_id, row.access_sealed),
          realmId: yield* openRealm(row),
          version: row.version
        })
      })

      const required = (found: Option.Option<ConnectionRow>) =>
        Effect.mapError(Effect.fromOption(found), () => new ReconnectRequired())

      const ended = (row: ConnectionRow, reason: "invalid_grant" | "company_unlinked") =>
        Effect.gen(function* () {
          yield* repo.fail(row.client_id, "needs_reconnect", reason)
          yield* audit.append({
            action: "connection.refresh_failed",
            entityType: "connection",
            entityId: row.connection_id,
            clientId: row.client_id,
            result: "failed",
            before: { status: row.status },
            after: { status: "needs_reconnect" },
            reason
          })
        })

      /** The stored value first; the one before it, kept for a day, when Intuit calls the stored one dead (runway.md 6.1). */
      const askIntuit = Effect.fnUntraced(function* (row: ConnectionRow) {
        const stored = yield* openRefresh(row)
        if (Option.isNone(stored)) return yield* new ReconnectRequired()
        const asked = yield* Effect.result(oauth.refresh(stored.value))
        if (Result.isSuccess(asked) || asked.failure._tag !== "ReconnectRequired") return asked
        const { previous_refresh_sealed: previous, previous_refresh_until: until } = row
        if (previous === null || until === null || DateTime.isLessThan(until, yield* DateTime.now)) return asked
        return yield* Effect.result(oauth.refresh(yield* openToken(row.client_id, previous)))
      })

      const storeNew = Effect.fnUntraced(function* (row: ConnectionRow, tokens: OAuthTokens) {
        const pair = yield* seal(row.client_id, tokens)
        yield* repo.rotate(row.client_id, pair, row.refresh_sealed)
        yield* audit.append({
          action: "connection.renewed",
          entityType: "connection",
          entityId: row.connection_id,
          clientId: row.client_id,
          result: "ok",
          before: { version: row.version },
          after: { version: row.version + 1 }
        })
        return { token: tokens.accessToken, realmId: yield* openRealm(row), version: row.version + 1 } satisfies Access
      })

      const storeFailure = Effect.fnUntraced(function* (row: ConnectionRow, error: QuickBooksError) {
        if (error._tag === "ReconnectRequired") {
          yield* ended(row, "invalid_grant")
          return new ReconnectRequired()
        }
        yield* repo.fail(row.client_id, "connected", "refresh_unavailable")
        return new Unavailable({ what: "quickbooks" })
      })

      const renew = Effect.fn("TokenCustody.renew")((clientId: ClientId, seenVersion: number) =>
        turns.once<ConnectionRow, Access, ReconnectRequired | Unavailable>(seenVersion, {
          lock: Effect.flatMap(repo.lock(clientId), required),
          usable,
          renew: (row) =>
            Effect.flatMap(askIntuit(row), (asked): Effect.Effect<Refreshed, SqlError.SqlError | ReconnectRequired, Caller> =>
              Result.isSuccess(asked)
                ? Effect.map(storeNew(row, asked.success), Result.succeed)
                : Effect.map(storeFailure(row, asked.failure), Result.fail)
            )
        })
      )

      const access = Effect.fn("TokenCustody.access")(function* (clientId: ClientId) {
        const { present, version } = yield* transaction.run(
          Effect.gen(function* () {
            const row = yield* Effect.flatMap(repo.find(clientId), required)
            return { present: yield* usable(row), version: row.version }
          })
        )
        return Option.isSome(present) ? present.value : yield* renew(clientId, version)
      })

      const giveUp = (clientId: ClientId) =>
        transaction.run(
          Effect.gen(function* () {
            const found = yield* repo.lock(clientId)
            if (Option.isSome(found) && (found.value.status === "connected" || found.value.status === "expiring")) {
              yield* ended(found.value, "company_unlinked")
            }
          })
        )

      const sealRealm = (clientId: ClientId, realmId: RealmId) => vault.sealText(clientId, realmPurpose, realmId)

      return TokenCustody.of({ seal, sealRealm, openRealm, openRefresh, access, renew, giveUp })
    })
  )
}
