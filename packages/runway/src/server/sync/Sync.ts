import { Audit } from "@beep/audit/server/Audit"
import { CompanyWaits } from "@beep/connections/server/CompanyWaits"
import { Connections } from "@beep/connections/server/Connections"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type NotFound, ReconnectRequired, Unavailable } from "@beep/kernel/errors"
import type { ClientId, SyncRunId } from "@beep/kernel/ids"
import { todayIn } from "@beep/kernel/LocalDate"
import type { Mirrored } from "@beep/quickbooks/contract/entities/Mirrored"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { beforeOthers } from "@beep/quickbooks/CurrentPriority"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import type { Client } from "@beep/tenancy/contract/Client"
import { Clients } from "@beep/tenancy/server/Clients"
import { Cause, Context, DateTime, Duration, Effect, FiberMap, Layer, Option, Schedule } from "effect"
import type { SyncTrigger } from "../../contract/sync/SyncTrigger.ts"
import type { StartedSync, SyncAnswer, SyncStatus } from "../../contract/sync/SyncStatus.ts"
import { LedgerReader } from "../internal/ledger/LedgerReader.ts"
import { LedgerWriter } from "../internal/ledger/LedgerWriter.ts"
import { SyncLock } from "../internal/sync/SyncLock.ts"
import { DataIssues } from "../internal/sync/DataIssues.ts"
import { SafePoints } from "../internal/sync/SafePoints.ts"
import { type Checkpoint, type LastBegun, type Outcome, type Run, SyncRuns } from "../internal/sync/SyncRuns.ts"
import { AfterSync } from "./AfterSync.ts"
import { catchUpPlan, namesSettings } from "./catchUpPlan.ts"
import { ChangesReader } from "./ChangesReader.ts"
import { HomeCurrency } from "./HomeCurrency.ts"
import { historyDue, reportDue } from "./reportDue.ts"
import { codeOf, isTheirs, stopsRun, type SyncErrorCode } from "./stepFailure.ts"
import { StepReader } from "./StepReader.ts"
import { StepWriter } from "./StepWriter.ts"
import { syncStatus } from "./syncStatus.ts"
import { isEntityStep, type SyncStep, syncSteps } from "./syncSteps.ts"

type Caller = CurrentTenant | CurrentActor

const outcomeOf = (checkpoints: ReadonlyArray<Checkpoint>): Outcome => {
  const failed = checkpoints.filter((checkpoint) => checkpoint.phase === "failed").length
  if (failed === 0) return "succeeded"
  return failed === checkpoints.length ? "failed" : "partial"
}

/** A person asking again this soon gets the answer of before (runway.md 6.9); where something was not read, trying again is the point. */
const restBetween = Duration.seconds(30)

const isFresh = (run: Run, now: DateTime.Utc): boolean =>
  run.outcome === "succeeded" && DateTime.isGreaterThan(DateTime.addDuration(run.started_at, restBetween), now)

/** A sync that began after `asked` has seen all that was there to see then. */
const hasRead = (run: Run, asked: DateTime.Utc): boolean =>
  (run.outcome === "succeeded" || run.outcome === "partial") && DateTime.isGreaterThan(run.started_at, asked)

const untilFree = Schedule.spaced("1 second").pipe(Schedule.upTo({ times: 300 }))

/**
 * Mirrors one client's books; one running sync per client, entity types stand or fall alone.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Sync extends Context.Service<
  Sync,
  {
    /**
     * Begins a sync in the background and answers at once; while one runs, or one just did, answers that one.
     * A person asked for it: its calls go before all others of the company, and wait as long as a job's where
     * QuickBooks asks for it, because nobody is kept in front of a page by that.
     */
    start(
      clientId: ClientId,
      trigger?: "person" | "onboarding"
    ): Effect.Effect<StartedSync, NotFound | ReconnectRequired | Unavailable, Caller>
    /** The same, waiting for its end, and before that for one that somebody else has under way; goes on where an interrupted run stopped. */
    run(clientId: ClientId): Effect.Effect<SyncStatus, NotFound | ReconnectRequired | Unavailable, Caller>
    /**
     * Takes in what QuickBooks holds now, by its changes where there is a safe point, and waits for the end. A run that
     * was cut off before is ended first; while somebody else is at it this waits, because what was asked for may come
     * too late for that run, and then does nothing if a run begun since has read it. `Unavailable` after five minutes of that.
     * By the clock (`schedule`, `nightly`) nobody waits: then the answer is the one that is under way. `named`: entity
     * types an event spoke of. A certificate of the night that names somebody new is followed by a full comparison at once.
     */
    catchUp(
      clientId: ClientId,
      trigger: SyncTrigger,
      named?: ReadonlyArray<string>
    ): Effect.Effect<SyncStatus, NotFound | ReconnectRequired | Unavailable, Caller>
    state(clientId: ClientId): Effect.Effect<SyncStatus, NotFound | Unavailable, Caller>
    /** Clients of the organization whose last run was cut off, or was not followed by its recomputation. */
    unfinished: Effect.Effect<ReadonlyArray<ClientId>, Unavailable, CurrentTenant>
    /** When the last sync of each client of the organization began; who never had one is left out. */
    lastBegun: Effect.Effect<ReadonlyArray<LastBegun>, Unavailable, CurrentTenant>
    /** Goes on where such a client was left, without a person: a run that cannot be read any more is closed with the reason. Nothing when somebody else holds it. */
    resume(clientId: ClientId): Effect.Effect<void, NotFound | Unavailable, Caller>
  }
>()("@beep/runway/Sync") {
  static readonly layerNoDeps = Layer.effect(
    Sync,
    Effect.gen(function* () {
      const clients = yield* Clients
      const connections = yield* Connections
      const waits = yield* CompanyWaits
      const transaction = yield* TenantTransaction
      const runs = yield* SyncRuns
      const reader = yield* LedgerReader
      const steps = yield* StepReader
      const changes = yield* ChangesReader
      const safePoints = yield* SafePoints
      const lock = yield* SyncLock
      const currencies = yield* HomeCurrency
      const audit = yield* Audit
      const after = yield* AfterSync
      const background = yield* FiberMap.make<string>()

      const stand = (clientId: ClientId) =>
        transaction.run(
          Effect.gen(function* () {
            const run = yield* runs.latest(clientId)
            const checkpoints = Option.isNone(run) ? [] : yield* runs.checkpoints(clientId, run.value.sync_run_id)
            const isOpen = Option.exists(run, ({ outcome }) => outcome === null)
            const waitsUntil = isOpen ? yield* waits.until(clientId) : null
            return syncStatus(run, checkpoints, yield* reader.states(clientId, Option.none()), waitsUntil)
          })
        )

      const requireConnection = Effect.fnUntraced(function* (clientId: ClientId) {
        const { status } = yield* connections.status(clientId)
        if (status !== "connected" && status !== "expiring") return yield* new ReconnectRequired()
      })

      const readSteps = Effect.fnUntraced(function* (client: Client, run: Run, named: ReadonlyArray<string>) {
        let target = { client, run: run.sync_run_id }
        const { checkpoints, safe, states } = yield* transaction.run(
          Effect.all({
            checkpoints: runs.checkpoints(client.id, run.sync_run_id),
            safe: safePoints.all(client.id),
            states: reader.states(client.id, Option.none())
          })
        )
        const closed = new Set(checkpoints.map((checkpoint) => checkpoint.entity_type))
        const now = yield* DateTime.now
        const hasBooks = states.some(
          ({ entity_type, last_success_at }) => last_success_at !== null && !namesSettings([entity_type])
        )
        // While the currencies differ the settings are looked at again each time: they may have been set back.
        const isRefused = hasBooks && (yield* currencies.differing(client)) !== null
        const plan = catchUpPlan({
          trigger: run.trigger,
          now,
          safePoints: safe,
          readAt: new Map(
            states.flatMap((state) => (state.last_success_at === null ? [] : [[state.entity_type, state.last_success_at]]))
          ),
          named: isRefused ? [...named, "Preferences"] : named,
          closed
        })
        let stopped = checkpoints.find(({ error_code }) => error_code !== null && stopsRun(error_code))?.error_code ?? null

        const notRead = Effect.fnUntraced(function* (step: SyncStep, code: SyncErrorCode) {
          yield* transaction.run(runs.closeStep(client.id, run.sync_run_id, step, { _tag: "NotRead", code }))
          if (stopsRun(code)) stopped = code
          return Option.none<Mirrored<ReportTree>>()
        })

        const whole = (step: SyncStep) =>
          Effect.suspend(() =>
            stopped === null
              ? steps.read(target, step).pipe(Effect.catchIf(isTheirs, (error) => notRead(step, codeOf(error))))
              : notRead(step, stopped)
          )

        /** Answers what must be read whole after all. */
        const byChanges = Effect.gen(function* () {
          const { changes: entities, since } = plan
          if (since === null || stopped !== null) return entities
          const left = yield* changes.read(target, entities, since)
          yield* Effect.forEach(left.failed, ([entity, code]) => notRead(entity, code), { discard: true })
          return left.whole
        })

        const report = Effect.fnUntraced(function* (step: "GeneralLedger" | "BalanceSheet") {
          if (closed.has(step)) return Option.none<Mirrored<ReportTree>>()
          const standing = yield* transaction.run(runs.latest(client.id))
          const isDue = reportDue({
            trigger: run.trigger,
            hasChanged: Option.exists(standing, ({ versions_written }) => versions_written > 0),
            state: states.find((state) => state.entity_type === step),
            now: yield* DateTime.now,
            today: yield* todayIn(client.timezone)
          })
          return isDue || stopped !== null ? yield* whole(step) : Option.none<Mirrored<ReportTree>>()
        })

        /** Before anything that holds an amount. */
        const inCurrency = Effect.gen(function* () {
          const differing = yield* currencies.differing(client)
          if (differing === null) return
          if (hasBooks) stopped = "home_currency_changed"
          else target = { ...target, client: yield* currencies.adopt(client, differing) }
        })

        yield* Effect.forEach(
          plan.mastersWhole.filter((entity) => namesSettings([entity])),
          whole,
          { discard: true }
        )
        yield* inCurrency
        yield* Effect.forEach(
          plan.mastersWhole.filter((entity) => !namesSettings([entity])),
          whole,
          { discard: true }
        )
        const rest = new Set([...plan.whole, ...(yield* byChanges)])
        yield* Effect.forEach(
          syncSteps.filter((step) => isEntityStep(step) && rest.has(step)),
          whole,
          { discard: true }
        )
        yield* report("GeneralLedger")
        const balanceSheet = yield* report("BalanceSheet")
        const history = states.find((state) => state.entity_type === "LedgerHistory")
        if (!closed.has("LedgerHistory") && historyDue(run.trigger, history, now)) yield* whole("LedgerHistory")
        return balanceSheet
      })

      const finish = (client: Client, run: SyncRunId) =>
        transaction.run(
          Effect.gen(function* () {
            const checkpoints = yield* runs.checkpoints(client.id, run)
            const outcome = outcomeOf(checkpoints)
            const failed = checkpoints.filter((checkpoint) => checkpoint.phase === "failed")
            const code =
              failed.find((checkpoint) => checkpoint.error_code !== null && stopsRun(checkpoint.error_code))?.error_code ??
              (outcome === "failed" ? (failed[0]?.error_code ?? null) : null)
            const versions = yield* runs.finish(client.id, run, outcome, code)
            yield* audit.append({
              action: outcome === "failed" ? "sync.failed" : "sync.completed",
              entityType: "sync_run",
              entityId: run,
              clientId: client.id,
              result: outcome === "failed" ? "failed" : "ok",
              after: { outcome, versions, notRead: failed.map((checkpoint) => checkpoint.entity_type) },
              ...(code === null ? {} : { reason: code })
            })
          })
        )

      /** A refresh that dies must not undo the sync: the figures keep the last good snapshot and grow stale. */
      const refresh = (clientId: ClientId) =>
        transaction.run(Effect.andThen(after.run(clientId), runs.markRefreshed(clientId))).pipe(
          Effect.catchCauseIf(
            (cause) => !Cause.hasInterrupts(cause),
            (cause) => Effect.logError("the read model was not refreshed after a sync", cause)
          )
        )

      const noted = (clientId: ClientId, run: Run, action: "sync.started" | "sync.resumed") =>
        audit.append({
          action,
          entityType: "sync_run",
          entityId: run.sync_run_id,
          clientId,
          result: "ok",
          after: { trigger: run.trigger }
        })

      const begin = (clientId: ClientId, trigger: SyncTrigger) =>
        transaction.run(
          Effect.tap(runs.open(clientId, trigger), ({ isNew, run }) =>
            isNew ? noted(clientId, run, "sync.started") : Effect.void
          )
        )

      const whileHeld = Effect.fnUntraced(function* <E, R>(client: Client, use: Effect.Effect<void, E, R>) {
        const { organizationId } = yield* CurrentTenant
        return yield* unavailableOrDie(lock.whileHeld(organizationId, client.id, use))
      })

      /** Read by the clock or for an event, and met as it was: the certificate of before speaks of the same books, and four calls are saved. */
      const isAsBefore = (client: Client, run: Run) =>
        run.trigger !== "schedule" && run.trigger !== "webhook"
          ? Effect.succeed(false)
          : transaction.run(
              Effect.gen(function* () {
                const standing = yield* runs.latest(client.id)
                const checkpoints = yield* runs.checkpoints(client.id, run.sync_run_id)
                return (
                  Option.exists(standing, ({ versions_written }) => versions_written === 0) &&
                  checkpoints.every(({ phase }) => phase === "succeeded")
                )
              })
            )

      const toTheEndOf = Effect.fnUntraced(function* (client: Client, run: Run, named: ReadonlyArray<string>) {
        const balanceSheet = yield* readSteps(client, run, named)
        if (!(yield* isAsBefore(client, run))) yield* after.compare(client.id, run.sync_run_id, balanceSheet)
        yield* finish(client, run.sync_run_id)
        yield* refresh(client.id)
      })

      /** What the night's certificate names and nothing told of is looked for at once, by reading everything. */
      const toTheEnd = Effect.fnUntraced(function* (client: Client, run: Run, named: ReadonlyArray<string> = []) {
        yield* toTheEndOf(client, run, named)
        if (run.trigger !== "nightly" || !(yield* after.isPuzzled(client.id, run.sync_run_id))) return
        yield* toTheEndOf(client, (yield* begin(client.id, "comparison")).run, [])
      })

      const whole = (client: Client, trigger: SyncTrigger) =>
        whileHeld(
          client,
          Effect.flatMap(begin(client.id, trigger), ({ run }) => toTheEnd(client, run))
        )

      const inTurn = Effect.fnUntraced(function* <A, E, R>(turn: Effect.Effect<Option.Option<A>, E, R>) {
        const ended = yield* Effect.repeat(turn, { until: Option.isSome, schedule: untilFree })
        if (Option.isNone(ended)) return yield* new Unavailable({ what: "sync" })
      })

      const run = Effect.fn("Sync.run")(function* (clientId: ClientId) {
        const client = yield* clients.require(clientId)
        yield* requireConnection(clientId)
        yield* inTurn(beforeOthers(whole(client, "person")))
        return yield* stand(clientId)
      })

      const catchUp = Effect.fn("Sync.catchUp")(function* (
        clientId: ClientId,
        trigger: SyncTrigger,
        named: ReadonlyArray<string> = []
      ) {
        const client = yield* clients.require(clientId)
        yield* requireConnection(clientId)
        const asked = yield* DateTime.now
        const turn = whileHeld(
          client,
          Effect.gen(function* () {
            const latest = yield* transaction.run(runs.latest(clientId))
            if (Option.exists(latest, (run) => hasRead(run, asked)) && !namesSettings(named)) return
            const first = yield* begin(clientId, trigger)
            yield* toTheEnd(client, first.run, named)
            // What was asked for may have happened after the run of before had looked.
            if (!first.isNew) yield* toTheEnd(client, (yield* begin(clientId, trigger)).run, named)
          })
        )
        // The clock asks again anyway, and whoever is at it now has done what was due.
        yield* trigger === "schedule" || trigger === "nightly" ? Effect.asVoid(turn) : inTurn(turn)
        return yield* stand(clientId)
      })

      const answered = (clientId: ClientId, answer: SyncAnswer) =>
        Effect.map(stand(clientId), (status): StartedSync => ({ ...status, answer }))

      const start = Effect.fn("Sync.start")(function* (clientId: ClientId, trigger: "person" | "onboarding" = "person") {
        const client = yield* clients.require(clientId)
        yield* requireConnection(clientId)
        const { organizationId } = yield* CurrentTenant
        const before = yield* transaction.run(runs.latest(clientId))
        if (Option.isSome(before) && isFresh(before.value, yield* DateTime.now)) return yield* answered(clientId, "just_read")
        const { isNew } = yield* begin(clientId, trigger)
        yield* FiberMap.run(
          background,
          `${organizationId}/${clientId}`,
          Effect.catchCause(beforeOthers(whole(client, trigger)), (cause) =>
            Cause.hasInterruptsOnly(cause)
              ? Effect.void
              : Effect.logError("a sync stopped; the next start goes on with it", cause)
          ),
          { onlyIfMissing: true }
        )
        return yield* answered(clientId, isNew ? "begun" : "under_way")
      })

      const state = Effect.fn("Sync.state")(function* (clientId: ClientId) {
        yield* clients.require(clientId)
        return yield* stand(clientId)
      })

      const lastBegun = transaction.run(runs.lastBegun).pipe(Effect.withSpan("Sync.lastBegun"))

      const unfinished = transaction.run(runs.unfinished).pipe(Effect.withSpan("Sync.unfinished"))

      const resume = Effect.fn("Sync.resume")(function* (clientId: ClientId) {
        const client = yield* clients.require(clientId)
        yield* whileHeld(
          client,
          Effect.gen(function* () {
            const latest = yield* transaction.run(runs.latest(clientId))
            if (Option.isNone(latest)) return
            const { finished_at, refreshed_at } = latest.value
            if (finished_at !== null) return refreshed_at === null ? yield* refresh(clientId) : undefined
            yield* transaction.run(noted(clientId, latest.value, "sync.resumed"))
            yield* toTheEnd(client, latest.value)
          })
        )
      })

      return Sync.of({ start, run, catchUp, state, lastBegun, unfinished, resume })
    })
  )

  static readonly layer = Sync.layerNoDeps.pipe(
    Layer.provide([StepReader.layer, ChangesReader.layer, HomeCurrency.layer]),
    Layer.provide(StepWriter.layer),
    Layer.provide([
      CompanyWaits.layer,
      LedgerReader.layer,
      LedgerWriter.layer,
      SyncRuns.layer,
      SyncLock.layer,
      SafePoints.layer,
      DataIssues.layer
    ])
  )
}
