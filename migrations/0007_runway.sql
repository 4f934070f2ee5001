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

-- The read model of the list. A client without a row was never computed. What only the books decide stands here as the wire has
-- it, written by the schemas of the contract; `..._stale` is how the same row reads when its sync is more than 24 hours old.
create table runway.client_list_row (
  organization_id uuid not null,
  client_id uuid not null,
  as_of date,
  computed_at timestamptz,
  synced_at timestamptz,
  state text check (state in ('covered', 'overdrawn', 'not_burning', 'unknown')),
  days bigint,
  band text check (band in ('red', 'yellow', 'green', 'neutral')),
  -- Whether the books alone ask for attention; age and link are judged by the read.
  needs_attention boolean,
  -- Members of the JSON object of an item: its runway and its last sync.
  members_fresh text,
  members_stale text,
  -- Elements of its attention array, parted by commas.
  attention_fresh text,
  attention_stale text,
  input_hash bytea check (octet_length(input_hash) = 32),
  last_worked_at timestamptz,
  last_worked_by uuid,
  -- The instant as the wire has it.
  last_worked_text text,
  primary key (organization_id, client_id),
  constraint client_list_row_computed check (num_nonnulls(computed_at, state, band, needs_attention, members_fresh, members_stale, attention_fresh, attention_stale) in (0, 8)),
  constraint client_list_row_worked check (num_nonnulls(last_worked_at, last_worked_by, last_worked_text) in (0, 3))
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

-- The hot read of the list: binds the tenant, judges every visible client, answers the counts and the items of one page as finished
-- JSON text, and the key of the last item when more follow. `p_after` is such a key: [k1, k2, k3, id].
-- Its looks at other rooms' tables, and why it makes text: specs/decisions/client-list-read.md.
--
-- Row level security hides from the planner that a tenant has more than one row. It would walk the joined tables once per client, or
-- plan anew for each call: hence the two settings. `offset 0` keeps a case from being judged once per use. `string_agg` takes the rows
-- as the window orders them: nothing stands between the two.
create function runway.client_list(
  p_org uuid, p_member uuid, p_role text, p_now timestamptz, p_client uuid, p_query text, p_band text, p_attention boolean,
  p_connection text, p_assigned uuid, p_sort text, p_after jsonb, p_limit integer,
  out counts text, out items text, out last_key text
)
language plpgsql volatile security invoker
set search_path = '' set plan_cache_mode = force_generic_plan set enable_nestloop = off as $$
declare
  fresh_since constant timestamptz := p_now - interval '24 hours';
  whole constant boolean := num_nonnulls(p_query, p_band, p_attention, p_connection, p_assigned, p_after) = 0;
begin
  perform app.bind(p_org, p_member, p_role);
  with listed as (
    select c.id, c.kind, c.name, r.synced_at, r.state, r.days, r.band, r.last_worked_at, r.last_worked_text, m.display_name as worked_by,
      coalesce(r.needs_attention or r.synced_at < fresh_since, false) as own_need,
      case when r.synced_at >= fresh_since then r.members_fresh else r.members_stale end as members,
      case when r.synced_at >= fresh_since then r.attention_fresh else r.attention_stale end as reasons,
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
    offset 0
  ), keyed as (
    select
      case p_sort
        when 'runway' then case
          when l.kind = 'household' then 7
          when coalesce(l.state, 'unknown') = 'unknown' and l.connection = 'needs_reconnect' then 0
          when l.state = 'overdrawn' then 1
          when l.state = 'covered' then 2
          when l.state = 'unknown' and l.synced_at is not null then 3
          when l.state = 'not_burning' then 4
          else 5
        end
        when 'last_synced' then (l.synced_at is null)::int
        when 'last_worked' then (l.last_worked_at is null)::int
        else 0
      end as k1,
      case p_sort
        when 'runway' then coalesce(l.days, 0)
        when 'last_synced' then coalesce((extract(epoch from l.synced_at) * -1000000)::bigint, 0)
        when 'last_worked' then coalesce((extract(epoch from l.last_worked_at) * -1000000)::bigint, 0)
        else 0
      end as k2,
      l.id, lower(l.name) as k3, l.own_need or l.connection is not distinct from 'needs_reconnect' as attention,
      l.kind, l.band, l.connection, l.name, l.members, l.reasons, l.last_worked_text, l.worked_by
    from listed l
    offset 0
  ), judged as (
    select
      case when whole or (
        (p_query is null or position(lower(p_query) in k.k3) > 0)
        and (p_band is null or (k.kind = 'business' and coalesce(k.band, 'neutral') = p_band))
        and (p_attention is null or k.attention = p_attention)
        and (p_connection is null or k.connection = p_connection)
        and (p_assigned is null or exists (
          select from tenancy.assignment a
          where a.organization_id = p_org and a.client_id = k.id and a.member_id = p_assigned and a.until is null))
        and (p_after is null
          or (k.k1, k.k2::numeric, k.k3, k.id) > ((p_after ->> 0)::int, (p_after ->> 1)::numeric, p_after ->> 2, (p_after ->> 3)::uuid))
      ) then k.k1 end as match,
      k.*
    from keyed k
  ), placed as (
    select j.*, row_number() over (order by j.match, j.k2, j.k3, j.id) as place from judged j
  )
  select
    json_build_object(
      'total', count(*),
      'needsAttention', count(*) filter (where attention),
      'red', count(*) filter (where band = 'red'),
      'yellow', count(*) filter (where band = 'yellow'),
      'green', count(*) filter (where band = 'green'),
      'other', count(*) filter (where kind = 'business' and coalesce(band, 'neutral') = 'neutral'),
      'households', count(*) filter (where kind = 'household'))::text,
    '[' || coalesce(string_agg(
      '{"clientId":"' || id::text || '","kind":"' || kind || '","name":' || to_json(name)::text
        || ',"connection":' || coalesce('"' || connection || '"', 'null') || ',' || coalesce(members, '"runway":null,"lastSyncedAt":null')
        || ',"attention":['
        || case
          when connection = 'needs_reconnect' then '{"code":"needs_reconnect","count":null,"needsAttention":true}' || coalesce(',' || nullif(reasons, ''), '')
          else coalesce(reasons, '')
        end
        || '],"lastWorked":'
        || case when worked_by is null then 'null' else '{"at":"' || last_worked_text || '","by":' || to_json(worked_by)::text || '}' end
        || '}',
      ',') filter (where match is not null and place <= p_limit), '') || ']',
    case when count(match) > p_limit then
      (array_agg(json_build_array(k1, k2, k3, id)::text) filter (where place = p_limit))[1]
    end
  from placed
  into counts, items, last_key;
end
$$;
grant execute on function runway.client_list(uuid, uuid, text, timestamptz, uuid, text, text, boolean, text, uuid, text, jsonb, integer) to beep_app;
