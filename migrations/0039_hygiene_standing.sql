-- What stood of a client's hygiene at any time: what a digest of a past day shows beside its figures.
-- owner: runway
-- Why so: specs/decisions/time-travel.md

-- One row per scan or command that led to it; the newest at a time counts.
create table runway.hygiene_standing (
  organization_id uuid not null,
  client_id uuid not null,
  version_id bigint generated always as identity,
  known_from timestamptz not null,
  scanned_at timestamptz not null,
  critical_open integer not null check (critical_open >= 0),
  high_open integer not null check (high_open >= 0),
  score smallint not null check (score between 0 and 100),
  level text not null check (level in ('excellent', 'good', 'fair', 'needs_attention', 'poor', 'critical')),
  primary key (organization_id, client_id, version_id)
);
create index hygiene_standing_at on runway.hygiene_standing (organization_id, client_id, known_from desc, version_id desc);

-- Not the rows of one tenant: the owner carries over what stands.
alter table runway.hygiene_summary no force row level security;
insert into runway.hygiene_standing (organization_id, client_id, known_from, scanned_at, critical_open, high_open, score, level)
  select organization_id, client_id, scanned_at, scanned_at, critical_open, high_open, score, level from runway.hygiene_summary;
alter table runway.hygiene_summary force row level security;

create trigger grows_only before update or delete or truncate on runway.hygiene_standing
  for each statement execute function app.refuse_change();

alter table runway.hygiene_standing enable row level security;
alter table runway.hygiene_standing force row level security;
create policy tenant on runway.hygiene_standing for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));
grant select, insert on runway.hygiene_standing to beep_app;
