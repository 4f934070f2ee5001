-- Documents as they were received, their immutable versions, and the spans that evidence rests on.
-- Every text is ciphertext of the client's key; offsets count on the decrypted string in UTF-16 units.
-- owner: evidence

create schema evidence;
grant usage on schema evidence to beep_app;

create table evidence.document (
  organization_id uuid not null,
  id uuid primary key,
  client_id uuid not null,
  state text not null check (state in ('readable', 'unreadable')),
  unreadable_reason text check (unreadable_reason ~ '^[a-z_]{1,40}$'),
  current_version_id uuid,
  lock_page boolean not null default true,
  received_at timestamptz(3) not null,
  constraint document_tenant_key unique (organization_id, client_id, id),
  foreign key (organization_id, client_id) references tenancy.client (organization_id, id),
  check ((state = 'readable') = (current_version_id is not null)),
  check ((state = 'unreadable') = (unreadable_reason is not null))
);
create index document_newest on evidence.document (organization_id, client_id, id desc);

-- The bytes as they came, readable or not.
create table evidence.raw_message (
  organization_id uuid not null,
  id uuid primary key,
  client_id uuid not null,
  document_id uuid not null,
  byte_length int not null check (byte_length >= 0),
  bytes_sealed bytea not null,
  received_at timestamptz(3) not null,
  constraint raw_message_tenant_key unique (organization_id, client_id, document_id, id),
  foreign key (organization_id, client_id, document_id) references evidence.document (organization_id, client_id, id)
);

create table evidence.document_version (
  organization_id uuid not null,
  id uuid primary key,
  client_id uuid not null,
  document_id uuid not null,
  version_number int not null check (version_number > 0),
  raw_message_id uuid not null,
  title_sealed bytea not null,
  content_sealed bytea not null,
  -- Participants, date, attachments, quoted ranges: one sealed JSON document.
  envelope_sealed bytea not null,
  -- UTF-16 code units, counted by the writer: length() of Postgres counts code points.
  content_length int not null check (content_length >= 0),
  source_hash text not null check (source_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz(3) not null,
  constraint document_version_number_key unique (organization_id, document_id, version_number),
  constraint document_version_tenant_key unique (organization_id, client_id, document_id, id),
  -- The target of a mention: its bound on offsets is the length of this very version.
  constraint document_version_length_key unique (organization_id, client_id, document_id, id, content_length),
  foreign key (organization_id, client_id, document_id) references evidence.document (organization_id, client_id, id),
  foreign key (organization_id, client_id, document_id, raw_message_id)
    references evidence.raw_message (organization_id, client_id, document_id, id)
);

alter table evidence.document add constraint document_current_version
  foreign key (organization_id, client_id, id, current_version_id)
  references evidence.document_version (organization_id, client_id, document_id, id) deferrable initially deferred;

-- Which outside thing a document is, for ever: a tombstone keeps its row, and what comes back finds it (D-07).
create table evidence.document_source (
  organization_id uuid not null,
  id uuid primary key,
  client_id uuid not null,
  document_id uuid not null,
  -- Who brought it; null for a job.
  user_id uuid,
  -- A mailbox for gmail. An upload has none: its client's id stands here, so that the same file may be filed under two clients.
  provider_account_id text not null check (length(provider_account_id) between 1 and 200),
  source_type text not null check (source_type in ('upload', 'gmail')),
  -- A Gmail message id, or the SHA-256 of an upload's bytes.
  source_id text not null check (length(source_id) between 1 and 200),
  source_thread_id text,
  source_uri text,
  source_internal_date timestamptz(3),
  source_history_id text,
  -- Of the current version (D-06); null while no content could be read.
  source_hash text check (source_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  constraint document_source_key unique (organization_id, provider_account_id, source_type, source_id),
  foreign key (organization_id, client_id, document_id) references evidence.document (organization_id, client_id, id),
  check (source_type <> 'gmail' or source_thread_id is not null),
  check (source_type <> 'upload' or provider_account_id = client_id::text)
);
create unique index document_source_document on evidence.document_source (organization_id, document_id);
create index document_source_thread on evidence.document_source (organization_id, provider_account_id, source_thread_id);

-- One run of one extractor over one version.
create table evidence.extraction (
  organization_id uuid not null,
  id uuid primary key,
  client_id uuid not null,
  document_id uuid not null,
  document_version_id uuid not null,
  extractor text not null check (extractor ~ '^[a-z0-9_.]{1,40}$'),
  created_at timestamptz(3) not null,
  constraint extraction_once unique (organization_id, document_version_id, extractor),
  constraint extraction_tenant_key unique (organization_id, client_id, document_id, document_version_id, id),
  foreign key (organization_id, client_id, document_id, document_version_id)
    references evidence.document_version (organization_id, client_id, document_id, id)
);

create table evidence.mention (
  organization_id uuid not null,
  id uuid primary key,
  client_id uuid not null,
  document_id uuid not null,
  document_version_id uuid not null,
  extraction_id uuid not null,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  rule_id text not null check (rule_id ~ '^[a-z0-9_.]{1,60}$'),
  confidence numeric(4, 3) not null check (confidence between 0 and 1),
  start_char int not null,
  end_char int not null,
  content_length int not null,
  -- The quoted text and what it says: one sealed JSON document.
  statement_sealed bytea not null,
  created_at timestamptz(3) not null,
  constraint mention_span check (start_char >= 0 and end_char > start_char and end_char <= content_length),
  constraint mention_once unique (organization_id, extraction_id, kind, start_char, end_char, rule_id),
  foreign key (organization_id, client_id, document_id, document_version_id, content_length)
    references evidence.document_version (organization_id, client_id, document_id, id, content_length),
  foreign key (organization_id, client_id, document_id, document_version_id, extraction_id)
    references evidence.extraction (organization_id, client_id, document_id, document_version_id, id)
);
create index mention_place on evidence.mention (organization_id, document_version_id, start_char, end_char, id);
create index mention_document on evidence.mention (organization_id, document_id);

do $$
declare
  grows_only text;
  tenant_table text;
begin
  -- What a citation points at never changes: erasure destroys the client's key instead.
  foreach grows_only in array array['raw_message', 'document_version', 'extraction', 'mention'] loop
    execute format('create trigger grows_only before update or delete or truncate on evidence.%I
      for each statement execute function app.refuse_change()', grows_only);
    execute format('alter table evidence.%I enable always trigger grows_only', grows_only);
    execute format('grant select, insert on evidence.%I to beep_app', grows_only);
  end loop;
  foreach tenant_table in array array['document', 'raw_message', 'document_version', 'document_source', 'extraction', 'mention'] loop
    execute format('alter table evidence.%I enable row level security', tenant_table);
    execute format('alter table evidence.%I force row level security', tenant_table);
    execute format('create policy tenant on evidence.%I for all
      using (organization_id = (select app.org_id())
        and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
      with check (organization_id = (select app.org_id())
        and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))', tenant_table);
  end loop;
end
$$;

grant select, insert on evidence.document, evidence.document_source to beep_app;
grant update (state, unreadable_reason, current_version_id) on evidence.document to beep_app;
grant update (source_thread_id, source_uri, source_internal_date, source_history_id, source_hash, deleted_at)
  on evidence.document_source to beep_app;
