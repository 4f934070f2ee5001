-- The weekly ritual: when a member looked at a client, which clients are done this week, the views a member keeps, and the list with it.
-- owner: runway

-- When a client came to the front of a member's screen, left it, and when the member did something for it (runway.md 1.3). Only added to.
create table runway.ritual_mark (
  organization_id uuid not null,
  client_id uuid not null,
  member_id uuid not null,
  at timestamptz(3) not null,
  kind text not null check (kind in ('view', 'hidden', 'action')),
  primary key (organization_id, member_id, client_id, at, kind)
);
create index ritual_mark_week on runway.ritual_mark (organization_id, member_id, at);
create trigger grows_only before update or delete or truncate on runway.ritual_mark
  for each statement execute function app.refuse_change();

-- A client that somebody is done with in a week. `week` is its Monday in the organization's zone.
create table runway.client_review (
  organization_id uuid not null,
  client_id uuid not null,
  week date not null check (extract(isodow from week) = 1),
  reviewed_at timestamptz not null,
  reviewed_by uuid not null,
  -- The instant as the wire has it.
  reviewed_text text not null,
  primary key (organization_id, client_id, week)
);

do $$
declare t text;
begin
  foreach t in array array['ritual_mark', 'client_review'] loop
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
grant select, insert on runway.ritual_mark to beep_app;
grant select, insert, delete on runway.client_review to beep_app;

-- A view of the list, kept by one member for himself: nobody else of the organization reaches it.
create table runway.saved_view (
  organization_id uuid not null,
  member_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  search jsonb not null,
  row_version int not null default 1,
  created_at timestamptz not null,
  -- Set while its removal can be taken back.
  removed_at timestamptz,
  primary key (organization_id, member_id, id)
);
create unique index saved_view_name_key on runway.saved_view (organization_id, member_id, lower(name)) where removed_at is null;
alter table runway.saved_view enable row level security;
alter table runway.saved_view force row level security;
create policy tenant on runway.saved_view for all
  using (organization_id = (select app.org_id()) and member_id = (select app.member_id()))
  with check (organization_id = (select app.org_id()) and member_id = (select app.member_id()));
grant select, insert on runway.saved_view to beep_app;
grant update (name, removed_at, row_version) on runway.saved_view to beep_app;

-- The Monday 00:00 of the organization's week around an instant, as an instant and as a date.
create function runway.week_of(p_now timestamptz, out since timestamptz, out monday date)
language sql stable security invoker set search_path = '' as $$
  select date_trunc('week', p_now at time zone o.timezone) at time zone o.timezone, date_trunc('week', p_now at time zone o.timezone)::date
  from tenancy.organization o where o.organization_id = app.org_id()
$$;
grant execute on function runway.week_of(timestamptz) to beep_app;

drop function runway.client_list(uuid, uuid, text, timestamptz, uuid, text, text, boolean, text, uuid, text, jsonb, integer);

-- The hot read of the list: binds the tenant, judges every visible client, answers the counts and the items of one page as finished
-- JSON text, and the key of the last item when more follow. `p_after` is such a key: [k1, k2, k3, id].
-- Its looks at other rooms' tables, and why it makes text: specs/decisions/client-list-read.md.
--
-- Row level security hides from the planner that a tenant has more than one row. It would walk the joined tables once per client, or
-- plan anew for each call: hence the two settings. `offset 0` keeps a case from being judged once per use. `string_agg` takes the rows
-- as the window orders them: nothing stands between the two.
create function runway.client_list(
  p_org uuid, p_member uuid, p_role text, p_now timestamptz, p_client uuid, p_query text, p_band text, p_attention boolean,
  p_connection text, p_assigned uuid, p_week text, p_sort text, p_after jsonb, p_limit integer,
  out week text, out counts text, out items text, out last_key text
)
language plpgsql volatile security invoker
set search_path = '' set plan_cache_mode = force_generic_plan set enable_nestloop = off as $$
declare
  fresh_since constant timestamptz := p_now - interval '24 hours';
  whole constant boolean := num_nonnulls(p_query, p_band, p_attention, p_connection, p_assigned, p_week, p_after) = 0;
  week_since timestamptz;
  week_monday date;
begin
  perform app.bind(p_org, p_member, p_role);
  select w.since, w.monday into week_since, week_monday from runway.week_of(p_now) w;
  with listed as (
    select c.id, c.kind, c.name, r.synced_at, r.state, r.days, r.band, r.last_worked_at, r.last_worked_text, m.display_name as worked_by,
      v.reviewed_text, b.display_name as reviewed_by,
      coalesce(r.needs_attention or r.synced_at < fresh_since, false) or coalesce(h.critical_open > 0, false) as own_need,
      nullif(h.critical_open, 0) as critical_open,
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
    left join runway.hygiene_summary h on h.organization_id = c.organization_id and h.client_id = c.id
    left join connections.connection n on n.organization_id = c.organization_id and n.client_id = c.id and n.provider = 'intuit'
    left join runway.sync_run s on s.organization_id = c.organization_id and s.client_id = c.id and s.finished_at is null
    left join tenancy.member m on m.organization_id = c.organization_id and m.id = r.last_worked_by
    left join runway.client_review v on v.organization_id = c.organization_id and v.client_id = c.id and v.week = week_monday
    left join tenancy.member b on b.organization_id = c.organization_id and b.id = v.reviewed_by
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
      coalesce(l.last_worked_at >= week_since, false) as worked,
      l.kind, l.band, l.connection, l.name, l.members, l.reasons, l.critical_open, l.last_worked_text, l.worked_by, l.reviewed_text, l.reviewed_by
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
          where a.organization_id = p_org and a.client_id = k.id and a.member_id = p_assigned and a.since <= now() and (a.until is null or a.until > now())))
        and (p_week is null or case p_week when 'worked' then k.worked when 'reviewed' then k.reviewed_text is not null else k.reviewed_text is null end)
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
      'households', count(*) filter (where kind = 'household'),
      'worked', count(*) filter (where worked),
      'reviewed', count(*) filter (where reviewed_text is not null))::text,
    '[' || coalesce(string_agg(
      '{"clientId":"' || id::text || '","kind":"' || kind || '","name":' || to_json(name)::text
        || ',"connection":' || coalesce('"' || connection || '"', 'null') || ',' || coalesce(members, '"runway":null,"lastSyncedAt":null')
        || ',"attention":['
        || concat_ws(',',
          case when connection = 'needs_reconnect' then '{"code":"needs_reconnect","count":null,"needsAttention":true}' end,
          '{"code":"critical_hygiene","count":' || critical_open || ',"needsAttention":true}',
          nullif(reasons, ''))
        || '],"lastWorked":'
        || case when worked_by is null then 'null' else '{"at":"' || last_worked_text || '","by":' || to_json(worked_by)::text || '}' end
        || ',"reviewed":'
        || case when reviewed_by is null then 'null' else '{"at":"' || reviewed_text || '","by":' || to_json(reviewed_by)::text || '}' end
        || '}',
      ',') filter (where match is not null and place <= p_limit), '') || ']',
    case when count(match) > p_limit then
      (array_agg(json_build_array(k1, k2, k3, id)::text) filter (where place = p_limit))[1]
    end
  from placed
  into counts, items, last_key;
  week := '{"monday":"' || week_monday || '","since":"' || to_char(week_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"}';
end
$$;
grant execute on function runway.client_list(uuid, uuid, text, timestamptz, uuid, text, text, boolean, text, uuid, text, text, jsonb, integer) to beep_app;
