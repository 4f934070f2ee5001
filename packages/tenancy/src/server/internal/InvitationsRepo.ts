import { MemberId, OrganizationId } from "@beep/kernel/ids"
import { Role } from "@beep/kernel/Role"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { InvitationId, InvitedClient } from "../../contract/Invitation.ts"
import { MailId } from "../../contract/MailState.ts"
import { DisplayName } from "../../contract/Member.ts"
import { OrganizationName } from "../../contract/Organization.ts"
import * as query from "@beep/sql/query"

const Key = { organizationId: OrganizationId, id: InvitationId }

export const InvitationRow = Schema.Struct({
  id: InvitationId,
  emailSealed: Schema.Uint8Array,
  role: Role,
  state: Schema.Literals(["open", "accepted", "revoked"]),
  invitedBy: Schema.NullOr(MemberId),
  inviterName: Schema.NullOr(DisplayName),
  organization: OrganizationName,
  mailId: Schema.NullOr(MailId),
  createdAt: Schema.DateTimeUtcFromDate,
  endsAt: Schema.DateTimeUtcFromDate,
  rowVersion: Schema.Int,
  clients: Schema.Array(InvitedClient)
})
export type InvitationRow = typeof InvitationRow.Type

/** Rows of `tenancy.invitation` and its clients; inside a tenant transaction, but for `locate`. */
export const invitationsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const shown = sql.literal(`select i.id, i.email_sealed as "emailSealed", i.role, i.state, i.invited_by as "invitedBy",
    m.display_name as "inviterName", o.name as organization, i.mail_id as "mailId", i.created_at as "createdAt",
    i.ends_at as "endsAt", i.row_version as "rowVersion",
    coalesce((select json_agg(json_build_object('clientId', c.client_id, 'role', c.role) order by c.client_id)
      from tenancy.invitation_client c where c.organization_id = i.organization_id and c.invitation_id = i.id), '[]') as clients
    from tenancy.invitation i
    join tenancy.organization o on o.organization_id = i.organization_id
    left join tenancy.member m on m.organization_id = i.organization_id and m.id = i.invited_by`)
  return {
    insert: query.none({
      Request: Schema.Struct({
        ...Key,
        emailToken: Schema.Uint8Array,
        emailSealed: Schema.Uint8Array,
        role: Role,
        tokenHash: Schema.Uint8Array,
        invitedBy: Schema.NullOr(MemberId),
        mailId: Schema.NullOr(MailId),
        at: Schema.Date,
        endsAt: Schema.Date
      }),
      execute: (r) =>
        sql`insert into tenancy.invitation (organization_id, id, email_token, email_sealed, role, token_hash, invited_by, mail_id,
            created_at, ends_at)
          values (${r.organizationId}, ${r.id}, ${r.emailToken}, ${r.emailSealed}, ${r.role}, ${r.tokenHash},
            ${r.invitedBy}::uuid, ${r.mailId}::uuid, ${r.at}, ${r.endsAt})`
    }),
    addClient: query.none({
      Request: Schema.Struct({ ...Key, ...InvitedClient.fields }),
      execute: (r) =>
        sql`insert into tenancy.invitation_client (organization_id, invitation_id, client_id, role)
          values (${r.organizationId}, ${r.id}, ${r.clientId}, ${r.role})`
    }),
    list: query.all({
      Request: OrganizationId,
      Result: InvitationRow,
      execute: (organizationId) =>
        sql`${shown} where i.organization_id = ${organizationId} order by i.created_at desc, i.id desc limit 200`
    }),
    /** Locked, so that one token lets one person in. */
    lock: query.option({
      Request: Schema.Struct(Key),
      Result: InvitationRow,
      execute: (r) => sql`${shown} where i.organization_id = ${r.organizationId} and i.id = ${r.id} for update of i`
    }),
    find: query.option({
      Request: Schema.Struct(Key),
      Result: InvitationRow,
      execute: (r) => sql`${shown} where i.organization_id = ${r.organizationId} and i.id = ${r.id}`
    }),
    renew: query.option({
      Request: Schema.Struct({
        ...Key,
        expectedVersion: Schema.Int,
        tokenHash: Schema.Uint8Array,
        mailId: Schema.NullOr(MailId),
        endsAt: Schema.Date
      }),
      Result: Schema.Struct({ id: InvitationId }),
      execute: (r) =>
        sql`update tenancy.invitation set token_hash = ${r.tokenHash}, mail_id = ${r.mailId}::uuid, ends_at = ${r.endsAt},
            row_version = row_version + 1
          where organization_id = ${r.organizationId} and id = ${r.id} and state = 'open' and row_version = ${r.expectedVersion}
          returning id`
    }),
    close: query.option({
      Request: Schema.Struct({
        ...Key,
        state: Schema.Literals(["accepted", "revoked"]),
        memberId: Schema.NullOr(MemberId),
        at: Schema.Date
      }),
      Result: Schema.Struct({ id: InvitationId }),
      execute: (r) =>
        sql`update tenancy.invitation set state = ${r.state}, member_id = ${r.memberId}::uuid, closed_at = ${r.at},
            row_version = row_version + 1
          where organization_id = ${r.organizationId} and id = ${r.id} and state = 'open' returning id`
    }),
    names: query.one({
      Request: Schema.Struct({ organizationId: OrganizationId, memberId: Schema.NullOr(MemberId) }),
      Result: Schema.Struct({ organization: OrganizationName, invitedBy: DisplayName }),
      execute: (r) =>
        sql`select o.name as organization, coalesce(m.display_name, trim(left(o.name, 120))) as "invitedBy"
          from tenancy.organization o
          left join tenancy.member m on m.organization_id = o.organization_id and m.id = ${r.memberId}::uuid
          where o.organization_id = ${r.organizationId}`
    }),
    /** Whose invitation a token opens; through the definer function. */
    locate: query.option({
      Request: Schema.Uint8Array,
      Result: Schema.Struct(Key),
      execute: (tokenHash) => sql`select organization_id as "organizationId", id from tenancy.find_invitation(${tokenHash})`
    })
  }
})
