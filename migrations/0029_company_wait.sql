-- Until when calls to a client's company wait: because QuickBooks asked for patience, or because too many failed.
-- owner: connections

grant create on schema connections to beep_system;

-- Milliseconds since 1970; null when nothing waits, and for a client of another organization. Whether the caller sees the client is its query's business.
create function connections.company_wait(p_client uuid) returns double precision
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select nullif(max(g.until), 0) from (
    select greatest(
      case when g.held_until > n.millis then g.held_until else 0 end,
      case when g.open_until > n.millis then g.open_until else 0 end) as until
    from connections.connection k
    join connections.quickbooks_gate g on g.realm_lookup = k.realm_lookup
    cross join (select (extract(epoch from clock_timestamp()) * 1000)::double precision as millis) n
    where k.organization_id = app.org_id() and k.client_id = p_client and k.provider = 'intuit'
      and k.status not in ('disconnected', 'revoked')
  ) g
$$;
alter function connections.company_wait(uuid) owner to beep_system;
revoke execute on function connections.company_wait(uuid) from public;
grant execute on function connections.company_wait(uuid) to beep_app;

revoke create on schema connections from beep_system;
