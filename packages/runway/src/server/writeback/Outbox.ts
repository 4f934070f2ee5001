import { Audit } from "@beep/audit/server/Audit"
import type { AuditAction } from "@beep/audit/contract/AuditAction"
import { Connections } from "@beep/connections/server/Connections"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { writeUnconfirmed } from "@beep/observability/metrics"
import type { Client } from "@beep/tenancy/contract/Client"
import { Clients } from "@beep/tenancy/server/Clients"
import type { Credentials } from "@beep/quickbooks/contract/Credentials"
import { PermanentFault, type QuickBooksError } from "@beep/quickbooks/contract/faults"
import { updateBody } from "@beep/quickbooks/contract/write/updateBody"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { FeatureFlags } from "@beep/tenancy/server/FeatureFlags"
import { Context, DateTime, Duration, Effect, Layer, Metric, Option, Result, Schedule } from "effect"
import { SecureRandom } from "effect/crypto"
import type { QboId } from "../../contract/ledger/QboId.ts"
import { holds, type WrittenEntity } from "../../contract/writeback/FieldValues.ts"
import type { EndReason, WaitReason } from "../../contract/writeback/WriteState.ts"
import { LedgerReader, type VersionWithSource } from "../internal/ledger/LedgerReader.ts"
import { type IntentValues, intentValues } from "../internal/writeback/intentValues.ts"
import { type IntentRow, type Lease, type WaitingWrites, WriteIntents } from "../internal/writeback/WriteIntents.ts"
import { HygieneFixes } from "../hygiene/HygieneFixes.ts"
import { Sync } from "../sync/Sync.ts"
import { afterFault, unreadReason } from "./afterFault.ts"
import { isUnconfirmed, nextAttempt, nextLook } from "./nextAttempt.ts"
import { requestIdOf } from "./requestIdOf.ts"
import { contentHash, onlyFields, recordFields, updateFields } from "./writtenFields.ts"

type Caller = CurrentTenant | CurrentActor

/** How long writes stay with a worker that says nothing; while it works it says so three times as often. */
const leaseLasts = Duration.seconds(30)

/** Writes of one client taken at a time, and of those how many go out together: each is about another record. */
const most = 30
const atOnce = 4

/** A record that is changed again between our look and our word, time after time. */
const mostGenerations = 5

/** A write with what it is about, in the hands of this worker. */
interface Held {
  readonly client: Client
  readonly lease: Lease
  readonly write: IntentRow
  readonly values: IntentValues
  /** What went out and was not answered. */
  readonly request: string | null
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at])

/** SyncTokens are counts; one that is not stands for itself. */
const isAtLeast = (token: string | null, wanted: string | null): boolean =>
  token === wanted ||
  (token !== null && wanted !== null && /^\d+$/.test(token) && /^\d+$/.test(wanted) && BigInt(token) >= BigInt(wanted))

/** QuickBooks' words are a record, and not one with these fields. */
const unreadable = new PermanentFault({ code: null, httpStatus: null, intuitTid: null, reason: "unreadable" })

/**
 * Brings the writes of a client to QuickBooks and reads them back. Whatever ends this process, the next one goes on: a
 * request is kept before it is sent and goes out again under the same id, so that QuickBooks does it once.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Outbox extends Context.Service<
  Outbox,
  {
    /** Over all organizations: whose writes are due; ids only. */
    readonly waiting: Effect.Effect<ReadonlyArray<WaitingWrites>, Unavailable>
    /** Takes what is due of a client as far as it can be brought now; nothing that somebody else has in hand. */
    work(clientId: ClientId): Effect.Effect<void, NotFound | Unavailable, Caller>
  }
>()("@beep/runway/Outbox") {
  static readonly layer = Layer.effect(
    Outbox,
    Effect.gen(function* () {
      const audit = yield* Audit
      const connections = yield* Connections
      const quickbooks = yield* QuickBooks
      const flags = yield* FeatureFlags
      const transaction = yield* TenantTransaction
      const reader = yield* LedgerReader
      const intents = yield* WriteIntents
      const issues = yield* HygieneFixes
      const clients = yield* Clients
      const sync = yield* Sync
      const random = yield* SecureRandom.SecureRandom
      const { open, openRequests, seal, sealRequest } = yield* intentValues

      const noted = (clientId: ClientId, write: IntentRow, action: AuditAction, reason?: string) =>
        audit.append({
          action,
          entityType: "write",
          entityId: write.writeId,
          clientId,
          result: action === "write.conflicted" || action === "write.refused" ? "failed" : "ok",
          after: { kind: write.kind, record: `${write.entityType}/${write.qboId}`, generation: write.generation },
          ...(reason === undefined ? {} : { reason })
        })

      const asking = <A>(clientId: ClientId, call: (credentials: Credentials) => Effect.Effect<A, QuickBooksError>) =>
        Effect.result(connections.withAccessToken(clientId, (accessToken, realmId) => call({ accessToken, realmId })))

      const recordNow = (credentials: Credentials, entity: WrittenEntity, qboId: QboId) =>
        Effect.flatMap(quickbooks.read(credentials, entity, qboId), ({ raw, value }) =>
          Effect.fromOption(recordFields(entity, raw)).pipe(
            Effect.mapBoth({ onSuccess: (fields) => ({ fields, raw, value }), onFailure: () => unreadable })
          )
        )

      const waits = ({ lease, write }: Held, reason: Parameters<typeof nextAttempt>[0]) =>
        Effect.asVoid(transaction.run(intents.waits(lease, write, reason, nextAttempt(reason, write.attempts))))

      const notWritten = (
        { client, lease, values, write }: Held,
        state: "conflict" | "refused",
        reason: EndReason,
        found: Partial<IntentValues> = {}
      ) =>
        transaction.run(
          Effect.gen(function* () {
            const sealed = yield* seal(lease.clientId, { ...values, ...found })
            if (!(yield* intents.notWritten(lease, write, { state, reason, values: sealed }))) return
            yield* noted(lease.clientId, write, state === "conflict" ? "write.conflicted" : "write.refused", reason)
            if (write.issueId !== null) yield* issues.settle(client, write.issueId, "conflicted")
          })
        )

      const recorded = ({ client, lease, write }: Held, answer: { readonly syncToken: string; readonly raw: string }) =>
        transaction.run(
          Effect.gen(function* () {
            const hash = contentHash(write.entityType, answer.raw)
            if (!(yield* intents.recorded(lease, write, { syncToken: answer.syncToken, hash }))) return
            yield* noted(lease.clientId, write, "write.recorded")
            if (write.issueId !== null) yield* issues.settle(client, write.issueId, "recorded")
          })
        )

      const failed = (held: Held, fault: Parameters<typeof afterFault>[0]) => {
        const meant = afterFault(fault)
        switch (meant._tag) {
          case "Wait":
            return waits(held, meant.reason)
          case "Deleted":
            return notWritten(held, "conflict", "deleted")
          case "Refused":
            return notWritten(held, "refused", meant.reason, { detail: meant.detail })
        }
      }

      const sent = (held: Held, body: string): Effect.Effect<void, Unavailable, Caller> =>
        Effect.gen(function* () {
          const { entityType, generation, writeId } = held.write
          const answer = yield* asking(held.lease.clientId, (credentials) =>
            quickbooks.update(credentials, requestIdOf(writeId, generation), { entity: entityType, body })
          )
          if (Result.isFailure(answer))
            return yield* answer.failure._tag === "StaleObject" ? prepared(held) : failed(held, answer.failure)
          yield* recorded(held, { syncToken: answer.success.value.SyncToken, raw: answer.success.raw })
        })

      /** Looks at the record as it is now, keeps the request that would change it, and sends that. */
      const prepared = (held: Held): Effect.Effect<void, Unavailable, Caller> =>
        Effect.gen(function* () {
          const { lease, values, write } = held
          const { clientId } = lease
          const { entityType, qboId } = write
          const read = yield* asking(clientId, (credentials) => recordNow(credentials, entityType, qboId))
          if (Result.isFailure(read)) return yield* failed(held, read.failure)
          const { fields, raw, value } = read.success
          const now = onlyFields(fields.values, values.after)
          if (holds(now, values.after)) {
            // What went out before and was never answered has been done after all.
            return write.state === "sending"
              ? yield* recorded(held, { syncToken: value.SyncToken, raw })
              : yield* notWritten(held, "conflict", "already_so", { now })
          }
          const isAsSeen = value.SyncToken === write.expectedSyncToken || isSame(contentHash(entityType, raw), write.seenHash)
          if (!isAsSeen || write.generation >= mostGenerations) return yield* notWritten(held, "conflict", "changed", { now })
          const { body } = updateBody(entityType, raw, updateFields(entityType, values.after))
          const isKept = yield* transaction.run(
            Effect.gen(function* () {
              const kept = yield* intents.sending(lease, write, yield* sealRequest(clientId, body))
              if (kept) yield* noted(clientId, { ...write, generation: write.generation + 1 }, "write.sent")
              return kept
            })
          )
          // Otherwise it was taken back meanwhile, or is in other hands.
          if (isKept) yield* sent({ ...held, write: { ...write, state: "sending", generation: write.generation + 1 } }, body)
        })

      const brought = (held: Held) =>
        Effect.gen(function* () {
          if (held.write.state === "recorded") return
          if (!(yield* flags.isEnabled("qbo.write_back"))) return yield* waits(held, "switched_off")
          yield* held.request === null ? prepared(held) : sent(held, held.request)
        })

      /** Looks again later; a write that was to be confirmed by now raises the alarm, once. */
      const unseen = Effect.fnUntraced(function* ({ lease, write }: Held, reason: WaitReason | null, after: Duration.Duration) {
        const isLate = isUnconfirmed(write.recordedAt, yield* DateTime.now)
        const isNews = isLate && write.reason !== "not_confirmed"
        const isKept = yield* transaction.run(
          Effect.gen(function* () {
            const kept = yield* intents.waits(lease, write, isLate ? "not_confirmed" : reason, after)
            if (kept && isNews) yield* noted(lease.clientId, write, "write.unconfirmed")
            return kept
          })
        )
        if (!isKept || !isNews) return
        yield* Metric.update(writeUnconfirmed, 1)
        yield* Effect.logError("a write that QuickBooks recorded is not confirmed by reading").pipe(
          Effect.annotateLogs({ clientId: lease.clientId })
        )
      })

      const seen = ({ lease, values, write }: Held) =>
        transaction.run(
          Effect.gen(function* () {
            const found = yield* reader.source(lease.clientId, write.entityType, write.qboId)
            const isRead = ({ deleted, sync_token }: VersionWithSource) =>
              deleted || isAtLeast(sync_token, write.recordedSyncToken)
            const read = Option.filter(found, isRead)
            if (Option.isNone(read)) return false
            const { deleted, raw } = read.value
            const fields = recordFields(write.entityType, raw)
            const stands = !deleted && Option.exists(fields, (record) => holds(record.values, values.after))
            const reason = stands ? null : "changed_since"
            if (yield* intents.confirmed(lease, write, reason))
              yield* noted(lease.clientId, write, "write.confirmed", reason ?? undefined)
            return true
          })
        )

      const confirmed = (held: Held) =>
        Effect.gen(function* () {
          if (!(yield* seen(held))) yield* unseen(held, null, nextLook(held.write.attempts))
        })

      /** What QuickBooks took is read from it again, all of a client at once; the issues are looked at with it. */
      const readBack = (clientId: ClientId, held: ReadonlyArray<Held>) =>
        Effect.gen(function* () {
          if (held.length === 0) return
          const entities = [...new Set(held.map(({ write }) => write.entityType))]
          const read = yield* Effect.result(sync.catchUp(clientId, "webhook", entities))
          if (Result.isSuccess(read)) return yield* Effect.forEach(held, confirmed, { discard: true })
          const reason = unreadReason(read.failure)
          yield* Effect.forEach(held, (one) => unseen(one, reason, nextAttempt(reason, one.write.attempts)), { discard: true })
        })

      /** Of an erased client nothing can be opened, sent or shown any more; its writes are only put out of the way. */
      const opened = (client: Client, lease: Lease) => (writes: ReadonlyArray<IntentRow>) =>
        Effect.gen(function* () {
          const values = yield* open(client.id, writes)
          const requests = yield* openRequests(client.id, writes)
          const held: Array<Held> = []
          for (const write of writes) {
            const about = values.get(write.writeId)
            if (about === undefined) yield* intents.waits(lease, write, "reconnect_required", Duration.hours(24))
            else held.push({ client, lease, write, values: about, request: requests.get(write.writeId) ?? null })
          }
          return held
        })

      const work = Effect.fn("Outbox.work")(function* (clientId: ClientId) {
        const client = yield* clients.require(clientId)
        const lease: Lease = { takeId: yield* random.uuidV7(), clientId }
        const taken = yield* transaction.run(Effect.flatMap(intents.take(lease, leaseLasts, most), opened(client, lease)))
        if (taken.length === 0) return
        const all = Effect.gen(function* () {
          yield* Effect.forEach(taken, brought, { concurrency: atOnce, discard: true })
          const ids = taken.map(({ write }) => write.writeId)
          const after = yield* transaction.run(Effect.flatMap(intents.byIds(clientId, ids), opened(client, lease)))
          yield* readBack(
            clientId,
            after.filter(({ write }) => write.state === "recorded")
          )
        })
        const kept = Effect.repeat(
          Effect.ignore(transaction.run(intents.extend(lease, leaseLasts))),
          Schedule.spaced(Duration.divideUnsafe(leaseLasts, 3))
        )
        yield* all.pipe(
          Effect.raceFirst(Effect.andThen(kept, Effect.never)),
          // A worker that is told to end gives back what it held; one that dies loses it by time.
          Effect.ensuring(Effect.ignore(transaction.run(intents.release(lease))))
        )
      })

      return Outbox.of({ waiting: unavailableOrDie(intents.waiting), work })
    })
  ).pipe(Layer.provide([WriteIntents.layer, LedgerReader.layer]))
}
