import { Audit } from "@beep/audit/server/Audit"
import type { RawMessage } from "@beep/gmail/contract/Message"
import type { CanonicalMail } from "@beep/gmail/mime/CanonicalMail"
import { toCanonical } from "@beep/gmail/mime/toCanonical"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import { type ClientId, type ConnectionId, type DocumentId, type MemberId, newId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Email } from "@beep/tenancy/contract/Email"
import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import { Clients } from "@beep/tenancy/server/Clients"
import { Vault } from "@beep/vault/Vault"
import { Context, DateTime, Effect, Layer, Option, Schema } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import type { SqlClient, SqlError } from "effect/sql"
import type { DocumentTooLarge } from "../../contract/DocumentTooLarge.ts"
import { fileDecision } from "../../contract/mail/fileDecision.ts"
import { ThreadId } from "../../contract/mail/MailThread.ts"
import { sortKey } from "../../contract/mail/sortKey.ts"
import { Documents } from "../Documents.ts"
import { Cascade } from "../graph/Cascade.ts"
import type { FiledElsewhere } from "../FiledElsewhere.ts"
import { sourcesRepo } from "../internal/SourcesRepo.ts"
import { threadsRepo, type WaitingRow } from "../internal/mail/ThreadsRepo.ts"
import { documentMover } from "../internal/mail/moveDocument.ts"
import { waitingSenders } from "../internal/mail/waitingSenders.ts"
import { joined, threadSummaries, type ThreadSummary } from "../internal/mail/threadSummary.ts"

type Caller = CurrentTenant | CurrentActor
type Refused = NotFound | Unavailable | DocumentTooLarge | FiledElsewhere

/** A mailbox as the materialiser knows it: the account, and who linked it. */
export interface MailboxRef {
  readonly providerAccountId: ConnectionId
  readonly linkedBy: MemberId
}

const isEmail = Schema.is(Email)

const addressesOf = ({ cc, from, to }: Pick<CanonicalMail, "cc" | "from" | "to">): ReadonlyArray<Email> => [
  ...new Set(
    [...(from === null ? [] : [from]), ...to, ...cc]
      .map(({ address }) => address.trim().toLowerCase())
      .filter((address): address is Email => isEmail(address))
  )
]

const unreadable = { subject: "", from: null, to: [], cc: [], replyTo: [] } as const

const waitingPurpose = (sourceId: string): string => `evidence.waiting:${sourceId}`

const dateOf = (millis: number | null): Date | null => (millis === null ? null : DateTime.toDateUtc(DateTime.makeUnsafe(millis)))

/** Where a message goes: known from before, or decided by those who take part. */
interface Placed {
  readonly clientId: ClientId | null
  readonly threadId: ThreadId
}

/**
 * Turns messages of a mailbox into documents and threads (C-03, PR2B). Each step is a transaction that may be
 * repeated: the decision and the thread, the document, the link between them. Run it as the organization, which sees
 * every client.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Materialiser extends Context.Service<
  Materialiser,
  {
    /** The same message again changes nothing but what changed. */
    readonly take: (mailbox: MailboxRef, message: RawMessage) => Effect.Effect<void, Refused, Caller>
    /** It is not in the mailbox any more: the document gets a tombstone and keeps its versions, and nothing found in it stands. */
    readonly remove: (mailbox: MailboxRef, messageId: string) => Effect.Effect<void, Unavailable, Caller>
    /** Makes documents of what is decided and waits; of one thread, or of all. */
    readonly settle: (
      mailbox: Pick<MailboxRef, "providerAccountId">,
      threadId: ThreadId | null
    ) => Effect.Effect<void, Refused, Caller>
  }
>()("@beep/evidence/Materialiser") {
  static readonly layer: Layer.Layer<
    Materialiser,
    never,
    | Audit
    | Cascade
    | ClientContacts
    | Clients
    | Documents
    | Vault
    | TenantTransaction
    | SqlClient.SqlClient
    | SecureRandom.SecureRandom
    | Digest.Digest
  > = Layer.effect(
    Materialiser,
    Effect.gen(function* () {
      const audit = yield* Audit
      const contacts = yield* ClientContacts
      const cascade = yield* Cascade
      const documents = yield* Documents
      const vault = yield* Vault
      const digest = yield* Digest.Digest
      const random = yield* SecureRandom.SecureRandom
      const transaction = yield* TenantTransaction
      const threads = yield* threadsRepo
      const sources = yield* sourcesRepo
      const summaries = yield* threadSummaries
      const senders = yield* waitingSenders
      const clients = yield* Clients
      const move = yield* documentMover
      const inTransaction = <A, E = never, R = never>(effect: Effect.Effect<A, E | SqlError.SqlError, R>) =>
        transaction.run<A, E, R>(effect)

      /** The thread with this message in it; who takes part decides once for all that waits in it. */
      const place = Effect.fnUntraced(function* (
        { linkedBy, providerAccountId }: MailboxRef,
        message: RawMessage,
        mail: Pick<CanonicalMail, "subject" | "from" | "replyTo">,
        participants: ReadonlyArray<Email>,
        matches: ReadonlyArray<ClientId>
      ) {
        const met: ThreadSummary = { subject: mail.subject, participants }
        const { organizationId } = yield* CurrentTenant
        const now = yield* DateTime.nowAsDate
        const at = dateOf(message.internalDate) ?? now
        const fresh = yield* newId(ThreadId).pipe(Effect.provideService(SecureRandom.SecureRandom, random))
        const key = { organizationId, providerAccountId, sourceThreadId: message.threadId }
        yield* threads.insert({
          ...key,
          threadId: fresh,
          memberId: linkedBy,
          summarySealed: yield* summaries.seal(fresh, null, met),
          at,
          syncedAt: now
        })
        const thread = yield* threads.lock(key)
        const { threadId } = thread
        const messageKey = { organizationId, providerAccountId, sourceId: message.messageId }
        const known = yield* threads.message(messageKey)
        if (Option.isNone(known)) {
          yield* threads.addMessage({
            ...messageKey,
            threadId,
            memberId: linkedBy,
            internalDate: dateOf(message.internalDate),
            historyId: message.historyId,
            sortKey: sortKey(at.getTime(), message.messageId)
          })
        }
        const fixed = Option.flatMap(known, (row) => Option.fromNullishOr(row.clientId))
        const decision = Option.isSome(fixed)
          ? ({ _tag: "file", clientId: fixed.value } as const)
          : fileDecision(thread.clientId, matches)
        const clientId = decision._tag === "file" ? decision.clientId : null
        const owner = thread.clientId ?? clientId
        const before = yield* summaries.open(threadId, thread.clientId, thread.summarySealed)
        const isLatest = at.getTime() >= thread.latestAt.epochMilliseconds
        yield* threads.update({
          organizationId,
          threadId,
          clientId: owner,
          filedBy: null,
          summarySealed: yield* summaries.seal(
            threadId,
            owner,
            joined(
              Option.getOrElse(before, () => met),
              met,
              isLatest
            )
          ),
          earliestAt: dateOf(Math.min(at.getTime(), thread.earliestAt.epochMilliseconds)) ?? at,
          latestAt: dateOf(Math.max(at.getTime(), thread.latestAt.epochMilliseconds)) ?? at,
          syncedAt: now
        })
        if (thread.clientId === null && clientId !== null) {
          const { n } = yield* threads.fileWaiting({ organizationId, threadId, clientId, byPerson: false })
          yield* audit.append({
            action: "thread.filed",
            entityType: "email_thread",
            entityId: threadId,
            clientId,
            result: "ok",
            after: { by: "address", waiting: n }
          })
        }
        if (clientId === null) {
          yield* threads.wait({
            ...messageKey,
            memberId: linkedBy,
            bytesSealed: yield* vault.seal(null, waitingPurpose(message.messageId), message.raw),
            senderSealed:
              mail.from === null ? null : yield* senders.seal(message.messageId, { from: mail.from, replyTo: mail.replyTo }),
            candidates: matches,
            fileUnder: null,
            at: now
          })
        }
        const placed: Placed = { clientId, threadId }
        return placed
      })

      const follow = Effect.fnUntraced(function* (
        from: ClientId,
        to: ClientId,
        { providerAccountId, sourceId }: { readonly providerAccountId: ConnectionId; readonly sourceId: string },
        documentId: DocumentId
      ) {
        const client = yield* clients.require(to).pipe(Effect.catchTag("NotFound", Effect.die))
        return yield* move(from, client, { providerAccountId, sourceId, documentId }).pipe(
          Effect.catchTag("MessageClosed", Effect.die),
          Effect.provideService(SecureRandom.SecureRandom, random)
        )
      })

      const keep = Effect.fnUntraced(function* (
        clientId: ClientId,
        { providerAccountId }: Pick<MailboxRef, "providerAccountId">,
        message: RawMessage
      ) {
        const { organizationId } = yield* CurrentTenant
        const { historyId, internalDate, messageId, raw, threadId } = message
        const origin = { sourceType: "gmail", providerAccountId, messageId, threadId, internalDate, historyId } as const
        const { documentId } = yield* documents.ingest(clientId, raw, origin)
        const key = { organizationId, providerAccountId, sourceId: messageId }
        yield* inTransaction<void, Unavailable, Caller>(
          Effect.gen(function* () {
            const thread = yield* threads.ofMessage(key)
            const owner = Option.getOrElse(
              Option.flatMap(thread, (row) => Option.fromNullOr(row.clientId)),
              () => clientId
            )
            // Somebody moved the thread while this message was on its way: it goes after it.
            const kept =
              owner === clientId
                ? { clientId, documentId }
                : { clientId: owner, ...(yield* follow(clientId, owner, key, documentId)) }
            const source = yield* sources.find({ ...key, sourceType: "gmail" })
            const now = yield* DateTime.nowAsDate
            yield* threads.settle({
              ...key,
              clientId: kept.clientId,
              documentId: kept.documentId,
              historyId,
              internalDate: dateOf(internalDate),
              sortKey: sortKey(internalDate ?? now.getTime(), messageId),
              sourceHash: Option.getOrNull(Option.map(source, ({ sourceHash }) => sourceHash))
            })
            yield* threads.forgetWaiting(key)
          })
        )
      })

      const kept = Effect.fnUntraced(function* ({ clientId, ...row }: WaitingRow) {
        const raw = yield* inTransaction<Uint8Array, never, CurrentTenant>(
          Effect.orDie(vault.open(null, waitingPurpose(row.sourceId), row.bytesSealed))
        )
        yield* keep(clientId, row, {
          messageId: row.sourceId,
          threadId: row.sourceThreadId,
          historyId: row.historyId,
          internalDate: row.internalDate?.getTime() ?? null,
          labels: [],
          raw
        })
      })

      const settle = Effect.fn("Materialiser.settle")(function* (
        { providerAccountId }: Pick<MailboxRef, "providerAccountId">,
        threadId: ThreadId | null
      ) {
        const { organizationId } = yield* CurrentTenant
        const next = inTransaction<ReadonlyArray<WaitingRow>, never, CurrentTenant>(
          threads.decided({ organizationId, providerAccountId, threadId, limit: 50 })
        )
        let rows = yield* next
        while (rows.length > 0) {
          yield* Effect.forEach(rows, kept, { discard: true })
          rows = yield* next
        }
      })

      return Materialiser.of({
        take: Effect.fn("Materialiser.take")(function* (mailbox, message) {
          const mail = yield* toCanonical(message.raw).pipe(
            Effect.catchTag("UnreadableMail", () => Effect.succeed(unreadable)),
            Effect.provideService(Digest.Digest, digest)
          )
          const participants = addressesOf(mail)
          const matches = yield* contacts.having(participants)
          const { clientId, threadId } = yield* inTransaction<Placed, never, Caller>(
            place(mailbox, message, mail, participants, matches)
          )
          if (clientId === null) return
          yield* keep(clientId, mailbox, message)
          yield* settle(mailbox, threadId)
        }),
        remove: Effect.fn("Materialiser.remove")(function* ({ providerAccountId }, messageId) {
          const { organizationId } = yield* CurrentTenant
          const key = { organizationId, providerAccountId, sourceId: messageId }
          yield* inTransaction<void, never, Caller>(
            Effect.gen(function* () {
              const at = yield* DateTime.nowAsDate
              yield* sources.lock({ ...key, sourceType: "gmail" })
              const gone = yield* sources.entomb({ ...key, sourceType: "gmail", at })
              yield* threads.removed({ ...key, at })
              yield* threads.forgetWaiting(key)
              if (Option.isNone(gone)) return
              yield* cascade.remove(gone.value.clientId, gone.value.documentId)
              yield* audit.append({
                action: "document.removed",
                entityType: "document",
                entityId: gone.value.documentId,
                clientId: gone.value.clientId,
                result: "ok"
              })
            })
          )
        }),
        settle
      })
    })
  )
}
