import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import { type Cursor, pageSize } from "@beep/kernel/Page"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import type { Client } from "@beep/tenancy/contract/Client"
import { Clients } from "@beep/tenancy/server/Clients"
import type { Vault } from "@beep/vault/Vault"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { type Digest, SecureRandom } from "effect/crypto"
import type { SqlClient, SqlError } from "effect/sql"
import type { MailThread, ThreadDetail, ThreadId, ThreadPage, UnfiledList } from "../../contract/mail/MailThread.ts"
import type { TrustedSenders } from "../../contract/mail/senderFlags.ts"
import { standardOntology } from "../../contract/ontology/wealthManagement.ts"
import { Extraction } from "../extraction/Extraction.ts"
import type { Cascade } from "../graph/Cascade.ts"
import { runsRepo } from "../internal/knowledge/RunsRepo.ts"
import { documentMover } from "../internal/mail/moveDocument.ts"
import { readThreads, threadHead } from "../internal/mail/readThreads.ts"
import { readThreadCursor, threadCursor } from "../internal/mail/threadCursor.ts"
import { type ThreadRow, threadsRepo } from "../internal/mail/ThreadsRepo.ts"
import { waitingSenders } from "../internal/mail/waitingSenders.ts"
import { threadSummaries, type ThreadSummary } from "../internal/mail/threadSummary.ts"
import { KnownSenders } from "./KnownSenders.ts"
import { Materialiser } from "./Materialiser.ts"

type Caller = CurrentTenant | CurrentActor

/** The longest list of what waits that is shown. */
const most = 200

/**
 * Threads of mail: those of a client, and those that wait for a person.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Threads extends Context.Service<
  Threads,
  {
    readonly unfiled: Effect.Effect<UnfiledList, Unavailable, Caller>
    /** A person's decision: everything that waits in the thread becomes documents of the client. Safe to repeat. */
    readonly file: (
      threadId: ThreadId,
      clientId: ClientId
    ) => Effect.Effect<MailThread, NotFound | ValidationFailed | Unavailable, Caller>
    /** Latest first; with `documents`, only the threads those are messages of. */
    readonly ofClient: (
      clientId: ClientId,
      page: { readonly cursor?: Cursor; readonly limit?: number; readonly documents?: ReadonlyArray<DocumentId> }
    ) => Effect.Effect<ThreadPage, NotFound | ValidationFailed | Unavailable, Caller>
    readonly get: (clientId: ClientId, threadId: ThreadId) => Effect.Effect<ThreadDetail, NotFound | Unavailable, Caller>
    /**
     * A person's decision that a filed thread belongs to another client: one transaction with its audit entries.
     * What was found in its messages stands no more for the client it leaves, and is read anew for the other.
     */
    readonly move: (
      clientId: ClientId,
      threadId: ThreadId,
      toClientId: ClientId
    ) => Effect.Effect<MailThread, NotFound | ValidationFailed | Unavailable, Caller>
  }
>()("@beep/evidence/Threads") {
  static readonly layer: Layer.Layer<
    Threads,
    never,
    | Audit
    | Cascade
    | Clients
    | Extraction
    | KnownSenders
    | Materialiser
    | Vault
    | TenantTransaction
    | SqlClient.SqlClient
    | SecureRandom.SecureRandom
    | Digest.Digest
  > = Layer.effect(
    Threads,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const materialiser = yield* Materialiser
      const transaction = yield* TenantTransaction
      const repo = yield* threadsRepo
      const summaries = yield* threadSummaries
      const known = yield* KnownSenders
      const senders = yield* waitingSenders
      const read = yield* readThreads
      const move = yield* documentMover
      const runs = yield* runsRepo
      const extraction = yield* Extraction
      const random = yield* SecureRandom.SecureRandom
      const inTransaction = <A, E = never, R = never>(effect: Effect.Effect<A, E | SqlError.SqlError, R>) =>
        transaction.run<A, E, R>(effect)

      const opened = (row: ThreadRow) => summaries.open(row.threadId, row.clientId, row.summarySealed)

      const viewed = (entityType: string, entityId: string, clientId: ClientId | null, threads: number) =>
        audit.append({ action: "evidence.viewed", entityType, entityId, clientId, result: "ok", after: { threads } })

      const listed = Effect.fnUntraced(function* (trusted: TrustedSenders) {
        const { organizationId } = yield* CurrentTenant
        const rows = yield* repo.unfiled({ organizationId, limit: most })
        const flagsOf = yield* senders.flags(
          rows.map(({ threadId }) => threadId),
          trusted
        )
        const items = yield* Effect.forEach(rows, (row) =>
          Effect.map(opened(row), (summary) => ({
            ...threadHead(row, summary),
            waiting: row.waiting,
            candidates: row.candidates,
            filedUnder: row.clientId,
            senderFlags: flagsOf(row.threadId)
          }))
        )
        yield* viewed("unfiled_mail", organizationId, null, items.length)
        return { items, total: rows[0]?.total ?? 0 }
      })

      const unfiled = Effect.flatMap(known.ofEveryClient, (trusted) =>
        inTransaction<UnfiledList, never, Caller>(listed(trusted))
      ).pipe(Effect.withSpan("Threads.unfiled"))

      /** A thread of another organization, or of a colleague's mailbox, answers as if it did not exist; the asking stays in the log. */
      const unknown = Effect.fnUntraced(function* (threadId: ThreadId) {
        yield* audit.record({
          action: "access.denied",
          entityType: "email_thread",
          entityId: threadId,
          clientId: null,
          result: "denied",
          reason: "outside_scope"
        })
        return yield* new NotFound()
      })

      const decide = Effect.fnUntraced(function* (threadId: ThreadId, clientId: ClientId) {
        const tenant = yield* CurrentTenant
        const { organizationId } = tenant
        const row = yield* repo.find({ organizationId, threadId })
        if (Option.isNone(row)) return yield* new NotFound()
        const thread = row.value
        if (thread.clientId !== null && thread.clientId !== clientId) {
          return yield* new ValidationFailed({ reason: "This thread is filed under another client." })
        }
        const summary = Option.getOrElse(yield* opened(thread), (): ThreadSummary => ({ subject: "", participants: [] }))
        yield* repo.update({
          organizationId,
          threadId,
          clientId,
          filedBy: tenant.memberId,
          summarySealed: yield* summaries.seal(threadId, clientId, summary),
          earliestAt: DateTime.toDateUtc(thread.earliestAt),
          latestAt: DateTime.toDateUtc(thread.latestAt),
          syncedAt: DateTime.toDateUtc(thread.lastSyncedAt)
        })
        const { n } = yield* repo.fileWaiting({ organizationId, threadId, clientId, byPerson: true })
        yield* audit.append({
          action: "thread.filed",
          entityType: "email_thread",
          entityId: threadId,
          clientId,
          result: "ok",
          after: { by: "person", waiting: n }
        })
        return thread.providerAccountId
      })

      /** A thread as its client sees it now. */
      const standing = Effect.fnUntraced(function* (clientId: ClientId, threadId: ThreadId) {
        const thread = yield* inTransaction<Option.Option<MailThread>, never, CurrentTenant>(read.one(clientId, threadId))
        return Option.isSome(thread) ? thread.value : yield* new NotFound()
      })

      const moved = Effect.fnUntraced(function* (from: ClientId, threadId: ThreadId, to: Client) {
        const tenant = yield* CurrentTenant
        const { organizationId } = tenant
        // Both graphs, always in the same order, before anything else is held.
        for (const clientId of [from, to.id].toSorted()) yield* runs.lock({ organizationId, clientId })
        const row = yield* repo.find({ organizationId, threadId })
        if (Option.isNone(row) || row.value.clientId !== from) return yield* new NotFound()
        const thread = row.value
        const documents = yield* repo.documents({ organizationId, threadId })
        const summary = Option.getOrElse(yield* opened(thread), (): ThreadSummary => ({ subject: "", participants: [] }))
        yield* repo.update({
          organizationId,
          threadId,
          clientId: to.id,
          filedBy: tenant.memberId,
          summarySealed: yield* summaries.seal(threadId, to.id, summary),
          earliestAt: DateTime.toDateUtc(thread.earliestAt),
          latestAt: DateTime.toDateUtc(thread.latestAt),
          syncedAt: DateTime.toDateUtc(thread.lastSyncedAt)
        })
        for (const message of documents) {
          const { documentId, sourceHash } = yield* move(from, to, message)
          yield* repo.rehome({ organizationId, ...message, clientId: to.id, documentId, sourceHash })
        }
        yield* repo.refileWaiting({ organizationId, threadId, clientId: to.id })
        for (const [clientId, direction] of [
          [from, "away"],
          [to.id, "here"]
        ] as const) {
          yield* audit.append({
            action: "thread.moved",
            entityType: "email_thread",
            entityId: threadId,
            clientId,
            result: "ok",
            after: { direction, messages: documents.length }
          })
        }
      })

      return Threads.of({
        unfiled,
        file: Effect.fn("Threads.file")(function* (threadId, clientId) {
          const { organizationId } = yield* CurrentTenant
          const seen = yield* inTransaction(repo.find({ organizationId, threadId }))
          if (Option.isNone(seen)) return yield* unknown(threadId)
          yield* clients.require(clientId)
          const providerAccountId = yield* transaction.run(decide(threadId, clientId))
          yield* materialiser
            .settle({ providerAccountId }, threadId)
            .pipe(
              Effect.catchTag(["DocumentTooLarge", "FiledElsewhere"], () =>
                Effect.fail(new ValidationFailed({ reason: "A message of this thread cannot be kept; the others are filed." }))
              )
            )
          return yield* standing(clientId, threadId)
        }),
        ofClient: Effect.fn("Threads.ofClient")(function* (clientId, { cursor, documents, limit = pageSize.default }) {
          yield* clients.require(clientId)
          const after = cursor === undefined ? Option.some(null) : readThreadCursor(cursor)
          if (Option.isNone(after)) return yield* new ValidationFailed({ reason: "This position in the list is not known." })
          const asked = { after: after.value, documentIds: documents ?? null, limit: limit + 1 }
          return yield* inTransaction<ThreadPage, never, Caller>(
            Effect.gen(function* () {
              const found = yield* read.page(clientId, asked)
              const items = found.slice(0, limit)
              const last = items.at(-1)
              yield* viewed("email_thread_list", clientId, clientId, items.length)
              const isMore = found.length > limit && last !== undefined
              const nextCursor = isMore ? threadCursor([last.latestAt.epochMilliseconds, last.threadId]) : null
              return { items, nextCursor, ...(yield* read.counts(clientId)) }
            })
          )
        }),
        get: Effect.fn("Threads.get")(function* (clientId, threadId) {
          yield* clients.require(clientId)
          const found = yield* inTransaction<Option.Option<ThreadDetail>, never, Caller>(
            Effect.gen(function* () {
              const thread = yield* read.one(clientId, threadId)
              if (Option.isNone(thread)) return Option.none()
              const messages = yield* read.messages(clientId, threadId)
              yield* viewed("email_thread", threadId, clientId, 1)
              return Option.some({ thread: thread.value, messages })
            })
          )
          return Option.isSome(found) ? found.value : yield* unknown(threadId)
        }),
        move: Effect.fn("Threads.move")(function* (clientId, threadId, toClientId) {
          yield* clients.require(clientId)
          const to = yield* clients.require(toClientId)
          if (clientId === toClientId) return yield* new ValidationFailed({ reason: "This thread is filed there already." })
          const { organizationId } = yield* CurrentTenant
          const seen = yield* inTransaction(repo.find({ organizationId, threadId }))
          if (Option.isNone(seen) || seen.value.clientId !== clientId) return yield* unknown(threadId)
          yield* transaction.run(moved(clientId, threadId, to)).pipe(
            Effect.catchTag("MessageClosed", () =>
              Effect.fail(
                new ValidationFailed({ reason: "A message of this thread does not open any more, so nothing was moved." })
              )
            ),
            Effect.provideService(SecureRandom.SecureRandom, random)
          )
          // The runs stand in the table until they end: this only makes it soon.
          yield* extraction
            .run(toClientId, standardOntology)
            .pipe(Effect.catch((error) => Effect.logWarning("a moved thread waits for its extraction", { reason: error._tag })))
          return yield* standing(toClientId, threadId)
        })
      })
    })
  )
}
