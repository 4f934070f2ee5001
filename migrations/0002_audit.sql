-- The tamper-evident log: entries, their numbers (leaves), signed tree heads. See specs/decisions/audit-log.md.
-- owner: audit

create schema audit;
grant usage on schema audit to beep_app;
grant usage, create on schema audit to beep_system;

-- Late bound: the assignments behind app.visible_clients() come with a later migration.
create function audit.visible_clients() returns setof uuid language plpgsql stable as $$
begin
  return query select app.visible_clients();
end
$$;
grant execute on function audit.visible_clients() to beep_app, beep_system;

-- An id, a hash, an enum word or a code; a sentence or a mail address does not fit.
create domain audit.token as text check (value ~ '^[A-Za-z0-9_.:/+=-]{1,128}$');

-- A flat record of ids, codes, integers, booleans, nulls and lists of codes.
create function audit.is_bare(p_values jsonb) returns boolean language sql immutable parallel safe
  return p_values is null or case
    when jsonb_typeof(p_values) <> 'object' or octet_length(p_values::text) > 8192 then false
    else not exists (
      select from jsonb_each(p_values) as m
      where m.key !~ '^[A-Za-z0-9_.:/+=-]{1,128}$' or not case jsonb_typeof(m.value)
        when 'string' then m.value #>> '{}' ~ '^[A-Za-z0-9_.:/+=-]{1,128}$'
        when 'number' then m.value #>> '{}' ~ '^-?[0-9]{1,16}$'
        when 'array' then not exists (
          select from jsonb_array_elements(m.value) as x
          where jsonb_typeof(x) <> 'string' or x #>> '{}' !~ '^[A-Za-z0-9_.:/+=-]{1,128}$'
        )
        else jsonb_typeof(m.value) <> 'object'
      end
    )
  end;
grant execute on function audit.is_bare(jsonb) to beep_app;

create table audit.entry (
  organization_id uuid not null,
  id uuid not null,
  at timestamptz(3) not null,
  actor_kind text not null check (actor_kind in ('user', 'system')),
  actor_user_id uuid,
  actor_job audit.token,
  member_id uuid,
  action audit.token not null,
  entity_type audit.token not null,
  entity_id audit.token not null,
  client_id uuid,
  before jsonb check (audit.is_bare(before)),
  after jsonb check (audit.is_bare(after)),
  result text not null check (result in ('ok', 'denied', 'failed')),
  reason audit.token,
  request_id audit.token not null,
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  primary key (organization_id, id),
  check ((actor_kind = 'user') = (actor_user_id is not null)),
  check ((actor_kind = 'system') = (actor_job is not null))
);
create index entry_client on audit.entry (organization_id, client_id, id desc);

-- Entries without a number yet. seq is handed out at insertion, so of two transactions of
-- which one had ended before the other began, the earlier holds the smaller seq.
create table audit.pending (
  organization_id uuid not null,
  seq bigint generated always as identity,
  id uuid not null,
  leaf_hash bytea not null,
  primary key (organization_id, seq)
);

create table audit.leaf (
  organization_id uuid not null,
  leaf_index bigint not null check (leaf_index >= 0),
  id uuid not null,
  leaf_hash bytea not null,
  primary key (organization_id, leaf_index),
  constraint leaf_once unique (organization_id, id)
);

-- edge: hashes of the perfect subtrees under the root, largest first, 32 bytes each.
create table audit.checkpoint (
  organization_id uuid not null,
  size bigint not null check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  edge bytea not null check (octet_length(edge) % 32 = 0),
  at timestamptz(3) not null,
  note text not null,
  primary key (organization_id, size)
);

alter table audit.entry enable row level security;
alter table audit.entry force row level security;
-- A denial names a client that the denied member cannot see: written freely, read by assignment.
create policy tenant on audit.entry for all
  using (
    organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select audit.visible_clients()))
  )
  with check (organization_id = (select app.org_id()));

alter table audit.pending enable row level security;
alter table audit.pending force row level security;
create policy tenant on audit.pending for all
  using (organization_id = (select app.org_id())) with check (organization_id = (select app.org_id()));
-- Only for audit.organizations_waiting(): nobody logs in as beep_system.
create policy system on audit.pending for select to beep_system using (true);

alter table audit.leaf enable row level security;
alter table audit.leaf force row level security;
create policy tenant on audit.leaf for all
  using (organization_id = (select app.org_id())) with check (organization_id = (select app.org_id()));

alter table audit.checkpoint enable row level security;
alter table audit.checkpoint force row level security;
create policy tenant on audit.checkpoint for all
  using (organization_id = (select app.org_id())) with check (organization_id = (select app.org_id()));

grant select, insert on audit.entry to beep_app;
grant select on audit.pending, audit.leaf to beep_app;
grant select, insert on audit.checkpoint to beep_app;
grant select, insert, delete on audit.pending to beep_system;
grant select, insert on audit.leaf to beep_system;

-- Statement triggers refuse even where row level security hides every row, and "always"
-- keeps them on under session_replication_role = replica.
create trigger grows_only before update or delete or truncate on audit.entry
  for each statement execute function app.refuse_change();
create trigger grows_only before update or delete or truncate on audit.leaf
  for each statement execute function app.refuse_change();
create trigger grows_only before update or delete or truncate on audit.checkpoint
  for each statement execute function app.refuse_change();
create trigger left_by_number_only before delete on audit.pending
  for each statement when (current_user <> 'beep_system') execute function app.refuse_change();
create trigger never_changed before update or truncate on audit.pending
  for each statement execute function app.refuse_change();
alter table audit.entry enable always trigger grows_only;
alter table audit.leaf enable always trigger grows_only;
alter table audit.checkpoint enable always trigger grows_only;
alter table audit.pending enable always trigger left_by_number_only;
alter table audit.pending enable always trigger never_changed;

create function audit.enqueue() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into audit.pending (organization_id, id, leaf_hash)
    select f.organization_id, f.id, f.leaf_hash from fresh f;
  return null;
end
$$;
alter function audit.enqueue() owner to beep_system;
create trigger enqueue after insert on audit.entry
  referencing new table as fresh for each statement execute function audit.enqueue();
alter table audit.entry enable always trigger enqueue;

-- Numbers up to p_limit waiting entries of the bound organization, once each, without a gap.
-- Writers never wait for it: it locks no row that they touch.
create function audit.sequence(p_limit int) returns table (leaf_index bigint, leaf_hash bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  v_org constant uuid := app.org_id();
  v_next bigint;
begin
  if v_org is null then
    raise exception 'no organization is bound to this transaction' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('audit.sequence:' || v_org::text, 0));
  select coalesce(max(l.leaf_index) + 1, 0) into v_next from audit.leaf l where l.organization_id = v_org;
  return query
    with due as (
      select p.seq from audit.pending p where p.organization_id = v_org order by p.seq limit p_limit
    ), taken as (
      delete from audit.pending p using due
        where p.organization_id = v_org and p.seq = due.seq
        returning p.seq, p.id, p.leaf_hash
    ), numbered as (
      insert into audit.leaf (organization_id, leaf_index, id, leaf_hash)
        select v_org, v_next + row_number() over (order by t.seq) - 1, t.id, t.leaf_hash from taken t
        returning leaf_index, leaf_hash
    )
    select n.leaf_index, n.leaf_hash from numbered n order by n.leaf_index;
end
$$;
alter function audit.sequence(int) owner to beep_system;
grant execute on function audit.sequence(int) to beep_app;

-- Across organizations, for the sequencer alone: ids, nothing else.
create function audit.organizations_waiting() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct p.organization_id from audit.pending p order by 1
$$;
alter function audit.organizations_waiting() owner to beep_system;
grant execute on function audit.organizations_waiting() to beep_app;

revoke create on schema audit from beep_system;
