import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { addDays, type LocalDate, todayIn } from "@beep/kernel/LocalDate"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Currency } from "@beep/kernel/Money"
import { Connections } from "@beep/connections/server/Connections"
import type { Credentials } from "@beep/quickbooks/contract/Credentials"
import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import type { Mirrored } from "@beep/quickbooks/contract/entities/Mirrored"
import type { Page } from "@beep/quickbooks/contract/Page"
import { PermanentFault, type QuickBooksError } from "@beep/quickbooks/contract/faults"
import { isCut } from "@beep/quickbooks/contract/report/isCut"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import type { Client } from "@beep/tenancy/contract/Client"
import { Array as Arr, Context, Effect, Layer, Option, Schema, Stream } from "effect"
import { Digest } from "effect/crypto"
import { LedgerReader } from "../internal/ledger/LedgerReader.ts"
import { balanceSheetDrafts } from "../ledger/draft/balanceSheetDrafts.ts"
import type { DraftRecord } from "../ledger/draft/DraftRecord.ts"
import { accountDrafts, carried, type CarriedLedger, firstDay, type ReportPeriod } from "../ledger/draft/carriedLedger.ts"
import { ledgerPart } from "../ledger/draft/ledgerPart.ts"
import { reportParams } from "../tieout/reportParams.ts"
import { type Days, halves, ledgerWindows } from "./ledgerWindows.ts"
import type { StepError } from "./stepFailure.ts"
import { batchSize, StepWriter, type Target } from "./StepWriter.ts"
import { earlierPeriods, historyDays, readingOf, type SyncStep } from "./syncSteps.ts"

/** The general ledger as far as it was read. */
interface LedgerRead {
  readonly period: ReportPeriod
  readonly currency: Currency
  readonly ledger: CarriedLedger
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
      const ledger = yield* LedgerReader
      const transaction = yield* TenantTransaction
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

      const expectedLines = (target: Target, days: Days) => transaction.run(ledger.expectedLines(target.client.id, days))

      /**
       * Writes the lines of these days and answers what is carried to the next. Where QuickBooks cut its answer, its halves
       * are read instead: what an answer leaves out is never taken for deleted.
       */
      const ledgerDays = (
        target: Target,
        days: Days,
        before: LedgerRead | undefined,
        isWanted: (line: DraftRecord) => boolean = () => true
      ): Effect.Effect<LedgerRead, StepError | NotFound, CurrentTenant | CurrentActor> =>
        Effect.gen(function* () {
          const { value: tree } = yield* lend(target.client.id, (credentials) =>
            quickbooks.report(credentials, "GeneralLedger", {
              start_date: days.from,
              end_date: days.to,
              accounting_method: "Accrual"
            })
          )
          if (isCut(tree)) {
            const parts = halves(days)
            if (parts === undefined)
              return yield* new PermanentFault({ code: null, httpStatus: 200, intuitTid: null, reason: "unreadable" })
            return yield* ledgerDays(target, parts[1], yield* ledgerDays(target, parts[0], before, isWanted), isWanted)
          }
          const currency = currencyOf(tree, target.client)
          const from = before?.period.from ?? tree.Header.StartPeriod ?? days.from
          const period = { from, to: tree.Header.EndPeriod ?? days.to }
          const part = yield* ledgerPart(tree, currency).pipe(Effect.provideService(Digest.Digest, digest))
          yield* writer.drafts(target, "GeneralLedgerLine", part.lines.filter(isWanted))
          return { period, currency, ledger: carried(before?.ledger, part, from, currency) }
        })

      const generalLedger = Effect.fn("StepReader.generalLedger")(function* (target: Target, days: Days) {
        const [first, ...rest] = ledgerWindows(days, yield* expectedLines(target, days))
        let read = yield* ledgerDays(target, first ?? days, undefined)
        for (const next of rest) read = yield* ledgerDays(target, next, read)
        const { currency, ledger: books, period } = read
        yield* writer.drafts(target, "GeneralLedgerAccount", accountDrafts(books, period, currency))
        yield* writer.closeWhole(
          target,
          "GeneralLedger",
          { _tag: "Read", rows: books.lines, covers: { ...period, from: firstDay(books, period.from) } },
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
            // Days of before are in the beginning of an account, and a line without a day is read with the days of now.
            const isInside = ({ txnDate }: DraftRecord) => txnDate !== null && txnDate >= period.from && txnDate <= period.to
            const windows = ledgerWindows(period, yield* expectedLines(target, period))
            const answers = yield* Effect.forEach(windows, (days) => ledgerDays(target, days, undefined, isInside))
            return answers.reduce((sum, { ledger: { lines } }) => sum + lines, 0)
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
        if (step === "GeneralLedger") yield* generalLedger(target, { from: historyFrom, to: today })
        else if (step === "LedgerHistory") yield* ledgerHistory(target, today)
        else yield* entity(target, step, historyFrom)
        return Option.none<Mirrored<ReportTree>>()
      })

      return StepReader.of({ read })
    })
  )
}
