-- What the words around an entity mean, as a vector of the configured model: a third signal of search, off unless configured.
-- owner: evidence

-- Made of redacted words only, and not evidence: it goes with what it was made of. One per entity; another model replaces it.
create table knowledge.embedding (
  organization_id uuid not null,
  client_id uuid not null,
  entity_id uuid not null,
  model text not null check (model ~ '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$'),
  dimensions int not null check (dimensions between 1 and 4096),
  -- Of length one, float32 little-endian: compared in the process, one client at a time (specs/decisions/vectors.md).
  vector bytea not null,
  policy_version text not null check (policy_version ~ '^[a-z0-9_.-]{1,40}$'),
  -- More is said of the entity by now.
  outdated boolean not null default false,
  created_at timestamptz(3) not null,
  primary key (organization_id, client_id, entity_id),
  constraint embedding_whole check (octet_length(vector) = 4 * dimensions),
  foreign key (organization_id, client_id, entity_id) references knowledge.entity (organization_id, client_id, id)
);
-- Numbers like these do not compress.
alter table knowledge.embedding alter column vector set storage external;

alter table knowledge.embedding enable row level security;
alter table knowledge.embedding force row level security;
create policy tenant on knowledge.embedding for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));
grant select, insert, delete on knowledge.embedding to beep_app;
grant update (model, dimensions, vector, policy_version, outdated, created_at) on knowledge.embedding to beep_app;

-- A run that stands no more takes the vectors along that its words are in; one that stands from now on says more of its entities.
create function knowledge.follow_run() returns trigger
  language plpgsql
  set search_path = pg_catalog
  as $$
  begin
    if old.state = 'completed' then
      delete from knowledge.embedding v using knowledge.mention m
        where m.organization_id = old.organization_id and m.client_id = old.client_id and m.document_id = old.document_id
          and m.document_version_id = old.document_version_id and m.extraction_id = old.id
          and v.organization_id = m.organization_id and v.client_id = m.client_id and v.entity_id = m.entity_id;
    else
      update knowledge.embedding v set outdated = true from knowledge.mention m
        where m.organization_id = new.organization_id and m.client_id = new.client_id and m.document_id = new.document_id
          and m.document_version_id = new.document_version_id and m.extraction_id = new.id
          and v.organization_id = m.organization_id and v.client_id = m.client_id and v.entity_id = m.entity_id;
    end if;
    return null;
  end
  $$;
create trigger follow_run after update of state on knowledge.extraction
  for each row when (old.state is distinct from new.state and 'completed' in (old.state, new.state))
  execute function knowledge.follow_run();

create function knowledge.forget_embeddings() returns trigger
  language plpgsql
  set search_path = pg_catalog
  as $$
  begin
    delete from knowledge.embedding where organization_id = new.organization_id and client_id = new.client_id;
    return null;
  end
  $$;
-- In the transaction that destroys the key, as the search text: a vector can be read back into words, roughly.
create trigger forget_embeddings after update on vault.client_key
  for each row when (new.destroyed_at is not null and old.destroyed_at is null)
  execute function knowledge.forget_embeddings();
