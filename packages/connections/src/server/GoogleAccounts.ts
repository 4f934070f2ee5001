import { Audit } from "@beep/audit/server/Audit"
import { AccessExpired, type GoogleError, GrantEnded, ScopeMissing } from "@beep/gmail/contract/faults"
import type { GoogleTokens } from "@beep/gmail/contract/GoogleTokens"
import { mailScopes, missingScopes } from "@beep/gmail/contract/scopes"
import { GoogleOAuth } from "@beep/gmail/GoogleOAuth"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, Unavailable } from "@beep/kernel/errors"
import { ConnectionId, type MemberId, newId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Array, Context, DateTime, Effect, Layer, Option, Redacted } from "effect"
import { SecureRandom } from "effect/crypto"
import { managesAccount, seesAccount } from "../contract/accountPolicy.ts"
import type { GoogleAccounts as Shown } from "../contract/GoogleAccount.ts"
import type { GoogleLinkError } from "../contract/GoogleLinkError.ts"
import {
  connectionsPage,
  GoogleScopeExpansionRequiredError,
  type MailboxRelinkRequired,
  ProviderAccountSelectionRequiredError,
  relinkFailedPage
} from "../contract/googleProblems.ts"
import { GoogleConfig } from "./GoogleConfig.ts"
import { accountView, isChosen, stillGranted } from "./googleView.ts"
import { type GoogleAccountRow, googleAccountsRepo } from "./internal/GoogleAccountsRepo.ts"
import { googleConsents } from "./internal/GoogleConsents.ts"
import { GoogleCustody } from "./internal/GoogleCustody.ts"
import { KeyedHashes } from "./internal/KeyedHashes.ts"
import { RefreshTurns } from "./internal/RefreshTurns.ts"

type Caller = CurrentTenant | CurrentActor

export interface GoogleCallback {
  readonly state?: string
  readonly code?: string
  readonly error?: string
}

/** How the way back from Google ended. `linked` may be there beside a failure: an account that was not asked for, or one that lacks scopes. */
export interface GoogleLinkResult {
  readonly linked: ConnectionId | null
  readonly failure: GoogleLinkError | null
}

export type MailboxRefusal = GoogleScopeExpansionRequiredError | MailboxRelinkRequired | NotFound | Unavailable

const refusalOf = (error: GoogleError): GoogleLinkError => {
  switch (error._tag) {
    case "GrantEnded":
      return "code_used"
    case "GoogleTransient":
    case "RateLimitedByGoogle":
      return "unavailable"
    default:
      return "refused"
  }
}

const expansion = (granted: ReadonlyArray<string>) => {
  const missing = missingScopes(granted, mailScopes)
  const relink = [...new Set([...mailScopes, ...granted])]
  return Array.isReadonlyArrayNonEmpty(missing) && Array.isReadonlyArrayNonEmpty(relink)
    ? new GoogleScopeExpansionRequiredError({
        tag: "GoogleScopeExpansionRequiredError",
        providerId: "google",
        missingScopes: missing,
        relink: { callbackURL: connectionsPage, errorCallbackURL: relinkFailedPage, scopes: relink },
        currentScopes: granted,
        requiredScopes: mailScopes
      })
    : null
}

/**
 * The Google accounts of an organization: linked by members, one chosen by a person. No token leaves except
 * through `withAccessToken`, and no account is ever picked for a caller who named none.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class GoogleAccounts extends Context.Service<
  GoogleAccounts,
  {
    readonly list: Effect.Effect<Shown, Unavailable, Caller>
    /** The address of Google's page; `providerAccountId`: to link that account again, which only who linked it may. */
    link(scopes: ReadonlyArray<string>, providerAccountId?: ConnectionId): Effect.Effect<string, NotFound | Unavailable, Caller>
    callback(query: GoogleCallback): Effect.Effect<GoogleLinkResult, NotFound | Unavailable, Caller>
    unlink(providerAccountId: ConnectionId): Effect.Effect<Shown, NotFound | Unavailable, Caller>
    activate(providerAccountId: ConnectionId): Effect.Effect<Shown, NotFound | Unavailable, Caller>
    /**
     * The account a call names, if the caller sees it and it can read mail. Without a name: C-06 with the candidates;
     * without any account, or without the scopes, C-01.
     */
    require(
      providerAccountId: ConnectionId | undefined
    ): Effect.Effect<
      { readonly providerAccountId: ConnectionId; readonly linkedBy: MemberId },
      ProviderAccountSelectionRequiredError | MailboxRefusal,
      Caller
    >
    /** The organization's active account, for jobs; a person names one. */
    readonly active: Effect.Effect<Option.Option<ConnectionId>, Unavailable, CurrentTenant>
    /**
     * Lends a token with at least five minutes to live. When `use` fails with Google's `AccessExpired` it is renewed and
     * `use` runs once more, so it must be safe to repeat. Not inside an open transaction.
     */
    withAccessToken<A, E, R>(
      providerAccountId: ConnectionId,
      use: (token: Redacted.Redacted) => Effect.Effect<A, E, R>
    ): Effect.Effect<A, E | MailboxRelinkRequired | Unavailable, R | Caller>
  }
>()("@beep/connections/GoogleAccounts") {
  static readonly layerNoDeps = Layer.effect(
    GoogleAccounts,
    Effect.gen(function* () {
      const config = yield* GoogleConfig
      const oauth = yield* GoogleOAuth
      const custody = yield* GoogleCustody
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const random = yield* SecureRandom.SecureRandom
      const hashes = yield* KeyedHashes
      const repo = yield* googleAccountsRepo
      const consents = yield* googleConsents

      const memberId = Effect.flatMap(CurrentTenant, (tenant): Effect.Effect<MemberId, NotFound> =>
        tenant.memberId === null ? Effect.fail(new NotFound()) : Effect.succeed(tenant.memberId)
      )

      const visible = Effect.gen(function* () {
        const tenant = yield* CurrentTenant
        const rows = yield* repo.all(tenant.organizationId)
        return rows.filter((row) => seesAccount(tenant, { memberId: row.memberId, isActive: isChosen(row) }))
      })

      const shown = Effect.gen(function* () {
        const tenant = yield* CurrentTenant
        const rows = yield* visible
        const accounts = yield* Effect.forEach(rows, (row) =>
          Effect.map(custody.openEmail(row), (email) => accountView(row, email, tenant))
        )
        const all: Shown = {
          accounts,
          activeProviderAccountId: rows.find(isChosen)?.id ?? null,
          requiredScopes: mailScopes
        }
        return all
      })

      const list = transaction.run(shown).pipe(Effect.withSpan("GoogleAccounts.list"))

      /** A foreign account, and one of a colleague, answers as if it did not exist; the asking stays in the log. */
      const unknown = Effect.fnUntraced(function* (id: ConnectionId) {
        yield* audit.record({
          action: "access.denied",
          entityType: "google_account",
          entityId: id,
          clientId: null,
          result: "denied",
          reason: "outside_scope"
        })
        return yield* new NotFound()
      })

      const known = Effect.fnUntraced(function* (
        id: ConnectionId,
        may: typeof seesAccount
      ): Effect.fn.Return<GoogleAccountRow, NotFound | Unavailable, Caller> {
        const tenant = yield* CurrentTenant
        const { organizationId } = tenant
        const found = yield* transaction.run(repo.find({ organizationId, id }))
        return Option.isSome(found) && may(tenant, { memberId: found.value.memberId, isActive: isChosen(found.value) })
          ? found.value
          : yield* unknown(id)
      })

      const link = Effect.fn("GoogleAccounts.link")(function* (scopes: ReadonlyArray<string>, id?: ConnectionId) {
        const member = yield* memberId
        const row = id === undefined ? null : yield* known(id, (tenant, account) => account.memberId === tenant.memberId)
        const { state, verifier } = yield* transaction.run(
          Effect.gen(function* () {
            yield* audit.append({
              action: "connection.authorize_started",
              entityType: row === null ? "member" : "google_account",
              entityId: row?.id ?? member,
              clientId: null,
              result: "ok",
              after: { provider: "google" }
            })
            return yield* consents.issue(member, row?.id ?? null)
          })
        )
        const email = row === null ? Option.none<string>() : yield* transaction.run(custody.openEmail(row))
        const url = yield* Effect.mapError(
          oauth.authorizeUrl({
            redirectUri: config.redirectUri,
            state,
            verifier,
            scopes: [...new Set([...scopes, ...(row?.scopes ?? [])])],
            loginHint: Option.getOrNull(email)
          }),
          () => new Unavailable({ what: "google" })
        )
        return url.href
      })

      const refused = (entityId: string, failure: GoogleLinkError) =>
        Effect.as(
          audit.append({
            action: "connection.connected",
            entityType: "google_account",
            entityId,
            clientId: null,
            result: "denied",
            reason: failure
          }),
          { linked: null, failure } satisfies GoogleLinkResult
        )

      const store = Effect.fnUntraced(function* (
        asked: ConnectionId | null,
        member: MemberId,
        identity: { readonly subject: string; readonly email: string },
        tokens: GoogleTokens
      ) {
        const { organizationId } = yield* CurrentTenant
        const subjectLookup = yield* hashes.ofAccount(organizationId, identity.subject)
        const present = yield* repo.lockSubject({ organizationId, subjectLookup })
        if (Option.isSome(present) && present.value.memberId !== member && present.value.status !== "revoked") {
          return yield* refused(present.value.id, "linked_by_other")
        }
        const kept = Option.isSome(present) ? yield* custody.openRefresh(present.value) : Option.none<Redacted.Redacted>()
        const refreshToken = tokens.refreshToken ?? Option.getOrNull(kept)
        if (refreshToken === null) return yield* refused(asked ?? member, "refused")
        const id = Option.isSome(present)
          ? present.value.id
          : yield* newId(ConnectionId).pipe(Effect.provideService(SecureRandom.SecureRandom, random))
        const lacks = missingScopes(tokens.scopes, mailScopes).length > 0
        const row = {
          organizationId,
          id,
          memberId: member,
          scopes: tokens.scopes,
          status: lacks ? ("missing_scopes" as const) : ("active" as const),
          identitySealed: yield* custody.sealIdentity(id, identity),
          at: yield* DateTime.nowAsDate,
          ...(yield* custody.seal(id, tokens, refreshToken))
        }
        yield* Option.isSome(present) ? repo.renew(row) : repo.insert({ ...row, subjectLookup })
        yield* audit.append({
          action: "connection.connected",
          entityType: "google_account",
          entityId: id,
          clientId: null,
          result: "ok",
          after: { provider: "google", reconnected: Option.isSome(present), status: row.status }
        })
        const failure: GoogleLinkError | null =
          asked !== null && asked !== id ? "different_account" : lacks ? "missing_scopes" : null
        const result: GoogleLinkResult = { linked: id, failure }
        return result
      })

      const callback = Effect.fn("GoogleAccounts.callback")(function* (query: GoogleCallback) {
        const member = yield* memberId
        const ended = (failure: GoogleLinkError): GoogleLinkResult => ({ linked: null, failure })
        if (query.state === undefined) return ended("not_recognized")
        const consent = yield* transaction.run(consents.consume(query.state, member))
        if (consent === "unknown") return ended("not_recognized")
        if (consent === "used") return ended("already_used")
        if (consent === "late") return ended("not_completed")
        const refuse = (failure: GoogleLinkError) => transaction.run(refused(consent.accountId ?? member, failure))
        if (query.error !== undefined || query.code === undefined) {
          return yield* refuse(query.error === "access_denied" ? "denied" : "not_completed")
        }
        const code = Redacted.make(query.code)
        const answer = yield* oauth.exchangeCode({ code, redirectUri: config.redirectUri, verifier: consent.verifier }).pipe(
          Effect.flatMap((tokens) => Effect.map(oauth.identity(tokens.accessToken), (identity) => ({ tokens, identity }))),
          Effect.result
        )
        if (answer._tag === "Failure") return yield* refuse(refusalOf(answer.failure))
        return yield* transaction.run(store(consent.accountId, member, answer.success.identity, answer.success.tokens))
      })

      const unlink = Effect.fn("GoogleAccounts.unlink")(function* (id: ConnectionId) {
        const row = yield* known(id, managesAccount)
        if (row.status === "revoked") return yield* list
        const refreshToken = yield* transaction.run(custody.openRefresh(row))
        // The grant may already be gone at Google; what we hold is wiped either way.
        const isRevoked =
          Option.isNone(refreshToken) || (yield* Effect.result(oauth.revoke(refreshToken.value)))._tag === "Success"
        return yield* transaction.run(
          Effect.gen(function* () {
            const { organizationId } = yield* CurrentTenant
            yield* repo.wipe({ organizationId, id })
            yield* audit.append({
              action: "connection.disconnected",
              entityType: "google_account",
              entityId: id,
              clientId: null,
              result: "ok",
              before: { status: row.status, active: isChosen(row) },
              after: { status: "revoked", revokedAtGoogle: isRevoked }
            })
            return yield* shown
          })
        )
      })

      const activate = Effect.fn("GoogleAccounts.activate")(function* (id: ConnectionId) {
        const member = yield* memberId
        const row = yield* known(id, managesAccount)
        if (row.status === "revoked") return yield* new NotFound()
        return yield* transaction.run(
          Effect.gen(function* () {
            const { organizationId } = yield* CurrentTenant
            yield* repo.unchoose(organizationId)
            yield* repo.choose({ organizationId, id, memberId: member, at: yield* DateTime.nowAsDate })
            yield* audit.append({
              action: "connection.chosen",
              entityType: "google_account",
              entityId: id,
              clientId: null,
              result: "ok"
            })
            return yield* shown
          })
        )
      })

      const candidates = Effect.fnUntraced(function* () {
        const live = (yield* transaction.run(visible)).filter(({ status }) => status !== "revoked")
        const offered = live.map(({ id, scopes }) => ({ providerAccountId: id, scope: scopes.join(" ") }))
        if (Array.isReadonlyArrayNonEmpty(offered)) {
          return new ProviderAccountSelectionRequiredError({
            tag: "ProviderAccountSelectionRequiredError",
            providerId: "google",
            requiredParam: "providerAccountId",
            candidates: offered,
            select: { callbackURL: connectionsPage }
          })
        }
        return expansion([]) ?? new NotFound()
      })

      const require = Effect.fn("GoogleAccounts.require")(function* (id: ConnectionId | undefined) {
        if (id === undefined) return yield* yield* candidates()
        const row = yield* known(id, seesAccount)
        const lacking = row.status === "revoked" ? null : expansion(stillGranted(row))
        if (lacking !== null) return yield* lacking
        return { providerAccountId: row.id, linkedBy: row.memberId }
      })

      const active = Effect.gen(function* () {
        const { organizationId } = yield* CurrentTenant
        const rows = yield* transaction.run(repo.all(organizationId))
        return Option.map(Option.fromUndefinedOr(rows.find(isChosen)), ({ id }) => id)
      }).pipe(Effect.withSpan("GoogleAccounts.active"))

      const withAccessToken = <A, E, R>(id: ConnectionId, use: (token: Redacted.Redacted) => Effect.Effect<A, E, R>) =>
        Effect.gen(function* () {
          const first = yield* custody.access(id)
          return yield* use(first.token).pipe(
            Effect.catchIf(
              (error) => error instanceof AccessExpired,
              () => Effect.flatMap(custody.renew(id, first.version), (second) => use(second.token))
            ),
            Effect.tapError((error) => {
              if (error instanceof ScopeMissing) return custody.giveUp(id, "missing_scopes", "insufficient_scope")
              return error instanceof GrantEnded ? custody.giveUp(id, "needs_relink", "invalid_grant") : Effect.void
            })
          )
        }).pipe(Effect.withSpan("GoogleAccounts.withAccessToken"))

      return GoogleAccounts.of({ list, link, callback, unlink, activate, require, active, withAccessToken })
    })
  )

  static readonly layer = GoogleAccounts.layerNoDeps.pipe(
    Layer.provide(GoogleCustody.layer),
    Layer.provide([RefreshTurns.layer, KeyedHashes.layer])
  )
}
