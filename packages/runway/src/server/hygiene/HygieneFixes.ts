import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { todayIn } from "@beep/kernel/LocalDate"
import type { Client } from "@beep/tenancy/contract/Client"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { SqlError } from "effect/sql"
import type { RecordRef } from "../../contract/hygiene/Finding.ts"
import type { IssueId } from "../../contract/hygiene/HygieneIssue.ts"
import { commanded, type IssueCommand } from "../../contract/hygiene/lifecycle.ts"
import type { QuickFixKind } from "../../contract/hygiene/QuickFix.ts"
import { rules } from "../../contract/hygiene/Rule.ts"
import type { KeptIssue } from "../../contract/hygiene/scanPlan.ts"
import type { ItemOutcome, SeenIssue } from "../../contract/hygiene/TrayCommand.ts"
import { issueRows, keptOf } from "../internal/hygiene/IssueRows.ts"
import { hygieneStandings } from "./HygieneStandings.ts"

type Caller = CurrentTenant | CurrentActor

/** What a write is for: the one record the issue is about; null with every outcome but `done`. */
export interface RequestedFix {
  readonly outcome: ItemOutcome
  readonly record: RecordRef | null
}

/**
 * Where quick fixes meet the life of an issue: whoever writes to QuickBooks asks here first and tells here how it ended.
 * Both run in the caller's tenant transaction, beside the order they belong to.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class HygieneFixes extends Context.Service<
  HygieneFixes,
  {
    /** `fixing` from now on, and no scan or person speaks against it until it is settled. `not_possible` also where the rule offers no such fix. */
    readonly request: (
      client: Client,
      seen: SeenIssue,
      fix: QuickFixKind
    ) => Effect.Effect<RequestedFix, SqlError.SqlError, Caller>
    /** `recorded`: QuickBooks has the value, and the next scan over books that show it makes the issue `fixed`. `conflicted`: nothing was written, and it is open again. False where no fix was pending. */
    readonly settle: (
      client: Client,
      issueId: IssueId,
      ended: "recorded" | "conflicted"
    ) => Effect.Effect<boolean, SqlError.SqlError, Caller>
  }
>()("@beep/runway/HygieneFixes") {
  static readonly layer = Layer.effect(
    HygieneFixes,
    Effect.gen(function* () {
      const audit = yield* Audit
      const issues = yield* issueRows
      const standings = yield* hygieneStandings

      const find = Effect.fnUntraced(function* (clientId: ClientId, issueId: IssueId) {
        const { organizationId } = yield* CurrentTenant
        const place = { organizationId, clientId }
        yield* issues.hold(place)
        const [row] = yield* issues.byIds(place, [issueId])
        return { place, row }
      })

      const keep = Effect.fnUntraced(function* (
        client: Client,
        before: KeptIssue,
        command: IssueCommand,
        action: "issue.fix_requested" | "issue.fix_recorded" | "issue.fix_conflicted"
      ) {
        const { memberId, organizationId } = yield* CurrentTenant
        const place = { organizationId, clientId: client.id }
        const at = yield* DateTime.now
        const life = commanded(before.life, command, at, yield* todayIn(client.timezone))
        if (life === null) return false
        const version = before.version + 1
        const summary = yield* standings.find(place)
        const seenAt = Option.match(summary, { onNone: () => at, onSome: ({ scannedAt }) => scannedAt })
        yield* issues.update(place, [{ ...before, life, version }], memberId, seenAt)
        yield* audit.append({
          action,
          entityType: "hygiene_issue",
          entityId: before.issueId,
          clientId: client.id,
          result: action === "issue.fix_conflicted" ? "failed" : "ok",
          before: { status: before.life.status },
          after: { status: life.status, rule: before.content.ruleId, version }
        })
        return true
      })

      const refused = (outcome: ItemOutcome): RequestedFix => ({ outcome, record: null })

      const request = Effect.fn("HygieneFixes.request")(function* (client: Client, seen: SeenIssue, fix: QuickFixKind) {
        const { row } = yield* find(client.id, seen.issueId)
        if (row === undefined) return refused("not_found")
        if (row.version !== seen.version) return refused("stale")
        const issue = keptOf(row)
        const [record] = issue.content.records
        if (record === undefined || !rules[row.ruleId].fixes.includes(fix)) return refused("not_possible")
        return (yield* keep(client, issue, { action: "request_fix" }, "issue.fix_requested"))
          ? { outcome: "done" as const, record }
          : refused("not_possible")
      })

      const settle = Effect.fn("HygieneFixes.settle")(function* (
        client: Client,
        issueId: IssueId,
        ended: "recorded" | "conflicted"
      ) {
        const { row } = yield* find(client.id, issueId)
        if (row === undefined) return false
        return yield* keep(client, keptOf(row), { action: `fix_${ended}` }, `issue.fix_${ended}`)
      })

      return HygieneFixes.of({ request, settle })
    })
  )
}
