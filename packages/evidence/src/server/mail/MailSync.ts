import { Audit } from "@beep/audit/server/Audit"
import type {
  GoogleScopeExpansionRequiredError,
  MailboxRelinkRequired,
  ProviderAccountSelectionRequiredError
} from "@beep/connections/contract/googleProblems"
import { GoogleAccounts } from "@beep/connections/server/GoogleAccounts"
import type { GoogleError } from "@beep/gmail/contract/faults"
import { Gmail, type MailboxAccess } from "@beep/gmail/Gmail"
import { CurrentGoogleRetryBudget, googleRetryBudget } from "@beep/gmail/retry"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, Unavailable } from "@beep/kernel/errors"
import { type ConnectionId, type MemberId, newId } from "@beep/kernel/ids"
import { SessionLocks } from "@beep/sql/SessionLocks"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Cause, Context, DateTime, Duration, Effect, FiberMap, Layer, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlClient, SqlError } from "effect/sql"
import type { MailSyncError, MailSyncStatus } from "../../contract/mail/MailSync.ts"
import { type MailItem, MailRunId, type MailRun, mailSyncRepo } from "../internal/mail/MailSyncRepo.ts"
import { threadsRepo } from "../internal/mail/ThreadsRepo.ts"
import { type MailboxRef, Materialiser } from "./Materialiser.ts"
import { mailSyncStatus } from "./mailSyncStatus.ts"

type Caller = CurrentTenant | CurrentActor

export type AccountProblem =
  | NotFound
  | Unavailable
  | GoogleScopeExpansionRequiredError
  | ProviderAccountSelectionRequiredError
  | MailboxRelinkRequired

/** Messages that are read at the same time, and that are asked for from the table at once. */
const atOnce = 4
const batch = 40

/** The organization's active mailbox is read again this long after the reading before ended. */
const restBetween = Duration.minutes(10)

/** Labels of messages that are no mail anybody sent or sees. */
const unread = new Set(["DRAFT", "CHAT", "TRASH", "SPAM"])

/** Why a run stands still or ends; null: this one message is the trouble, and the others go on. */
const stops = (error: GoogleError | MailboxRelinkRequired): MailSyncError | null => {
  switch (error._tag) {
    case "MailboxRelinkRequired":
    case "GrantEnded":
    case "AccessExpired":
      return "relink"
    case "ScopeMissing":
      return "missing_scopes"
    case "RateLimitedByGoogle":
      return "rate_limited"
    case "GoogleTransient":
      return "unavailable"
    case "GoogleRefused":
      return error.kind === "refused" && error.httpStatus === 403 ? "refused" : null
    case "GoneAtGoogle":
      return null
  }
}

/** A run goes on by itself after these. */
const passes = (error: MailSyncError): boolean => error === "rate_limited" || error === "unavailable"

/** How one turn of a run ended: to its end, or standing still for a reason. */
type Turn = MailSyncError | null

/**
 * Reads mailboxes into documents: a run with a row per message it has to look at, so that a killed process
 * loses nothing and repeats nothing that is written (`specs/decisions/mail-sync.md`).
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class MailSync extends Context.Service<
  MailSync,
  {
    /** Begins in the background and answers at once; a run that is under way is answered instead. */
    readonly start: (providerAccountId: ConnectionId | undefined) => Effect.Effect<MailSyncStatus, AccountProblem, Caller>
    readonly state: (providerAccountId: ConnectionId | undefined) => Effect.Effect<MailSyncStatus, AccountProblem, Caller>
    /** Mailboxes of the organization whose run was cut off or stands still, and the active one when it is due. As a job. */
    readonly due: Effect.Effect<ReadonlyArray<ConnectionId>, Unavailable, CurrentTenant>
    /** Goes on, or begins, without a person; waits for the end. Nothing when somebody else is at it. As a job. */
    readonly resume: (providerAccountId: ConnectionId) => Effect.Effect<void, AccountProblem, Caller>
  }
>()("@beep/evidence/MailSync") {
  static readonly layer: Layer.Layer<
    MailSync,
    never,
    Audit | GoogleAccounts | Gmail | Materialiser | TenantTransaction | SqlClient.SqlClient | SecureRandom.SecureRandom
  > = Layer.effect(
    MailSync,
    Effect.gen(function* () {
      const audit = yield* Audit
      const google = yield* GoogleAccounts
      const gmail = yield* Gmail
      const materialiser = yield* Materialiser
      const transaction = yield* TenantTransaction
      const random = yield* SecureRandom.SecureRandom
      const locks = yield* SessionLocks
      const runs = yield* mailSyncRepo
      const threads = yield* threadsRepo
      const background = yield* FiberMap.make<string>()
      const inTransaction = <A, E = never, R = never>(effect: Effect.Effect<A, E | SqlError.SqlError, R>) =>
        transaction.run<A, E, R>(effect)

      const reading = <A>(id: ConnectionId, call: (access: MailboxAccess) => Effect.Effect<A, GoogleError>) =>
        google.withAccessToken(id, (accessToken) => call({ mailbox: id, accessToken }))

      const stand = Effect.fnUntraced(function* (providerAccountId: ConnectionId) {
        const { organizationId } = yield* CurrentTenant
        return yield* inTransaction<MailSyncStatus, never, CurrentTenant>(
          Effect.gen(function* () {
            const run = yield* runs.latest({ organizationId, providerAccountId })
            const counts = Option.isNone(run) ? null : yield* runs.counts({ organizationId, runId: run.value.runId })
            const { n } = yield* threads.waitingCount({ organizationId, providerAccountId })
            return mailSyncStatus(providerAccountId, run, counts, n)
          })
        )
      })

      const noted = (run: MailRun, action: "sync.started" | "sync.resumed") =>
        audit.append({
          action,
          entityType: "mail_sync_run",
          entityId: run.runId,
          clientId: null,
          result: "ok",
          after: { providerAccountId: run.providerAccountId, mode: run.mode }
        })

      /** The open run of the mailbox, or a new one: where the history stands is asked before the first page. */
      const begin = Effect.fnUntraced(function* (id: ConnectionId, linkedBy: MemberId, trigger: "person" | "schedule") {
        const { organizationId } = yield* CurrentTenant
        const key = { organizationId, providerAccountId: id }
        const latest = yield* inTransaction<Option.Option<MailRun>, never, CurrentTenant>(runs.latest(key))
        if (Option.exists(latest, ({ finishedAt }) => finishedAt === null)) return latest
        const { historyId: until } = yield* reading(id, gmail.profile)
        const runId = yield* newId(MailRunId).pipe(Effect.provideService(SecureRandom.SecureRandom, random))
        return yield* inTransaction<Option.Option<MailRun>, never, Caller>(
          Effect.gen(function* () {
            const since = Option.map(yield* runs.historyOf(key), ({ historyId }) => historyId)
            const at = yield* DateTime.nowAsDate
            const opened = yield* runs.open({
              ...key,
              runId,
              memberId: linkedBy,
              trigger,
              since: Option.getOrNull(since),
              until,
              at
            })
            if (Option.isSome(opened)) yield* noted(opened.value, "sync.started")
            return Option.isSome(opened) ? opened : yield* runs.latest(key)
          })
        )
      })

      const page = Effect.fnUntraced(function* (run: MailRun) {
        if (run.mode === "full" || run.since === null) {
          const { messages, nextPageToken } = yield* reading(run.providerAccountId, (access) =>
            gmail.messages(access, run.pageToken)
          )
          return { items: messages.map(({ messageId }): MailItem => ({ sourceId: messageId, action: "fetch" })), nextPageToken }
        }
        const since = run.since
        const { changes, nextPageToken } = yield* reading(run.providerAccountId, (access) =>
          gmail.history(access, since, run.pageToken)
        )
        const last = new Map(changes.map(({ change, messageId }) => [messageId, change]))
        const items = [...last].map(([sourceId, change]): MailItem => ({
          sourceId,
          action: change === "added" ? "fetch" : "remove"
        }))
        return { items, nextPageToken }
      })

      /** Page by page; what is to do and where the next page begins are one transaction. */
      const list = Effect.fnUntraced(function* (run: MailRun) {
        const { organizationId } = yield* CurrentTenant
        const key = { organizationId, runId: run.runId }
        let current = run
        while (current.phase === "listing") {
          const listed = yield* page(current).pipe(
            Effect.map(Option.some),
            Effect.catchTag("GoneAtGoogle", (error) => (current.mode === "changes" ? Effect.succeedNone : Effect.fail(error)))
          )
          yield* inTransaction(
            Option.match(listed, {
              onNone: () => runs.restartFull(key),
              onSome: ({ items, nextPageToken }) =>
                Effect.gen(function* () {
                  yield* runs.addItems({ ...key, items })
                  if (nextPageToken === null && current.mode === "full") {
                    yield* runs.addUnlisted({ ...key, providerAccountId: run.providerAccountId })
                  }
                  yield* runs.listed({ ...key, pageToken: nextPageToken })
                })
            })
          )
          const latest = yield* inTransaction<Option.Option<MailRun>, never, CurrentTenant>(
            runs.latest({ organizationId, providerAccountId: run.providerAccountId })
          )
          current = Option.getOrElse(latest, () => current)
        }
      })

      const take = Effect.fnUntraced(function* (mailbox: MailboxRef, { action, sourceId }: MailItem) {
        const found =
          action === "remove"
            ? Option.none()
            : yield* reading(mailbox.providerAccountId, (access) => gmail.message(access, sourceId)).pipe(
                Effect.map((message) =>
                  message.labels.some((label) => unread.has(label)) ? Option.none() : Option.some(message)
                ),
                Effect.catchTag("GoneAtGoogle", () => Effect.succeed(Option.none()))
              )
        yield* Option.match(found, {
          onNone: () => materialiser.remove(mailbox, sourceId),
          onSome: (message) => materialiser.take(mailbox, message)
        })
      })

      /** One message; what stops the whole run fails, what is this message's own trouble is written beside it. */
      const looked = Effect.fnUntraced(function* (mailbox: MailboxRef, runId: MailRunId, item: MailItem) {
        const { organizationId } = yield* CurrentTenant
        const code = yield* take(mailbox, item).pipe(
          Effect.as(null),
          Effect.catchTags({
            DocumentTooLarge: () => Effect.succeed("too_large"),
            FiledElsewhere: () => Effect.succeed("filed_elsewhere"),
            NotFound: () => Effect.succeed("client_gone"),
            GoogleRefused: (error) => (stops(error) === null ? Effect.succeed("not_readable") : Effect.fail(error))
          })
        )
        yield* inTransaction(runs.close({ organizationId, runId, sourceId: item.sourceId, code }))
      })

      const fetchAll = Effect.fnUntraced(function* (mailbox: MailboxRef, runId: MailRunId) {
        const { organizationId } = yield* CurrentTenant
        const next = inTransaction<ReadonlyArray<MailItem>, never, CurrentTenant>(
          runs.waiting({ organizationId, runId, limit: batch })
        )
        let items = yield* next
        while (items.length > 0) {
          yield* Effect.forEach(items, (item) => looked(mailbox, runId, item), { concurrency: atOnce, discard: true })
          items = yield* next
        }
      })

      const end = Effect.fnUntraced(function* (run: MailRun, error: Turn) {
        const { organizationId } = yield* CurrentTenant
        const key = { organizationId, runId: run.runId }
        yield* inTransaction<void, never, Caller>(
          Effect.gen(function* () {
            const { done, failed } = yield* runs.counts(key)
            const at = yield* DateTime.nowAsDate
            const outcome = error !== null ? "failed" : failed > 0 ? "partial" : "succeeded"
            yield* runs.end({ ...key, outcome, error, done, failed, at })
            yield* runs.forgetItems(key)
            if (error === null) {
              const mailbox = { organizationId, providerAccountId: run.providerAccountId }
              yield* runs.reached({ ...mailbox, historyId: run.until, at })
            }
            yield* audit.append({
              action: error === null ? "sync.completed" : "sync.failed",
              entityType: "mail_sync_run",
              entityId: run.runId,
              clientId: null,
              result: error === null ? "ok" : "failed",
              after: { outcome, read: done, failed },
              ...(error === null ? {} : { reason: error })
            })
          })
        )
      })

      const toTheEnd = Effect.fnUntraced(function* (run: MailRun) {
        const { organizationId } = yield* CurrentTenant
        const mailbox: MailboxRef = { providerAccountId: run.providerAccountId, linkedBy: run.memberId }
        const stopped = yield* Effect.gen(function* () {
          yield* materialiser.settle(mailbox, null).pipe(
            Effect.catchTags({
              // The client left, or its file is too large: the message waits on, and a person sees it.
              NotFound: () => Effect.void,
              DocumentTooLarge: () => Effect.void,
              FiledElsewhere: () => Effect.void
            })
          )
          yield* list(run)
          yield* fetchAll(mailbox, run.runId)
          const nothing: Turn = null
          return nothing
        }).pipe(
          Effect.catchIf(
            (error) => error._tag !== "Unavailable",
            (error) => Effect.succeed<Turn>(stops(error) ?? "refused")
          )
        )
        if (stopped !== null && passes(stopped)) {
          yield* inTransaction(runs.pause({ organizationId, runId: run.runId, error: stopped }))
          return
        }
        yield* end(run, stopped)
      })

      const whileHeld = Effect.fnUntraced(function* <E, R>(id: ConnectionId, use: Effect.Effect<void, E, R>) {
        const { organizationId } = yield* CurrentTenant
        return yield* unavailableOrDie(locks.whileHeld(`beep.mail/${organizationId}/${id}`, use))
      })

      /** Mail of every client is in a mailbox, so a run belongs to the organization, whoever asked for it. */
      const asOrganization = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
        Effect.flatMap(CurrentTenant, ({ organizationId }) =>
          Effect.provideService(effect, CurrentTenant, { organizationId, memberId: null, role: "system" })
        )

      const start: MailSync["Service"]["start"] = Effect.fn("MailSync.start")(function* (id) {
        const account = yield* google.require(id)
        const { organizationId } = yield* CurrentTenant
        const run = yield* asOrganization(begin(account.providerAccountId, account.linkedBy, "person")).pipe(
          Effect.provideService(CurrentGoogleRetryBudget, googleRetryBudget.interactive),
          Effect.catchIf(
            (error) => error._tag !== "Unavailable" && error._tag !== "MailboxRelinkRequired",
            (error) =>
              // What the account lacks now stands on it: asking again answers C-01 or that it has to be linked again.
              Effect.andThen(google.require(id), Effect.fail(new Unavailable({ what: `google ${error._tag}` })))
          )
        )
        if (Option.isSome(run)) {
          yield* FiberMap.run(
            background,
            `${organizationId}/${account.providerAccountId}`,
            asOrganization(whileHeld(account.providerAccountId, toTheEnd(run.value))).pipe(
              Effect.catchCause((cause) =>
                Cause.hasInterruptsOnly(cause)
                  ? Effect.void
                  : Effect.logError("a reading of a mailbox stopped; the next one goes on with it", cause)
              )
            ),
            { onlyIfMissing: true }
          )
        }
        return yield* asOrganization(stand(account.providerAccountId))
      })

      const state: MailSync["Service"]["state"] = Effect.fn("MailSync.state")(function* (id) {
        const account = yield* google.require(id)
        return yield* asOrganization(stand(account.providerAccountId))
      })

      const due = Effect.gen(function* () {
        const { organizationId } = yield* CurrentTenant
        const now = yield* DateTime.now
        const open = yield* inTransaction(runs.unfinished(organizationId))
        const active = yield* google.active
        const isDue = Option.isNone(active)
          ? false
          : Option.match(
              yield* inTransaction<Option.Option<MailRun>, never, CurrentTenant>(
                runs.latest({ organizationId, providerAccountId: active.value })
              ),
              {
                onNone: () => true,
                onSome: ({ finishedAt }) =>
                  finishedAt !== null && DateTime.isLessThan(DateTime.addDuration(finishedAt, restBetween), now)
              }
            )
        return [...new Set([...open.map((row) => row.providerAccountId), ...(isDue ? Option.toArray(active) : [])])]
      }).pipe(Effect.withSpan("MailSync.due"))

      const resume: MailSync["Service"]["resume"] = Effect.fn("MailSync.resume")(function* (id) {
        const { organizationId } = yield* CurrentTenant
        yield* whileHeld(
          id,
          Effect.gen(function* () {
            const latest = yield* inTransaction<Option.Option<MailRun>, never, CurrentTenant>(
              runs.latest({ organizationId, providerAccountId: id })
            )
            if (Option.isSome(latest) && latest.value.finishedAt === null) {
              yield* inTransaction(noted(latest.value, "sync.resumed"))
              return yield* toTheEnd(latest.value)
            }
            const account = yield* google.require(id)
            const run = yield* begin(id, account.linkedBy, "schedule").pipe(
              Effect.catchIf(
                (error) => error._tag !== "Unavailable" && error._tag !== "MailboxRelinkRequired",
                () => Effect.fail(new Unavailable({ what: "google" }))
              )
            )
            if (Option.isSome(run)) yield* toTheEnd(run.value)
          })
        )
      })

      return MailSync.of({ start, state, due, resume })
    })
  ).pipe(Layer.provide(SessionLocks.layer))
}
