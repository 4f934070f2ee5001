-- Which cut points an organization had at a time, and in which currency a client's books were: a digest of a past day is computed from them.
-- owner: tenancy

-- Only grows: the newest decision at a time counts. Nulls: the defaults of runway.md 10.1.
create table tenancy.band_threshold_decision (
  organization_id uuid not null references tenancy.organization,
  decision_id bigint generated always as identity,
  red_below_days int,
  yellow_below_days int,
  critical_below_days int,
  decided_at timestamptz not null,
  primary key (organization_id, decision_id),
  check (num_nulls(red_below_days, yellow_below_days, critical_below_days) in (0, 3))
);

-- A client's currency is taken from QuickBooks before its books are read. What it was until then.
create table tenancy.client_currency_change (
  organization_id uuid not null,
  client_id uuid not null,
  change_id bigint generated always as identity,
  was text not null check (was ~ '^[A-Z]{3}$'),
  changed_at timestamptz not null,
  primary key (organization_id, client_id, change_id)
);

-- When the decisions of before were made is not known: they hold for every day.
alter table tenancy.organization_setting no force row level security;
insert into tenancy.band_threshold_decision (organization_id, red_below_days, yellow_below_days, critical_below_days, decided_at)
  select organization_id, red_below_days, yellow_below_days, critical_below_days, 'epoch' from tenancy.organization_setting
  where red_below_days is not null;
alter table tenancy.organization_setting force row level security;

create trigger grows_only before update or delete or truncate on tenancy.band_threshold_decision
  for each statement execute function app.refuse_change();
create trigger grows_only before update or delete or truncate on tenancy.client_currency_change
  for each statement execute function app.refuse_change();

alter table tenancy.band_threshold_decision enable row level security;
alter table tenancy.band_threshold_decision force row level security;
create policy tenant on tenancy.band_threshold_decision for all
  using (organization_id = (select app.org_id())) with check (organization_id = (select app.org_id()));
alter table tenancy.client_currency_change enable row level security;
alter table tenancy.client_currency_change force row level security;
create policy tenant on tenancy.client_currency_change for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));

grant select, insert on tenancy.band_threshold_decision, tenancy.client_currency_change to beep_app;

-- As `app.band_thresholds()` answered at a time: one row, of nulls where the organization chose none.
create function app.band_thresholds_at(p_at timestamptz)
returns table (red_below_days int, yellow_below_days int, critical_below_days int)
language sql stable parallel safe as $$
  select d.red_below_days, d.yellow_below_days, d.critical_below_days
  from (select app.org_id() as organization_id) o
  left join lateral (
    select t.red_below_days, t.yellow_below_days, t.critical_below_days from tenancy.band_threshold_decision t
    where t.organization_id = o.organization_id and t.decided_at <= p_at order by t.decision_id desc limit 1
  ) d on true
$$;

-- The currency a client had at a time, where it was another than it is now; else null.
create function app.home_currency_at(p_client uuid, p_at timestamptz) returns text
language sql stable parallel safe as $$
  select c.was from tenancy.client_currency_change c
  where c.organization_id = app.org_id() and c.client_id = p_client and c.changed_at > p_at order by c.change_id limit 1
$$;
grant execute on function app.band_thresholds_at(timestamptz), app.home_currency_at(uuid, timestamptz) to beep_app;
