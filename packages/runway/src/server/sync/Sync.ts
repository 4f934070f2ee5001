import { Audit } from "@beep/audit/server/Audit"
import { Connections } from "@beep/connections/server/Connections"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type NotFound, ReconnectRequired, type Unavailable } from "@beep/kernel/errors"
import type { ClientId, SyncRunId } from "@beep/kernel/ids"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import type { Client } from "@beep/tenancy/contract/Client"
import { Clients } from "@beep/tenancy/server/Clients"
import { Cause, Context, DateTime, Duration, Effect, FiberMap, Layer, Option } from "effect"
import type { SyncStatus } from "../../contract/sync/SyncStatus.ts"
import { LedgerReader } from "../internal/ledger/LedgerReader.ts"
import { LedgerWriter } from "../internal/ledger/LedgerWriter.ts"
import { SyncLock } from "../internal/sync/SyncLock.ts"
import { type Checkpoint, type Outcome, type Run, SyncRuns } from "../internal/sync/SyncRuns.ts"
import { AfterSync } from "./AfterSync.ts"
import { codeOf, type StepError, stopsRun } from "./stepFailure.ts"
import { StepReader } from "./StepReader.ts"
import { syncStatus } from "./syncStatus.ts"
import { syncSteps } from "./syncSteps.ts"

type Caller = CurrentTenant | CurrentActor

const outcomeOf = (checkpoints: ReadonlyArray<Checkpoint>): Outcome => {
  const failed = checkpoints.filter((checkpoint) => checkpoint.phase === "failed").length
  if (failed === 0) return "succeeded"
  return failed === checkpoints.length ? "failed" : "partial"
}

/** A person asking again this soon gets the answer of before (runway.md 6.9); after a failure, trying again is the point. */
const restBetween = Duration.seconds(30)

const isFresh = (run: Run, now: DateTime.Utc): boolean =>
  (run.outcome === "succeeded" || run.outcome === "partial") &&
  DateTime.isGreaterThan(DateTime.addDuration(run.started_at, restBetween), now)

/** What closes a step as not read. Trouble of our own (the database, a client gone) ends the attempt and leaves the run open. */
const isTheirs = (error: StepError | NotFound): error is StepError =>
  error._tag !== "NotFound" && !(error._tag === "Unavailable" && error.what === "database")

/**
 * Mirrors one client's books; one running sync per client, entity types stand or fall alone.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Sync extends Context.Service<
  Sync,
  {
    /** Begins a sync in the background and answers at once; while one runs, or one just did, answers that one. */
    start(clientId: ClientId): Effect.Effect<SyncStatus, NotFound | ReconnectRequired | Unavailable, Caller>
    /** The same, waiting for its end; goes on where an interrupted run stopped. Answers the running one when somebody else holds it. */
    run(clientId: ClientId): Effect.Effect<SyncStatus, NotFound | ReconnectRequired | Unavailable, Caller>
    state(clientId: ClientId): Effect.Effect<SyncStatus, NotFound | Unavailable, Caller>
    /** Clients of the organization whose last run was cut off, or was not followed by its recomputation. */
    unfinished: Effect.Effect<ReadonlyArray<ClientId>, Unavailable, CurrentTenant>
    /** Goes on where such a client was left, without a person: a run that cannot be read any more is closed with the reason. Nothing when somebody else holds it. */
    resume(clientId: ClientId): Effect.Effect<void, NotFound | Unavailable, Caller>
  }
>()("@beep/runway/Sync") {
  static readonly layerNoDeps = Layer.effect(
    Sync,
    Effect.gen(function* () {
      const clients = yield* Clients
      const connections = yield* Connections
      const transaction = yield* TenantTransaction
      const runs = yield* SyncRuns
      const reader = yield* LedgerReader
      const steps = yield* StepReader
      const lock = yield* SyncLock
      const audit = yield* Audit
      const after = yield* AfterSync
      const background = yield* FiberMap.make<string>()

      const stand = (clientId: ClientId) =>
        transaction.run(
          Effect.gen(function* () {
            const run = yield* runs.latest(clientId)
            const checkpoints = Option.isNone(run) ? [] : yield* runs.checkpoints(clientId, run.value.sync_run_id)
            return syncStatus(run, checkpoints, yield* reader.states(clientId))
          })
        )

      const requireConnection = Effect.fnUntraced(function* (clientId: ClientId) {
        const { status } = yield* connections.status(clientId)
        if (status !== "connected" && status !== "expiring") return yield* new ReconnectRequired()
      })

      const readSteps = Effect.fnUntraced(function* (client: Client, run: SyncRunId) {
        const closed = yield* transaction.run(runs.checkpoints(client.id, run))
        let stopped =
          closed.find((checkpoint) => checkpoint.error_code !== null && stopsRun(checkpoint.error_code))?.error_code ?? null
        for (const step of syncSteps) {
          if (closed.some((checkpoint) => checkpoint.entity_type === step)) continue
          const code =
            stopped ??
            (yield* steps.read({ client, run }, step).pipe(
              Effect.as(null),
              Effect.catchIf(isTheirs, (error) => Effect.succeed(codeOf(error)))
            ))
          if (code === null) continue
          yield* transaction.run(runs.closeStep(client.id, run, step, { _tag: "NotRead", code }))
          if (stopsRun(code)) stopped = code
        }
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

      const noted = (clientId: ClientId, run: SyncRunId, action: "sync.started" | "sync.resumed") =>
        audit.append({ action, entityType: "sync_run", entityId: run, clientId, result: "ok" })

      const begin = (clientId: ClientId) =>
        transaction.run(
          Effect.gen(function* () {
            const { isNew, run } = yield* runs.open(clientId)
            if (isNew) yield* noted(clientId, run.sync_run_id, "sync.started")
            return run
          })
        )

      const whileHeld = Effect.fnUntraced(function* <E, R>(client: Client, use: Effect.Effect<void, E, R>) {
        const { organizationId } = yield* CurrentTenant
        yield* unavailableOrDie(lock.whileHeld(organizationId, client.id, use))
      })

      const toTheEnd = Effect.fnUntraced(function* (client: Client, run: SyncRunId) {
        yield* readSteps(client, run)
        yield* after.compare(client.id, run)
        yield* finish(client, run)
        yield* refresh(client.id)
      })

      const whole = (client: Client) =>
        whileHeld(
          client,
          Effect.flatMap(begin(client.id), (run) => toTheEnd(client, run.sync_run_id))
        )

      const run = Effect.fn("Sync.run")(function* (clientId: ClientId) {
        const client = yield* clients.require(clientId)
        yield* requireConnection(clientId)
        yield* whole(client)
        return yield* stand(clientId)
      })

      const start = Effect.fn("Sync.start")(function* (clientId: ClientId) {
        const client = yield* clients.require(clientId)
        yield* requireConnection(clientId)
        const { organizationId } = yield* CurrentTenant
        const before = yield* transaction.run(runs.latest(clientId))
        if (Option.isSome(before) && isFresh(before.value, yield* DateTime.now)) return yield* stand(clientId)
        yield* begin(clientId)
        yield* FiberMap.run(
          background,
          `${organizationId}/${clientId}`,
          Effect.catchCause(whole(client), (cause) =>
            Cause.hasInterruptsOnly(cause)
              ? Effect.void
              : Effect.logError("a sync stopped; the next start goes on with it", cause)
          ),
          { onlyIfMissing: true }
        )
        return yield* stand(clientId)
      })

      const state = Effect.fn("Sync.state")(function* (clientId: ClientId) {
        yield* clients.require(clientId)
        return yield* stand(clientId)
      })

      const unfinished = transaction.run(runs.unfinished).pipe(Effect.withSpan("Sync.unfinished"))

      const resume = Effect.fn("Sync.resume")(function* (clientId: ClientId) {
        const client = yield* clients.require(clientId)
        yield* whileHeld(
          client,
          Effect.gen(function* () {
            const latest = yield* transaction.run(runs.latest(clientId))
            if (Option.isNone(latest)) return
            const { refreshed_at, finished_at, sync_run_id } = latest.value
            if (finished_at !== null) return refreshed_at === null ? yield* refresh(clientId) : undefined
            yield* transaction.run(noted(clientId, sync_run_id, "sync.resumed"))
            yield* toTheEnd(client, sync_run_id)
          })
        )
      })

      return Sync.of({ start, run, state, unfinished, resume })
    })
  )

  static readonly layer = Sync.layerNoDeps.pipe(
    Layer.provide(StepReader.layer),
    Layer.provide([LedgerReader.layer, LedgerWriter.layer, SyncRuns.layer, SyncLock.layer])
  )
}
