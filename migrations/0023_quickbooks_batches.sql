-- Batches of writes have a bucket of their own at a company's gate (runway.md 6.7).
-- owner: connections

grant create on schema connections to beep_system;

alter table connections.quickbooks_gate add column batch_at double precision not null default 0;

drop function connections.take_turn(bytea, double precision, boolean, text, double precision, double precision, integer);

-- The twin of takeTurn in packages/quickbooks/src/gate/GateState.ts; a given turn is counted in the same step.
create function connections.take_turn(
  p_realm bytea, p_at double precision, p_is_person boolean, p_kind text,
  p_per_second double precision, p_per_minute double precision, p_concurrent integer,
  p_batches_per_minute double precision
) returns table (verdict text, millis double precision, lease text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_gate connections.quickbooks_gate;
  v_at double precision;
  v_ids uuid[];
  v_until double precision[];
  v_second double precision := 1000 / p_per_second;
  v_wait double precision := 0;
  v_lease uuid;
begin
  select * into v_gate from connections.quickbooks_gate g where g.realm_lookup = p_realm for update;
  if not found then
    insert into connections.quickbooks_gate (realm_lookup) values (p_realm) on conflict do nothing;
    select * into v_gate from connections.quickbooks_gate g where g.realm_lookup = p_realm for update;
  end if;
  -- Read with the row in hand, so that the instants of one gate never run backwards.
  v_at := coalesce(p_at, (extract(epoch from clock_timestamp()) * 1000)::double precision);
  if v_gate.open_until is not null and v_at < v_gate.open_until then
    return query select 'shut', v_gate.open_until - v_at, null::text;
    return;
  end if;
  if v_at < v_gate.held_until then
    return query select 'held', v_gate.held_until - v_at, null::text;
    return;
  end if;
  select coalesce(array_agg(l.id order by l.n), '{}'), coalesce(array_agg(l.until order by l.n), '{}')
    into v_ids, v_until
    from unnest(v_gate.lease_ids, v_gate.lease_until) with ordinality as l(id, until, n)
    where l.until > v_at;
  if not p_is_person and v_at < v_gate.person_until then
    v_wait := v_second;
  else
    v_wait := greatest(
      case when cardinality(v_ids) >= p_concurrent then 50 else 0 end,
      v_gate.second_at - v_at,
      v_gate.minute_at - (60000 - 60000 / p_per_minute) - v_at,
      case when p_kind = 'batch' then v_gate.batch_at - 3 * (60000 / p_batches_per_minute) - v_at else 0 end,
      0);
  end if;
  if v_wait > 0 then
    if p_is_person then
      update connections.quickbooks_gate g set person_until = v_at + v_wait + 2 * v_second where g.realm_lookup = p_realm;
    end if;
    return query select 'wait', v_wait, null::text;
    return;
  end if;
  v_lease := gen_random_uuid();
  update connections.quickbooks_gate g set
    lease_ids = v_ids || v_lease,
    lease_until = v_until || (v_at + 150000),
    second_at = v_at + v_second,
    minute_at = greatest(v_gate.minute_at, v_at) + 60000 / p_per_minute,
    batch_at = case when p_kind = 'batch' then greatest(v_gate.batch_at, v_at) + 60000 / p_batches_per_minute else v_gate.batch_at end,
    person_until = case when p_is_person then 0 else v_gate.person_until end,
    open_until = case when v_gate.open_until is null then null else v_at + 60000 end,
    probe = case when v_gate.open_until is null then null else v_lease end
    where g.realm_lookup = p_realm;
  insert into connections.call_count as c (organization_id, client_id, month, reads, writes)
    select k.organization_id, k.client_id, date_trunc('month', to_timestamp(v_at / 1000) at time zone 'UTC')::date,
      (p_kind = 'read')::integer, (p_kind <> 'read')::integer
    from connections.connection k
    where k.provider = 'intuit' and k.realm_lookup = p_realm and k.status not in ('disconnected', 'revoked')
    on conflict (organization_id, client_id, month)
      do update set reads = c.reads + excluded.reads, writes = c.writes + excluded.writes;
  return query select 'granted', 0::double precision, v_lease::text;
end
$$;

alter function connections.take_turn(bytea, double precision, boolean, text, double precision, double precision, integer, double precision)
  owner to beep_system;
revoke execute on function
  connections.take_turn(bytea, double precision, boolean, text, double precision, double precision, integer, double precision)
  from public;
grant execute on function
  connections.take_turn(bytea, double precision, boolean, text, double precision, double precision, integer, double precision)
  to beep_app;

revoke create on schema connections from beep_system;
