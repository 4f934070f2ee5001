-- Field writes to QuickBooks: what a member ordered, kept in the transaction of the order, and how far it came.
-- owner: runway

create table runway.write_intent (
  organization_id uuid not null,
  client_id uuid not null,
  write_id uuid not null,
  -- The hygiene issue it was ordered for; null for a write that takes another one back.
  issue_id uuid,
  undoes uuid,
  kind text not null check (kind in ('set_due_date', 'set_terms', 'add_email')),
  entity_type text not null check (entity_type in ('Bill', 'Invoice', 'Vendor', 'Customer')),
  qbo_id text not null check (length(qbo_id) between 1 and 200),
  -- The version the member saw, and the SHA-256 of that record without what QuickBooks counts on it.
  expected_sync_token text not null,
  seen_hash bytea not null check (octet_length(seen_hash) = 32),
  -- { before, after, now, detail }: values name people and days, so they are the client's own.
  values_sealed bytea not null,
  state text not null check (state in ('staged', 'sending', 'recorded', 'confirmed', 'conflict', 'refused', 'cancelled')),
  reason text check (reason ~ '^[a-z_]{1,40}$'),
  -- A request differs from the one before it by its generation; the same one may go out any number of times.
  generation integer not null default 0 check (generation >= 0),
  -- The very bytes that go out again after a crash.
  request_sealed bytea,
  attempts integer not null default 0 check (attempts >= 0),
  staged_by uuid,
  staged_at timestamptz not null,
  next_attempt_at timestamptz,
  taken_by uuid,
  taken_until timestamptz,
  recorded_at timestamptz,
  recorded_sync_token text,
  recorded_hash bytea check (octet_length(recorded_hash) = 32),
  confirmed_at timestamptz,
  ended_at timestamptz,
  primary key (organization_id, client_id, write_id),
  constraint write_intent_request check (state <> 'sending' or request_sealed is not null),
  constraint write_intent_recorded check
    (state not in ('recorded', 'confirmed') or num_nonnulls(recorded_at, recorded_sync_token, recorded_hash) = 3),
  constraint write_intent_confirmed check ((state = 'confirmed') = (confirmed_at is not null)),
  constraint write_intent_ended check ((state in ('confirmed', 'conflict', 'refused', 'cancelled')) = (ended_at is not null)),
  constraint write_intent_next check ((next_attempt_at is null) = (ended_at is not null)),
  constraint write_intent_taken check ((taken_by is null) = (taken_until is null))
);
-- Two writes of one record are never under way together.
create unique index write_intent_one_per_record on runway.write_intent (organization_id, client_id, entity_type, qbo_id)
  where state in ('staged', 'sending');
-- What the worker looks for, over all clients.
create index write_intent_due on runway.write_intent (next_attempt_at) where ended_at is null;
create index write_intent_latest on runway.write_intent (organization_id, client_id, staged_at desc);
-- A write is taken back once.
create unique index write_intent_undone_once on runway.write_intent (organization_id, client_id, undoes)
  where undoes is not null and state not in ('cancelled', 'conflict', 'refused');

alter table runway.write_intent enable row level security;
alter table runway.write_intent force row level security;
create policy tenant on runway.write_intent for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));
grant select, insert on runway.write_intent to beep_app;
grant update (values_sealed, state, reason, generation, request_sealed, attempts, next_attempt_at, taken_by, taken_until, recorded_at,
  recorded_sync_token, recorded_hash, confirmed_at, ended_at, expected_sync_token) on runway.write_intent to beep_app;

-- Across organizations: whose writes are due and in nobody's hands; ids only, longest waiting first.
grant usage on schema runway to beep_system;
create policy system on runway.write_intent for select to beep_system using (true);
grant select (organization_id, client_id, next_attempt_at, ended_at, taken_until) on runway.write_intent to beep_system;

grant create on schema runway to beep_system;
create function runway.clients_with_writes(p_now timestamptz) returns table (organization_id uuid, client_id uuid)
language sql stable security definer set search_path = '' as $$
  select w.organization_id, w.client_id
  from runway.write_intent w
  where w.ended_at is null and w.next_attempt_at <= p_now and coalesce(w.taken_until <= p_now, true)
    and exists (select from tenancy.organization o where o.organization_id = w.organization_id and o.status = 'active')
  group by w.organization_id, w.client_id
  order by min(w.next_attempt_at)
  limit 200
$$;
alter function runway.clients_with_writes(timestamptz) owner to beep_system;
revoke create on schema runway from beep_system;
revoke all on function runway.clients_with_writes(timestamptz) from public;
grant execute on function runway.clients_with_writes(timestamptz) to beep_app;
