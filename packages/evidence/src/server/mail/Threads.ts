import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import type { Vault } from "@beep/vault/Vault"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { SqlClient, SqlError } from "effect/sql"
import type { MailThread, ThreadDetail, ThreadId, UnfiledList } from "../../contract/mail/MailThread.ts"
import { type ThreadRow, threadsRepo } from "../internal/mail/ThreadsRepo.ts"
import { threadSummaries, type ThreadSummary } from "../internal/mail/threadSummary.ts"
import { Materialiser } from "./Materialiser.ts"

type Caller = CurrentTenant | CurrentActor

/** The longest list of threads that is shown. */
const most = 200

const shown = (row: ThreadRow, summary: Option.Option<ThreadSummary>) => ({
  threadId: row.threadId,
  providerAccountId: row.providerAccountId,
  subject: Option.getOrNull(Option.map(summary, ({ subject }) => subject)),
  participants: Option.match(summary, { onNone: () => [], onSome: ({ participants }) => participants }),
  earliestAt: row.earliestAt,
  latestAt: row.latestAt
})

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
    readonly ofClient: (clientId: ClientId) => Effect.Effect<ReadonlyArray<MailThread>, NotFound | Unavailable, Caller>
    readonly get: (clientId: ClientId, threadId: ThreadId) => Effect.Effect<ThreadDetail, NotFound | Unavailable, Caller>
  }
>()("@beep/evidence/Threads") {
  static readonly layer: Layer.Layer<
    Threads,
    never,
    Audit | Clients | Materialiser | Vault | TenantTransaction | SqlClient.SqlClient
  > = Layer.effect(
    Threads,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const materialiser = yield* Materialiser
      const transaction = yield* TenantTransaction
      const repo = yield* threadsRepo
      const summaries = yield* threadSummaries
      const inTransaction = <A, E = never, R = never>(effect: Effect.Effect<A, E | SqlError.SqlError, R>) =>
        transaction.run<A, E, R>(effect)

      const opened = (row: ThreadRow) => summaries.open(row.threadId, row.clientId, row.summarySealed)

      const viewed = (entityType: string, entityId: string, clientId: ClientId | null, threads: number) =>
        audit.append({ action: "evidence.viewed", entityType, entityId, clientId, result: "ok", after: { threads } })

      const threadOf = Effect.fnUntraced(function* (clientId: ClientId, row: ThreadRow & { readonly messages: number }) {
        const thread: MailThread = {
          ...shown(row, yield* opened(row)),
          clientId,
          messages: row.messages,
          filedByPerson: row.isPersons,
          lastSyncedAt: row.lastSyncedAt
        }
        return thread
      })

      const listOf = Effect.fnUntraced(function* (clientId: ClientId) {
        const { organizationId } = yield* CurrentTenant
        const rows = yield* repo.ofClient({ organizationId, clientId, limit: most })
        return yield* Effect.forEach(rows, (row) => threadOf(clientId, row))
      })

      const unfiled = inTransaction<UnfiledList, never, Caller>(
        Effect.gen(function* () {
          const { organizationId } = yield* CurrentTenant
          const rows = yield* repo.unfiled({ organizationId, limit: most })
          const items = yield* Effect.forEach(rows, (row) =>
            Effect.map(opened(row), (summary) => ({
              ...shown(row, summary),
              waiting: row.waiting,
              candidates: row.candidates,
              filedUnder: row.clientId
            }))
          )
          yield* viewed("unfiled_mail", organizationId, null, items.length)
          return { items, total: rows[0]?.total ?? 0 }
        })
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
          const threads = yield* inTransaction<ReadonlyArray<MailThread>, never, CurrentTenant>(listOf(clientId))
          const filed = threads.find((thread) => thread.threadId === threadId)
          return filed === undefined ? yield* new NotFound() : filed
        }),
        ofClient: Effect.fn("Threads.ofClient")(function* (clientId) {
          yield* clients.require(clientId)
          return yield* inTransaction<ReadonlyArray<MailThread>, never, Caller>(
            Effect.tap(listOf(clientId), (threads) => viewed("email_thread_list", clientId, clientId, threads.length))
          )
        }),
        get: Effect.fn("Threads.get")(function* (clientId, threadId) {
          yield* clients.require(clientId)
          const { organizationId } = yield* CurrentTenant
          const found = yield* inTransaction<Option.Option<ThreadDetail>, never, Caller>(
            Effect.gen(function* () {
              const row = yield* repo.find({ organizationId, threadId })
              if (Option.isNone(row) || row.value.clientId !== clientId) return Option.none()
              const rows = yield* repo.messages({ organizationId, threadId })
              const messages = rows.map(({ ingestSeq, ...message }) => ({ ...message, ingestSeq: Number(ingestSeq) }))
              const thread = yield* threadOf(clientId, { ...row.value, messages: messages.length })
              yield* viewed("email_thread", threadId, clientId, 1)
              return Option.some({ thread, messages })
            })
          )
          return Option.isSome(found) ? found.value : yield* unknown(threadId)
        })
      })
    })
  )
}
