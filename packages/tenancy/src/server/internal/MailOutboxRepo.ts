import { AuthSql } from "@beep/sql/Database"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import * as query from "@beep/sql/query"
import { MailId, MailState } from "../../contract/MailState.ts"

export const QueuedMail = Schema.Struct({
  id: MailId,
  kind: Schema.String,
  recipient: Schema.Uint8Array,
  message: Schema.Uint8Array,
  at: Schema.Date,
  uselessFrom: Schema.Date
})

const Taken = Schema.Struct({
  id: MailId,
  recipient: Schema.Uint8Array,
  message: Schema.Uint8Array,
  queuedAt: Schema.DateTimeUtcFromDate,
  uselessFrom: Schema.DateTimeUtcFromDate,
  attempts: Schema.Int
})

/** Rows of `identity.outgoing_mail`, as `beep_auth`; `queueInTenant` as `beep_app` through the definer function. */
export const mailOutboxRepo = Effect.gen(function* () {
  const sql = yield* AuthSql
  const app = yield* SqlClient.SqlClient
  return {
    queue: query.none({
      Request: QueuedMail,
      execute: (r) =>
        sql`insert into identity.outgoing_mail (id, kind, recipient_sealed, message_sealed, queued_at, useless_from, due_at)
          values (${r.id}, ${r.kind}, ${r.recipient}, ${r.message}, ${r.at}, ${r.uselessFrom}, ${r.at})`
    }),
    queueInTenant: query.none({
      Request: QueuedMail,
      execute: (r) => app`select tenancy.queue_mail(${r.id}, ${r.kind}, ${r.recipient}, ${r.message}, ${r.at}, ${r.uselessFrom})`
    }),
    /** The longest due one, leased, with its try counted: who dies holding it leaves it to the next taker. */
    take: query.option({
      Request: Schema.Struct({ now: Schema.Date, leasedUntil: Schema.Date }),
      Result: Taken,
      execute: (r) =>
        sql`update identity.outgoing_mail set attempts = attempts + 1, leased_until = ${r.leasedUntil}
          where id = (
            select id from identity.outgoing_mail
            where state = 'waiting' and due_at <= ${r.now} and (leased_until is null or leased_until <= ${r.now})
            order by due_at, id limit 1 for update skip locked)
          returning id, recipient_sealed as recipient, message_sealed as message, queued_at as "queuedAt",
            useless_from as "uselessFrom", attempts`
    }),
    putBack: query.none({
      Request: Schema.Struct({ id: MailId, attempts: Schema.Int, dueAt: Schema.Date, fault: Schema.String }),
      execute: (r) =>
        sql`update identity.outgoing_mail set leased_until = null, due_at = ${r.dueAt}, fault = ${r.fault}
          where id = ${r.id} and state = 'waiting' and attempts = ${r.attempts}`
    }),
    close: query.none({
      Request: Schema.Struct({
        id: MailId,
        state: Schema.Literals(["sent", "refused", "given_up"]),
        at: Schema.Date,
        fault: Schema.NullOr(Schema.String)
      }),
      execute: (r) =>
        sql`update identity.outgoing_mail set state = ${r.state}, closed_at = ${r.at}, fault = ${r.fault}::text,
            leased_until = null, recipient_sealed = null, message_sealed = null
          where id = ${r.id} and state = 'waiting'`
    }),
    states: query.all({
      Request: Schema.Array(MailId),
      Result: Schema.Struct({ id: MailId, state: MailState }),
      execute: (ids) => sql`select id, state from identity.outgoing_mail where ${sql.in("id", ids)}`
    })
  }
})
