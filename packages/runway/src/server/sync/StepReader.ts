import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId, SyncRunId } from "@beep/kernel/ids"
import { addDays, type LocalDate, todayIn } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { Connections } from "@beep/connections/server/Connections"
import type { Credentials } from "@beep/quickbooks/contract/Credentials"
import type { EntityName, EntityTypes } from "@beep/quickbooks/contract/entities/entityTypes"
import type { Mirrored } from "@beep/quickbooks/contract/entities/Mirrored"
import type { QuickBooksError } from "@beep/quickbooks/contract/faults"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import type { Client } from "@beep/tenancy/contract/Client"
import { Array as Arr, Context, Effect, Layer, Option, Schema, Stream } from "effect"
import { Digest } from "effect/crypto"
import { type DeletionScope, LedgerWriter } from "../internal/ledger/LedgerWriter.ts"
import { type StepResult, SyncRuns } from "../internal/sync/SyncRuns.ts"
import { balanceSheetDrafts } from "../ledger/draft/balanceSheetDrafts.ts"
import type { DraftRecord, MirrorType } from "../ledger/draft/DraftRecord.ts"
import { entityDraft } from "../ledger/draft/entityDraft.ts"
import { firstDay } from "../ledger/draft/firstDay.ts"
import { generalLedgerDrafts } from "../ledger/draft/generalLedgerDrafts.ts"
import type { StepError } from "./stepFailure.ts"
import { historyDays, readingOf, type SyncStep } from "./syncSteps.ts"

/** Rows per transaction: what a crash can make us read again, and what one statement carries. */
const batchSize = 1000

interface Target {
  readonly client: Client
  readonly run: SyncRunId
}

/**
 * Reads one entity type or report into the mirror, batch by batch, and closes it.
 * Safe to repeat at any point: what is already written is met unchanged.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class StepReader extends Context.Service<
  StepReader,
  {
    read(target: Target, step: SyncStep): Effect.Effect<void, StepError | NotFound | Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/runway/internal/StepReader") {
  static readonly layer = Layer.effect(
    StepReader,
    Effect.gen(function* () {
      const connections = yield* Connections
      const quickbooks = yield* QuickBooks
      const transaction = yield* TenantTransaction
      const writer = yield* LedgerWriter
      const runs = yield* SyncRuns
      const digest = yield* Digest.Digest

      const lend = <A, E, R>(clientId: ClientId, use: (credentials: Credentials) => Effect.Effect<A, E, R>) =>
        connections.withAccessToken(clientId, (accessToken, realmId) => use({ accessToken, realmId }))

      const writeBatch = ({ client, run }: Target, entityType: MirrorType, drafts: ReadonlyArray<DraftRecord>) =>
        transaction.run(
          Effect.flatMap(writer.write(client.id, run, entityType, drafts), (written) =>
            runs.countVersions(client.id, run, written)
          )
        )

      const writeAll = (target: Target, entityType: MirrorType, drafts: ReadonlyArray<DraftRecord>) =>
        Effect.forEach(Arr.chunksOf(drafts, batchSize), (batch) => writeBatch(target, entityType, batch), { discard: true })

      /** The deletions and the end of the step are one change. */
      const close = (
        { client, run }: Target,
        step: SyncStep,
        result: StepResult,
        types: ReadonlyArray<readonly [MirrorType, DeletionScope | undefined]>
      ) =>
        transaction.run(
          Effect.gen(function* () {
            for (const [entityType, scope] of types) {
              yield* runs.countVersions(client.id, run, yield* writer.closeMissing(client.id, run, entityType, scope))
            }
            yield* runs.closeStep(client.id, run, step, result)
          })
        )

      const entity = Effect.fn("StepReader.entity")(function* (target: Target, name: EntityName, historyFrom: string) {
        const { scope, where } = readingOf(name, historyFrom)
        const all = (credentials: Credentials): Stream.Stream<Mirrored<EntityTypes[EntityName]>, QuickBooksError> =>
          name === "CompanyInfo"
            ? Stream.fromEffect(quickbooks.companyInfo(credentials))
            : quickbooks.queryAll(credentials, name, where)
        const rows = yield* lend(target.client.id, (credentials) =>
          all(credentials).pipe(
            Stream.grouped(batchSize),
            Stream.mapEffect((batch) =>
              Effect.gen(function* () {
                const drafts = yield* Effect.forEach(batch, (mirrored) =>
                  Effect.fromResult(entityDraft(name, mirrored, target.client.homeCurrency))
                )
                yield* writeBatch(target, name, drafts)
                return drafts.length
              })
            ),
            Stream.runFold(
              () => 0,
              (total, count) => total + count
            )
          )
        )
        yield* close(target, name, { _tag: "Read", rows, covers: null }, [[name, scope]])
      })

      const currencyOf = (tree: ReportTree, client: Client) =>
        Option.getOrElse(Schema.decodeUnknownOption(Currency)(tree.Header.Currency), () => client.homeCurrency)

      const generalLedger = Effect.fn("StepReader.generalLedger")(function* (target: Target, from: string, to: string) {
        const { value: tree } = yield* lend(target.client.id, (credentials) =>
          quickbooks.report(credentials, "GeneralLedger", { start_date: from, end_date: to, accounting_method: "Accrual" })
        )
        const period = { from: tree.Header.StartPeriod ?? from, to: tree.Header.EndPeriod ?? to }
        const drafts = yield* generalLedgerDrafts(tree, period, currencyOf(tree, target.client)).pipe(
          Effect.provideService(Digest.Digest, digest)
        )
        const lines = drafts.filter((draft) => draft.entityType === "GeneralLedgerLine")
        const accounts = drafts.filter((draft) => draft.entityType === "GeneralLedgerAccount")
        yield* writeAll(target, "GeneralLedgerLine", lines)
        yield* writeAll(target, "GeneralLedgerAccount", accounts)
        yield* close(
          target,
          "GeneralLedger",
          { _tag: "Read", rows: lines.length, covers: { ...period, from: firstDay(tree, period) } },
          [
            ["GeneralLedgerLine", period],
            ["GeneralLedgerAccount", { from: period.to, to: period.to }]
          ]
        )
      })

      const balanceSheet = Effect.fn("StepReader.balanceSheet")(function* (target: Target, to: string) {
        const { value: tree } = yield* lend(target.client.id, (credentials) =>
          quickbooks.report(credentials, "BalanceSheet", { start_date: to, end_date: to, accounting_method: "Accrual" })
        )
        const day = tree.Header.EndPeriod ?? to
        const drafts = yield* Effect.fromResult(balanceSheetDrafts(tree, day, currencyOf(tree, target.client)))
        yield* writeAll(target, "BalanceSheetLine", drafts)
        yield* close(target, "BalanceSheet", { _tag: "Read", rows: drafts.length, covers: { from: day, to: day } }, [
          ["BalanceSheetLine", { from: day, to: day }]
        ])
      })

      const read = Effect.fn("StepReader.read")(function* (target: Target, step: SyncStep) {
        const today: LocalDate = yield* todayIn(target.client.timezone)
        const historyFrom = addDays(today, -historyDays)
        if (step === "GeneralLedger") return yield* generalLedger(target, historyFrom, today)
        if (step === "BalanceSheet") return yield* balanceSheet(target, today)
        return yield* entity(target, step, historyFrom)
      })

      return StepReader.of({ read })
    })
  )
}
