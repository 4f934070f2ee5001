-- What about the sender of a message asks for a second look, with the place of the words in its header.
-- owner: evidence

-- Holds no words: they are cut from the sealed envelope of the version. Judged anew with every reading of it, so rows come and go.
create table evidence.sender_flag (
  organization_id uuid not null,
  id uuid primary key,
  client_id uuid not null,
  document_id uuid not null,
  document_version_id uuid not null,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  field text not null check (field in ('from', 'reply_to')),
  start_char int not null,
  end_char int not null,
  -- Of the decoded field, in UTF-16 units, counted by the writer.
  header_length int not null,
  confidence numeric(4, 3) not null check (confidence between 0 and 1),
  created_at timestamptz(3) not null,
  constraint sender_flag_span check (start_char >= 0 and end_char > start_char and end_char <= header_length),
  constraint sender_flag_once unique (organization_id, document_version_id, kind),
  foreign key (organization_id, client_id, document_id, document_version_id)
    references evidence.document_version (organization_id, client_id, document_id, id)
);

alter table evidence.sender_flag enable row level security;
alter table evidence.sender_flag force row level security;
create policy tenant on evidence.sender_flag for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));
grant select, insert, delete on evidence.sender_flag to beep_app;
