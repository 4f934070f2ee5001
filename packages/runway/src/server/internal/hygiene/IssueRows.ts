import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { column } from "@beep/sql/column"
import * as query from "@beep/sql/query"
import { DateTime, Effect, Schema } from "effect"
import { SqlClient, type Statement } from "effect/sql"
import type { RecordRef } from "../../../contract/hygiene/Finding.ts"
import { IssueFacts, IssueId } from "../../../contract/hygiene/HygieneIssue.ts"
import { IssueStatus, ReviewReason } from "../../../contract/hygiene/IssueStatus.ts"
import type { IssueLife } from "../../../contract/hygiene/lifecycle.ts"
import { RuleId, rules } from "../../../contract/hygiene/Rule.ts"
import type { IssueContent, KeptIssue, Named } from "../../../contract/hygiene/scanPlan.ts"
import { Severity, severityRank } from "../../../contract/hygiene/Severity.ts"
import { LedgerEntityType, QboId } from "../../../contract/ledger/QboId.ts"

const Ref = Schema.Tuple([LedgerEntityType, QboId])
const Refs = Schema.Array(Ref)
const instant = Schema.DateTimeUtcFromDate

/** One row of `runway.hygiene_issue`. */
export const IssueRow = Schema.Struct({
  issueId: IssueId,
  ruleId: RuleId,
  fingerprint: Schema.String,
  evidence: Schema.String,
  severityRank: Schema.Int,
  status: IssueStatus,
  records: Refs,
  facts: IssueFacts,
  amountMinor: Schema.NullOr(Schema.BigInt),
  date: Schema.NullOr(LocalDate),
  firstSeenAt: instant,
  lastSeenAt: instant,
  resolvedAt: Schema.NullOr(instant),
  reviewReason: Schema.NullOr(ReviewReason),
  snoozedUntil: Schema.NullOr(LocalDate),
  writePending: Schema.Boolean,
  undoStatus: Schema.NullOr(IssueStatus),
  undoUntil: Schema.NullOr(instant),
  version: Schema.Int
})
export type IssueRow = typeof IssueRow.Type

export const severityOf = ({ severityRank: rank }: Pick<IssueRow, "severityRank">): Severity => Severity.literals[rank] ?? "low"

export const lifeOf = (row: IssueRow): IssueLife => ({
  status: row.status,
  evidence: row.evidence,
  reviewReason: row.reviewReason,
  snoozedUntil: row.snoozedUntil,
  resolvedAt: row.resolvedAt,
  writePending: row.writePending,
  undo: row.undoStatus === null || row.undoUntil === null ? null : { status: row.undoStatus, until: row.undoUntil }
})

export const keptOf = (row: IssueRow): KeptIssue => ({
  issueId: row.issueId,
  version: row.version,
  fingerprint: row.fingerprint,
  life: lifeOf(row),
  content: {
    ruleId: row.ruleId,
    severity: severityOf(row),
    records: row.records.map(([entityType, qboId]): RecordRef => ({ entityType, qboId })),
    amountMinor: row.amountMinor,
    date: row.date,
    facts: row.facts
  }
})

const encodeRefs = Schema.encodeSync(Schema.fromJsonString(Refs))
const encodeFacts = Schema.encodeSync(Schema.fromJsonString(IssueFacts))

const refsText = (records: ReadonlyArray<RecordRef>): string =>
  encodeRefs(records.map(({ entityType, qboId }) => [entityType, qboId] as const))

const iso = (at: DateTime.Utc | null): string | null => (at === null ? null : DateTime.formatIso(at))

const Place = { organizationId: OrganizationId, clientId: ClientId }
export type Place = { readonly organizationId: OrganizationId; readonly clientId: ClientId }

export interface NewIssue extends Named {
  readonly issueId: IssueId
}

/** Which issues a list is about, and in which order; `place` is the position after which it goes on. */
export interface IssueList extends Place {
  readonly statuses: ReadonlyArray<IssueStatus>
  readonly severity: Severity | null
  readonly ruleId: RuleId | null
  readonly cashRelevant: boolean | null
}

/** The columns of the basic order (runway.md 4.5): severity, cash first, amount, oldest, id. */
export const BasicKey = Schema.Struct({
  severityRank: Schema.Int,
  cashRelevant: Schema.Boolean,
  magnitude: Schema.BigIntFromString,
  firstSeenAt: Schema.DateTimeUtcFromString,
  issueId: IssueId
})
export type BasicKey = typeof BasicKey.Type

/** Rows of `runway.hygiene_issue`; inside a tenant transaction. Many rows go in one statement. */
export const issueRows = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient

  const columns = sql.literal(`issue_id as "issueId", rule_id as "ruleId", encode(fingerprint, 'hex') as fingerprint,
    encode(evidence, 'hex') as evidence, severity_rank as "severityRank", status, records, facts, amount_minor as "amountMinor",
    ref_date as date, first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt", resolved_at as "resolvedAt",
    review_reason as "reviewReason", snoozed_until as "snoozedUntil", write_pending as "writePending",
    undo_status as "undoStatus", undo_until as "undoUntil", row_version as version`)

  /** Those named by a fingerprint, and all that are not away; nobody else changes them before the transaction ends. */
  const kept = (place: Place, fingerprints: ReadonlyArray<string>) =>
    query.all({
      Request: Schema.Struct(Place),
      Result: IssueRow,
      execute: (r) => sql`
        select ${columns} from runway.hygiene_issue
        where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid
          and (status not in ('fixed', 'auto_resolved')
            or fingerprint = any(array(select decode(f, 'hex') from unnest(${column("text", fingerprints)}) as f)))
        order by issue_id for update`
    })(place)

  /** Held like the above. */
  const byIds = (place: Place, ids: ReadonlyArray<IssueId>) =>
    query.all({
      Request: Schema.Struct(Place),
      Result: IssueRow,
      execute: (r) => sql`
        select ${columns} from runway.hygiene_issue
        where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid
          and issue_id = any(${column("text", ids)}::uuid[])
        order by issue_id for update`
    })(place)

  /** One command at a time for a client: a scan and a person do not overtake each other. Held to the end of the transaction. */
  const hold = query.one({
    Request: Schema.Struct(Place),
    Result: Schema.Struct({ held: Schema.Boolean }),
    execute: (r) => sql`
      select pg_advisory_xact_lock(hashtextextended('beep.hygiene/' || ${r.organizationId}::text || '/' || ${r.clientId}::text, 0)) is not null as held`
  })

  const insert = (place: Place, opened: ReadonlyArray<NewIssue>, at: DateTime.Utc): Statement.Statement<unknown> => {
    const text = (of: (issue: NewIssue) => string | null) => column("text", opened.map(of))
    return sql`
      insert into runway.hygiene_issue (organization_id, client_id, issue_id, rule_id, fingerprint, evidence, severity_rank, cash_relevant,
        status, records, facts, amount_minor, ref_date, first_seen_at, last_seen_at)
      select ${place.organizationId}::uuid, ${place.clientId}::uuid, i.id::uuid, i.rule, decode(i.fingerprint, 'hex'), decode(i.evidence, 'hex'),
        i.rank, i.cash, 'open', i.records::jsonb, i.facts::jsonb, i.amount, i.date::date, ${iso(at)}::timestamptz, ${iso(at)}::timestamptz
      from unnest(
        ${text(({ issueId }) => issueId)},
        ${text(({ finding }) => finding.ruleId)},
        ${text(({ fingerprint }) => fingerprint)},
        ${text(({ evidence }) => evidence)},
        ${column(
          "integer",
          opened.map(({ finding }) => severityRank(finding.severity))
        )},
        ${column(
          "boolean",
          opened.map(({ finding }) => rules[finding.ruleId].cashRelevant)
        )},
        ${text(({ finding }) => refsText(finding.records))},
        ${text(({ finding }) => encodeFacts(finding.facts))},
        ${column(
          "bigint",
          opened.map(({ finding }) => finding.amountMinor)
        )},
        ${text(({ finding }) => finding.date)}
      ) as i(id, rule, fingerprint, evidence, rank, cash, records, facts, amount, date)`
  }

  /** As a plan or a command left them. `seenAt`: when the last scan before saw what is away now. */
  const update = (
    place: Place,
    changed: ReadonlyArray<KeptIssue>,
    by: MemberId | null,
    seenAt: DateTime.Utc
  ): Statement.Statement<unknown> => {
    const text = (of: (issue: KeptIssue) => string | null) => column("text", changed.map(of))
    const ofContent = (of: (content: IssueContent) => string | null) => text(({ content }) => of(content))
    const ofLife = (of: (life: IssueLife) => string | null) => text(({ life }) => of(life))
    return sql`
      update runway.hygiene_issue h set
        evidence = decode(i.evidence, 'hex'), severity_rank = i.rank, status = i.status, records = i.records::jsonb, facts = i.facts::jsonb,
        amount_minor = i.amount, ref_date = i.date::date, last_seen_at = ${iso(seenAt)}::timestamptz,
        resolved_at = i.resolved::timestamptz,
        resolved_by = case when i.resolved is null then null when h.resolved_at is null then ${by}::uuid else h.resolved_by end,
        review_reason = i.reason, snoozed_until = i.snoozed::date, write_pending = i.pending, undo_status = i.undo_status,
        undo_until = i.undo_until::timestamptz, row_version = i.version
      from unnest(
        ${text(({ issueId }) => issueId)},
        ${ofLife(({ evidence }) => evidence)},
        ${column(
          "integer",
          changed.map(({ content }) => severityRank(content.severity))
        )},
        ${ofLife(({ status }) => status)},
        ${ofContent(({ records }) => refsText(records))},
        ${ofContent(({ facts }) => encodeFacts(facts))},
        ${column(
          "bigint",
          changed.map(({ content }) => content.amountMinor)
        )},
        ${ofContent(({ date }) => date)},
        ${ofLife(({ resolvedAt }) => iso(resolvedAt))},
        ${ofLife(({ reviewReason }) => reviewReason)},
        ${ofLife(({ snoozedUntil }) => snoozedUntil)},
        ${column(
          "boolean",
          changed.map(({ life }) => life.writePending)
        )},
        ${ofLife(({ undo }) => undo?.status ?? null)},
        ${ofLife(({ undo }) => iso(undo?.until ?? null))},
        ${column(
          "integer",
          changed.map(({ version }) => version)
        )}
      ) as i(id, evidence, rank, status, records, facts, amount, date, resolved, reason, snoozed, pending, undo_status, undo_until, version)
      where h.organization_id = ${place.organizationId}::uuid and h.client_id = ${place.clientId}::uuid and h.issue_id = i.id::uuid`
  }

  const filtered = (list: IssueList) => sql`
    organization_id = ${list.organizationId}::uuid and client_id = ${list.clientId}::uuid
    and status = any(${column("text", list.statuses)})
    and (${list.severity === null ? null : severityRank(list.severity)}::integer is null
      or severity_rank = ${list.severity === null ? null : severityRank(list.severity)}::integer)
    and (${list.ruleId}::text is null or rule_id = ${list.ruleId}::text)
    and (${list.cashRelevant}::boolean is null or cash_relevant = ${list.cashRelevant}::boolean)`

  const pageOf = (list: IssueList, after: BasicKey | null, limit: number) => sql`
    select ${columns}, cash_relevant as "cashRelevant" from runway.hygiene_issue
    where ${filtered(list)} and (${after === null ? null : after.severityRank}::integer is null
      or (severity_rank, not cash_relevant, -abs(coalesce(amount_minor, 0)), first_seen_at, issue_id)
        > (${after?.severityRank ?? 0}::integer, ${!(after?.cashRelevant ?? false)}::boolean, -${after?.magnitude ?? 0n}::bigint,
          ${iso(after?.firstSeenAt ?? null)}::timestamptz, ${after?.issueId ?? null}::uuid))
    order by severity_rank, cash_relevant desc, abs(coalesce(amount_minor, 0)) desc, first_seen_at, issue_id
    limit ${limit}::integer`

  /** A page in the basic order, one row more than asked where more follow. */
  const basic = (list: IssueList, after: BasicKey | null, limit: number) =>
    query.all({ Request: Schema.Void, Result: IssueRow, execute: () => pageOf(list, after, limit + 1) })()

  /** The same, and the first of another list, read once: those are `isFirst`. */
  const basicBeside = (list: IssueList, after: BasicKey | null, limit: number, other: IssueList, first: number) =>
    query.all({
      Request: Schema.Void,
      Result: Schema.Struct({ ...IssueRow.fields, isFirst: Schema.Boolean }),
      execute: () => sql`
        select b.* from (
          select p.*, false as "isFirst" from (${pageOf(list, after, limit + 1)}) p
          union all
          select f.*, true from (${pageOf(other, null, first)}) f
        ) b
        order by "isFirst", "severityRank", "cashRelevant" desc, abs(coalesce("amountMinor", 0)) desc, "firstSeenAt", "issueId"`
    })()

  /** Everything two lists are about, read once, for an order that only the calculator knows. */
  const every = (list: IssueList, other: IssueList) =>
    query.all({
      Request: Schema.Void,
      Result: Schema.Struct({ ...IssueRow.fields, isListed: Schema.Boolean, isOther: Schema.Boolean }),
      execute: () => sql`
        select ${columns}, (${filtered(list)}) as "isListed", (${filtered(other)}) as "isOther" from runway.hygiene_issue
        where (${filtered(list)}) or (${filtered(other)}) order by issue_id`
    })()

  /** What of critical, high and medium people settled since a moment. */
  const settledSince = query.one({
    Request: Schema.Struct({ ...Place, from: instant }),
    Result: Schema.Struct({ settled: Schema.Int }),
    execute: (r) => sql`
      select count(*)::int as settled from runway.hygiene_issue
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid
        and status in ('fixed', 'reviewed') and resolved_at >= ${r.from}::timestamptz and severity_rank < 3`
  })

  return { kept, byIds, hold, insert, update, basic, basicBeside, every, settledSince }
})
