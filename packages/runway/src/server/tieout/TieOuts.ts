import { Audit } from "@beep/audit/server/Audit"
import { Connections } from "@beep/connections/server/Connections"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, ReconnectRequired, Unavailable } from "@beep/kernel/errors"
import { type ClientId, newId, type SyncRunId } from "@beep/kernel/ids"
import { type LocalDate, todayIn } from "@beep/kernel/LocalDate"
import type { QuickBooksError } from "@beep/quickbooks/contract/faults"
import type { Mirrored } from "@beep/quickbooks/contract/entities/Mirrored"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import { runwayDrift } from "@beep/observability/metrics"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import type { Client } from "@beep/tenancy/contract/Client"
import { Clients } from "@beep/tenancy/server/Clients"
import { Vault } from "@beep/vault/Vault"
import { Context, DateTime, Effect, Layer, Metric, Option, Result } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import { Hex } from "effect/encoding"
import { canonicalTieOut } from "../../contract/tieout/canonicalTieOut.ts"
import { TieOutCertificateId } from "../../contract/tieout/TieOutCertificate.ts"
import { type StatedSide, type TieOut, tieOutOf } from "../../contract/tieout/tieOutOf.ts"
import { type NotComparedReason, reportOf, type TieOutSection } from "../../contract/tieout/TieOutSection.ts"
import { certificates, type ReadStep } from "../internal/tieout/Certificates.ts"
import { type DriftNews, nightlyDrifts } from "../internal/tieout/NightlyDrifts.ts"
import { codeOf, stopsRun } from "../sync/stepFailure.ts"
import { namesPurpose, encodeNames } from "./names.ts"
import { namesNew } from "./namesNew.ts"
import { reportParams } from "./reportParams.ts"
import { dayOf, type ReportFrame, theirRows } from "./theirRows.ts"
import { TieOutBooks } from "./TieOutBooks.ts"

type ReportError = QuickBooksError | ReconnectRequired | Unavailable

/** Trouble of our own ends the attempt; everything else is a reason on the certificate. */
const isTheirs = (error: ReportError | NotFound): error is ReportError =>
  error._tag !== "NotFound" && !(error._tag === "Unavailable" && error.what === "database")

/** Why nothing of a run was read, or could be read any more: then the reports are not asked for either. */
const unreadBecause = (steps: ReadonlyArray<ReadStep>): NotComparedReason | undefined => {
  const stopping = steps.find(({ errorCode }) => errorCode !== null && stopsRun(errorCode))
  if (stopping !== undefined && stopping.errorCode !== null) return stopping.errorCode
  if (steps.length === 0 || steps.some(({ phase }) => phase === "succeeded")) return undefined
  return steps.find(({ errorCode }) => errorCode !== null)?.errorCode ?? "inputs_missing"
}

/**
 * Certifies when a sync has read everything that the mirror equals QuickBooks' own reports, or names what differs.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class TieOuts extends Context.Service<
  TieOuts,
  {
    /**
     * The one certificate of a run; also when no report could be read. `balanceSheet` is the one that the run
     * read a moment ago. Not to be called in a transaction: it calls QuickBooks, which may renew the token.
     */
    certify(
      clientId: ClientId,
      syncRunId: SyncRunId,
      balanceSheet: Option.Option<Mirrored<ReportTree>>
    ): Effect.Effect<void, NotFound | Unavailable, CurrentTenant | CurrentActor>
    /** Whether the certificate of a run names somebody whom the last full comparison did not leave standing. */
    namesNew(clientId: ClientId, syncRunId: SyncRunId): Effect.Effect<boolean, Unavailable, CurrentTenant>
  }
>()("@beep/runway/TieOuts") {
  static readonly layerNoDeps = Layer.effect(
    TieOuts,
    Effect.gen(function* () {
      const audit = yield* Audit
      const books = yield* TieOutBooks
      const clients = yield* Clients
      const connections = yield* Connections
      const digest = yield* Digest.Digest
      const quickbooks = yield* QuickBooks
      const random = yield* SecureRandom.SecureRandom
      const rows = yield* certificates
      const drifts = yield* nightlyDrifts
      const transaction = yield* TenantTransaction
      const vault = yield* Vault

      const sha256 = (text: string) => digest.digestHex(Digest.sha256, new TextEncoder().encode(text))

      const stated = Effect.fnUntraced(function* (
        client: Client,
        section: TieOutSection,
        frame: ReportFrame,
        yearStart: LocalDate | null,
        known: Option.Option<Mirrored<ReportTree>>
      ) {
        const name = reportOf[section]
        const asked = connections.withAccessToken(client.id, (accessToken, realmId) =>
          quickbooks.report({ accessToken, realmId }, name, reportParams(name, frame.asOf, yearStart))
        )
        // One that was read before midnight is of another day, and asked for again.
        const { raw, value: tree } = yield* Option.match(
          Option.filter(known, ({ value }) => dayOf(value) === frame.asOf),
          { onNone: () => asked, onSome: Effect.succeed }
        )
        const report = { name, day: dayOf(tree), madeAt: tree.Header.Time ?? null, sha256: yield* sha256(raw) }
        return { report, rows: theirRows(section, tree, frame) } satisfies StatedSide
      })

      /** One after the other; after a fault that concerns the whole company the rest is not asked for. */
      const theirs = Effect.fnUntraced(function* (
        client: Client,
        frame: ReportFrame,
        yearStart: LocalDate | null,
        unread: NotComparedReason | undefined,
        balanceSheet: Option.Option<Mirrored<ReportTree>>
      ) {
        let stopped = unread
        const read = Effect.fnUntraced(function* (
          section: TieOutSection,
          known: Option.Option<Mirrored<ReportTree>> = Option.none()
        ) {
          if (stopped !== undefined) return { report: null, rows: Result.fail(stopped) } satisfies StatedSide
          return yield* stated(client, section, frame, yearStart, known).pipe(
            Effect.catchIf(isTheirs, (error) =>
              Effect.sync((): StatedSide => {
                const code = codeOf(error)
                if (stopsRun(code)) stopped = code
                return { report: null, rows: Result.fail(code) }
              })
            )
          )
        })
        return {
          receivables: yield* read("receivables"),
          payables: yield* read("payables"),
          bank: yield* read("bank", balanceSheet),
          trial_balance: yield* read("trial_balance")
        }
      })

      const keep = Effect.fnUntraced(function* (client: Client, syncRunId: SyncRunId, { names, result }: TieOut) {
        const { organizationId } = yield* CurrentTenant
        const comparedAt = yield* DateTime.now
        const certificateId = yield* newId(TieOutCertificateId).pipe(Effect.provideService(SecureRandom.SecureRandom, random))
        const hash = yield* sha256(canonicalTieOut({ clientId: client.id, syncRunId, comparedAt }, result))
        yield* rows.insert({
          organizationId,
          clientId: client.id,
          certificateId,
          syncRunId,
          comparedAt,
          result,
          namesSealed: names.length === 0 ? null : yield* vault.sealText(client.id, namesPurpose, encodeNames(names)),
          sha256: yield* Effect.orDie(Effect.fromResult(Hex.decode(hash)))
        })
        const reason = result.sections.find((section) => section.reason !== null)?.reason ?? null
        yield* audit.append({
          action: "tie_out.certified",
          entityType: "tie_out_certificate",
          entityId: certificateId,
          clientId: client.id,
          result: result.outcome === "not_compared" ? "failed" : "ok",
          after: {
            outcome: result.outcome,
            sha256: hash,
            differing: result.differing,
            ...Object.fromEntries(result.sections.map((section) => [section.section, section.outcome]))
          },
          ...(reason === null ? {} : { reason })
        })
      })

      /** The alarm rests on the counter; the line in the log says where to look. */
      const told = Effect.fnUntraced(function* (clientId: ClientId, news: DriftNews) {
        if (news === "none") return
        yield* Metric.update(Metric.withAttributes(runwayDrift, { state: news }), 1)
        if (news === "paged")
          yield* Effect.logError("the books of a client are more than 5 % from QuickBooks' reports on nights in a row").pipe(
            Effect.annotateLogs({ clientId })
          )
      })

      const certify = Effect.fn("TieOuts.certify")(function* (
        clientId: ClientId,
        syncRunId: SyncRunId,
        balanceSheet: Option.Option<Mirrored<ReportTree>>
      ) {
        const client = yield* clients.require(clientId)
        const { organizationId } = yield* CurrentTenant
        const asOf = yield* todayIn(client.timezone)
        const begun = yield* transaction.run(
          Effect.gen(function* () {
            const place = { organizationId, clientId, syncRunId }
            if (Option.isSome(yield* rows.ofRun(place))) return null
            return { unread: unreadBecause(yield* rows.readOf(place)), ours: yield* books.read(client, asOf) }
          })
        )
        if (begun === null) return
        const { ours, unread } = begun
        const frame = { asOf, currency: client.homeCurrency, accounts: ours.accounts }
        const read = yield* theirs(client, frame, ours.yearStart, unread, balanceSheet)
        const compared = tieOutOf(asOf, client.homeCurrency, {
          receivables: { ours: ours.rows.receivables, theirs: read.receivables },
          payables: { ours: ours.rows.payables, theirs: read.payables },
          bank: { ours: ours.rows.bank, theirs: read.bank },
          trial_balance: { ours: ours.rows.trial_balance, theirs: read.trial_balance }
        })
        yield* Effect.annotateCurrentSpan({ "tie_out.outcome": compared.result.outcome })
        // One change: a night is judged once, however often its run is taken up again.
        yield* told(
          client.id,
          yield* transaction.run(Effect.andThen(keep(client, syncRunId, compared), drifts.judge(client.id, syncRunId)))
        )
      })

      const isNew = Effect.fn("TieOuts.namesNew")(function* (clientId: ClientId, syncRunId: SyncRunId) {
        const { organizationId } = yield* CurrentTenant
        return yield* transaction.run(
          Effect.gen(function* () {
            const place = { organizationId, clientId }
            const found = yield* rows.ofRun({ ...place, syncRunId })
            if (Option.isNone(found) || found.value.result.outcome !== "differs") return false
            const resultOf = Option.match({
              onNone: () => null,
              onSome: ({ result }: typeof found.value) => result
            })
            return namesNew(found.value.result, {
              before: resultOf(yield* rows.before({ ...place, syncRunId })),
              compared: resultOf(yield* rows.ofComparison(place))
            })
          })
        )
      })

      return TieOuts.of({ certify, namesNew: isNew })
    })
  )

  static readonly layer = TieOuts.layerNoDeps.pipe(
    Layer.provide([TieOutBooks.layer, SecureRandom.layerWebCrypto, Digest.layerWebCrypto])
  )
}
