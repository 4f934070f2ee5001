-- Who gets in and who goes: invitations, suspended members, assignments with from and until, integrations and their
-- keys, and what an organization decides for itself.
-- owner: tenancy

-- Members ----------------------------------------------------------------------------------------

alter table tenancy.member drop constraint member_status_check;
alter table tenancy.member alter column user_id drop not null;
alter table tenancy.member
  add constraint member_status_check check (status in ('active', 'suspended', 'removed')),
  -- An integration acts through API keys, has no login and owns nothing.
  add column kind text not null default 'person' check (kind in ('person', 'integration')),
  add column weekly_digest boolean not null default true,
  add constraint member_kind_user check ((kind = 'person') = (user_id is not null)),
  add constraint member_kind_role check (kind = 'person' or role <> 'owner');
grant update (weekly_digest) on tenancy.member to beep_app;

-- Assignments ------------------------------------------------------------------------------------

-- By the transaction's clock: one that begins tomorrow shows nothing today, one that ended shows nothing any more.
create or replace function app.visible_clients() returns setof uuid language sql stable parallel safe as $$
  select client_id from tenancy.assignment
  where organization_id = app.org_id() and member_id = app.member_id()
    and since <= now() and (until is null or until > now())
$$;
create index assignment_member on tenancy.assignment (organization_id, member_id, client_id, since);

-- The list's filter by member asks the same. Written over the function as it stands, which is long and not ours.
do $filter$
declare
  list regprocedure := 'runway.client_list(uuid, uuid, text, timestamptz, uuid, text, text, boolean, text, uuid, text, jsonb, integer)';
  was text := pg_get_functiondef(list);
  becomes text := replace(was, 'and a.until is null)', 'and a.since <= now() and (a.until is null or a.until > now()))');
begin
  if becomes = was then raise exception 'runway.client_list does not filter by assignment as expected'; end if;
  execute becomes;
end
$filter$;

-- Invitations ------------------------------------------------------------------------------------

create table tenancy.invitation (
  organization_id uuid not null references tenancy.organization,
  id uuid primary key,
  -- HMAC-SHA-256 of the folded address, to find it by; and the address sealed, to show it.
  email_token bytea not null check (length(email_token) = 32),
  email_sealed bytea not null,
  role text not null check (role in ('owner', 'advisor', 'staff', 'viewer')),
  -- SHA-256; the token itself is in the mail alone.
  token_hash bytea not null constraint invitation_token_key unique check (length(token_hash) = 32),
  state text not null default 'open' check (state in ('open', 'accepted', 'revoked')),
  invited_by uuid,
  mail_id uuid,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  closed_at timestamptz,
  member_id uuid,
  row_version int not null default 1,
  constraint invitation_organization_id_key unique (organization_id, id),
  foreign key (organization_id, invited_by) references tenancy.member (organization_id, id),
  foreign key (organization_id, member_id) references tenancy.member (organization_id, id),
  check ((state = 'open') = (closed_at is null)),
  check ((state = 'accepted') = (member_id is not null))
);
create unique index invitation_open_key on tenancy.invitation (organization_id, email_token) where state = 'open';
create index invitation_newest on tenancy.invitation (organization_id, created_at desc);

create table tenancy.invitation_client (
  organization_id uuid not null,
  invitation_id uuid not null,
  client_id uuid not null,
  role text not null check (role in ('primary', 'secondary', 'reviewer')),
  primary key (organization_id, invitation_id, client_id),
  foreign key (organization_id, invitation_id) references tenancy.invitation (organization_id, id),
  foreign key (organization_id, client_id) references tenancy.client (organization_id, id)
);

-- Settings ---------------------------------------------------------------------------------------

-- Null, or no row: the defaults of runway.md 10.1, which stand in code.
create table tenancy.organization_setting (
  organization_id uuid primary key references tenancy.organization,
  red_below_days int,
  yellow_below_days int,
  critical_below_days int check (critical_below_days >= 0),
  keep_client_years int not null check (keep_client_years between 1 and 99),
  keep_audit_years int not null check (keep_audit_years between 1 and 99),
  keep_ledger_days int not null check (keep_ledger_days between 0 and 3650),
  legal_hold_since timestamptz,
  check (num_nulls(red_below_days, yellow_below_days, critical_below_days) in (0, 3)),
  check (critical_below_days <= red_below_days and red_below_days < yellow_below_days and yellow_below_days <= 350)
);

-- The cut points an organization chose, for whoever computes bands: one row, of nulls where it chose none.
create function app.band_thresholds() returns table (red_below_days int, yellow_below_days int, critical_below_days int)
language sql stable parallel safe as $$
  select s.red_below_days, s.yellow_below_days, s.critical_below_days
  from (select app.org_id() as organization_id) o
  left join tenancy.organization_setting s on s.organization_id = o.organization_id
$$;
grant execute on function app.band_thresholds() to beep_app, beep_system;

-- API keys ---------------------------------------------------------------------------------------

create table tenancy.api_key (
  organization_id uuid not null references tenancy.organization,
  id uuid primary key,
  member_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  -- SHA-256; the key itself was shown once.
  key_hash bytea not null constraint api_key_hash_key unique check (length(key_hash) = 32),
  -- Its first letters, to tell one from another.
  prefix text not null check (length(prefix) between 1 and 20),
  scopes text[] not null check (cardinality(scopes) > 0),
  created_by uuid,
  created_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > created_at),
  revoked_at timestamptz,
  last_used_at timestamptz,
  foreign key (organization_id, member_id) references tenancy.member (organization_id, id)
);
create index api_key_organization on tenancy.api_key (organization_id, created_at desc);

alter table tenancy.invitation enable row level security;
alter table tenancy.invitation force row level security;
create policy tenant on tenancy.invitation for all
  using (organization_id = (select app.org_id()))
  with check (organization_id = (select app.org_id()));

alter table tenancy.invitation_client enable row level security;
alter table tenancy.invitation_client force row level security;
create policy tenant on tenancy.invitation_client for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));

alter table tenancy.organization_setting enable row level security;
alter table tenancy.organization_setting force row level security;
create policy tenant on tenancy.organization_setting for all
  using (organization_id = (select app.org_id()))
  with check (organization_id = (select app.org_id()));

alter table tenancy.api_key enable row level security;
alter table tenancy.api_key force row level security;
create policy tenant on tenancy.api_key for all
  using (organization_id = (select app.org_id()))
  with check (organization_id = (select app.org_id()));

grant select, insert on tenancy.invitation to beep_app;
grant update (token_hash, state, mail_id, ends_at, closed_at, member_id, row_version) on tenancy.invitation to beep_app;
grant select, insert on tenancy.invitation_client to beep_app;
grant select, insert on tenancy.organization_setting to beep_app;
grant update (red_below_days, yellow_below_days, critical_below_days, keep_client_years, keep_audit_years, keep_ledger_days,
  legal_hold_since) on tenancy.organization_setting to beep_app;
grant select, insert on tenancy.api_key to beep_app;
grant update (revoked_at) on tenancy.api_key to beep_app;

-- Across organizations ---------------------------------------------------------------------------
-- specs/decisions/system-scope.md

create policy system on tenancy.invitation for select to beep_system using (true);
grant select (organization_id, id, token_hash) on tenancy.invitation to beep_system;
create policy system on tenancy.api_key to beep_system using (true);
grant select (organization_id, id, member_id, key_hash, scopes, ends_at, revoked_at, last_used_at) on tenancy.api_key to beep_system;
grant update (last_used_at) on tenancy.api_key to beep_system;

-- Whoever holds the token of an invitation has no organization yet.
create function tenancy.find_invitation(p_token_hash bytea)
returns table (organization_id uuid, id uuid)
language sql stable security definer set search_path = '' as $$
  select i.organization_id, i.id from tenancy.invitation i
  join tenancy.organization o on o.organization_id = i.organization_id and o.status = 'active'
  where i.token_hash = p_token_hash
$$;

-- From a key's hash to the integration, in one trip; its last use is noted at most once a minute.
create function tenancy.resolve_api_key(p_key_hash bytea, p_now timestamptz, p_touch_before timestamptz)
returns table (id uuid, member_id uuid, organization_id uuid, role text, scopes text[])
language sql volatile security definer set search_path = '' as $$
  with live as (
    select k.id, k.member_id, k.organization_id, m.role, k.scopes, k.last_used_at
    from tenancy.api_key k
    join tenancy.member m on m.id = k.member_id and m.status = 'active'
    join tenancy.organization o on o.organization_id = k.organization_id and o.status = 'active'
    where k.key_hash = p_key_hash and k.revoked_at is null and k.ends_at > p_now
  ), touched as (
    update tenancy.api_key k set last_used_at = p_now
    from live where k.id = live.id and (live.last_used_at is null or live.last_used_at < p_touch_before)
  )
  select live.id, live.member_id, live.organization_id, live.role, live.scopes from live
$$;

grant create on schema tenancy to beep_system;
alter function tenancy.find_invitation(bytea) owner to beep_system;
alter function tenancy.resolve_api_key(bytea, timestamptz, timestamptz) owner to beep_system;
revoke create on schema tenancy from beep_system;
revoke all on function tenancy.find_invitation(bytea) from public;
revoke all on function tenancy.resolve_api_key(bytea, timestamptz, timestamptz) from public;
grant execute on function tenancy.find_invitation(bytea) to beep_app;
grant execute on function tenancy.resolve_api_key(bytea, timestamptz, timestamptz) to beep_app;
