import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { addDays, type LocalDate, todayIn } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { Connections } from "@beep/connections/server/Connections"
import type { Credentials } from "@beep/quickbooks/contract/Credentials"
import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import type { Mirrored } from "@beep/quickbooks/contract/entities/Mirrored"
import type { Page } from "@beep/quickbooks/contract/Page"
import type { QuickBooksError } from "@beep/quickbooks/contract/faults"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import type { Client } from "@beep/tenancy/contract/Client"
import { Array as Arr, Context, Effect, Layer, Option, Schema, Stream } from "effect"
import { Digest } from "effect/crypto"
import { balanceSheetDrafts } from "../ledger/draft/balanceSheetDrafts.ts"
import { firstDay } from "../ledger/draft/firstDay.ts"
import { generalLedgerDrafts } from "../ledger/draft/generalLedgerDrafts.ts"
import { reportParams } from "../tieout/reportParams.ts"
import type { StepError } from "./stepFailure.ts"
import { batchSize, StepWriter, type Target } from "./StepWriter.ts"
import { earlierPeriods, historyDays, readingOf, type SyncStep } from "./syncSteps.ts"

/**
 * Reads one entity type or report into the mirror, batch by batch, and closes it.
 * Safe to repeat at any point: what is already written is met unchanged.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class StepReader extends Context.Service<
  StepReader,
  {
    /** Answers the balance sheet where that was the step: the certificate of the same run rests on it too. */
    read(
      target: Target,
      step: SyncStep
    ): Effect.Effect<Option.Option<Mirrored<ReportTree>>, StepError | NotFound | Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/runway/internal/StepReader") {
  static readonly layer = Layer.effect(
    StepReader,
    Effect.gen(function* () {
      const connections = yield* Connections
      const quickbooks = yield* QuickBooks
      const writer = yield* StepWriter
      const digest = yield* Digest.Digest

      const lend = <A, E, R>(clientId: ClientId, use: (credentials: Credentials) => Effect.Effect<A, E, R>) =>
        connections.withAccessToken(clientId, (accessToken, realmId) => use({ accessToken, realmId }))

      const entity = Effect.fn("StepReader.entity")(function* (target: Target, name: EntityName, historyFrom: string) {
        const { scope, where } = readingOf(name, historyFrom)
        const pages = (credentials: Credentials): Stream.Stream<Page<EntityName>, QuickBooksError> =>
          name === "CompanyInfo"
            ? Stream.fromEffect(Effect.map(quickbooks.companyInfo(credentials), (info) => ({ time: null, rows: [info] })))
            : quickbooks.queryPages(credentials, name, where)
        // Changes made while the pages were read are told after the first of them.
        const read = yield* lend(target.client.id, (credentials) =>
          pages(credentials).pipe(
            Stream.mapEffect(({ rows, time }) =>
              Effect.as(
                Effect.forEach(Arr.chunksOf(rows, batchSize), (batch) => writer.objects(target, name, batch, [])),
                { rows: rows.length, time }
              )
            ),
            Stream.runCollect
          )
        )
        const rows = read.reduce((total, page) => total + page.rows, 0)
        yield* writer.closeWhole(target, name, { _tag: "Read", rows, covers: null }, [[name, scope]], read[0]?.time ?? null)
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
        yield* writer.drafts(target, "GeneralLedgerLine", lines)
        yield* writer.drafts(target, "GeneralLedgerAccount", accounts)
        yield* writer.closeWhole(
          target,
          "GeneralLedger",
          { _tag: "Read", rows: lines.length, covers: { ...period, from: firstDay(tree, period) } },
          [
            ["GeneralLedgerLine", period],
            ["GeneralLedgerAccount", { from: period.to, to: period.to }]
          ],
          null
        )
      })

      /** Lines alone: the accounts' balances of those days are in no figure. */
      const ledgerHistory = Effect.fn("StepReader.ledgerHistory")(function* (target: Target, today: LocalDate) {
        const periods = earlierPeriods(today)
        const read = yield* Effect.forEach(periods, (period) =>
          Effect.gen(function* () {
            const { value: tree } = yield* lend(target.client.id, (credentials) =>
              quickbooks.report(credentials, "GeneralLedger", {
                start_date: period.from,
                end_date: period.to,
                accounting_method: "Accrual"
              })
            )
            const drafts = yield* generalLedgerDrafts(tree, period, currencyOf(tree, target.client)).pipe(
              Effect.provideService(Digest.Digest, digest)
            )
            const lines = drafts.filter(
              ({ entityType, txnDate }) =>
                entityType === "GeneralLedgerLine" && txnDate !== null && txnDate >= period.from && txnDate <= period.to
            )
            yield* writer.drafts(target, "GeneralLedgerLine", lines)
            return lines.length
          })
        )
        const [first, last] = [periods[0], periods.at(-1)]
        if (first === undefined || last === undefined) return
        const covers = { from: first.from, to: last.to }
        const rows = read.reduce((sum, lines) => sum + lines, 0)
        yield* writer.closeWhole(target, "LedgerHistory", { _tag: "Read", rows, covers }, [["GeneralLedgerLine", covers]], null)
      })

      const balanceSheet = Effect.fn("StepReader.balanceSheet")(function* (target: Target, to: LocalDate) {
        const sheet = yield* lend(target.client.id, (credentials) =>
          quickbooks.report(credentials, "BalanceSheet", reportParams("BalanceSheet", to, null))
        )
        const tree = sheet.value
        const day = tree.Header.EndPeriod ?? to
        const drafts = balanceSheetDrafts(tree, day, currencyOf(tree, target.client))
        yield* writer.drafts(target, "BalanceSheetLine", drafts)
        yield* writer.closeWhole(
          target,
          "BalanceSheet",
          { _tag: "Read", rows: drafts.length, covers: { from: day, to: day } },
          [["BalanceSheetLine", { from: day, to: day }]],
          null
        )
        return sheet
      })

      const read = Effect.fn("StepReader.read")(function* (target: Target, step: SyncStep) {
        const today: LocalDate = yield* todayIn(target.client.timezone)
        const historyFrom = addDays(today, -historyDays)
        if (step === "BalanceSheet") return Option.some(yield* balanceSheet(target, today))
        if (step === "GeneralLedger") yield* generalLedger(target, historyFrom, today)
        else if (step === "LedgerHistory") yield* ledgerHistory(target, today)
        else yield* entity(target, step, historyFrom)
        return Option.none<Mirrored<ReportTree>>()
      })

      return StepReader.of({ read })
    })
  )
}
