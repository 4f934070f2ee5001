-- Who may see what: organizations, members, clients, assignments, features; and, out of
-- reach of beep_app, the logins behind the members.
-- owner: tenancy

create schema tenancy;
create schema identity;
grant usage on schema tenancy to beep_app, beep_system;
grant usage on schema identity to beep_auth, beep_system;

-- Tenancy ------------------------------------------------------------------------------

create table tenancy.organization (
  organization_id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  demo boolean not null,
  timezone text not null,
  tier text not null check (tier in ('basic', 'smart', 'strategic', 'autonomous')),
  status text not null default 'active' check (status in ('active', 'suspended', 'closed')),
  row_version int not null default 1,
  created_at timestamptz not null
);

create table identity."user" (
  id uuid primary key,
  -- HMAC-SHA-256 of the folded address under a sealed key: equality without the address.
  email_token bytea not null constraint user_email_token_key unique check (length(email_token) = 32),
  email_sealed bytea not null,
  sso_subject text unique,
  status text not null default 'active' check (status in ('active', 'disabled')),
  created_at timestamptz not null
);

create table tenancy.member (
  organization_id uuid not null references tenancy.organization,
  id uuid primary key,
  user_id uuid not null references identity."user",
  display_name text not null check (length(display_name) between 1 and 120),
  role text not null check (role in ('owner', 'advisor', 'staff', 'viewer')),
  status text not null default 'active' check (status in ('active', 'removed')),
  row_version int not null default 1,
  created_at timestamptz not null,
  constraint member_organization_user_key unique (organization_id, user_id),
  constraint member_organization_id_key unique (organization_id, id)
);
create index member_user on tenancy.member (user_id);

create table tenancy.client (
  organization_id uuid not null references tenancy.organization,
  id uuid primary key,
  kind text not null check (kind in ('business', 'household')),
  name text not null check (length(name) between 1 and 200),
  timezone text not null,
  home_currency text not null check (home_currency ~ '^[A-Z]{3}$'),
  status text not null default 'onboarding' check (status in ('onboarding', 'active', 'inactive', 'left')),
  row_version int not null default 1,
  created_at timestamptz not null,
  constraint client_organization_id_key unique (organization_id, id)
);
create index client_organization_name on tenancy.client (organization_id, name, id);

create table tenancy.assignment (
  organization_id uuid not null references tenancy.organization,
  id uuid primary key,
  client_id uuid not null,
  member_id uuid not null,
  role text not null check (role in ('primary', 'secondary', 'reviewer')),
  since timestamptz not null,
  until timestamptz check (until >= since),
  foreign key (organization_id, client_id) references tenancy.client (organization_id, id),
  foreign key (organization_id, member_id) references tenancy.member (organization_id, id)
);
create unique index assignment_active_key on tenancy.assignment (organization_id, member_id, client_id) where until is null;
create index assignment_client on tenancy.assignment (organization_id, client_id) where until is null;

create table tenancy.feature_override (
  organization_id uuid not null references tenancy.organization,
  -- Null: for the whole firm.
  member_id uuid,
  feature text not null check (feature ~ '^[a-z_.]{1,64}$'),
  enabled boolean not null,
  reason text not null check (length(reason) between 1 and 500),
  set_by uuid,
  set_at timestamptz not null,
  expires_at timestamptz,
  constraint feature_override_key unique nulls not distinct (organization_id, feature, member_id),
  foreign key (organization_id, member_id) references tenancy.member (organization_id, id)
);

-- For everybody and therefore without a tenant; the newest row of a feature counts.
create table tenancy.kill_switch (
  id bigint generated always as identity primary key,
  feature text not null check (feature ~ '^[a-z_.]{1,64}$'),
  killed boolean not null,
  reason text not null check (length(reason) between 1 and 500),
  operator text not null check (length(operator) between 1 and 120),
  set_at timestamptz not null
);
create index kill_switch_newest on tenancy.kill_switch (feature, id desc);

-- Every look across organizations, written by the function that looks.
create table tenancy.system_scope_use (
  id bigint generated always as identity primary key,
  job text not null check (length(job) between 1 and 120),
  reason text not null check (length(reason) between 1 and 500),
  organizations int not null,
  at timestamptz not null
);

create trigger grows_only before update or delete or truncate on tenancy.kill_switch
  for each statement execute function app.refuse_change();
create trigger grows_only before update or delete or truncate on tenancy.system_scope_use
  for each statement execute function app.refuse_change();

-- The clients the current member is assigned to. Reads through the policy of assignment.
create function app.visible_clients() returns setof uuid language sql stable parallel safe as $$
  select client_id from tenancy.assignment
  where organization_id = app.org_id() and member_id = app.member_id() and until is null
$$;
grant execute on function app.visible_clients() to beep_app, beep_system;

alter table tenancy.organization enable row level security;
alter table tenancy.organization force row level security;
create policy tenant on tenancy.organization for all
  using (organization_id = (select app.org_id()))
  with check (organization_id = (select app.org_id()));

alter table tenancy.member enable row level security;
alter table tenancy.member force row level security;
create policy tenant on tenancy.member for all
  using (organization_id = (select app.org_id()))
  with check (organization_id = (select app.org_id()));

alter table tenancy.client enable row level security;
alter table tenancy.client force row level security;
create policy tenant on tenancy.client for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or id in (select app.visible_clients())));

-- Not by visible_clients(), which reads this table. A member reads the own rows and
-- writes none: nobody assigns a client to himself.
alter table tenancy.assignment enable row level security;
alter table tenancy.assignment force row level security;
create policy tenant on tenancy.assignment for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or member_id = (select app.member_id())))
  with check (organization_id = (select app.org_id()) and (select app.sees_all_clients()));

alter table tenancy.feature_override enable row level security;
alter table tenancy.feature_override force row level security;
create policy tenant on tenancy.feature_override for all
  using (organization_id = (select app.org_id()))
  with check (organization_id = (select app.org_id()));

grant select, insert on tenancy.organization to beep_app;
grant update (name, timezone, tier, status, row_version) on tenancy.organization to beep_app;
grant select, insert on tenancy.member to beep_app;
grant update (display_name, role, status, row_version) on tenancy.member to beep_app;
grant select, insert on tenancy.client to beep_app;
grant update (name, timezone, home_currency, status, row_version) on tenancy.client to beep_app;
grant select, insert on tenancy.assignment to beep_app;
grant update (until) on tenancy.assignment to beep_app;
grant select, insert, delete on tenancy.feature_override to beep_app;
grant update (enabled, reason, set_by, set_at, expires_at) on tenancy.feature_override to beep_app;
grant select on tenancy.kill_switch to beep_app;

-- Identity -----------------------------------------------------------------------------

create table identity.credential (
  user_id uuid primary key references identity."user",
  password_hash text not null check (password_hash like '$argon2id$%'),
  updated_at timestamptz not null
);

create table identity.session (
  -- SHA-256 of the token; the token itself is in the browser alone.
  token_hash bytea primary key check (length(token_hash) = 32),
  id uuid not null constraint session_id_key unique,
  user_id uuid not null references identity."user",
  member_id uuid not null references tenancy.member (id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_by_user on identity.session (user_id) where revoked_at is null;

-- One row per account (known or not) and per address that lately failed to sign in.
create table identity.attempt (
  subject bytea primary key check (length(subject) = 32),
  failures int not null,
  window_started_at timestamptz not null,
  locked_until timestamptz
);
create index attempt_age on identity.attempt (window_started_at);

-- Keys of this schema itself, sealed under the environment's key-encryption key.
create table identity.sealed_key (
  id text primary key,
  purpose text not null check (purpose in ('email_lookup', 'email_seal', 'token_signing')),
  public_key jsonb,
  kek_id text not null,
  sealed bytea not null,
  created_at timestamptz not null,
  -- Signs from here on, so that every process has read it before it is met.
  signs_from timestamptz not null
);
create index sealed_key_purpose on identity.sealed_key (purpose, signs_from desc);

grant select, insert on identity."user" to beep_auth;
grant update (email_sealed, sso_subject, status) on identity."user" to beep_auth;
grant select, insert, update on identity.credential to beep_auth;
grant select, insert, delete on identity.session to beep_auth;
grant update (last_seen_at, revoked_at) on identity.session to beep_auth;
grant select, insert, update, delete on identity.attempt to beep_auth;
grant select, insert on identity.sealed_key to beep_auth;
grant update (kek_id, sealed) on identity.sealed_key to beep_auth;

-- Across organizations -------------------------------------------------------------------
-- Functions of beep_system, which never logs in: specs/decisions/system-scope.md lists them.

create policy system on tenancy.organization for select to beep_system using (true);
create policy system on tenancy.member for select to beep_system using (true);
grant select (organization_id, tier, status, created_at) on tenancy.organization to beep_system;
grant select (organization_id, id, user_id, role, status, created_at) on tenancy.member to beep_system;
grant select on identity.session, identity."user" to beep_system;
grant update (last_seen_at) on identity.session to beep_system;
grant insert on tenancy.kill_switch, tenancy.system_scope_use to beep_system;

-- The active places of one user, oldest first.
create function identity.memberships(p_user uuid)
returns table (member_id uuid, organization_id uuid, role text)
language sql stable security definer set search_path = '' as $$
  select m.id, m.organization_id, m.role
  from tenancy.member m join tenancy.organization o on o.organization_id = m.organization_id
  where m.user_id = p_user and m.status = 'active' and o.status = 'active'
  order by m.created_at, m.id
$$;

-- The hot read: one trip from a token's hash to the tenant. Slides the idle limit, at
-- most one write a minute per session (p_touch_before).
create function identity.resolve_session(p_token_hash bytea, p_now timestamptz, p_idle_since timestamptz, p_touch_before timestamptz)
returns table (session_id uuid, user_id uuid, member_id uuid, organization_id uuid, role text)
language sql volatile security definer set search_path = '' as $$
  with live as (
    select s.id, s.user_id, s.last_seen_at, m.id as member_id, m.organization_id, m.role
    from identity.session s
    join identity."user" u on u.id = s.user_id and u.status = 'active'
    join tenancy.member m on m.id = s.member_id and m.user_id = s.user_id and m.status = 'active'
    join tenancy.organization o on o.organization_id = m.organization_id and o.status = 'active'
    where s.token_hash = p_token_hash and s.revoked_at is null
      and s.expires_at > p_now and s.last_seen_at > p_idle_since
  ), touched as (
    update identity.session s set last_seen_at = p_now
    from live where s.id = live.id and live.last_seen_at < p_touch_before
  )
  select live.id, live.user_id, live.member_id, live.organization_id, live.role from live
$$;

-- Ids of the organizations a scheduler may work for; leaves a trace each time.
create function tenancy.every_organization(p_job text, p_reason text, p_at timestamptz)
returns table (organization_id uuid)
language plpgsql volatile security definer set search_path = '' as $$
declare
  ids uuid[];
begin
  select coalesce(array_agg(o.organization_id order by o.organization_id), '{}') into ids
  from tenancy.organization o where o.status = 'active';
  insert into tenancy.system_scope_use (job, reason, organizations, at)
  values (p_job, p_reason, cardinality(ids), p_at);
  return query select unnest(ids);
end
$$;

create function tenancy.set_kill_switch(p_feature text, p_killed boolean, p_reason text, p_operator text, p_at timestamptz)
returns void language sql volatile security definer set search_path = '' as $$
  insert into tenancy.kill_switch (feature, killed, reason, operator, set_at)
  values (p_feature, p_killed, p_reason, p_operator, p_at)
$$;

-- A new owner of a function must be allowed to create in its schema, for this moment only.
grant create on schema identity, tenancy to beep_system;
alter function identity.memberships(uuid) owner to beep_system;
alter function identity.resolve_session(bytea, timestamptz, timestamptz, timestamptz) owner to beep_system;
alter function tenancy.every_organization(text, text, timestamptz) owner to beep_system;
alter function tenancy.set_kill_switch(text, boolean, text, text, timestamptz) owner to beep_system;
revoke create on schema identity, tenancy from beep_system;

revoke all on function identity.memberships(uuid) from public;
revoke all on function identity.resolve_session(bytea, timestamptz, timestamptz, timestamptz) from public;
revoke all on function tenancy.every_organization(text, text, timestamptz) from public;
revoke all on function tenancy.set_kill_switch(text, boolean, text, text, timestamptz) from public;
grant execute on function identity.memberships(uuid) to beep_auth;
grant execute on function identity.resolve_session(bytea, timestamptz, timestamptz, timestamptz) to beep_auth;
grant execute on function tenancy.every_organization(text, text, timestamptz) to beep_app;
grant execute on function tenancy.set_kill_switch(text, boolean, text, text, timestamptz) to beep_app;

-- Counts an attempt before the password is looked at, so that a volley cannot outrun the
-- count; success gives it back. Returns seconds to wait, 0 for go ahead. Locks the
-- account's row before the address's, always, so two volleys cannot deadlock.
create function identity.begin_attempt(p_account bytea, p_address bytea, p_now timestamptz)
returns int language plpgsql volatile set search_path = '' as $$
declare
  account identity.attempt;
  address identity.attempt;
  wait_until timestamptz;
begin
  insert into identity.attempt as a (subject, failures, window_started_at) values (p_account, 0, p_now)
  on conflict (subject) do update set
    failures = case when a.window_started_at <= p_now - interval '1 hour' and (a.locked_until is null or a.locked_until <= p_now) then 0 else a.failures end,
    window_started_at = case when a.window_started_at <= p_now - interval '1 hour' and (a.locked_until is null or a.locked_until <= p_now) then p_now else a.window_started_at end
  returning * into account;
  insert into identity.attempt as a (subject, failures, window_started_at) values (p_address, 0, p_now)
  on conflict (subject) do update set
    failures = case when a.window_started_at <= p_now - interval '1 hour' then 0 else a.failures end,
    window_started_at = case when a.window_started_at <= p_now - interval '1 hour' then p_now else a.window_started_at end
  returning * into address;

  wait_until := greatest(
    case when account.locked_until > p_now then account.locked_until end,
    case when address.failures >= 10 then address.window_started_at + interval '1 hour' end
  );
  if wait_until is not null then
    return greatest(1, ceil(extract(epoch from wait_until - p_now)))::int;
  end if;

  -- From the fifth failure on: 30 s, 60 s, 120 s, ... at most 15 minutes.
  update identity.attempt set
    failures = failures + 1,
    locked_until = case when failures + 1 >= 5
      then p_now + least(interval '15 minutes', interval '30 seconds' * power(2, least(failures + 1 - 5, 10))) end
  where subject = p_account;
  update identity.attempt set failures = failures + 1 where subject = p_address;
  return 0;
end
$$;
grant execute on function identity.begin_attempt(bytea, bytea, timestamptz) to beep_auth;

create function identity.forgive_attempt(p_account bytea, p_address bytea, p_now timestamptz)
returns void language sql volatile set search_path = '' as $$
  delete from identity.attempt where subject = p_account;
  update identity.attempt set failures = greatest(0, failures - 1) where subject = p_address;
  delete from identity.attempt where subject in (
    select a.subject from identity.attempt a
    where a.window_started_at < p_now - interval '1 day' and (a.locked_until is null or a.locked_until < p_now)
    order by a.window_started_at limit 100 for update skip locked);
$$;
grant execute on function identity.forgive_attempt(bytea, bytea, timestamptz) to beep_auth;

-- Hot reads of beep_app ---------------------------------------------------------------------

create function tenancy.me(p_org uuid, p_member uuid, p_role text)
returns table (member_id uuid, display_name text, role text, organization_id uuid, organization_name text, demo boolean, timezone text, tier text)
language plpgsql volatile security invoker set search_path = '' as $$
begin
  perform app.bind(p_org, p_member, p_role);
  return query
    select m.id, m.display_name, m.role, o.organization_id, o.name, o.demo, o.timezone, o.tier
    from tenancy.member m join tenancy.organization o on o.organization_id = m.organization_id
    where m.organization_id = p_org and m.id = p_member and m.status = 'active';
end
$$;
grant execute on function tenancy.me(uuid, uuid, text) to beep_app;

-- All that decides a member's features: tier, kill switches, overrides.
create function tenancy.flag_state(p_org uuid, p_member uuid, p_role text)
returns table (source text, feature text, enabled boolean, expires_at timestamptz, tier text)
language plpgsql volatile security invoker set search_path = '' as $$
begin
  perform app.bind(p_org, p_member, p_role);
  return query
    select 'tier', null::text, null::boolean, null::timestamptz, o.tier from tenancy.organization o where o.organization_id = p_org
    union all
    select 'kill', k.feature, k.killed, null, null
    from (select distinct on (s.feature) s.feature, s.killed from tenancy.kill_switch s order by s.feature, s.id desc) k where k.killed
    union all
    select case when f.member_id is null then 'firm' else 'advisor' end, f.feature, f.enabled, f.expires_at, null
    from tenancy.feature_override f
    where f.organization_id = p_org and (f.member_id is null or f.member_id = p_member);
end
$$;
grant execute on function tenancy.flag_state(uuid, uuid, text) to beep_app;
