import { Audit } from "@beep/audit/server/Audit"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { column } from "@beep/sql/column"
import * as query from "@beep/sql/query"
import { DateTime, Effect, Layer, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { IssueId } from "../../../contract/hygiene/HygieneIssue.ts"
import { IssueStatus, ReviewReason } from "../../../contract/hygiene/IssueStatus.ts"
import { commanded, type IssueCommand, type IssueLife } from "../../../contract/hygiene/lifecycle.ts"
import { RuleId, rules } from "../../../contract/hygiene/Rule.ts"
import { QboId } from "../../../contract/ledger/QboId.ts"
import { type FixableIssue, IssueFixes } from "../../writeback/IssueFixes.ts"

const Row = Schema.Struct({
  issueId: IssueId,
  ruleId: RuleId,
  version: Schema.Int,
  status: IssueStatus,
  entityType: Schema.NullOr(Schema.String),
  qboId: Schema.NullOr(QboId),
  evidence: Schema.String,
  reviewReason: Schema.NullOr(ReviewReason),
  snoozedUntil: Schema.NullOr(LocalDate),
  resolvedAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  writePending: Schema.Boolean
})
type Row = typeof Row.Type

const columns = `issue_id as "issueId", rule_id as "ruleId", row_version as version, status, records -> 0 ->> 0 as "entityType",
  records -> 0 ->> 1 as "qboId", encode(evidence, 'hex') as evidence, review_reason as "reviewReason", snoozed_until as "snoozedUntil",
  resolved_at as "resolvedAt", write_pending as "writePending"`

/** No command of the outbox can be taken back as a command: the write is taken back, and the issue follows it. */
const lifeOf = (row: Row): IssueLife => ({ ...row, undo: null })

type FixCommand = Extract<IssueCommand["action"], "request_fix" | "fix_recorded" | "fix_conflicted">

const saidAs = {
  request_fix: "issue.fix_requested",
  fix_recorded: "issue.fix_recorded",
  fix_conflicted: "issue.fix_conflicted"
} as const

/** The issues of the hygiene list, as their life says (`contract/hygiene/lifecycle`); inside a tenant transaction. */
export const issueFixesLayer = Layer.effect(
  IssueFixes,
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const audit = yield* Audit

    const rowsOf = (organizationId: OrganizationId, clientId: ClientId, issueIds: ReadonlyArray<IssueId>, lock: boolean) =>
      query.all({
        Request: Schema.Void,
        Result: Row,
        execute: () => sql`select ${sql.literal(columns)} from runway.hygiene_issue
          where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid
            and issue_id::text = any(${column("text", issueIds)}) ${lock ? sql`for update` : sql``}`
      })()

    const command = Effect.fnUntraced(function* (
      clientId: ClientId,
      issueId: IssueId,
      action: FixCommand,
      version: number | null
    ) {
      const { organizationId } = yield* CurrentTenant
      const [row] = yield* rowsOf(organizationId, clientId, [issueId], true)
      if (row === undefined) return "not_found"
      if (version !== null && row.version !== version) return "stale"
      const now = yield* DateTime.now
      const today = LocalDate.make(DateTime.formatIsoDateUtc(now))
      const life = commanded(lifeOf(row), { action }, now, today)
      if (life === null) return "not_possible"
      const resolvedAt = life.resolvedAt === null ? null : DateTime.toDateUtc(life.resolvedAt)
      yield* sql`
        update runway.hygiene_issue set status = ${life.status}, resolved_at = ${resolvedAt}, write_pending = ${life.writePending},
          undo_status = null, undo_until = null, row_version = row_version + 1
        where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid and issue_id = ${issueId}::uuid`
      yield* audit.append({
        action: saidAs[action],
        entityType: "issue",
        entityId: issueId,
        clientId,
        result: "ok",
        before: { status: row.status },
        after: { status: life.status, rule: row.ruleId }
      })
      return "done"
    })

    return IssueFixes.of({
      find: Effect.fn("IssueFixes.find")(function* (clientId, issueIds) {
        const { organizationId } = yield* CurrentTenant
        const found = yield* rowsOf(organizationId, clientId, issueIds, false)
        return new Map(
          found.flatMap(({ entityType, issueId, qboId, ruleId, version }) => {
            if (entityType === null || qboId === null) return []
            const issue: FixableIssue = { version, entityType, qboId, fixes: rules[ruleId].fixes }
            return [[issueId, issue] as const]
          })
        )
      }),
      requested: (clientId, issueId, version) => command(clientId, issueId, "request_fix", version),
      recorded: (clientId, issueId) => Effect.asVoid(command(clientId, issueId, "fix_recorded", null)),
      notWritten: (clientId, issueId) => Effect.asVoid(command(clientId, issueId, "fix_conflicted", null))
    })
  })
)
