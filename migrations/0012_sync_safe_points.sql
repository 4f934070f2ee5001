-- Why a sync ran, up to when the mirror holds every change of an entity type, and what of the books could not be understood.
-- owner: runway

alter table runway.sync_run add column trigger text not null default 'person'
  check (trigger in ('person', 'webhook', 'schedule', 'nightly', 'onboarding'));
alter table runway.sync_run alter column trigger drop default;
-- The last of each kind of run: what a clock asks for every client.
create index sync_run_last_of_trigger on runway.sync_run (organization_id, client_id, trigger, started_at desc);

-- The mirror holds every change of the type up to `holds_until`, by QuickBooks' clock. Written in the transaction that wrote the records.
create table runway.sync_safe_point (
  organization_id uuid not null,
  client_id uuid not null,
  entity_type text not null check (length(entity_type) <= 32),
  holds_until timestamptz not null,
  -- When the type was last read from its first record to its last, by our clock.
  read_whole_at timestamptz not null,
  sync_run_id uuid not null,
  primary key (organization_id, client_id, entity_type)
);

-- A field of a record that holds a word we do not know. Names of fields only, never what they hold.
create table runway.data_issue (
  organization_id uuid not null,
  client_id uuid not null,
  entity_type text not null check (length(entity_type) <= 32),
  qbo_id text not null check (length(qbo_id) between 1 and 200),
  field text not null check (length(field) <= 100),
  first_seen_at timestamptz not null,
  sync_run_id uuid not null,
  primary key (organization_id, client_id, entity_type, qbo_id, field)
);

do $$
declare t text;
begin
  foreach t in array array['sync_safe_point', 'data_issue'] loop
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

grant select, insert, update on runway.sync_safe_point to beep_app;
grant select, insert, delete on runway.data_issue to beep_app;
