import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { Unavailable } from "@beep/kernel/errors"
import type { ConnectionId } from "@beep/kernel/ids"
import type { GoogleError } from "@beep/gmail/contract/faults"
import type { GoogleIdentity, GoogleTokens } from "@beep/gmail/contract/GoogleTokens"
import { GoogleOAuth } from "@beep/gmail/GoogleOAuth"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Vault } from "@beep/vault/Vault"
import { Context, DateTime, Effect, Layer, Option, Redacted, Result, Schema } from "effect"
import type { SqlError } from "effect/sql"
import { MailboxRelinkRequired } from "../../contract/googleProblems.ts"
import { type GoogleAccountRow, googleAccountsRepo } from "./GoogleAccountsRepo.ts"
import { RefreshTurns } from "./RefreshTurns.ts"

/** A token is not lent with less than this to live. */
const leastLife = { minutes: 5 } as const

/** Bytes moved from one account to another, or from one column to the other, do not open. */
export const googlePurposes = {
  token: (id: ConnectionId): string => `google.token:${id}`,
  identity: (id: ConnectionId): string => `google.identity:${id}`
}

const IdentityJson = Schema.fromJsonString(Schema.Struct({ subject: Schema.String, email: Schema.String }))

export interface GoogleLent {
  readonly token: Redacted.Redacted
  readonly version: number
}

type Caller = CurrentTenant | CurrentActor
type Refused = MailboxRelinkRequired | Unavailable

/**
 * Seals, opens and renews the tokens of Google accounts, under the organization's key.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class GoogleCustody extends Context.Service<
  GoogleCustody,
  {
    sealIdentity(id: ConnectionId, identity: GoogleIdentity): Effect.Effect<Uint8Array, SqlError.SqlError, CurrentTenant>
    /** None when what was sealed does not open any more. */
    openEmail(row: GoogleAccountRow): Effect.Effect<Option.Option<string>, SqlError.SqlError, CurrentTenant>
    seal(
      id: ConnectionId,
      tokens: Pick<GoogleTokens, "accessToken" | "expiresInSeconds">,
      refreshToken: Redacted.Redacted
    ): Effect.Effect<
      { readonly accessSealed: Uint8Array; readonly accessExpiresAt: Date; readonly refreshSealed: Uint8Array },
      SqlError.SqlError,
      CurrentTenant
    >
    openRefresh(row: GoogleAccountRow): Effect.Effect<Option.Option<Redacted.Redacted>, SqlError.SqlError, CurrentTenant>
    /** A token with five minutes to live, renewed first where needed. */
    access(id: ConnectionId): Effect.Effect<GoogleLent, Refused, Caller>
    /** Renews unless somebody already did since `seenVersion`. */
    renew(id: ConnectionId, seenVersion: number): Effect.Effect<GoogleLent, Refused, Caller>
    /** Google itself said that a person must act: `needs_relink`, or `missing_scopes`. */
    giveUp(id: ConnectionId, status: "needs_relink" | "missing_scopes", code: string): Effect.Effect<void, Unavailable, Caller>
  }
>()("@beep/connections/internal/GoogleCustody") {
  static readonly layer = Layer.effect(
    GoogleCustody,
    Effect.gen(function* () {
      const repo = yield* googleAccountsRepo
      const vault = yield* Vault
      const oauth = yield* GoogleOAuth
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const turns = yield* RefreshTurns

      const opened = (purpose: string, sealed: Uint8Array) =>
        Effect.map(vault.openText(null, purpose, sealed), Option.some).pipe(
          Effect.catchTags({ KeyDestroyed: () => Effect.succeed(Option.none<string>()), NotSealedHere: Effect.die })
        )

      const seal: GoogleCustody["Service"]["seal"] = Effect.fn("GoogleCustody.seal")(function* (id, tokens, refreshToken) {
        const now = yield* DateTime.now
        return {
          accessSealed: yield* vault.sealText(null, googlePurposes.token(id), Redacted.value(tokens.accessToken)),
          accessExpiresAt: DateTime.toDateUtc(DateTime.add(now, { seconds: tokens.expiresInSeconds })),
          refreshSealed: yield* vault.sealText(null, googlePurposes.token(id), Redacted.value(refreshToken))
        }
      })

      const openToken = (id: ConnectionId, sealed: Uint8Array | null) =>
        sealed === null
          ? Effect.succeedNone
          : Effect.map(
              opened(googlePurposes.token(id), sealed),
              Option.map((text) => Redacted.make(text, { label: "token" }))
            )

      const relink = (id: ConnectionId) => new MailboxRelinkRequired({ providerAccountId: id })

      const usable = Effect.fnUntraced(function* (row: GoogleAccountRow) {
        if (row.status === "revoked" || row.status === "needs_relink") return yield* relink(row.id)
        const enough = DateTime.add(yield* DateTime.now, leastLife)
        if (row.accessExpiresAt === null || DateTime.isLessThan(row.accessExpiresAt, enough)) return Option.none<GoogleLent>()
        return Option.map(yield* openToken(row.id, row.accessSealed), (token): GoogleLent => ({ token, version: row.version }))
      })

      const required = (id: ConnectionId) => (found: Option.Option<GoogleAccountRow>) =>
        Effect.mapError(Effect.fromOption(found), () => relink(id))

      const ended = Effect.fnUntraced(function* (row: GoogleAccountRow, status: "needs_relink" | "missing_scopes", code: string) {
        const { organizationId } = yield* CurrentTenant
        yield* repo.fail({ organizationId, id: row.id, status, code, at: yield* DateTime.nowAsDate })
        yield* audit.append({
          action: "connection.refresh_failed",
          entityType: "google_account",
          entityId: row.id,
          clientId: null,
          result: "failed",
          before: { status: row.status },
          after: { status },
          reason: code
        })
      })

      const storeFailure = Effect.fnUntraced(function* (row: GoogleAccountRow, error: GoogleError) {
        if (error._tag === "GrantEnded") {
          yield* ended(row, "needs_relink", "invalid_grant")
          return relink(row.id)
        }
        const { organizationId } = yield* CurrentTenant
        const at = yield* DateTime.nowAsDate
        yield* repo.fail({ organizationId, id: row.id, status: row.status, code: "refresh_unavailable", at })
        return new Unavailable({ what: "google" })
      })

      const ask = Effect.fnUntraced(function* (row: GoogleAccountRow) {
        const refreshToken = yield* openToken(row.id, row.refreshSealed)
        if (Option.isNone(refreshToken)) return yield* relink(row.id)
        const asked = yield* Effect.result(oauth.refresh(refreshToken.value))
        if (Result.isFailure(asked)) {
          const failed: Result.Result<GoogleLent, Refused> = Result.fail(yield* storeFailure(row, asked.failure))
          return failed
        }
        const { organizationId } = yield* CurrentTenant
        const tokens = asked.success
        const sealed = yield* seal(row.id, tokens, tokens.refreshToken ?? refreshToken.value)
        yield* repo.refreshed({ organizationId, id: row.id, ...sealed, at: yield* DateTime.nowAsDate })
        yield* audit.append({
          action: "connection.renewed",
          entityType: "google_account",
          entityId: row.id,
          clientId: null,
          result: "ok",
          before: { version: row.version },
          after: { version: row.version + 1 }
        })
        const lent: Result.Result<GoogleLent, Refused> = Result.succeed({ token: tokens.accessToken, version: row.version + 1 })
        return lent
      })

      const lock = (id: ConnectionId) =>
        Effect.flatMap(CurrentTenant, ({ organizationId }) => Effect.flatMap(repo.lock({ organizationId, id }), required(id)))

      const renew = Effect.fn("GoogleCustody.renew")((id: ConnectionId, seenVersion: number) =>
        turns.once<GoogleAccountRow, GoogleLent, Refused>(seenVersion, { lock: lock(id), usable, renew: ask })
      )

      const access = Effect.fn("GoogleCustody.access")(function* (id: ConnectionId) {
        const { organizationId } = yield* CurrentTenant
        const { present, version } = yield* transaction.run(
          Effect.gen(function* () {
            const row = yield* Effect.flatMap(repo.find({ organizationId, id }), required(id))
            return { present: yield* usable(row), version: row.version }
          })
        )
        return Option.isSome(present) ? present.value : yield* renew(id, version)
      })

      return GoogleCustody.of({
        sealIdentity: (id, identity) =>
          Effect.flatMap(Effect.orDie(Schema.encodeEffect(IdentityJson)(identity)), (text) =>
            vault.sealText(null, googlePurposes.identity(id), text)
          ),
        openEmail: (row) =>
          Effect.flatMap(opened(googlePurposes.identity(row.id), row.identitySealed), (text) =>
            Option.isNone(text)
              ? Effect.succeedNone
              : Effect.map(Effect.orDie(Schema.decodeEffect(IdentityJson)(text.value)), ({ email }) => Option.some(email))
          ),
        seal,
        openRefresh: (row) => openToken(row.id, row.refreshSealed),
        access,
        renew,
        giveUp: (id, status, code) =>
          transaction.run(
            Effect.gen(function* () {
              const { organizationId } = yield* CurrentTenant
              const row = yield* repo.lock({ organizationId, id })
              if (Option.isSome(row) && row.value.status === "active") yield* ended(row.value, status, code)
            })
          )
      })
    })
  )
}
