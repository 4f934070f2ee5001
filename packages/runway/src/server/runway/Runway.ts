import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable } from "@beep/kernel/errors"
import { type ClientId, newId } from "@beep/kernel/ids"
import { dateIn, todayIn } from "@beep/kernel/LocalDate"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, DateTime, Effect, Layer } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import { Hex } from "effect/encoding"
import type { SqlError } from "effect/sql"
import { canonicalInput } from "../../contract/runway/canonicalInput.ts"
import { countedLines } from "../../contract/runway/cash.ts"
import { derive } from "../../contract/runway/derive.ts"
import { sourceRowCount } from "../../contract/runway/Figure.ts"
import { toDecimal } from "../../contract/runway/rational.ts"
import { payrollBadge } from "../../contract/runway/payrollBadge.ts"
import { defaultSettings, type RunwaySettings } from "../../contract/runway/RunwaySettings.ts"
import { clientListRows } from "../internal/clients/ClientListRows.ts"
import { type ClientDecisions, clientDecisions } from "../internal/onboarding/ClientDecisions.ts"
import { listTexts } from "../internal/clients/listTexts.ts"
import { runwaySnapshots, RunwaySnapshotId } from "../internal/runway/RunwaySnapshots.ts"
import { HygieneScan } from "../hygiene/HygieneScan.ts"
import type { Detail } from "../ledger/foldLines.ts"
import { Ledger } from "../ledger/Ledger.ts"
import type { ComputedRunway } from "./ComputedRunway.ts"

type Caller = CurrentTenant | CurrentActor

/**
 * The runway of a business, computed from its mirrored books each time it is asked
 * for. What is stored serves the list and the comparison over time, never an answer.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Runway extends Context.Service<
  Runway,
  {
    /**
     * For today in the client's zone, or for the day of `knownAt` as it was known then, with every row behind every
     * figure. A household has no books: `NotFound`.
     */
    readonly compute: (
      clientId: ClientId,
      knownAt?: DateTime.Utc
    ) => Effect.Effect<ComputedRunway, NotFound | Unavailable, Caller>
    /** The same figures and the same hash, without the rows of cash movements and accounts: what a digest shows of them. */
    readonly figures: (
      clientId: ClientId,
      knownAt?: DateTime.Utc
    ) => Effect.Effect<ComputedRunway, NotFound | Unavailable, Caller>
    /** Recomputes, keeps a snapshot, refreshes the client's row of the list and looks for hygiene issues; in a transaction of its own or nested in the caller's. */
    readonly refresh: (clientId: ClientId) => Effect.Effect<void, NotFound | Unavailable, Caller>
  }
>()("@beep/runway/Runway") {
  static readonly layer = Layer.effect(
    Runway,
    Effect.gen(function* () {
      const clients = yield* Clients
      const ledger = yield* Ledger
      const digest = yield* Digest.Digest
      const random = yield* SecureRandom.SecureRandom
      const transaction = yield* TenantTransaction
      const snapshots = yield* runwaySnapshots
      const rows = yield* clientListRows
      const decisions = yield* clientDecisions
      const hygiene = yield* HygieneScan

      const decisionsOf = Effect.fnUntraced(function* (clientId: ClientId, knownAt: DateTime.Utc | undefined) {
        const { organizationId } = yield* CurrentTenant
        return yield* transaction.run<ClientDecisions, SqlError.SqlError, CurrentTenant>(
          decisions.find({ organizationId, clientId, ...(knownAt === undefined ? {} : { knownAt }) })
        )
      })

      const computed = Effect.fnUntraced(function* (clientId: ClientId, detail: Detail, knownAt: DateTime.Utc | undefined) {
        const client = yield* clients.require(clientId)
        if (client.kind !== "business") return yield* new NotFound()
        const day =
          knownAt === undefined ? yield* todayIn(client.timezone) : dateIn(client.timezone, DateTime.toEpochMillis(knownAt))
        const snapshot = yield* ledger.books(clientId, day, detail, knownAt)
        const decided = yield* decisionsOf(clientId, knownAt)
        const settings: RunwaySettings = {
          ...defaultSettings,
          redBelowDays: decided.settings.redBelowDays,
          yellowBelowDays: decided.settings.yellowBelowDays,
          criticalBelowDays: decided.settings.criticalBelowDays
        }
        const result = derive(snapshot, settings)
        const inputHash = yield* digest.digestHex(Digest.sha256, new TextEncoder().encode(canonicalInput(snapshot, settings)))
        yield* Effect.annotateCurrentSpan({
          "runway.movements": snapshot.movementDays.reduce((sum, { movements }) => sum + movements, 0),
          "runway.state": result.runway.state
        })
        return { client, result, inputHash, payroll: payrollBadge(result, decided.payroll) }
      })

      const compute = Effect.fn("Runway.compute")((clientId: ClientId, knownAt?: DateTime.Utc) =>
        computed(clientId, "proof", knownAt)
      )
      const figures = Effect.fn("Runway.figures")((clientId: ClientId, knownAt?: DateTime.Utc) =>
        computed(clientId, "expected", knownAt)
      )

      const store = Effect.fnUntraced(function* ({ client, inputHash, payroll, result }: ComputedRunway) {
        const { organizationId } = yield* CurrentTenant
        const computedAt = yield* DateTime.now
        const hash = yield* Effect.orDie(Effect.fromResult(Hex.decode(inputHash)))
        const { books, computation, confidence, figures, runway } = result
        const answer = computation?.result
        const exact = answer?.state === "covered" || answer?.state === "overdrawn" ? toDecimal(answer.days, 4) : null
        const snapshotId = yield* newId(RunwaySnapshotId).pipe(Effect.provideService(SecureRandom.SecureRandom, random))
        yield* snapshots.insert({
          organizationId,
          clientId: client.id,
          snapshotId,
          asOf: result.asOf,
          computedAt,
          formulaVersion: result.formulaVersion,
          state: runway.state,
          days: runway.days,
          daysExact: exact,
          band: runway.band,
          cash: figures.cash?.amountMinor ?? null,
          receivables: figures.countable_receivables?.amountMinor ?? null,
          nearPayables: figures.near_payables?.amountMinor ?? null,
          billOutflow: figures.bill_outflow?.amountMinor ?? null,
          otherOutflow: figures.other_outflow?.amountMinor ?? null,
          windowDays: result.window.days,
          confidence: confidence.level,
          confidenceReasons: confidence.reasons,
          inputHash: hash,
          syncPoint: books.syncPoint,
          countedAccounts:
            figures.cash === null ? null : countedLines(books).map((line) => ({ account: line.key, minor: line.homeMinor ?? 0n }))
        })
        yield* rows.upsert({
          organizationId,
          clientId: client.id,
          asOf: result.asOf,
          computedAt,
          syncedAt: books.syncedAt,
          state: runway.state,
          days: runway.days,
          band: runway.band,
          ...listTexts({
            runway,
            asOf: result.asOf,
            confidence: confidence.level,
            syncedAt: books.syncedAt,
            payrollAtRisk: payroll?.status === "at_risk",
            billsOverdue: figures.bills_overdue === null ? null : sourceRowCount(figures.bills_overdue),
            billsDue7: figures.bills_due_7 === null ? null : sourceRowCount(figures.bills_due_7),
            invoicesOverdue: figures.invoices_overdue === null ? null : sourceRowCount(figures.invoices_overdue)
          }),
          inputHash: hash
        })
      })

      const refresh = Effect.fn("Runway.refresh")(function* (clientId: ClientId) {
        const now = yield* computed(clientId, "hygiene", undefined)
        yield* transaction.run<void, SqlError.SqlError, Caller>(
          Effect.andThen(store(now), hygiene.scan(now.client, now.result.books))
        )
      })

      return Runway.of({ compute, figures, refresh })
    })
  ).pipe(Layer.provide(HygieneScan.layer))
}
