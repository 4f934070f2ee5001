-- A thread that was filed under the wrong client goes to another one, and may come back.
-- owner: evidence

-- A message is one document of one client at a time: `document_source` says which. What it was under another client stays
-- here: not read any more under that client, and found again when the message comes back.
create table evidence.moved_document (
  organization_id uuid not null,
  client_id uuid not null,
  document_id uuid not null,
  provider_account_id text not null check (length(provider_account_id) between 1 and 200),
  source_type text not null check (source_type = 'gmail'),
  source_id text not null check (length(source_id) between 1 and 200),
  moved_at timestamptz(3) not null,
  primary key (organization_id, client_id, document_id),
  constraint moved_document_source unique (organization_id, client_id, provider_account_id, source_type, source_id),
  foreign key (organization_id, client_id, document_id) references evidence.document (organization_id, client_id, id)
);
alter table evidence.moved_document enable row level security;
alter table evidence.moved_document force row level security;
create policy tenant on evidence.moved_document for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));
grant select, insert, delete on evidence.moved_document to beep_app;

grant update (client_id, document_id) on evidence.document_source to beep_app;

alter table knowledge.stale_claim drop constraint stale_claim_reason_check;
alter table knowledge.stale_claim add constraint stale_claim_reason_check check (reason in ('superseded', 'removed', 'moved', 'erased'));
