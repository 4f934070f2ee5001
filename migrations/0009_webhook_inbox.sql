-- What Intuit's webhooks named and nobody has read yet. See specs/decisions/webhook-inbox.md.
-- owner: connections

-- One change of one record of one client's books. No data of the record and no body: it says what to read.
create table connections.webhook_event (
  organization_id uuid not null,
  client_id uuid not null,
  -- SHA-256 of what tells one event from another: the id of a CloudEvent, every field of a legacy one.
  event_key bytea not null check (octet_length(event_key) = 32),
  shape text not null check (shape in ('legacy', 'cloudevents')),
  entity text not null check (length(entity) <= 32),
  entity_id text not null check (length(entity_id) <= 64),
  operation text not null check (operation in ('create', 'update', 'delete', 'merge', 'void', 'emailed', 'unknown')),
  -- On a merge: the id that is no more. Only the event names it.
  deleted_id text check (length(deleted_id) <= 64),
  -- Null where Intuit's time could not be read.
  occurred_at timestamptz,
  received_at timestamptz not null,
  -- Whose hands the event is in, and until when; a worker that died lets go by time.
  taken_by uuid,
  taken_until timestamptz,
  failures integer not null default 0,
  retry_at timestamptz,
  done_at timestamptz,
  outcome text check (outcome in ('synced', 'set_aside')),
  -- The sync that read it.
  sync_run_id uuid,
  primary key (organization_id, client_id, event_key),
  constraint webhook_event_taken check ((taken_by is null) = (taken_until is null)),
  constraint webhook_event_done check ((done_at is null) = (outcome is null))
);
create index webhook_event_waiting on connections.webhook_event (organization_id, client_id, received_at) where done_at is null;

alter table connections.webhook_event enable row level security;
alter table connections.webhook_event force row level security;
create policy tenant on connections.webhook_event for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));
grant select, insert on connections.webhook_event to beep_app;
grant update (taken_by, taken_until, failures, retry_at, done_at, outcome, sync_run_id) on connections.webhook_event to beep_app;

-- Signed deliveries of which something was not kept: a keyed hash of the body and counts. They belong to no organization.
create table connections.webhook_ignored (
  body_hash bytea primary key check (octet_length(body_hash) = 32),
  shape text not null check (shape in ('legacy', 'cloudevents', 'unreadable')),
  unknown_company integer not null,
  unknown_entity integer not null,
  times integer not null default 1,
  first_at timestamptz not null,
  last_at timestamptz not null
);

-- Across organizations -------------------------------------------------------------------

grant usage on schema connections to beep_system;
create policy system on connections.connection for select to beep_system using (true);
create policy system on connections.webhook_event for select to beep_system using (true);
grant select (organization_id, client_id, provider, realm_lookup, status) on connections.connection to beep_system;
grant select (organization_id, client_id, received_at, taken_until, retry_at, done_at) on connections.webhook_event to beep_system;
grant select, insert, update on connections.webhook_ignored to beep_system;

-- Whose live links these companies are; p_lookups is a list of keyed hashes in hex.
create function connections.clients_of_companies(p_lookups jsonb)
returns table (lookup text, organization_id uuid, client_id uuid)
language sql stable security definer set search_path = '' as $$
  select encode(c.realm_lookup, 'hex'), c.organization_id, c.client_id
  from connections.connection c
  where c.provider = 'intuit' and c.status not in ('disconnected', 'revoked')
    and c.realm_lookup in (select decode(l.value, 'hex') from jsonb_array_elements_text(p_lookups) as l)
$$;

create function connections.note_ignored(p_body_hash bytea, p_shape text, p_unknown_company int, p_unknown_entity int, p_at timestamptz)
returns void language sql volatile security definer set search_path = '' as $$
  insert into connections.webhook_ignored as i (body_hash, shape, unknown_company, unknown_entity, first_at, last_at)
  values (p_body_hash, p_shape, p_unknown_company, p_unknown_entity, p_at, p_at)
  on conflict (body_hash) do update set times = i.times + 1, last_at = excluded.last_at
$$;

-- Clients of active organizations whose first waiting event came before p_received_before and
-- that nobody holds and no failure keeps back at p_now; longest waiting first.
create function connections.clients_with_events(p_received_before timestamptz, p_now timestamptz)
returns table (organization_id uuid, client_id uuid)
language sql stable security definer set search_path = '' as $$
  select e.organization_id, e.client_id
  from connections.webhook_event e
  where e.done_at is null
    and exists (select from tenancy.organization o where o.organization_id = e.organization_id and o.status = 'active')
  group by e.organization_id, e.client_id
  having min(e.received_at) <= p_received_before
    and coalesce(max(e.taken_until) <= p_now, true)
    and coalesce(max(e.retry_at) <= p_now, true)
  order by min(e.received_at)
  limit 200
$$;

grant create on schema connections to beep_system;
alter function connections.clients_of_companies(jsonb) owner to beep_system;
alter function connections.note_ignored(bytea, text, int, int, timestamptz) owner to beep_system;
alter function connections.clients_with_events(timestamptz, timestamptz) owner to beep_system;
revoke create on schema connections from beep_system;

revoke all on function connections.clients_of_companies(jsonb) from public;
revoke all on function connections.note_ignored(bytea, text, int, int, timestamptz) from public;
revoke all on function connections.clients_with_events(timestamptz, timestamptz) from public;
grant execute on function connections.clients_of_companies(jsonb) to beep_app;
grant execute on function connections.note_ignored(bytea, text, int, int, timestamptz) to beep_app;
grant execute on function connections.clients_with_events(timestamptz, timestamptz) to beep_app;
