-- What webhooks named and a sync has read is removed after a while, what waits never is; and whose company is asked nothing for now.
-- owner: connections

create index webhook_event_closed on connections.webhook_event (organization_id, done_at) where done_at is not null;
create policy closed_only on connections.webhook_event as restrictive for delete using (done_at is not null);
grant delete on connections.webhook_event to beep_app;

-- Until when the companies of one organization are asked nothing, because QuickBooks failed for them; of the gate nothing else.
grant usage, create on schema connections to beep_system;
create function connections.gates_of_organization() returns table (client_id uuid, open_until timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.client_id, to_timestamp(g.open_until / 1000)
  from connections.connection k
  join connections.quickbooks_gate g on g.realm_lookup = k.realm_lookup
  where k.organization_id = app.org_id() and k.provider = 'intuit' and k.status not in ('disconnected', 'revoked') and g.open_until is not null
$$;
alter function connections.gates_of_organization() owner to beep_system;
grant execute on function connections.gates_of_organization() to beep_app;
revoke create on schema connections from beep_system;
