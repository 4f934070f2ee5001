-- Servers may remember for a moment that a session was verified; whatever ends or changes one says so when it commits.
-- owner: tenancy

-- What resolve_session reads, and nothing else: `<what> <id>` on channel beep_sessions, delivered after the commit. A listener
-- can only forget by it, so who sends one wrongly costs a lookup and opens nothing.
create function identity.tell_listeners() returns trigger language plpgsql set search_path = '' as $$
declare
  was jsonb := case when tg_op = 'INSERT' then to_jsonb(new) else to_jsonb(old) end;
begin
  perform pg_notify('beep_sessions', tg_argv[0] || ' ' || (was ->> tg_argv[1]));
  return null;
end
$$;
grant execute on function identity.tell_listeners() to beep_app;

-- Not last_seen_at, which is written by use.
create trigger tells_listeners after update of token_hash, user_id, member_id, expires_at, revoked_at, strength, stepped_up_at
  on identity.session for each row execute function identity.tell_listeners('session', 'id');
-- Old rows go by the thousand and nobody remembers them.
create trigger tells_listeners_of_end after delete on identity.session
  for each row when (old.expires_at > now()) execute function identity.tell_listeners('session', 'id');
create trigger tells_listeners after update of status or delete on identity."user"
  for each row execute function identity.tell_listeners('user', 'id');
create trigger tells_listeners after insert or update of user_id, confirmed_at or delete on identity.second_factor
  for each row execute function identity.tell_listeners('user', 'user_id');
create trigger tells_listeners after update of user_id, organization_id, role, status or delete on tenancy.member
  for each row execute function identity.tell_listeners('member', 'id');
create trigger tells_listeners after update of status, demo or delete on tenancy.organization
  for each row execute function identity.tell_listeners('organization', 'organization_id');

-- The same lookups, which now also say when a session ends: nobody remembers it beyond that.
grant create on schema identity to beep_system;
drop function identity.resolve_session_of_token(uuid, timestamptz, timestamptz, timestamptz);
drop function identity.resolve_session(bytea, timestamptz, timestamptz, timestamptz);

create function identity.resolve_session(p_token_hash bytea, p_now timestamptz, p_idle_since timestamptz, p_touch_before timestamptz)
returns table (
  session_id uuid, user_id uuid, member_id uuid, organization_id uuid, role text, demo boolean,
  strength text, has_second_factor boolean, stepped_up_at timestamptz, expires_at timestamptz
)
language sql volatile security definer set search_path = '' as $$
  with live as (
    select s.id, s.user_id, s.last_seen_at, s.strength, s.stepped_up_at, s.expires_at,
      m.id as member_id, m.organization_id, m.role, o.demo
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
    live.stepped_up_at, live.expires_at
  from live
$$;

create function identity.resolve_session_of_token(p_session uuid, p_now timestamptz, p_idle_since timestamptz, p_touch_before timestamptz)
returns table (
  session_id uuid, user_id uuid, member_id uuid, organization_id uuid, role text, demo boolean,
  strength text, has_second_factor boolean, stepped_up_at timestamptz, expires_at timestamptz
)
language sql volatile security definer set search_path = '' as $$
  select r.* from identity.session s
  cross join lateral identity.resolve_session(s.token_hash, p_now, p_idle_since, p_touch_before) r
  where s.id = p_session
$$;

alter function identity.resolve_session(bytea, timestamptz, timestamptz, timestamptz) owner to beep_system;
alter function identity.resolve_session_of_token(uuid, timestamptz, timestamptz, timestamptz) owner to beep_system;
revoke create on schema identity from beep_system;
revoke all on function identity.resolve_session(bytea, timestamptz, timestamptz, timestamptz) from public;
revoke all on function identity.resolve_session_of_token(uuid, timestamptz, timestamptz, timestamptz) from public;
grant execute on function identity.resolve_session(bytea, timestamptz, timestamptz, timestamptz) to beep_auth;
grant execute on function identity.resolve_session_of_token(uuid, timestamptz, timestamptz, timestamptz) to beep_auth;
