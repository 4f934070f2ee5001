-- Sign-in to full depth: a second factor, sessions that know how strongly they were proved, refresh
-- tokens, mailed tokens and the mail that carries them, sign-in with another issuer.
-- owner: tenancy

-- Sessions ------------------------------------------------------------------------------------

alter table identity.session
  -- password: the password alone. full: a second factor too. demo: a demonstration, where it is not asked for.
  add column strength text not null default 'password' check (strength in ('password', 'full', 'demo')),
  -- The last proof of a factor inside this session.
  add column stepped_up_at timestamptz,
  add column browser text not null default 'other' check (browser ~ '^[a-z_]{1,20}$'),
  add column system text not null default 'other' check (system ~ '^[a-z_]{1,20}$');
grant update (token_hash, strength, stepped_up_at) on identity.session to beep_auth;

-- One confirmed and one waiting to be confirmed for each user.
create table identity.second_factor (
  id uuid primary key,
  user_id uuid not null references identity."user",
  secret_sealed bytea not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  -- The 30-second step of the last code taken: it and all before it are used up.
  last_counter bigint,
  check (confirmed_at is null or last_counter is not null)
);
create unique index second_factor_confirmed on identity.second_factor (user_id) where confirmed_at is not null;
create unique index second_factor_waiting on identity.second_factor (user_id) where confirmed_at is null;
grant select, insert, delete on identity.second_factor to beep_auth;
grant update (confirmed_at, last_counter) on identity.second_factor to beep_auth;

create table identity.backup_code (
  -- HMAC-SHA-256 of user and code under a sealed key.
  code_hash bytea primary key check (length(code_hash) = 32),
  user_id uuid not null references identity."user",
  created_at timestamptz not null,
  used_at timestamptz
);
create index backup_code_user on identity.backup_code (user_id);
grant select, insert, delete on identity.backup_code to beep_auth;
grant update (used_at) on identity.backup_code to beep_auth;

-- The record of what happens to an account is written in the transaction of the change: by
-- beep_auth, who can add to the log and read nothing of it.
grant usage on schema audit to beep_auth;
grant insert on audit.entry to beep_auth;
grant execute on function audit.is_bare(jsonb) to beep_auth;

-- The hot reads -----------------------------------------------------------------------------------

grant select (user_id, confirmed_at) on identity.second_factor to beep_system;
grant create on schema identity to beep_system;
drop function identity.resolve_session(bytea, timestamptz, timestamptz, timestamptz);

-- One trip from a token's hash to the tenant, and to what the session has proved. Slides the
-- idle limit, at most one write a minute per session (p_touch_before).
create function identity.resolve_session(p_token_hash bytea, p_now timestamptz, p_idle_since timestamptz, p_touch_before timestamptz)
returns table (
  session_id uuid, user_id uuid, member_id uuid, organization_id uuid, role text, demo boolean,
  strength text, has_second_factor boolean, stepped_up_at timestamptz
)
language sql volatile security definer set search_path = '' as $$
  with live as (
    select s.id, s.user_id, s.last_seen_at, s.strength, s.stepped_up_at, m.id as member_id, m.organization_id, m.role, o.demo
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
  select live.id, live.user_id, live.member_id, live.organization_id, live.role, live.demo, live.strength,
    exists (select from identity.second_factor f where f.user_id = live.user_id and f.confirmed_at is not null),
    live.stepped_up_at
  from live
$$;

-- The same for the session an access token names.
create function identity.resolve_session_of_token(p_session uuid, p_now timestamptz, p_idle_since timestamptz, p_touch_before timestamptz)
returns table (
  session_id uuid, user_id uuid, member_id uuid, organization_id uuid, role text, demo boolean,
  strength text, has_second_factor boolean, stepped_up_at timestamptz
)
language sql volatile security definer set search_path = '' as $$
  select r.* from identity.session s
  cross join lateral identity.resolve_session(s.token_hash, p_now, p_idle_since, p_touch_before) r
  where s.id = p_session
$$;

-- The active places of one user, oldest first.
drop function identity.memberships(uuid);
create function identity.memberships(p_user uuid)
returns table (member_id uuid, organization_id uuid, role text, demo boolean)
language sql stable security definer set search_path = '' as $$
  select m.id, m.organization_id, m.role, o.demo
  from tenancy.member m join tenancy.organization o on o.organization_id = m.organization_id
  where m.user_id = p_user and m.status = 'active' and o.status = 'active'
  order by m.created_at, m.id
$$;

grant select (demo) on tenancy.organization to beep_system;
alter function identity.memberships(uuid) owner to beep_system;
alter function identity.resolve_session(bytea, timestamptz, timestamptz, timestamptz) owner to beep_system;
alter function identity.resolve_session_of_token(uuid, timestamptz, timestamptz, timestamptz) owner to beep_system;
revoke create on schema identity from beep_system;
revoke all on function identity.memberships(uuid) from public;
revoke all on function identity.resolve_session(bytea, timestamptz, timestamptz, timestamptz) from public;
revoke all on function identity.resolve_session_of_token(uuid, timestamptz, timestamptz, timestamptz) from public;
grant execute on function identity.memberships(uuid) to beep_auth;
grant execute on function identity.resolve_session(bytea, timestamptz, timestamptz, timestamptz) to beep_auth;
grant execute on function identity.resolve_session_of_token(uuid, timestamptz, timestamptz, timestamptz) to beep_auth;

-- Mailed tokens -------------------------------------------------------------------------------------

-- Single use: a reset of the password, the proof of a new address, the way back to the former one.
create table identity.mailed_token (
  -- SHA-256 of the token; the token itself is in one mailbox alone.
  token_hash bytea primary key check (length(token_hash) = 32),
  id uuid not null constraint mailed_token_id_key unique,
  purpose text not null check (purpose in ('password_reset', 'address_change', 'address_undo')),
  user_id uuid not null references identity."user",
  -- The address that it makes the user's, as in identity.user.
  email_token bytea check (length(email_token) = 32),
  email_sealed bytea,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- Used, or void because something else made it pointless.
  closed_at timestamptz,
  check ((purpose = 'password_reset') = (email_token is null) and (email_token is null) = (email_sealed is null))
);
create index mailed_token_open on identity.mailed_token (user_id, purpose) where closed_at is null;
create index mailed_token_age on identity.mailed_token (expires_at);
grant select, insert, delete on identity.mailed_token to beep_auth;
grant update (closed_at) on identity.mailed_token to beep_auth;
grant update (email_token) on identity."user" to beep_auth;

-- Refresh tokens ---------------------------------------------------------------------------------------

-- A row for each token of a session's chain: one that comes back after its use ends the session.
create table identity.refresh_token (
  token_hash bytea primary key check (length(token_hash) = 32),
  session_id uuid not null references identity.session (id) on delete cascade,
  issued_at timestamptz not null,
  used_at timestamptz
);
create index refresh_token_session on identity.refresh_token (session_id);
grant select, insert on identity.refresh_token to beep_auth;
grant update (used_at) on identity.refresh_token to beep_auth;

-- Sign-in with another issuer ------------------------------------------------------------------------------

-- Whose account at an issuer opens whose account here: made by a signed-in person, never by an address that is the same.
create table identity.external_identity (
  id uuid primary key,
  user_id uuid not null references identity."user",
  issuer text not null check (length(issuer) between 1 and 500),
  subject text not null check (length(subject) between 1 and 255),
  linked_at timestamptz not null,
  constraint external_identity_subject_key unique (issuer, subject)
);
create index external_identity_user on identity.external_identity (user_id);
grant select, insert, delete on identity.external_identity to beep_auth;

-- A browser on its way to the issuer and back: ten minutes, once.
create table identity.oidc_flow (
  state_hash bytea primary key check (length(state_hash) = 32),
  id uuid not null constraint oidc_flow_id_key unique,
  -- SHA-256 of what the cookie of the browser that set out holds: another browser cannot arrive in its place.
  browser_hash bytea not null check (length(browser_hash) = 32),
  -- Null: to sign in. Else the session that wants the account linked.
  session_id uuid references identity.session (id) on delete cascade,
  -- Nonce, code verifier and the page to return to.
  secret_sealed bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index oidc_flow_age on identity.oidc_flow (expires_at);
grant select, insert, delete on identity.oidc_flow to beep_auth;
grant update (used_at) on identity.oidc_flow to beep_auth;
