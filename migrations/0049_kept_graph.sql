-- What a reading of a client's graph rests on, as one stamp: while it is the same, what a process opened is what stands (specs/decisions/kept-answers.md).
-- owner: evidence

-- Counts what changed of a client's graph, in the transaction that changed it; without a row nothing did, or not since there are counts.
create table knowledge.graph_version (
  organization_id uuid not null,
  client_id uuid not null,
  version bigint not null,
  primary key (organization_id, client_id)
);
alter table knowledge.graph_version enable row level security;
alter table knowledge.graph_version force row level security;
create policy tenant on knowledge.graph_version for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));
grant select, insert, update on knowledge.graph_version to beep_app;

-- Once per statement, however many rows it writes.
create function knowledge.move_graph_version() returns trigger language plpgsql set search_path = '' as $$
begin
  insert into knowledge.graph_version as v (organization_id, client_id, version)
    select distinct c.organization_id, c.client_id, 1 from changed c
    on conflict (organization_id, client_id) do update set version = v.version + 1;
  return null;
end
$$;
-- Of runs only what begins to stand, or stands no more: that is which mentions count.
create function knowledge.move_graph_version_of_run() returns trigger language plpgsql set search_path = '' as $$
declare
  run knowledge.extraction := case when tg_op = 'DELETE' then old else new end;
begin
  insert into knowledge.graph_version as v (organization_id, client_id, version) values (run.organization_id, run.client_id, 1)
    on conflict (organization_id, client_id) do update set version = v.version + 1;
  return null;
end
$$;
grant execute on function knowledge.move_graph_version(), knowledge.move_graph_version_of_run() to beep_app;

do $$
declare t text;
begin
  foreach t in array array['entity', 'relation'] loop
    execute format('create trigger graph_version_insert after insert on knowledge.%I referencing new table as changed
      for each statement execute function knowledge.move_graph_version()', t);
    execute format('create trigger graph_version_update after update on knowledge.%I referencing new table as changed
      for each statement execute function knowledge.move_graph_version()', t);
    -- Nobody of the product removes such rows; whoever does it by hand moves what was read of them too.
    execute format('create trigger graph_version_delete after delete on knowledge.%I referencing old table as changed
      for each statement execute function knowledge.move_graph_version()', t);
  end loop;
end
$$;
create trigger graph_version_insert after insert on knowledge.extraction
  for each row when (new.state = 'completed') execute function knowledge.move_graph_version_of_run();
create trigger graph_version_update after update of state on knowledge.extraction
  for each row when ((old.state = 'completed') <> (new.state = 'completed')) execute function knowledge.move_graph_version_of_run();
create trigger graph_version_delete after delete on knowledge.extraction
  for each row when (old.state = 'completed') execute function knowledge.move_graph_version_of_run();

-- No row for a client that is not the caller's to see.
create function knowledge.graph_standing(p_org uuid, p_member uuid, p_role text, p_client uuid)
returns table (stamp text)
language plpgsql volatile security invoker set search_path = '' as $$
begin
  perform app.bind(p_org, p_member, p_role);
  return query
    select json_build_array(v.version,
        (select k.destroyed_at from vault.client_key k where k.organization_id = p_org and k.client_id = p_client))::text
    from tenancy.client c
    left join knowledge.graph_version v on v.organization_id = c.organization_id and v.client_id = c.id
    where c.organization_id = p_org and c.id = p_client;
end
$$;
revoke all on function knowledge.graph_standing(uuid, uuid, text, uuid) from public;
grant execute on function knowledge.graph_standing(uuid, uuid, text, uuid) to beep_app;

-- The newest words of a thing or of a fact are the first of the index, and counting them is reading it alone.
drop index knowledge.mention_entity;
create index mention_entity on knowledge.mention
  (organization_id, client_id, entity_id, stated_at desc, document_version_id, start_char, end_char, id) include (extraction_id);
drop index knowledge.relation_evidence_relation;
create index relation_evidence_relation on knowledge.relation_evidence
  (organization_id, client_id, relation_id, stated_at desc, document_version_id, start_char, end_char, id) include (extraction_id);
