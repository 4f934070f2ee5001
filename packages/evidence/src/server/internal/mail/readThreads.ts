import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import { DateTime, Effect, Option } from "effect"
import type { Participant } from "../../../contract/Document.ts"
import type { Finding, MailThread, ThreadDetail, ThreadId } from "../../../contract/mail/MailThread.ts"
import { openSealed } from "../openSealed.ts"
import { purposes } from "../sealedForms.ts"
import { envelopeFrom } from "../view.ts"
import type { ThreadPosition } from "./threadCursor.ts"
import { type ListedRow, threadListRepo } from "./ThreadListRepo.ts"
import type { ThreadRow } from "./ThreadsRepo.ts"
import { threadSummaries, type ThreadSummary } from "./threadSummary.ts"

/** What every list of threads shows of one. */
export const threadHead = (row: ThreadRow, summary: Option.Option<ThreadSummary>) => ({
  threadId: row.threadId,
  providerAccountId: row.providerAccountId,
  subject: Option.getOrNull(Option.map(summary, ({ subject }) => subject)),
  participants: Option.match(summary, { onNone: () => [], onSome: ({ participants }) => participants }),
  earliestAt: row.earliestAt,
  latestAt: row.latestAt
})

interface Sealed {
  readonly documentVersionId: DocumentVersionId | null
  readonly envelopeSealed: Uint8Array | null
}

export interface ThreadsAsked {
  readonly after: ThreadPosition | null
  readonly documentIds: ReadonlyArray<DocumentId> | null
  readonly limit: number
}

/** The reading side of a client's threads; every part runs in the caller's transaction. */
export const readThreads = Effect.gen(function* () {
  const repo = yield* threadListRepo
  const summaries = yield* threadSummaries
  const open = yield* openSealed

  /** Who wrote each of these; nobody where it cannot be told. */
  const senders = Effect.fnUntraced(function* (clientId: ClientId, rows: ReadonlyArray<Sealed>) {
    const sealed = rows.flatMap(({ documentVersionId: id, envelopeSealed }) =>
      id === null || envelopeSealed === null ? [] : [{ id, envelopeSealed }]
    )
    const texts = yield* open(
      sealed.map(({ envelopeSealed, id }) => ({ owner: clientId, purpose: purposes.envelope(id), sealed: envelopeSealed }))
    ).pipe(Effect.catchTag("KeyDestroyed", () => Effect.succeed([])))
    const known = new Map<DocumentVersionId, Participant | null>(
      sealed.map(({ id }, index) => [
        id,
        Option.getOrNull(Option.map(envelopeFrom(texts[index] ?? Option.none()), ({ from }) => from))
      ])
    )
    return ({ documentVersionId }: Sealed): Participant | null =>
      documentVersionId === null ? null : (known.get(documentVersionId) ?? null)
  })

  const views = Effect.fnUntraced(function* (clientId: ClientId, rows: ReadonlyArray<ListedRow>) {
    const fromOf = yield* senders(clientId, rows)
    return yield* Effect.forEach(rows, (row) =>
      Effect.map(summaries.open(row.threadId, row.clientId, row.summarySealed), (summary): MailThread => ({
        ...threadHead(row, summary),
        clientId,
        messages: row.messages,
        from: fromOf(row),
        filedByPerson: row.isPersons,
        lastSyncedAt: row.lastSyncedAt,
        asked: row.asked
      }))
    )
  })

  return {
    counts: Effect.fnUntraced(function* (clientId: ClientId) {
      const { organizationId } = yield* CurrentTenant
      return yield* repo.counts({ organizationId, clientId })
    }),
    page: Effect.fnUntraced(function* (clientId: ClientId, { after, documentIds, limit }: ThreadsAsked) {
      const { organizationId } = yield* CurrentTenant
      const rows = yield* repo.page({
        organizationId,
        clientId,
        threadId: null,
        afterAt: after === null ? null : DateTime.toDateUtc(DateTime.makeUnsafe(after[0])),
        afterId: after === null ? null : after[1],
        documentIds,
        limit
      })
      return yield* views(clientId, rows)
    }),
    /** None when it is not a thread of this client. */
    one: Effect.fnUntraced(function* (clientId: ClientId, threadId: ThreadId) {
      const { organizationId } = yield* CurrentTenant
      const asked = { threadId, afterAt: null, afterId: null, documentIds: null, limit: 1 }
      const [thread] = yield* views(clientId, yield* repo.page({ organizationId, clientId, ...asked }))
      return Option.fromUndefinedOr(thread)
    }),
    messages: Effect.fnUntraced(function* (clientId: ClientId, threadId: ThreadId) {
      const { organizationId } = yield* CurrentTenant
      const key = { organizationId, clientId, threadId }
      const rows = yield* repo.messages(key)
      const fromOf = yield* senders(clientId, rows)
      const found = Map.groupBy(yield* repo.findings(key), ({ documentId }) => documentId)
      const messages: ThreadDetail["messages"] = rows.map((row) => ({
        documentId: row.documentId,
        sourceId: row.sourceId,
        ingestSeq: Number(row.ingestSeq),
        sortKey: row.sortKey,
        sentAt: row.sentAt,
        removedAt: row.removedAt,
        from: fromOf(row),
        findings: (found.get(row.documentId) ?? []).map((one): Finding =>
          one.kind === "entity"
            ? { kind: one.kind, evidenceId: one.evidenceId, entityId: one.thingId }
            : { kind: one.kind, evidenceId: one.evidenceId, relationId: one.thingId }
        )
      }))
      return messages
    })
  }
})
