import { Audit } from "@beep/audit/server/Audit"
import type { AuditAction } from "@beep/audit/contract/AuditAction"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { todayIn } from "@beep/kernel/LocalDate"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { commanded, type IssueCommand } from "../../contract/hygiene/lifecycle.ts"
import type { KeptIssue } from "../../contract/hygiene/scanPlan.ts"
import type { Tray, TrayQuery } from "../../contract/hygiene/Tray.ts"
import type { ItemOutcome, TrayCommand, TrayItemResult, TrayResult } from "../../contract/hygiene/TrayCommand.ts"
import { problemText } from "../../contract/messages.ts"
import { keptOf, issueRows, type IssueRow } from "../internal/hygiene/IssueRows.ts"
import { type TrayStanding, trayStandings } from "../internal/hygiene/TrayStandings.ts"
import { keptAnswers } from "../internal/KeptAnswers.ts"
import { LedgerReader } from "../internal/ledger/LedgerReader.ts"
import { hygieneStandings, scoreFrom } from "./HygieneStandings.ts"
import { issueViews } from "./IssueViews.ts"
import { PriorityCalculator } from "./PriorityCalculator.ts"
import { trayHead } from "./trayHead.ts"
import { trayPages } from "./TrayPages.ts"

type Caller = CurrentTenant | CurrentActor

const auditOf: Readonly<Record<TrayCommand["action"], AuditAction>> = {
  review: "issue.reviewed",
  snooze: "issue.snoozed",
  mark_fixed: "issue.marked_fixed",
  undo: "issue.undone"
}

const commandOf = (command: TrayCommand): IssueCommand => {
  switch (command.action) {
    case "review":
      return { action: "review", reason: command.reason }
    case "snooze":
      return { action: "snooze", until: command.until }
    default:
      return { action: command.action }
  }
}

/** First pages, some twenty kilobytes each. */
const keptAtMost = 500

/** When the first undo of an answer is over. */
const firstEndOf = ({ items, top }: Tray): DateTime.Utc | null =>
  [...top, ...items].reduce<DateTime.Utc | null>(
    (first, { undoUntil }) =>
      undoUntil === null || (first !== null && DateTime.isLessThan(first, undoUntil)) ? first : undoUntil,
    null
  )

/**
 * The Hygiene tab: what rules found in a client's books, and what people answer.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Hygiene extends Context.Service<
  Hygiene,
  {
    readonly tray: (
      clientId: ClientId,
      query: TrayQuery
    ) => Effect.Effect<Tray, NotFound | ValidationFailed | Unavailable, Caller>
    /** All in one transaction, each issue with an entry of its own: what could not be done leaves the rest done. */
    readonly act: (
      clientId: ClientId,
      command: TrayCommand
    ) => Effect.Effect<TrayResult, NotFound | ValidationFailed | Unavailable, Caller>
  }
>()("@beep/runway/Hygiene") {
  static readonly layerNoDeps = Layer.effect(
    Hygiene,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const transaction = yield* TenantTransaction
      const issues = yield* issueRows
      const standings = yield* hygieneStandings
      const views = yield* issueViews
      const head = yield* trayHead
      const pages = yield* trayPages
      const trayStanding = yield* trayStandings
      const kept = keptAnswers<Tray>(keptAtMost)

      /** A household has no books. */
      const business = Effect.fnUntraced(function* (clientId: ClientId) {
        const client = yield* clients.require(clientId)
        return client.kind === "business" ? client : yield* new NotFound()
      })

      const computed = Effect.fnUntraced(function* (clientId: ClientId, query: TrayQuery, calculates: boolean) {
        const client = yield* business(clientId)
        const { organizationId } = yield* CurrentTenant
        const place = { organizationId, clientId }
        return yield* transaction.run(
          Effect.gen(function* () {
            const summary = yield* standings.find(place)
            const now = yield* DateTime.now
            const today = yield* todayIn(client.timezone)
            const due = yield* head.upcoming({ ...place, today })
            const { items, next, priorities, sort, top: first } = yield* pages.read(place, client.homeCurrency, query, calculates)
            // Read once: the first three are often on the page too.
            const rows = [...new Map([...first, ...items].map((row) => [row.issueId, row])).values()]
            const records = yield* views.known(place, rows, due)
            const top = yield* head.of(place, client, today, summary, due, records)
            const context = {
              ...place,
              currency: client.homeCurrency,
              scannedAt: Option.match(summary, { onNone: () => now, onSome: ({ scannedAt }) => scannedAt }),
              now
            }
            const shown = views.of(context, rows, records, priorities)
            const byId = new Map(shown.map((issue) => [issue.issueId, issue]))
            const viewOf = ({ issueId }: IssueRow) => {
              const issue = byId.get(issueId)
              return issue === undefined ? [] : [issue]
            }
            return {
              clientId,
              clientName: client.name,
              timezone: client.timezone,
              currency: client.homeCurrency,
              asOfDate: today,
              ...top,
              sort,
              top: first.flatMap(viewOf),
              items: items.flatMap(viewOf),
              nextCursor: next
            }
          })
        )
      })

      const tray = Effect.fn("Hygiene.tray")(function* (clientId: ClientId, query: TrayQuery) {
        const now = yield* DateTime.now
        const { organizationId } = yield* CurrentTenant
        const calculates = yield* pages.calculates
        const standing = yield* transaction.call<Option.Option<TrayStanding>, never, never>((tenant) =>
          trayStanding({ ...tenant, clientId })
        )
        const stamp = Option.isSome(standing) && query.cursor === undefined ? standing.value.stamp : null
        if (stamp === null) return yield* computed(clientId, query, calculates)
        const { cashRelevant, limit, rule, severity, sort, view } = query
        const asked = [organizationId, clientId, calculates, cashRelevant, limit, rule, severity, sort, view]
        const key = JSON.stringify(asked)
        const same = kept.find({ key, stamp, now })
        if (same !== undefined) return same
        const answer = yield* computed(clientId, query, calculates)
        kept.keep({ key, stamp, now, answer, day: answer.asOfDate, zone: answer.timezone, until: firstEndOf(answer) })
        return answer
      })

      const note = (clientId: ClientId, command: TrayCommand, before: KeptIssue, after: KeptIssue) =>
        audit.append({
          action: auditOf[command.action],
          entityType: "hygiene_issue",
          entityId: after.issueId,
          clientId,
          result: "ok",
          before: { status: before.life.status },
          after: { status: after.life.status, rule: after.content.ruleId, version: after.version },
          ...(command.action === "review" ? { reason: command.reason } : {})
        })

      const act = Effect.fn("Hygiene.act")(function* (clientId: ClientId, command: TrayCommand) {
        const client = yield* business(clientId)
        const { memberId, organizationId } = yield* CurrentTenant
        const place = { organizationId, clientId }
        return yield* transaction.run(
          Effect.gen(function* () {
            yield* issues.hold(place)
            const ids = command.issues.map(({ issueId }) => issueId)
            const rows = new Map((yield* issues.byIds(place, ids)).map((row) => [row.issueId, row]))
            if (new Set([...rows.values()].map(({ ruleId }) => ruleId)).size > 1)
              return yield* new ValidationFailed({ reason: problemText.severalRules })
            const now = yield* DateTime.now
            const today = yield* todayIn(client.timezone)
            const outcomes = new Map<string, ItemOutcome>()
            const changed: Array<KeptIssue> = []
            for (const seen of command.issues) {
              const row = rows.get(seen.issueId)
              if (row === undefined) outcomes.set(seen.issueId, "not_found")
              else if (row.version !== seen.version) outcomes.set(seen.issueId, "stale")
              else {
                const before = keptOf(row)
                const life = commanded(before.life, commandOf(command), now, today)
                outcomes.set(seen.issueId, life === null ? "not_possible" : "done")
                if (life === null) continue
                const after = { ...before, life, version: before.version + 1 }
                changed.push(after)
                yield* note(clientId, command, before, after)
              }
            }
            const before = yield* standings.find(place)
            if (changed.length > 0) {
              const seenAt = Option.match(before, { onNone: () => now, onSome: ({ scannedAt }) => scannedAt })
              yield* issues.update(place, changed, memberId, seenAt)
              if (Option.isSome(before)) yield* standings.keep({ ...place, ...before.value })
            }
            const summary = yield* standings.find(place)
            const top = yield* head.counted(place, client, today, summary)
            const context = {
              ...place,
              currency: client.homeCurrency,
              scannedAt: Option.match(summary, { onNone: () => now, onSome: ({ scannedAt }) => scannedAt }),
              now
            }
            const named = yield* issues.byIds(place, ids)
            const shown = new Map(
              views.of(context, named, yield* views.known(place, named)).map((issue) => [issue.issueId, issue])
            )
            return {
              results: command.issues.map(({ issueId }): TrayItemResult => ({
                issueId,
                outcome: outcomes.get(issueId) ?? "not_found",
                issue: shown.get(issueId) ?? null
              })),
              ...top,
              score: Option.getOrNull(Option.map(summary, scoreFrom))
            }
          })
        )
      })

      return Hygiene.of({ tray, act })
    })
  )

  static readonly layer = Hygiene.layerNoDeps.pipe(Layer.provide([LedgerReader.layer, PriorityCalculator.layer]))
}
