import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type FeatureNotEnabled, NotFound, type Unavailable } from "@beep/kernel/errors"
import { type ClientId, newId } from "@beep/kernel/ids"
import type { LocalDate } from "@beep/kernel/LocalDate"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import type { Client } from "@beep/tenancy/contract/Client"
import { Clients } from "@beep/tenancy/server/Clients"
import { FeatureFlags } from "@beep/tenancy/server/FeatureFlags"
import { Array as Arr, Context, Duration, Effect, Layer, Option, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import type { IssueId } from "../../contract/hygiene/HygieneIssue.ts"
import type { QuickFixKind } from "../../contract/hygiene/QuickFix.ts"
import { rules } from "../../contract/hygiene/Rule.ts"
import type { QboId } from "../../contract/ledger/QboId.ts"
import { holds, WrittenEntity } from "../../contract/writeback/FieldValues.ts"
import {
  type FixForm,
  type FixOrder,
  type FixOutcome,
  type FixResult,
  type FixResults,
  type OrderedFix,
  type TermChoice,
  type UndoResult,
  type WriteBack,
  type WriteBackList,
  WriteId
} from "../../contract/writeback/WriteBack.ts"
import { issueRows } from "../internal/hygiene/IssueRows.ts"
import { LedgerReader, type VersionWithSource } from "../internal/ledger/LedgerReader.ts"
import { companyTerms, type CompanyTerm } from "../internal/writeback/CompanyTerms.ts"
import { intentValues } from "../internal/writeback/intentValues.ts"
import { type IntentRow, WriteIntents } from "../internal/writeback/WriteIntents.ts"
import { writeViews } from "../internal/writeback/writeViews.ts"
import { dueFromTerms } from "../ledger/draft/dueFromTerms.ts"
import { HygieneFixes } from "../hygiene/HygieneFixes.ts"
import { grace } from "./nextAttempt.ts"
import { contentHash, onlyFields, ordered, type RecordFields, recordFields } from "./writtenFields.ts"

type Caller = CurrentTenant | CurrentActor
type Failure = NotFound | Unavailable

const isWritten = Schema.is(WrittenEntity)

/** The part of an issue that a write is about: its first record, and what can be set on it. */
interface FixableIssue {
  readonly entityType: string
  readonly qboId: QboId
  readonly fixes: ReadonlyArray<QuickFixKind>
}

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

const nameOf = ({ name }: TermChoice): string => name ?? ""

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
      const reader = yield* LedgerReader
      const intents = yield* WriteIntents
      const issues = yield* HygieneFixes
      const rows = yield* issueRows
      const random = yield* SecureRandom.SecureRandom
      const termsOf = yield* companyTerms
      const views = yield* writeViews
      const { open, seal } = yield* intentValues

      const freshId = Effect.provideService(newId(WriteId), SecureRandom.SecureRandom, random)

      const fixable = Effect.fnUntraced(function* (clientId: ClientId, issueIds: ReadonlyArray<IssueId>) {
        const { organizationId } = yield* CurrentTenant
        const found = yield* rows.byIds({ organizationId, clientId }, issueIds)
        return new Map(
          found.flatMap(({ issueId, records, ruleId }) =>
            records
              .slice(0, 1)
              .map(([entityType, qboId]): [IssueId, FixableIssue] => [issueId, { entityType, qboId, fixes: rules[ruleId].fixes }])
          )
        )
      })

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
            const issue = (yield* fixable(clientId, [issueId])).get(issueId)
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
                .toSorted((one, other) => nameOf(one).localeCompare(nameOf(other))),
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

      /** No other write of the client is staged, and no issue of it moved, until the transaction ends. */
      const held = (clientId: ClientId) =>
        Effect.flatMap(CurrentTenant, ({ organizationId }) => rows.hold({ organizationId, clientId }))

      const stage = Effect.fnUntraced(function* (
        client: Client,
        { fix, issueId, recordVersion, version }: OrderedFix,
        issue: FixableIssue | undefined,
        sources: ReadonlyMap<string, VersionWithSource>,
        terms: ReadonlyArray<CompanyTerm>
      ) {
        const clientId = client.id
        if (issue === undefined) return result(issueId, "not_found")
        const mirror = mirrorOf(issue, sources)
        if (Option.isNone(mirror) || !issue.fixes.includes(fix.kind)) return result(issueId, "not_possible")
        const { entityType, fields, qboId, raw, syncToken } = mirror.value
        const after = ordered(entityType, fields, fix, dueBy(terms, fields.txnDate))
        if (after === null) return result(issueId, "not_valid")
        const present = yield* intents.underWay(clientId, entityType, qboId)
        if (Option.isSome(present)) {
          const values = (yield* open(clientId, [present.value])).get(present.value.writeId)
          const isSame = values !== undefined && present.value.issueId === issueId && holds(values.after, after)
          return result(issueId, isSame ? "under_way" : "busy", present.value)
        }
        if (recordVersion !== undefined && recordVersion !== syncToken) return result(issueId, "stale")
        const { outcome: said } = yield* issues.request(client, { issueId, version }, fix.kind)
        if (said !== "done") return result(issueId, said)
        const { memberId } = yield* CurrentTenant
        const writeId = yield* freshId
        yield* intents.stage(clientId, {
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

      const order = Effect.fn("WriteBacks.order")(function* (clientId: ClientId, { fixes }: FixOrder) {
        const client = yield* clients.require(clientId)
        yield* flags.require("qbo.write_back")
        return yield* transaction.run(
          Effect.gen(function* () {
            yield* held(clientId)
            const found = yield* fixable(
              clientId,
              fixes.map(({ issueId }) => issueId)
            )
            const sources = yield* reader.sources(clientId, [...found.values()])
            const terms = (yield* termsOf(clientId)).filter(({ active }) => active)
            const outcomes = yield* Effect.forEach(fixes, (fix) => stage(client, fix, found.get(fix.issueId), sources, terms))
            const written = outcomes.flatMap(({ write }) => (write === null ? [] : [write]))
            const seen = new Map<string, WriteBack>((yield* views(clientId, written)).map((write) => [write.writeId, write]))
            const results = outcomes.map(({ issueId, outcome, write }): FixResult => ({
              issueId,
              outcome,
              write: seen.get(write?.writeId ?? "") ?? null
            }))
            return { results }
          })
        )
      })

      const shown = (clientId: ClientId, writes: ReadonlyArray<IntentRow>) =>
        Effect.flatMap(views(clientId, writes), (found) =>
          Effect.mapError(Effect.fromOption(Arr.head(found)), () => new NotFound())
        )

      const inverse = Effect.fnUntraced(function* (
        clientId: ClientId,
        { entityType, kind, qboId, writeId: undoes }: IntentRow,
        { after, before }: WriteBack,
        recorded: { readonly syncToken: string; readonly hash: Uint8Array }
      ) {
        yield* held(clientId)
        if (Option.isSome(yield* intents.underWay(clientId, entityType, qboId))) return Option.none<WriteId>()
        const { memberId } = yield* CurrentTenant
        const writeId = yield* freshId
        yield* intents.stage(clientId, {
          writeId,
          issueId: null,
          undoes,
          kind,
          entityType,
          qboId,
          expectedSyncToken: recorded.syncToken,
          seenHash: recorded.hash,
          values: yield* seal(clientId, { before: after, after: before, now: null, detail: null }),
          stagedBy: memberId,
          sendAfter: Duration.zero
        })
        yield* audit.append({
          action: "write.undo_staged",
          entityType: "write",
          entityId: writeId,
          clientId,
          result: "ok",
          after: { kind, record: `${entityType}/${qboId}`, undoes }
        })
        return Option.some(writeId)
      })

      const takenBack = Effect.fnUntraced(function* (client: Client, write: IntentRow) {
        const clientId = client.id
        const { entityType, issueId, kind, qboId, recordedHash: hash, recordedSyncToken: syncToken, writeId } = write
        const seen = yield* shown(clientId, [write])
        if (seen.undo === "cancel") {
          yield* intents.cancel(clientId, writeId)
          yield* audit.append({
            action: "write.cancelled",
            entityType: "write",
            entityId: writeId,
            clientId,
            result: "ok",
            after: { kind, record: `${entityType}/${qboId}` }
          })
          if (issueId !== null) yield* issues.settle(client, issueId, "conflicted")
          return { outcome: "cancelled" as const, writeId }
        }
        const other =
          seen.undo === "inverse" && hash !== null && syncToken !== null
            ? yield* inverse(clientId, write, seen, { hash, syncToken })
            : Option.none<WriteId>()
        return Option.match(other, {
          onNone: () => ({ outcome: "too_late" as const, writeId }),
          onSome: (staged) => ({ outcome: "staged" as const, writeId: staged })
        })
      })

      const undo = Effect.fn("WriteBacks.undo")(function* (clientId: ClientId, writeId: WriteId) {
        const client = yield* clients.require(clientId)
        return yield* transaction.run(
          Effect.gen(function* () {
            const write = yield* intents.lock(clientId, writeId)
            if (Option.isNone(write)) return yield* new NotFound()
            const done = yield* takenBack(client, write.value)
            return { outcome: done.outcome, write: yield* shown(clientId, yield* intents.byIds(clientId, [done.writeId])) }
          })
        )
      })

      return WriteBacks.of({ list, form, order, undo })
    })
  ).pipe(Layer.provide([WriteIntents.layer, LedgerReader.layer]))
}
