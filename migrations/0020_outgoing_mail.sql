-- Mail that waits to be sent about accounts: invitations, resets, notices. Written with the change that caused it.
-- owner: tenancy

-- recipient and message are AES-256-GCM under the schema's sealed key, bound to the row's id; both are wiped when the
-- row is closed, so that a token in a message outlives its sending in nobody's database.
create table identity.outgoing_mail (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  recipient_sealed bytea,
  message_sealed bytea,
  queued_at timestamptz not null,
  -- What a mail says ends by then: a link in it no longer opens anything.
  useless_from timestamptz not null check (useless_from > queued_at),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'refused', 'given_up')),
  attempts int not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  closed_at timestamptz,
  -- An SMTP reply code or the kind of a failed connection; never text of the other side.
  fault text check (fault ~ '^[a-z0-9_]{1,40}$'),
  check ((state = 'waiting') = (closed_at is null)),
  check ((state = 'waiting') = (recipient_sealed is not null and message_sealed is not null))
);
create index outgoing_mail_due on identity.outgoing_mail (due_at) where state = 'waiting';

grant select, insert on identity.outgoing_mail to beep_auth;
grant update (recipient_sealed, message_sealed, state, attempts, due_at, leased_until, closed_at, fault) on identity.outgoing_mail to beep_auth;
grant insert on identity.outgoing_mail to beep_system;

-- For a change of an organization that causes a mail: the mail is written in the tenant's own transaction, and beep_app
-- can neither read it back nor touch another. Listed in specs/decisions/system-scope.md.
create function tenancy.queue_mail(p_id uuid, p_kind text, p_recipient bytea, p_message bytea, p_at timestamptz, p_useless_from timestamptz)
returns void language sql volatile security definer set search_path = '' as $$
  insert into identity.outgoing_mail (id, kind, recipient_sealed, message_sealed, queued_at, useless_from, due_at)
  values (p_id, p_kind, p_recipient, p_message, p_at, p_useless_from, p_at)
$$;

grant create on schema tenancy to beep_system;
alter function tenancy.queue_mail(uuid, text, bytea, bytea, timestamptz, timestamptz) owner to beep_system;
revoke create on schema tenancy from beep_system;
revoke all on function tenancy.queue_mail(uuid, text, bytea, bytea, timestamptz, timestamptz) from public;
grant execute on function tenancy.queue_mail(uuid, text, bytea, bytea, timestamptz, timestamptz) to beep_app;
