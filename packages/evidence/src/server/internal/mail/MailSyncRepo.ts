import { ConnectionId, MemberId, OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { column } from "@beep/sql/column"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { MailSyncError } from "../../../contract/mail/MailSync.ts"

export const MailRunId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("MailRunId"))
export type MailRunId = typeof MailRunId.Type

const organizationId = OrganizationId
const mailbox = { organizationId, providerAccountId: ConnectionId }
const run = { organizationId, runId: MailRunId }
const instant = Schema.DateTimeUtcFromDate

export const MailRun = Schema.Struct({
  runId: MailRunId,
  providerAccountId: ConnectionId,
  memberId: MemberId,
  mode: Schema.Literals(["full", "changes"]),
  since: Schema.NullOr(Schema.String),
  until: Schema.String,
  phase: Schema.Literals(["listing", "fetching", "ended"]),
  pageToken: Schema.NullOr(Schema.String),
  startedAt: instant,
  finishedAt: Schema.NullOr(instant),
  outcome: Schema.NullOr(Schema.Literals(["succeeded", "partial", "failed"])),
  error: Schema.NullOr(MailSyncError),
  readCount: Schema.Int,
  failedCount: Schema.Int
})
export type MailRun = typeof MailRun.Type

const columns = `id as "runId", provider_account_id as "providerAccountId", mailbox_member_id as "memberId", mode, since_history_id as since,
  until_history_id as until, phase, page_token as "pageToken", started_at as "startedAt", finished_at as "finishedAt", outcome,
  error_code as error, read_count as "readCount", failed_count as "failedCount"`

export const MailItem = Schema.Struct({ sourceId: Schema.String, action: Schema.Literals(["fetch", "remove"]) })
export type MailItem = typeof MailItem.Type

/** Runs over a mailbox with what each has to do; inside a tenant transaction. */
export const mailSyncRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const every = sql.literal(columns)
  return {
    latest: query.option({
      Request: Schema.Struct(mailbox),
      Result: MailRun,
      execute: (r) =>
        sql`select ${every} from evidence.mail_sync_run where organization_id = ${r.organizationId}
          and provider_account_id = ${r.providerAccountId} order by started_at desc, id desc limit 1`
    }),
    /** Mailboxes of the organization with a run that was cut off, or that waits. */
    unfinished: query.all({
      Request: organizationId,
      Result: Schema.Struct({ providerAccountId: ConnectionId }),
      execute: (organization) =>
        sql`select provider_account_id as "providerAccountId" from evidence.mail_sync_run
          where organization_id = ${organization} and finished_at is null order by started_at`
    }),
    historyOf: query.option({
      Request: Schema.Struct(mailbox),
      Result: Schema.Struct({ historyId: Schema.String }),
      execute: (r) =>
        sql`select history_id as "historyId" from evidence.mailbox_state
          where organization_id = ${r.organizationId} and provider_account_id = ${r.providerAccountId}`
    }),
    /** Nothing when a run is open already. */
    open: query.option({
      Request: Schema.Struct({
        ...mailbox,
        runId: MailRunId,
        memberId: MemberId,
        trigger: Schema.Literals(["person", "schedule"]),
        since: Schema.NullOr(Schema.String),
        until: Schema.String,
        at: Schema.Date
      }),
      Result: MailRun,
      execute: (r) =>
        sql`insert into evidence.mail_sync_run (organization_id, id, provider_account_id, mailbox_member_id, trigger, mode, since_history_id,
            until_history_id, phase, started_at)
          values (${r.organizationId}, ${r.runId}, ${r.providerAccountId}, ${r.memberId}, ${r.trigger},
            ${r.since === null ? "full" : "changes"}, ${r.since}, ${r.until}, 'listing', ${r.at})
          on conflict (organization_id, provider_account_id) where finished_at is null do nothing
          returning ${every}`
    }),
    /** A page of what there is to do, and where the next page begins; the last word about a message counts. */
    addItems: query.none({
      Request: Schema.Struct({ ...run, items: Schema.Array(MailItem) }),
      execute: (r) =>
        sql`insert into evidence.mail_sync_item (organization_id, run_id, source_id, action, state)
          select ${r.organizationId}, ${r.runId}, i.source_id, i.action, 'waiting'
          from unnest(${column(
            "text",
            r.items.map(({ sourceId }) => sourceId)
          )}, ${column(
            "text",
            r.items.map(({ action }) => action)
          )}) as i(source_id, action)
          on conflict (organization_id, run_id, source_id) do update set action = excluded.action, state = 'waiting'`
    }),
    /** Messages known from earlier that a whole list did not name: each is looked at. */
    addUnlisted: query.none({
      Request: Schema.Struct({ ...run, providerAccountId: ConnectionId }),
      execute: (r) =>
        sql`insert into evidence.mail_sync_item (organization_id, run_id, source_id, action, state)
          select m.organization_id, ${r.runId}, m.source_id, 'fetch', 'waiting' from evidence.email_thread_message m
          where m.organization_id = ${r.organizationId} and m.provider_account_id = ${r.providerAccountId} and m.document_deleted_at is null
          on conflict (organization_id, run_id, source_id) do nothing`
    }),
    listed: query.none({
      Request: Schema.Struct({ ...run, pageToken: Schema.NullOr(Schema.String) }),
      execute: (r) =>
        sql`update evidence.mail_sync_run set page_token = ${r.pageToken}, error_code = null,
            phase = ${r.pageToken === null ? "fetching" : "listing"}
          where organization_id = ${r.organizationId} and id = ${r.runId} and finished_at is null`
    }),
    /** The history was too old: everything has to be listed. */
    restartFull: query.none({
      Request: Schema.Struct(run),
      execute: (r) =>
        sql`update evidence.mail_sync_run set mode = 'full', since_history_id = null, page_token = null, phase = 'listing'
          where organization_id = ${r.organizationId} and id = ${r.runId} and finished_at is null`
    }),
    waiting: query.all({
      Request: Schema.Struct({ ...run, limit: Schema.Int }),
      Result: MailItem,
      execute: (r) =>
        sql`select source_id as "sourceId", action from evidence.mail_sync_item
          where organization_id = ${r.organizationId} and run_id = ${r.runId} and state = 'waiting' order by position limit ${r.limit}`
    }),
    close: query.none({
      Request: Schema.Struct({ ...run, sourceId: Schema.String, code: Schema.NullOr(Schema.String) }),
      execute: (r) =>
        sql`update evidence.mail_sync_item set state = ${r.code === null ? "done" : "failed"}, error_code = ${r.code}
          where organization_id = ${r.organizationId} and run_id = ${r.runId} and source_id = ${r.sourceId}`
    }),
    counts: query.one({
      Request: Schema.Struct(run),
      Result: Schema.Struct({ total: Schema.Int, done: Schema.Int, failed: Schema.Int }),
      execute: (r) =>
        sql`select count(*)::int as total, count(*) filter (where state = 'done')::int as done,
            count(*) filter (where state = 'failed')::int as failed
          from evidence.mail_sync_item where organization_id = ${r.organizationId} and run_id = ${r.runId}`
    }),
    /** It stands still and goes on later. */
    pause: query.none({
      Request: Schema.Struct({ ...run, error: MailSyncError }),
      execute: (r) =>
        sql`update evidence.mail_sync_run set error_code = ${r.error}
          where organization_id = ${r.organizationId} and id = ${r.runId} and finished_at is null`
    }),
    end: query.none({
      Request: Schema.Struct({
        ...run,
        outcome: Schema.Literals(["succeeded", "partial", "failed"]),
        error: Schema.NullOr(MailSyncError),
        done: Schema.Int,
        failed: Schema.Int,
        at: Schema.Date
      }),
      execute: (r) =>
        sql`update evidence.mail_sync_run set phase = 'ended', finished_at = ${r.at}, outcome = ${r.outcome}, error_code = ${r.error},
            read_count = ${r.done}, failed_count = ${r.failed}, page_token = null
          where organization_id = ${r.organizationId} and id = ${r.runId}`
    }),
    forgetItems: query.none({
      Request: Schema.Struct(run),
      execute: (r) => sql`delete from evidence.mail_sync_item where organization_id = ${r.organizationId} and run_id = ${r.runId}`
    }),
    reached: query.none({
      Request: Schema.Struct({ ...mailbox, historyId: Schema.String, at: Schema.Date }),
      execute: (r) =>
        sql`insert into evidence.mailbox_state (organization_id, provider_account_id, history_id, synced_at)
          values (${r.organizationId}, ${r.providerAccountId}, ${r.historyId}, ${r.at})
          on conflict (organization_id, provider_account_id) do update set history_id = excluded.history_id, synced_at = excluded.synced_at`
    })
  }
})
