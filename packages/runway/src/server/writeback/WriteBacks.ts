import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type FeatureNotEnabled, NotFound, type Unavailable } from "@beep/kernel/errors"
import { type ClientId, newId } from "@beep/kernel/ids"
import type { LocalDate } from "@beep/kernel/LocalDate"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { FeatureFlags } from "@beep/tenancy/server/FeatureFlags"
import { Context, DateTime, Duration, Effect, Layer, Option, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import { SqlClient, type SqlError } from "effect/sql"
import type { IssueId } from "../../contract/hygiene/HygieneIssue.ts"
import type { QboId } from "../../contract/ledger/QboId.ts"
import { holds, WrittenEntity } from "../../contract/writeback/FieldValues.ts"
import { undoOf } from "../../contract/writeback/undoOf.ts"
import {
  type FixForm,
  type FixOrder,
  type FixOutcome,
  type FixResult,
  type FixResults,
  type OrderedFix,
  type UndoResult,
  type WriteBackList,
  WriteId
} from "../../contract/writeback/WriteBack.ts"
import { LedgerReader, type VersionWithSource } from "../internal/ledger/LedgerReader.ts"
import { companyTerms, type CompanyTerm } from "../internal/writeback/CompanyTerms.ts"
import { intentValues } from "../internal/writeback/intentValues.ts"
import { type IntentRow, WriteIntents } from "../internal/writeback/WriteIntents.ts"
import { writeViews } from "../internal/writeback/writeViews.ts"
import { dueFromTerms } from "../ledger/draft/dueFromTerms.ts"
import { type FixableIssue, IssueFixes } from "./IssueFixes.ts"
import { grace } from "./nextAttempt.ts"
import { contentHash, onlyFields, ordered, type RecordFields, recordFields } from "./writtenFields.ts"

type Caller = CurrentTenant | CurrentActor
type Failure = NotFound | Unavailable

const isWritten = Schema.is(WrittenEntity)

/** A record that can be written, as it is mirrored. */
interface Mirror {
  readonly entityType: WrittenEntity
  readonly qboId: QboId
  readonly syncToken: string
  readonly raw: string
  readonly fields: RecordFields
}

const mirrorOf = (issue: FixableIssue, sources: ReadonlyMap<string, VersionWithSource>): Option.Option<Mirror> => {
  const { entityType, qboId } = issue
  const source = sources.get(`${entityType}/${qboId}`)
  if (!isWritten(entityType) || source === undefined || source.deleted || source.sync_token === null) return Option.none()
  const { raw, sync_token: syncToken } = source
  return Option.map(recordFields(entityType, raw), (fields) => ({ entityType, qboId, syncToken, raw, fields }))
}

/** Null for terms the company does not have; undefined for terms that say no day. */
const dueBy =
  (terms: ReadonlyArray<CompanyTerm>, txnDate: LocalDate | null) =>
  (termId: QboId): LocalDate | null | undefined => {
    const term = terms.find((one) => one.termId === termId)
    if (term === undefined) return null
    return txnDate === null ? undefined : dueFromTerms(txnDate, term.facts)
  }

/**
 * Field writes to QuickBooks as members order them: each is kept with its audit entry and with what it does to its issue in
 * one transaction, and nothing is sent before that has ended.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class WriteBacks extends Context.Service<
  WriteBacks,
  {
    list(clientId: ClientId): Effect.Effect<WriteBackList, Failure, Caller>
    form(clientId: ClientId, issueId: IssueId): Effect.Effect<FixForm, Failure, Caller>
    order(clientId: ClientId, order: FixOrder): Effect.Effect<FixResults, Failure | FeatureNotEnabled, Caller>
    undo(clientId: ClientId, writeId: WriteId): Effect.Effect<UndoResult, Failure, Caller>
  }
>()("@beep/runway/WriteBacks") {
  static readonly layer = Layer.effect(
    WriteBacks,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const flags = yield* FeatureFlags
      const transaction = yield* TenantTransaction
      const sql = yield* SqlClient.SqlClient
      const reader = yield* LedgerReader
      const intents = yield* WriteIntents
      const issues = yield* IssueFixes
      const random = yield* SecureRandom.SecureRandom
      const termsOf = yield* companyTerms
      const views = yield* writeViews
      const { open, seal } = yield* intentValues

      const freshId = Effect.provideService(newId(WriteId), SecureRandom.SecureRandom, random)

      const list = Effect.fn("WriteBacks.list")(function* (clientId: ClientId) {
        yield* clients.require(clientId)
        const enabled = yield* flags.isEnabled("qbo.write_back")
        const writes = yield* transaction.run(Effect.flatMap(intents.list(clientId), (rows) => views(clientId, rows)))
        return { enabled, writes }
      })

      const usualTerms = Effect.fnUntraced(function* (clientId: ClientId, { entityType, fields }: Mirror) {
        if (fields.partyId === null) return null
        const kind = entityType === "Bill" ? "Vendor" : "Customer"
        const party = yield* reader.source(clientId, kind, fields.partyId)
        return Option.match(
          Option.flatMap(party, ({ raw }) => recordFields(kind, raw)),
          { onNone: () => null, onSome: ({ values }) => values.termId }
        )
      })

      const form = Effect.fn("WriteBacks.form")(function* (clientId: ClientId, issueId: IssueId) {
        const client = yield* clients.require(clientId)
        const enabled = yield* flags.isEnabled("qbo.write_back")
        const found = yield* transaction.run(
          Effect.gen(function* () {
            const issue = (yield* issues.find(clientId, [issueId])).get(issueId)
            if (issue === undefined || issue.fixes.length === 0) return Option.none()
            const mirror = mirrorOf(issue, yield* reader.sources(clientId, [issue]))
            if (Option.isNone(mirror)) return Option.none()
            const terms = (yield* termsOf(clientId)).filter(({ active }) => active)
            const names = yield* reader.words(clientId, [
              issue,
              ...terms.map(({ termId }) => ({ entityType: "Term", qboId: termId }))
            ])
            const { entityType, fields, qboId, syncToken } = mirror.value
            const words = names.get(`${entityType}/${qboId}`)
            const dueOf = dueBy(terms, fields.txnDate)
            const answer: FixForm = {
              issueId,
              entityType,
              qboId,
              title: words?.doc ?? words?.name ?? null,
              companyName: client.name,
              recordVersion: syncToken,
              txnDate: fields.txnDate,
              current: fields.values,
              terms: terms
                .map(({ termId }) => ({
                  termId,
                  name: names.get(`Term/${termId}`)?.name ?? null,
                  dueDate: dueOf(termId) ?? null
                }))
                .toSorted((one, other) => (one.name ?? "").localeCompare(other.name ?? "")),
              usualTermId: yield* usualTerms(clientId, mirror.value),
              undoable: issue.fixes.every(
                (kind) => kind === "add_email" || fields.txnDate === null || fields.values.dueDate !== null
              ),
              enabled
            }
            return Option.some(answer)
          })
        )
        return Option.isNone(found) ? yield* new NotFound() : found.value
      })

      const result = (issueId: IssueId, outcome: FixOutcome, write: IntentRow | null = null) => ({ issueId, outcome, write })

      /** Undone again when it cannot be kept after all: what was said to the issue too. */
      class Overtaken extends Schema.TaggedError<Overtaken>()("Overtaken", {}) {}

      const stage = Effect.fnUntraced(function* (
        clientId: ClientId,
        { fix, issueId, recordVersion, version }: OrderedFix,
        issue: FixableIssue | undefined,
        sources: ReadonlyMap<string, VersionWithSource>,
        terms: ReadonlyArray<CompanyTerm>
      ) {
        if (issue === undefined) return result(issueId, "not_found")
        const mirror = mirrorOf(issue, sources)
        if (Option.isNone(mirror) || !issue.fixes.includes(fix.kind)) return result(issueId, "not_possible")
        const { entityType, fields, qboId, raw, syncToken } = mirror.value
        const after = ordered(entityType, fields, fix, dueBy(terms, fields.txnDate))
        if (after === null) return result(issueId, "not_valid")
        const standing = Effect.gen(function* () {
          const present = yield* intents.underWay(clientId, entityType, qboId)
          if (Option.isNone(present)) return null
          const values = (yield* open(clientId, [present.value])).get(present.value.writeId)
          const isSame = values !== undefined && present.value.issueId === issueId && holds(values.after, after)
          return result(issueId, isSame ? "under_way" : "busy", present.value)
        })
        const before = yield* standing
        if (before !== null) return before
        if (recordVersion !== undefined && recordVersion !== syncToken) return result(issueId, "stale")
        const { memberId } = yield* CurrentTenant
        const writeId = yield* freshId
        const kept = Effect.gen(function* () {
          const said = yield* issues.requested(clientId, issueId, version)
          // Somebody may have been first between our look and our word.
          if (said !== "done") return (yield* standing) ?? result(issueId, said)
          const isStaged = yield* intents.stage(clientId, {
            writeId,
            issueId,
            undoes: null,
            kind: fix.kind,
            entityType,
            qboId,
            expectedSyncToken: syncToken,
            seenHash: contentHash(entityType, raw),
            values: yield* seal(clientId, { before: onlyFields(fields.values, after), after, now: null, detail: null }),
            stagedBy: memberId,
            sendAfter: grace
          })
          if (!isStaged) return yield* new Overtaken()
          yield* audit.append({
            action: "write.staged",
            entityType: "write",
            entityId: writeId,
            clientId,
            result: "ok",
            after: { kind: fix.kind, record: `${entityType}/${qboId}`, issue: issueId, version: syncToken }
          })
          return result(issueId, "staged", Option.getOrNull(yield* intents.lock(clientId, writeId)))
        })
        return yield* sql
          .withTransaction(kept)
          .pipe(Effect.catchTag("Overtaken", () => Effect.map(standing, (found) => found ?? result(issueId, "busy"))))
      })

      const order = Effect.fn("WriteBacks.order")(function* (clientId: ClientId, { fixes }: FixOrder) {
        yield* clients.require(clientId)
        yield* flags.require("qbo.write_back")
        return yield* transaction.run(
          Effect.gen(function* () {
            const found = yield* issues.find(
              clientId,
              fixes.map(({ issueId }) => issueId)
            )
            const sources = yield* reader.sources(clientId, [...found.values()])
            const terms = (yield* termsOf(clientId)).filter(({ active }) => active)
            const outcomes = yield* Effect.forEach(fixes, (fix) => stage(clientId, fix, found.get(fix.issueId), sources, terms))
            const rows = outcomes.flatMap(({ write }) => (write === null ? [] : [write]))
            const shown = new Map((yield* views(clientId, rows)).map((write) => [write.writeId, write]))
            const results = outcomes.map(({ issueId, outcome, write }): FixResult => ({
              issueId,
              outcome,
              write: write === null ? null : (shown.get(write.writeId) ?? null)
            }))
            return { results }
          })
        )
      })

      const inverse = Effect.fnUntraced(function* (clientId: ClientId, write: IntentRow) {
        const values = (yield* open(clientId, [write])).get(write.writeId)
        const { recordedHash, recordedSyncToken } = write
        if (values === undefined || recordedHash === null || recordedSyncToken === null) return Option.none<WriteId>()
        const { memberId } = yield* CurrentTenant
        const writeId = yield* freshId
        const isStaged = yield* intents.stage(clientId, {
          writeId,
          issueId: null,
          undoes: write.writeId,
          kind: write.kind,
          entityType: write.entityType,
          qboId: write.qboId,
          expectedSyncToken: recordedSyncToken,
          seenHash: recordedHash,
          values: yield* seal(clientId, { before: values.after, after: values.before, now: null, detail: null }),
          stagedBy: memberId,
          sendAfter: Duration.zero
        })
        if (!isStaged) return Option.none<WriteId>()
        yield* audit.append({
          action: "write.undo_staged",
          entityType: "write",
          entityId: writeId,
          clientId,
          result: "ok",
          after: { kind: write.kind, record: `${write.entityType}/${write.qboId}`, undoes: write.writeId }
        })
        return Option.some(writeId)
      })

      const takenBack = Effect.fnUntraced(function* (
        clientId: ClientId,
        writeId: WriteId
      ): Effect.fn.Return<
        { readonly outcome: UndoResult["outcome"]; readonly writeId: WriteId },
        NotFound | SqlError.SqlError,
        Caller
      > {
        const found = yield* intents.lock(clientId, writeId)
        if (Option.isNone(found)) return yield* new NotFound()
        const write = found.value
        const values = (yield* open(clientId, [write])).get(writeId)
        if (values === undefined) return yield* new NotFound()
        const way = undoOf({ ...write, before: values.before, isInverse: write.undoes !== null }, yield* DateTime.now)
        if (way === "cancel" && (yield* intents.cancel(clientId, writeId))) {
          yield* audit.append({
            action: "write.cancelled",
            entityType: "write",
            entityId: writeId,
            clientId,
            result: "ok",
            after: { kind: write.kind, record: `${write.entityType}/${write.qboId}` }
          })
          if (write.issueId !== null) yield* issues.notWritten(clientId, write.issueId)
          return { outcome: "cancelled", writeId }
        }
        const other = way === "inverse" ? yield* inverse(clientId, write) : Option.none<WriteId>()
        return Option.match(other, {
          onNone: () => ({ outcome: "too_late", writeId }),
          onSome: (staged) => ({ outcome: "staged", writeId: staged })
        })
      })

      const undo = Effect.fn("WriteBacks.undo")(function* (clientId: ClientId, writeId: WriteId) {
        yield* clients.require(clientId)
        return yield* transaction.run(
          Effect.gen(function* () {
            const done = yield* takenBack(clientId, writeId)
            const [write] = yield* views(clientId, yield* intents.byIds(clientId, [done.writeId]))
            return write === undefined ? yield* new NotFound() : { outcome: done.outcome, write }
          })
        )
      })

      return WriteBacks.of({ list, form, order, undo })
    })
  ).pipe(Layer.provide([WriteIntents.layer, LedgerReader.layer]))
}
