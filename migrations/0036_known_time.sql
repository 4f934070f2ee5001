-- What a digest of a past day is computed from beside the ledger: decisions that only grow, and where the sync stood at a time.
-- owner: runway; why so: specs/decisions/time-travel.md

-- Every decision on a client's settings stays; the newest at a time counts.
alter table runway.client_settings drop constraint client_settings_pkey;
alter table runway.client_settings add column decision_id bigint generated always as identity;
alter table runway.client_settings add primary key (organization_id, client_id, decision_id);
revoke update on runway.client_settings from beep_app;
create trigger grows_only before update or delete or truncate on runway.client_settings
  for each statement execute function app.refuse_change();

-- A payroll that is no longer watched is a decision too: one without a date and an amount.
alter table runway.payroll_profile drop constraint payroll_profile_pkey;
alter table runway.payroll_profile add column decision_id bigint generated always as identity;
alter table runway.payroll_profile add primary key (organization_id, client_id, decision_id);
alter table runway.payroll_profile alter column next_date drop not null;
alter table runway.payroll_profile alter column amount_minor drop not null;
alter table runway.payroll_profile alter column currency drop not null;
alter table runway.payroll_profile add constraint payroll_profile_whole check (num_nulls(next_date, amount_minor, currency) in (0, 3));
revoke update, delete on runway.payroll_profile from beep_app;
create trigger grows_only before update or delete or truncate on runway.payroll_profile
  for each statement execute function app.refuse_change();

-- Every standing of an entity type, known from the attempt that led to it. Written by whatever writes the standing.
create table runway.sync_state_version (
  organization_id uuid not null,
  client_id uuid not null,
  entity_type text not null,
  version_id bigint generated always as identity,
  known_from timestamptz not null,
  phase text not null check (phase in ('succeeded', 'failed')),
  rows_mirrored integer not null,
  last_success_at timestamptz,
  error_code text,
  covers_from date,
  covers_to date,
  primary key (organization_id, client_id, entity_type, version_id)
);
create index sync_state_version_at on runway.sync_state_version (organization_id, client_id, entity_type, known_from desc, version_id desc);

-- Not the rows of one tenant: the owner carries over what stands.
alter table runway.sync_state no force row level security;
insert into runway.sync_state_version (organization_id, client_id, entity_type, known_from, phase, rows_mirrored, last_success_at, error_code,
    covers_from, covers_to)
  select organization_id, client_id, entity_type, last_attempt_at, phase, rows_mirrored, last_success_at, error_code, covers_from, covers_to
  from runway.sync_state;
alter table runway.sync_state force row level security;

create function runway.keep_sync_state() returns trigger language plpgsql as $$
begin
  insert into runway.sync_state_version (organization_id, client_id, entity_type, known_from, phase, rows_mirrored, last_success_at, error_code,
      covers_from, covers_to)
    values (new.organization_id, new.client_id, new.entity_type, new.last_attempt_at, new.phase, new.rows_mirrored, new.last_success_at,
      new.error_code, new.covers_from, new.covers_to);
  return null;
end
$$;
grant execute on function runway.keep_sync_state() to beep_app;
create trigger sync_state_kept after insert or update on runway.sync_state for each row execute function runway.keep_sync_state();
create trigger grows_only before update or delete or truncate on runway.sync_state_version
  for each statement execute function app.refuse_change();

alter table runway.sync_state_version enable row level security;
alter table runway.sync_state_version force row level security;
create policy tenant on runway.sync_state_version for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));
grant select, insert on runway.sync_state_version to beep_app;

-- The accounts a snapshot counted as cash, `[{"account", "minor"}]`: what tells an account that is counted now from money that came in.
alter table runway.runway_snapshot add column counted_accounts jsonb check (jsonb_typeof(counted_accounts) = 'array');
