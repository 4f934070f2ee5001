-- The mirror of a client's books: bitemporal records, sealed pages of source text, and the state of syncs.
-- owner: runway (ledger, sync); why it is stored so: specs/decisions/ledger-storage.md

create schema runway;
grant usage on schema runway to beep_app;

-- One sealed bundle per written batch. `labels` are the names and numbers a screen needs, `records` the JSON as QuickBooks sent it.
create table runway.ledger_page (
  organization_id uuid not null,
  client_id uuid not null,
  page_id uuid not null,
  entity_type text not null,
  learned_at timestamptz not null,
  labels_sealed bytea not null,
  records_sealed bytea not null,
  primary key (organization_id, client_id, page_id)
);

-- One row per version of a record. Valid time: txn_date, due_date. Known time: [learned_at, superseded_at).
create table runway.ledger_record (
  organization_id uuid not null,
  client_id uuid not null,
  entity_type text not null check (length(entity_type) <= 32),
  qbo_id text not null check (length(qbo_id) between 1 and 200),
  version_no integer not null check (version_no > 0),
  sync_token text,
  txn_date date,
  due_date date,
  party_id text,
  account_id text,
  currency text check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint,
  open_minor bigint,
  home_amount_minor bigint,
  home_open_minor bigint,
  active boolean,
  deleted boolean not null default false,
  -- Closed values and ids of QuickBooks that arithmetic needs (account type, terms, counter account); never a name.
  facts jsonb not null default '{}',
  qbo_updated_at timestamptz,
  learned_at timestamptz not null,
  superseded_at timestamptz,
  sync_run_id uuid not null,
  source_hash bytea not null check (octet_length(source_hash) = 32),
  page_id uuid not null,
  page_position integer not null,
  primary key (organization_id, client_id, entity_type, qbo_id, version_no),
  constraint ledger_record_known_time check (superseded_at is null or superseded_at > learned_at)
);

-- The present: what every read but time travel touches.
create unique index ledger_record_current on runway.ledger_record (organization_id, client_id, entity_type, qbo_id)
  where superseded_at is null;
create index ledger_record_current_dates on runway.ledger_record (organization_id, client_id, entity_type, txn_date)
  where superseded_at is null and not deleted;

-- A version may be closed once; nothing else about it ever changes.
create function runway.refuse_reopen() returns trigger language plpgsql as $$
begin
  raise exception 'a closed version of a ledger record is never changed' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger ledger_record_closed_once before update on runway.ledger_record
  for each row when (old.superseded_at is not null) execute function runway.refuse_reopen();

create table runway.sync_run (
  organization_id uuid not null,
  client_id uuid not null,
  sync_run_id uuid not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- Set in the transaction that recomputed what is derived from this run.
  refreshed_at timestamptz,
  outcome text check (outcome in ('succeeded', 'partial', 'failed')),
  error_code text check (length(error_code) <= 64),
  versions_written integer not null default 0,
  primary key (organization_id, client_id, sync_run_id),
  constraint sync_run_finished check ((finished_at is null) = (outcome is null))
);
create unique index sync_run_one_open on runway.sync_run (organization_id, client_id) where finished_at is null;
-- What somebody must go on with after a restart: few rows, whatever the history.
create index sync_run_pending on runway.sync_run (organization_id, client_id) where refreshed_at is null;
create index sync_run_latest on runway.sync_run (organization_id, client_id, started_at desc);

-- Which entity types of one run are done: written in the transaction that closed the type. A type cut off half-way is read
-- again from its first page, because positions shift when a record is deleted; what was written is met unchanged.
create table runway.sync_checkpoint (
  organization_id uuid not null,
  client_id uuid not null,
  sync_run_id uuid not null,
  entity_type text not null,
  phase text not null check (phase in ('succeeded', 'failed')),
  rows_seen integer not null default 0,
  error_code text check (length(error_code) <= 64),
  primary key (organization_id, client_id, sync_run_id, entity_type)
);

-- Where one entity type of one client stands, over all runs.
create table runway.sync_state (
  organization_id uuid not null,
  client_id uuid not null,
  entity_type text not null,
  phase text not null check (phase in ('succeeded', 'failed')),
  rows_mirrored integer not null default 0,
  last_attempt_at timestamptz not null,
  last_success_at timestamptz,
  error_code text check (length(error_code) <= 64),
  consecutive_failures integer not null default 0,
  -- For reports: the days they covered.
  covers_from date,
  covers_to date,
  primary key (organization_id, client_id, entity_type)
);

-- Records of a run that were met unchanged; what is neither here nor newly written was deleted at QuickBooks. Emptied when the type is done.
create table runway.sync_met (
  organization_id uuid not null,
  client_id uuid not null,
  sync_run_id uuid not null,
  entity_type text not null,
  qbo_id text not null,
  primary key (organization_id, client_id, sync_run_id, entity_type, qbo_id)
);

do $$
declare t text;
begin
  foreach t in array array['ledger_page', 'ledger_record', 'sync_run', 'sync_checkpoint', 'sync_state', 'sync_met'] loop
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

grant select, insert on runway.ledger_page, runway.ledger_record to beep_app;
grant update (superseded_at) on runway.ledger_record to beep_app;
grant select, insert, update on runway.sync_run, runway.sync_checkpoint, runway.sync_state to beep_app;
grant select, insert, delete on runway.sync_met to beep_app;
