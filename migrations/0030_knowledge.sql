-- What mail says of a household: entities and relations of the ontology, each resting on spans, with the runs that found
-- them. Names, values and quoted words are ciphertext of the client's key; ids, types, offsets and states are plain.
-- owner: evidence

create schema knowledge;
grant usage on schema knowledge to beep_app;

-- One run of one extractor over one version under one ontology. Of a document at most one run is `completed`: what it
-- found stands; what a `superseded` (newer version, newer extractor) or `retracted` (source gone) one found does not.
create table knowledge.extraction (
  organization_id uuid not null,
  id uuid primary key,
  client_id uuid not null,
  document_id uuid not null,
  document_version_id uuid not null,
  ontology_id text not null check (ontology_id ~ '^[a-z0-9_.-]{1,60}$'),
  extractor text not null check (extractor ~ '^[a-z0-9_.]{1,40}$'),
  state text not null check (state in ('pending', 'running', 'completed', 'failed', 'superseded', 'retracted')),
  attempts int not null default 0 check (attempts >= 0),
  entity_count int not null default 0,
  relation_count int not null default 0,
  mention_count int not null default 0,
  -- A word, never a text of the message.
  error_code text check (error_code ~ '^[a-z_]{1,60}$'),
  requested_at timestamptz(3) not null,
  started_at timestamptz(3),
  ended_at timestamptz(3),
  superseded_by uuid,
  constraint extraction_once unique (organization_id, document_version_id, ontology_id, extractor),
  constraint knowledge_extraction_tenant_key unique (organization_id, client_id, document_id, document_version_id, id),
  foreign key (organization_id, client_id, document_id, document_version_id)
    references evidence.document_version (organization_id, client_id, document_id, id),
  check ((state = 'failed') = (error_code is not null)),
  check (state in ('pending', 'running') or ended_at is not null)
);
create unique index extraction_standing on knowledge.extraction (organization_id, document_id, ontology_id) where state = 'completed';
create index extraction_waiting on knowledge.extraction (organization_id, client_id, requested_at, id) where state in ('pending', 'running');
create index extraction_document on knowledge.extraction (organization_id, client_id, document_id);

-- A thing a client's mail speaks of. `stale`: nothing that stands mentions it any more.
create table knowledge.entity (
  organization_id uuid not null,
  id uuid primary key,
  client_id uuid not null,
  ontology_id text not null,
  type text not null check (type ~ '^[A-Z][A-Za-z]{1,39}$'),
  state text not null check (state in ('current', 'stale')),
  confidence numeric(4, 3) not null check (confidence between 0 and 1),
  -- Name, other names, and the keys by which it is recognised again: one sealed JSON document.
  statement_sealed bytea not null,
  first_stated_at timestamptz(3) not null,
  last_stated_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  constraint entity_tenant_key unique (organization_id, client_id, id),
  foreign key (organization_id, client_id) references tenancy.client (organization_id, id)
);
create index entity_client on knowledge.entity (organization_id, client_id, type, id);

-- `superseded`: a later statement of the same thing says otherwise. `contradicted`: two statements of the same day do.
create table knowledge.relation (
  organization_id uuid not null,
  id uuid primary key,
  client_id uuid not null,
  ontology_id text not null,
  subject_id uuid not null,
  predicate text not null check (predicate ~ '^[a-z][A-Za-z]{1,39}$'),
  object_id uuid,
  literal_type text check (literal_type in ('text', 'date', 'money', 'code')),
  literal_sealed bytea,
  state text not null check (state in ('current', 'superseded', 'contradicted', 'stale')),
  confidence numeric(4, 3) not null check (confidence between 0 and 1),
  -- Since when the mail says so, and until when: the dates of messages, not of their arrival.
  valid_from timestamptz(3) not null,
  valid_to timestamptz(3),
  created_at timestamptz(3) not null,
  constraint relation_tenant_key unique (organization_id, client_id, id),
  constraint relation_object_once unique (organization_id, subject_id, predicate, object_id),
  foreign key (organization_id, client_id, subject_id) references knowledge.entity (organization_id, client_id, id),
  foreign key (organization_id, client_id, object_id) references knowledge.entity (organization_id, client_id, id),
  check (num_nonnulls(object_id, literal_sealed) = 1),
  check ((literal_sealed is null) = (literal_type is null)),
  check (valid_to is null or valid_to >= valid_from)
);
create index relation_subject on knowledge.relation (organization_id, client_id, subject_id, predicate);
create index relation_object on knowledge.relation (organization_id, client_id, object_id) where object_id is not null;

-- The words an entity rests on. Text and offsets were compared with the stored content in the transaction that wrote them.
create table knowledge.mention (
  organization_id uuid not null,
  id uuid primary key,
  client_id uuid not null,
  entity_id uuid not null,
  document_id uuid not null,
  document_version_id uuid not null,
  extraction_id uuid not null,
  start_char int not null,
  end_char int not null,
  content_length int not null,
  text_sealed bytea not null,
  rule_id text not null check (rule_id ~ '^[a-z0-9_.]{1,60}$'),
  -- Which rule says that these words mean this entity.
  resolution text not null check (resolution ~ '^[a-z_]{1,40}$'),
  confidence numeric(4, 3) not null check (confidence between 0 and 1),
  stated_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  constraint knowledge_mention_span check (start_char >= 0 and end_char > start_char and end_char <= content_length),
  constraint knowledge_mention_tenant_key unique (organization_id, client_id, id),
  foreign key (organization_id, client_id, entity_id) references knowledge.entity (organization_id, client_id, id),
  foreign key (organization_id, client_id, document_id, document_version_id, content_length)
    references evidence.document_version (organization_id, client_id, document_id, id, content_length),
  foreign key (organization_id, client_id, document_id, document_version_id, extraction_id)
    references knowledge.extraction (organization_id, client_id, document_id, document_version_id, id)
);
create index mention_entity on knowledge.mention (organization_id, client_id, entity_id);
create index knowledge_mention_document on knowledge.mention (organization_id, client_id, document_id, document_version_id, start_char, end_char, id);
create index mention_extraction on knowledge.mention (organization_id, extraction_id);

-- The words a relation rests on (D-08): its own offsets, no way through an extraction.
create table knowledge.relation_evidence (
  organization_id uuid not null,
  id uuid primary key,
  client_id uuid not null,
  relation_id uuid not null,
  document_id uuid not null,
  document_version_id uuid not null,
  extraction_id uuid not null,
  start_char int not null,
  end_char int not null,
  content_length int not null,
  text_sealed bytea not null,
  rule_id text not null check (rule_id ~ '^[a-z0-9_.]{1,60}$'),
  confidence numeric(4, 3) not null check (confidence between 0 and 1),
  stated_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  constraint relation_evidence_span check (start_char >= 0 and end_char > start_char and end_char <= content_length),
  constraint relation_evidence_tenant_key unique (organization_id, client_id, id),
  foreign key (organization_id, client_id, relation_id) references knowledge.relation (organization_id, client_id, id),
  foreign key (organization_id, client_id, document_id, document_version_id, content_length)
    references evidence.document_version (organization_id, client_id, document_id, id, content_length),
  foreign key (organization_id, client_id, document_id, document_version_id, extraction_id)
    references knowledge.extraction (organization_id, client_id, document_id, document_version_id, id)
);
create index relation_evidence_relation on knowledge.relation_evidence (organization_id, client_id, relation_id);
create index relation_evidence_document on knowledge.relation_evidence (organization_id, client_id, document_id, document_version_id, start_char, end_char, id);
create index relation_evidence_extraction on knowledge.relation_evidence (organization_id, extraction_id);

-- What a claim of any room rests on; whoever shows a claim writes it in the transaction that makes the claim.
create table knowledge.rests_on (
  organization_id uuid not null,
  client_id uuid not null,
  claim_kind text not null check (claim_kind ~ '^[a-z_]{1,40}$'),
  claim_id uuid not null,
  source_kind text not null check (source_kind ~ '^[a-z_]{1,40}$'),
  source_id uuid not null,
  created_at timestamptz(3) not null,
  primary key (organization_id, client_id, source_kind, source_id, claim_kind, claim_id),
  foreign key (organization_id, client_id) references tenancy.client (organization_id, id)
);

-- A claim whose ground went away, when, and by which version of which document.
create table knowledge.stale_claim (
  organization_id uuid not null,
  client_id uuid not null,
  claim_kind text not null check (claim_kind ~ '^[a-z_]{1,40}$'),
  claim_id uuid not null,
  reason text not null check (reason in ('superseded', 'removed', 'erased')),
  document_id uuid not null,
  since timestamptz(3) not null,
  primary key (organization_id, client_id, claim_kind, claim_id),
  foreign key (organization_id, client_id, document_id) references evidence.document (organization_id, client_id, id)
);

-- What full-text and trigram search see: never names, addresses or numbers of people (redaction policy `policy_version`).
-- Not evidence: rows go when their source goes.
create table knowledge.search_text (
  organization_id uuid not null,
  client_id uuid not null,
  document_id uuid not null,
  document_version_id uuid not null,
  policy_version text not null check (policy_version ~ '^[a-z0-9_.-]{1,40}$'),
  redacted text not null,
  words tsvector generated always as (to_tsvector('english', redacted)) stored,
  stated_at timestamptz(3) not null,
  primary key (organization_id, client_id, document_id),
  foreign key (organization_id, client_id, document_id, document_version_id)
    references evidence.document_version (organization_id, client_id, document_id, id)
);

do $$
declare
  grows_only text;
  tenant_table text;
begin
  -- What a citation points at never changes: erasure destroys the client's key instead.
  foreach grows_only in array array['mention', 'relation_evidence', 'rests_on'] loop
    execute format('create trigger grows_only before update or delete or truncate on knowledge.%I
      for each statement execute function app.refuse_change()', grows_only);
    execute format('alter table knowledge.%I enable always trigger grows_only', grows_only);
  end loop;
  foreach tenant_table in array array['extraction', 'entity', 'relation', 'mention', 'relation_evidence', 'rests_on', 'stale_claim', 'search_text'] loop
    execute format('alter table knowledge.%I enable row level security', tenant_table);
    execute format('alter table knowledge.%I force row level security', tenant_table);
    execute format('create policy tenant on knowledge.%I for all
      using (organization_id = (select app.org_id())
        and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
      with check (organization_id = (select app.org_id())
        and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))', tenant_table);
    execute format('grant select, insert on knowledge.%I to beep_app', tenant_table);
  end loop;
end
$$;

grant update (state, attempts, entity_count, relation_count, mention_count, error_code, started_at, ended_at, superseded_by)
  on knowledge.extraction to beep_app;
grant update (state, confidence, statement_sealed, first_stated_at, last_stated_at) on knowledge.entity to beep_app;
grant update (state, confidence, valid_from, valid_to) on knowledge.relation to beep_app;
grant update (document_version_id, policy_version, redacted, stated_at), delete on knowledge.search_text to beep_app;
