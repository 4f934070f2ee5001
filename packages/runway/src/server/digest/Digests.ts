import { Audit } from "@beep/audit/server/Audit"
import { ClientActivity } from "@beep/audit/server/ClientActivity"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type NotFound, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import type { LocalDate, TimeZoneName } from "@beep/kernel/LocalDate"
import type { Cursor } from "@beep/kernel/Page"
import { Clients } from "@beep/tenancy/server/Clients"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { FeatureFlags } from "@beep/tenancy/server/FeatureFlags"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { SqlError } from "effect/sql"
import type { Derivation } from "../../contract/digest/Derivation.ts"
import { derivationOf } from "../../contract/digest/derivationOf.ts"
import type { Digest } from "../../contract/digest/Digest.ts"
import type { DigestActivity } from "../../contract/digest/DigestActivity.ts"
import { changeOf, varianceSince } from "../../contract/digest/DigestChange.ts"
import { digestOf } from "../../contract/digest/digestOf.ts"
import type { KnownTime } from "../../contract/digest/KnownTime.ts"
import type { Variance } from "../../contract/digest/variance.ts"
import { readRowCursor } from "../../contract/digest/rowCursor.ts"
import { derivationPage } from "../../contract/DigestApi.ts"
import { deepLink, type LedgerRecordView } from "../../contract/ledger/LedgerRecordView.ts"
import type { LedgerEntityType, QboId } from "../../contract/ledger/QboId.ts"
import { problemText } from "../../contract/messages.ts"
import { becomesStaleAfter } from "../../contract/runway/derive.ts"
import type { FigureId } from "../../contract/runway/Figure.ts"
import { type DigestStanding, digestStandings } from "../internal/digest/DigestStandings.ts"
import { type KnownFacts, knownFacts } from "../internal/digest/KnownFacts.ts"
import { keptAnswers } from "../internal/KeptAnswers.ts"
import { Ledger } from "../ledger/Ledger.ts"
import { Runway } from "../runway/Runway.ts"
import { nextReading } from "../sync/nextCatchUp.ts"
import { summaryOf } from "../tieout/summaryOf.ts"
import { Insights } from "./Insights.ts"
import { knownTimes as knownTimesOf } from "./knownTimes.ts"
import { QuickBooksPages } from "./QuickBooksPages.ts"

type Caller = CurrentTenant | CurrentActor

/** Things people did that a digest names. */
const shownActivities = 5

/** A few kilobytes each. */
const keptAtMost = 2_000

const nextSyncOf = (now: DateTime.Utc, zone: TimeZoneName, lastBegun: DateTime.Utc | null): DateTime.Utc | null =>
  lastBegun === null ? null : nextReading(now, zone, lastBegun)

export interface DerivationQuery {
  readonly figure: FigureId
  readonly at?: KnownTime
  readonly cursor?: Cursor
  readonly limit?: number
}

/**
 * The digest of a client and the proof of each of its figures.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Digests extends Context.Service<
  Digests,
  {
    /** Of now, or as it was known at another time: the same bytes for ever. 400 for a time that has not come. */
    readonly get: (clientId: ClientId, at?: KnownTime) => Effect.Effect<Digest, NotFound | ValidationFailed | Unavailable, Caller>
    /** Computed anew, so it cannot differ from the figure; that it was looked at is audited. */
    readonly derivation: (
      clientId: ClientId,
      query: DerivationQuery
    ) => Effect.Effect<Derivation, NotFound | ValidationFailed | Unavailable, Caller>
    readonly ledgerRecord: (
      clientId: ClientId,
      entityType: LedgerEntityType,
      qboId: QboId,
      at?: KnownTime
    ) => Effect.Effect<LedgerRecordView, NotFound | ValidationFailed | Unavailable, Caller>
  }
>()("@beep/runway/Digests") {
  static readonly layer = Layer.effect(
    Digests,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const ledger = yield* Ledger
      const runway = yield* Runway
      const pages = yield* QuickBooksPages
      const activities = yield* ClientActivity
      const flags = yield* FeatureFlags
      const insights = yield* Insights
      const knownTimes = yield* knownTimesOf
      const transaction = yield* TenantTransaction
      const factsAt = yield* knownFacts
      const standings = yield* digestStandings
      const kept = keptAnswers<Digest>(keptAtMost)

      const factsOf = Effect.fnUntraced(function* (clientId: ClientId, before: LocalDate, knownAt: DateTime.Utc) {
        const { organizationId } = yield* CurrentTenant
        return yield* transaction.run<KnownFacts, SqlError.SqlError, CurrentTenant>(
          factsAt({ organizationId, clientId, before, knownAt })
        )
      })

      const activityOf = Effect.fnUntraced(function* (clientId: ClientId, knownAt: DateTime.Utc) {
        const entries = yield* activities.latest(clientId, knownAt, shownActivities)
        return entries.map(({ action, at, entityId, entityType, id, memberId }): DigestActivity => ({
          id,
          at: DateTime.makeUnsafe(at),
          memberId,
          action,
          entityType,
          entityId
        }))
      })

      /** What moves by itself, of the present: read with the stamp; of the past and of what has no stamp: asked for. */
      const momentOf = Effect.fnUntraced(function* (
        clientId: ClientId,
        knownAt: DateTime.Utc,
        lastBegun: DateTime.Utc | null,
        standing: Option.Option<DigestStanding>
      ) {
        return Option.isSome(standing)
          ? { lastBegun: standing.value.begunAt, activity: standing.value.activity }
          : { lastBegun, activity: yield* activityOf(clientId, knownAt) }
      })

      const computed = Effect.fnUntraced(function* (
        clientId: ClientId,
        past: DateTime.Utc | undefined,
        knownAt: DateTime.Utc,
        standing: Option.Option<DigestStanding>,
        insight: boolean
      ) {
        const { client, payroll, result } = yield* runway.figures(clientId, past)
        const { baseline, certificate, lastBegun: begun } = yield* factsOf(clientId, result.asOf, knownAt)
        const { activity, lastBegun } = yield* momentOf(clientId, knownAt, begun, standing)
        const variance = (): Variance | null => (baseline === null ? null : varianceSince(baseline, result))
        const digest = digestOf({ clientId, name: client.name }, result, {
          knownAt,
          payroll,
          change: changeOf(baseline, result),
          tieOut: certificate === null ? null : summaryOf(clientId, certificate),
          nextSync: nextSyncOf(knownAt, client.timezone, lastBegun),
          activity,
          ...(insight ? { insight: yield* insights.calculate(result, variance()) } : {})
        })
        return { digest, until: becomesStaleAfter(result) }
      })

      const present = Effect.fnUntraced(function* (clientId: ClientId) {
        const now = yield* DateTime.now
        const { organizationId } = yield* CurrentTenant
        const standing = yield* transaction.call<Option.Option<DigestStanding>, never, never>((tenant) =>
          standings({ ...tenant, clientId, now, activities: shownActivities })
        )
        const stamp = Option.isSome(standing) ? standing.value.stamp : null
        const { insight } = yield* flags.smartCalculators
        const key = `${organizationId}/${clientId}/${insight ? "insight" : "basic"}`
        const same = stamp === null ? undefined : kept.find({ key, stamp, now })
        if (same !== undefined && Option.isSome(standing)) {
          const { activity, begunAt, timezone } = standing.value
          return { ...same, knownAt: now, nextSync: nextSyncOf(now, timezone, begunAt), activity }
        }
        const { digest, until } = yield* computed(clientId, undefined, now, standing, insight)
        if (stamp !== null) kept.keep({ key, stamp, now, answer: digest, day: digest.asOfDate, zone: digest.timezone, until })
        return digest
      })

      const get = Effect.fn("Digests.get")(function* (clientId: ClientId, at?: KnownTime) {
        const past = yield* knownTimes.past(clientId, at)
        if (past === undefined) return yield* present(clientId)
        const { insight } = yield* flags.smartCalculators
        return (yield* computed(clientId, past, past, Option.none(), insight)).digest
      })

      /** A page continues the books it began with: after a change it would skip or repeat rows. */
      const offsetOf = Effect.fnUntraced(function* (query: DerivationQuery, inputHash: string) {
        if (query.cursor === undefined) return 0
        if (query.figure === "runway") return yield* new ValidationFailed({ reason: problemText.noRowsOfThisFigure })
        const position = readRowCursor(query.cursor)
        if (Option.isNone(position)) return yield* new ValidationFailed({ reason: problemText.cursorNotOurs })
        if (position.value.inputHash !== inputHash) return yield* new ValidationFailed({ reason: problemText.booksChanged })
        return position.value.offset
      })

      const derivation = Effect.fn("Digests.derivation")(function* (clientId: ClientId, query: DerivationQuery) {
        const { inputHash, result } = yield* runway.compute(clientId, yield* knownTimes.past(clientId, query.at))
        const offset = yield* offsetOf(query, inputHash)
        yield* audit.record({
          action: "derivation.viewed",
          entityType: "figure",
          entityId: query.figure,
          clientId,
          result: "ok",
          after: { inputHash, offset }
        })
        return derivationOf({ clientId, inputHash, figure: query.figure }, result, {
          offset,
          limit: query.limit ?? derivationPage.default
        })
      })

      const ledgerRecord = Effect.fn("Digests.ledgerRecord")(function* (
        clientId: ClientId,
        entityType: LedgerEntityType,
        qboId: QboId,
        at?: KnownTime
      ) {
        const client = yield* clients.require(clientId)
        const record = yield* ledger.record(clientId, entityType, qboId, yield* knownTimes.past(clientId, at))
        yield* audit.record({ action: "evidence.viewed", entityType, entityId: record.qboId, clientId, result: "ok" })
        return { ...record, clientName: client.name, deepLink: deepLink(pages, entityType, record.qboId) }
      })

      return Digests.of({ get, derivation, ledgerRecord })
    })
  )
}
