-- What was computed from the ledger: every runway snapshot, and the row of each client in the list.
-- owner: runway (snapshots, list)

-- One row per distinct state of the books per day; never changed. `days_exact` is rounded down to four places.
create table runway.runway_snapshot (
  organization_id uuid not null,
  client_id uuid not null,
  snapshot_id uuid not null,
  as_of date not null,
  computed_at timestamptz not null,
  kind text not null check (kind in ('weekly', 'daily', 'on_demand')),
  formula_version text not null check (formula_version in ('runway.v1')),
  state text not null check (state in ('covered', 'overdrawn', 'not_burning', 'unknown')),
  days bigint check (days >= 0),
  days_exact numeric(24, 4),
  band text not null check (band in ('red', 'yellow', 'green', 'neutral')),
  -- Sums in minor units; null where an input was not synced.
  cash_minor bigint,
  receivables_minor bigint,
  near_payables_minor bigint,
  bill_outflow_minor bigint,
  other_outflow_minor bigint,
  window_days integer not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  confidence_reasons text[] not null,
  input_hash bytea not null check (octet_length(input_hash) = 32),
  sync_point text,
  primary key (organization_id, client_id, snapshot_id),
  constraint runway_snapshot_once unique (organization_id, client_id, as_of, formula_version, input_hash),
  constraint runway_snapshot_days check ((state in ('covered', 'overdrawn')) = (days is not null))
);
create index runway_snapshot_latest on runway.runway_snapshot (organization_id, client_id, kind, as_of desc);

create trigger grows_only before update or delete or truncate on runway.runway_snapshot
  for each statement execute function app.refuse_change();

-- The read model of the list. A client without a row was never computed.
create table runway.client_list_row (
  organization_id uuid not null,
  client_id uuid not null,
  as_of date,
  computed_at timestamptz,
  synced_at timestamptz,
  state text check (state in ('covered', 'overdrawn', 'not_burning', 'unknown')),
  burn_basis text check (burn_basis in ('gross', 'net')),
  days bigint,
  covered_until date,
  band text check (band in ('red', 'yellow', 'green', 'neutral')),
  critical boolean,
  confidence text check (confidence in ('high', 'medium', 'low')),
  bills_overdue integer,
  bills_due_7 integer,
  invoices_overdue integer,
  input_hash bytea check (octet_length(input_hash) = 32),
  last_worked_at timestamptz,
  last_worked_by uuid,
  primary key (organization_id, client_id),
  constraint client_list_row_computed check ((computed_at is null) = (state is null)),
  constraint client_list_row_worked check ((last_worked_at is null) = (last_worked_by is null))
);

do $$
declare t text;
begin
  foreach t in array array['runway_snapshot', 'client_list_row'] loop
    execute format('alter table runway.%I enable row level security', t);
    execute format('alter table runway.%I force row level security', t);
    execute format($p$create policy tenant on runway.%I for all
      using (organization_id = (select app.org_id())
        and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
      with check (organization_id = (select app.org_id())
        and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))$p$, t);
  end loop;
end
$$;

grant select, insert on runway.runway_snapshot to beep_app;
grant select, insert, update on runway.client_list_row to beep_app;

-- The hot read of the list: binds the tenant, judges every visible client, answers counts and one page.
-- Answers json, not jsonb: nothing here reads it again, and the tree of a jsonb is a third of the time.
-- `p_after` is [k1, k2, k3, id] of the last row seen. Its two looks at other rooms' tables are stated in
-- specs/decisions/client-list-read.md.
create function runway.client_list(
  p_org uuid, p_member uuid, p_role text, p_now timestamptz, p_client uuid, p_query text, p_band text, p_attention boolean,
  p_connection text, p_assigned uuid, p_sort text, p_after jsonb, p_limit integer
) returns json
language plpgsql volatile security invoker set search_path = '' as $$
declare
  answer json;
begin
  perform app.bind(p_org, p_member, p_role);
  with listed as (
    select c.id, c.kind, c.name, r.as_of, r.computed_at, r.synced_at, r.state, r.burn_basis, r.days, r.covered_until, r.band, r.critical,
      r.confidence, r.bills_overdue, r.bills_due_7, r.invoices_overdue, r.last_worked_at, m.display_name as last_worked_by,
      r.computed_at is not null and (r.synced_at is null or r.synced_at < p_now - interval '24 hours') as stale,
      case
        when c.kind = 'household' then null
        when n.status is null or n.status in ('disconnected', 'revoked') then 'disconnected'
        when n.status in ('needs_reconnect', 'error') then 'needs_reconnect'
        when s.client_id is not null then 'syncing'
        when r.synced_at is null then 'never_synced'
        else 'connected'
      end as connection
    from tenancy.client c
    left join runway.client_list_row r on r.organization_id = c.organization_id and r.client_id = c.id and c.kind = 'business'
    left join connections.connection n on n.organization_id = c.organization_id and n.client_id = c.id and n.provider = 'intuit'
    left join runway.sync_run s on s.organization_id = c.organization_id and s.client_id = c.id and s.finished_at is null
    left join tenancy.member m on m.organization_id = c.organization_id and m.id = r.last_worked_by
    where c.organization_id = p_org and c.status <> 'left' and (p_client is null or c.id = p_client)
  ), judged as (
    select l.*,
      array_remove(array[
        case when l.connection = 'needs_reconnect' then 'needs_reconnect' end,
        case when l.state = 'overdrawn' then 'overdrawn' end,
        case when l.state = 'covered' and l.band = 'red' then 'runway_red' end,
        case when l.synced_at < p_now - interval '24 hours' then 'stale_data' end
      ], null) as needs,
      case
        when l.kind = 'household' then 7
        when coalesce(l.state, 'unknown') = 'unknown' and l.connection = 'needs_reconnect' then 0
        when l.state = 'overdrawn' then 1
        when l.state = 'covered' then 2
        when l.state = 'unknown' and l.synced_at is not null then 3
        when l.state = 'not_burning' then 4
        else 5
      end as rank
    from listed l
  ), keyed as (
    select j.*,
      case p_sort when 'runway' then j.rank when 'last_synced' then (j.synced_at is null)::int when 'last_worked' then (j.last_worked_at is null)::int else 0 end as k1,
      case p_sort
        when 'runway' then coalesce(j.days, 0)::numeric
        when 'last_synced' then coalesce(-extract(epoch from j.synced_at), 0)
        when 'last_worked' then coalesce(-extract(epoch from j.last_worked_at), 0)
        else 0
      end as k2,
      lower(j.name) as k3
    from judged j
  ), matching as (
    select * from keyed k
    where (p_query is null or position(lower(p_query) in k.k3) > 0)
      and (p_band is null or (k.kind = 'business' and coalesce(k.band, 'neutral') = p_band))
      and (p_attention is null or (cardinality(k.needs) > 0) = p_attention)
      and (p_connection is null or k.connection = p_connection)
      and (p_assigned is null or exists (
        select from tenancy.assignment a
        where a.organization_id = p_org and a.client_id = k.id and a.member_id = p_assigned and a.until is null))
  ), page as (
    select * from matching g
    where p_after is null
      or (g.k1, g.k2, g.k3, g.id) > ((p_after ->> 0)::int, (p_after ->> 1)::numeric, p_after ->> 2, (p_after ->> 3)::uuid)
    order by g.k1, g.k2, g.k3, g.id
    limit p_limit + 1
  )
  select json_build_object(
    'counts', (
      select json_build_object(
        'total', count(*),
        'needsAttention', count(*) filter (where cardinality(needs) > 0),
        'red', count(*) filter (where band = 'red'),
        'yellow', count(*) filter (where band = 'yellow'),
        'green', count(*) filter (where band = 'green'),
        'other', count(*) filter (where kind = 'business' and coalesce(band, 'neutral') = 'neutral'),
        'households', count(*) filter (where kind = 'household'))
      from judged),
    'rows', coalesce((
      select json_agg(json_build_object(
        'clientId', id, 'kind', kind, 'name', name, 'connection', connection, 'asOfDate', as_of, 'state', state, 'burnBasis', burn_basis,
        'days', days, 'coveredUntil', covered_until, 'band', band, 'critical', critical, 'confidence', confidence, 'stale', stale,
        'billsOverdue', bills_overdue, 'billsDue7', bills_due_7, 'invoicesOverdue', invoices_overdue, 'syncedAt', synced_at,
        'workedAt', last_worked_at, 'workedBy', last_worked_by, 'needs', needs, 'key', json_build_array(k1, k2, k3, id)
      ) order by k1, k2, k3, id)
      from page), '[]'::json))
  into answer;
  return answer;
end
$$;
grant execute on function runway.client_list(uuid, uuid, text, timestamptz, uuid, text, text, boolean, text, uuid, text, jsonb, integer) to beep_app;
