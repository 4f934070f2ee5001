-- Mail as it is read from a mailbox: threads and their messages, what waits to be filed, and how far a reading is.
-- owner: evidence

create table evidence.email_thread (
  organization_id uuid not null,
  id uuid primary key,
  -- Null while nobody's: then only who linked the mailbox and who sees all clients reads it.
  client_id uuid,
  -- A person filed it; null: filed by known addresses, or not yet.
  filed_by uuid,
  mailbox_member_id uuid not null,
  provider_account_id uuid not null,
  source_type text not null default 'gmail' check (source_type = 'gmail'),
  source_thread_id text not null check (length(source_thread_id) between 1 and 200),
  -- The latest subject that is not empty, and everybody who took part: one JSON text under the key of the client, or of the organization while nobody's.
  summary_sealed bytea not null,
  earliest_at timestamptz(3) not null,
  latest_at timestamptz(3) not null,
  last_ingest_seq bigint not null default 0 check (last_ingest_seq >= 0),
  last_synced_at timestamptz(3) not null,
  constraint email_thread_key unique (organization_id, provider_account_id, source_thread_id),
  constraint email_thread_tenant_key unique (organization_id, id),
  foreign key (organization_id, client_id) references tenancy.client (organization_id, id),
  check (filed_by is null or client_id is not null)
);
create index email_thread_latest on evidence.email_thread (organization_id, client_id, latest_at desc, id desc);

create table evidence.email_thread_message (
  organization_id uuid not null,
  thread_id uuid not null,
  client_id uuid,
  mailbox_member_id uuid not null,
  provider_account_id uuid not null,
  source_id text not null check (length(source_id) between 1 and 200),
  -- Null while the message waits to be filed.
  document_id uuid,
  source_internal_date timestamptz(3),
  source_history_id text not null,
  source_hash text check (source_hash ~ '^[0-9a-f]{64}$'),
  -- The order in which messages of a thread were first seen; never renumbered.
  ingest_seq bigint not null check (ingest_seq > 0),
  -- Reading order: epoch milliseconds of the internal date, fixed width, and the message id.
  sort_key text not null,
  document_deleted_at timestamptz(3),
  primary key (organization_id, provider_account_id, source_id),
  constraint email_thread_message_seq unique (organization_id, thread_id, ingest_seq),
  foreign key (organization_id, thread_id) references evidence.email_thread (organization_id, id),
  foreign key (organization_id, client_id, document_id) references evidence.document (organization_id, client_id, id),
  check ((document_id is null) = (client_id is null))
);
create index email_thread_message_order on evidence.email_thread_message (organization_id, thread_id, sort_key);

-- Bytes of messages that belong to no client yet, under the organization's key; gone when they are filed.
create table evidence.waiting_message (
  organization_id uuid not null,
  provider_account_id uuid not null,
  source_id text not null,
  mailbox_member_id uuid not null,
  bytes_sealed bytea not null,
  -- Whose known addresses take part; more than one is for a person to decide.
  candidates uuid[] not null,
  -- Decided, and not yet a document of this client.
  file_under uuid,
  found_at timestamptz(3) not null,
  primary key (organization_id, provider_account_id, source_id),
  foreign key (organization_id, provider_account_id, source_id)
    references evidence.email_thread_message (organization_id, provider_account_id, source_id)
);

-- Where the history of a mailbox stands that is read to its end.
create table evidence.mailbox_state (
  organization_id uuid not null,
  provider_account_id uuid not null,
  history_id text not null,
  synced_at timestamptz(3) not null,
  primary key (organization_id, provider_account_id)
);

create table evidence.mail_sync_run (
  organization_id uuid not null,
  id uuid primary key,
  provider_account_id uuid not null,
  mailbox_member_id uuid not null,
  trigger text not null check (trigger in ('person', 'schedule')),
  -- Everything there is, or what changed since a history id.
  mode text not null check (mode in ('full', 'changes')),
  since_history_id text,
  -- Where the history stood before the first page was asked for.
  until_history_id text not null,
  phase text not null check (phase in ('listing', 'fetching', 'ended')),
  page_token text,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  outcome text check (outcome in ('succeeded', 'partial', 'failed')),
  error_code text check (length(error_code) <= 64),
  -- Of an ended run; while it runs its items say.
  read_count int not null default 0,
  failed_count int not null default 0,
  constraint mail_sync_run_tenant_key unique (organization_id, id),
  check ((phase = 'ended') = (finished_at is not null)),
  check ((finished_at is null) = (outcome is null)),
  check ((mode = 'changes') = (since_history_id is not null))
);
create unique index mail_sync_run_open on evidence.mail_sync_run (organization_id, provider_account_id) where finished_at is null;
create index mail_sync_run_latest on evidence.mail_sync_run (organization_id, provider_account_id, started_at desc);

-- What a run has to do, in the order it was told; removed when the run has ended.
create table evidence.mail_sync_item (
  organization_id uuid not null,
  run_id uuid not null,
  source_id text not null,
  action text not null check (action in ('fetch', 'remove')),
  state text not null check (state in ('waiting', 'done', 'failed')),
  error_code text check (length(error_code) <= 64),
  position bigint generated always as identity,
  primary key (organization_id, run_id, source_id),
  foreign key (organization_id, run_id) references evidence.mail_sync_run (organization_id, id)
);
create index mail_sync_item_waiting on evidence.mail_sync_item (organization_id, run_id, position) where state = 'waiting';

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['email_thread', 'email_thread_message'] loop
    execute format('create policy tenant on evidence.%I for all
      using (organization_id = (select app.org_id())
        and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())
          or (client_id is null and mailbox_member_id = (select app.member_id()))))
      with check (organization_id = (select app.org_id())
        and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())
          or (client_id is null and mailbox_member_id = (select app.member_id()))))', tenant_table);
  end loop;
  execute 'create policy tenant on evidence.waiting_message for all
    using (organization_id = (select app.org_id())
      and ((select app.sees_all_clients()) or mailbox_member_id = (select app.member_id())))
    with check (organization_id = (select app.org_id())
      and ((select app.sees_all_clients()) or mailbox_member_id = (select app.member_id())))';
  foreach tenant_table in array array['mailbox_state', 'mail_sync_run', 'mail_sync_item'] loop
    execute format('create policy tenant on evidence.%I for all
      using (organization_id = (select app.org_id())) with check (organization_id = (select app.org_id()))', tenant_table);
  end loop;
  foreach tenant_table in array array['email_thread', 'email_thread_message', 'waiting_message', 'mailbox_state', 'mail_sync_run', 'mail_sync_item'] loop
    execute format('alter table evidence.%I enable row level security', tenant_table);
    execute format('alter table evidence.%I force row level security', tenant_table);
    execute format('grant select, insert, update on evidence.%I to beep_app', tenant_table);
  end loop;
end
$$;
grant delete on evidence.waiting_message, evidence.mail_sync_item to beep_app;
