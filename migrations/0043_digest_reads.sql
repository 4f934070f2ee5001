-- Whether anything moved that a digest or a tray rests on, and what of it moves by itself: one trip, specs/decisions/kept-answers.md.
-- owner: runway

-- Counts what was written of a client, in the transaction that wrote it; without a row nothing was, or not since there are counts.
create table runway.read_version (
  organization_id uuid not null,
  client_id uuid not null,
  part text not null check (part in ('mirror', 'hygiene')),
  version bigint not null,
  primary key (organization_id, client_id, part)
);
alter table runway.read_version enable row level security;
alter table runway.read_version force row level security;
create policy tenant on runway.read_version for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));
grant select, insert, update on runway.read_version to beep_app;

-- Once per statement, however many records it writes.
create function runway.move_read_version() returns trigger language plpgsql as $$
begin
  insert into runway.read_version as v (organization_id, client_id, part, version)
    select distinct c.organization_id, c.client_id, tg_argv[0], 1 from changed c
    on conflict (organization_id, client_id, part) do update set version = v.version + 1;
  return null;
end
$$;
grant execute on function runway.move_read_version() to beep_app;

do $$
declare t record;
begin
  for t in select * from (values ('ledger_record', 'mirror'), ('sync_state', 'mirror'), ('hygiene_issue', 'hygiene'),
      ('hygiene_summary', 'hygiene')) as v(name, part) loop
    execute format('create trigger read_version_insert after insert on runway.%I referencing new table as changed
      for each statement execute function runway.move_read_version(%L)', t.name, t.part);
    execute format('create trigger read_version_update after update on runway.%I referencing new table as changed
      for each statement execute function runway.move_read_version(%L)', t.name, t.part);
    -- Nobody of the product removes such rows; whoever does it by hand moves what was answered from them too.
    execute format('create trigger read_version_delete after delete on runway.%I referencing old table as changed
      for each statement execute function runway.move_read_version(%L)', t.name, t.part);
  end loop;
end
$$;

-- Ids of decisions, not what was decided: one that is taken back is another. `stamp` names everything the figures and the comparison of a digest rest on but the day: while it is the same, they are. Null for
-- books that were never mirrored. `begun_at`: when the last sync of any kind began. No row for a household or a client that is
-- not the caller's to see.
create function runway.digest_standing(p_org uuid, p_member uuid, p_role text, p_client uuid, p_now timestamptz, p_activities integer)
returns table (timezone text, stamp text, begun_at timestamptz, activity text)
language plpgsql volatile security invoker set search_path = '' as $$
begin
  perform app.bind(p_org, p_member, p_role);
  return query
    select c.timezone,
      case when m.version is not null then
        json_build_array(m.version, c.name, c.timezone, c.home_currency,
          (select k.destroyed_at from vault.client_key k where k.organization_id = p_org and k.client_id = p_client),
          (select r.sync_run_id from runway.sync_run r
            where r.organization_id = p_org and r.client_id = p_client and r.outcome in ('succeeded', 'partial')
            order by r.finished_at desc limit 1),
          (select json_agg(json_build_array(d.account_qbo_id, d.decision_id)) from (
            select distinct on (n.account_qbo_id) n.account_qbo_id, n.decision_id from runway.cash_role n
            where n.organization_id = p_org and n.client_id = p_client order by n.account_qbo_id, n.decision_id desc) d),
          t.red_below_days, t.yellow_below_days, t.critical_below_days,
          (select b.decision_id from tenancy.band_threshold_decision b
            where b.organization_id = p_org order by b.decision_id desc limit 1),
          (select n.decision_id from runway.client_settings n
            where n.organization_id = p_org and n.client_id = p_client order by n.decision_id desc limit 1),
          (select n.decision_id from runway.payroll_profile n
            where n.organization_id = p_org and n.client_id = p_client order by n.decision_id desc limit 1),
          (select s.snapshot_id from runway.runway_snapshot s
            where s.organization_id = p_org and s.client_id = p_client and s.computed_at <= p_now
            order by s.as_of desc, s.computed_at desc, s.snapshot_id desc limit 1),
          (select i.certificate_id from runway.tie_out_certificate i
            where i.organization_id = p_org and i.client_id = p_client and i.compared_at <= p_now
            order by i.compared_at desc, i.certificate_id desc limit 1))::text
      end,
      (select r.started_at from runway.sync_run r
        where r.organization_id = p_org and r.client_id = p_client and r.started_at <= p_now order by r.started_at desc limit 1),
      (select coalesce(json_agg(json_build_object('id', e.id, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'memberId', e.member_id, 'action', e.action, 'entityType', e.entity_type, 'entityId', e.entity_id) order by e.id desc), '[]')::text
        from audit.client_activity(p_org, p_client, p_now, p_activities) e)
    from tenancy.client c
    cross join app.band_thresholds() t
    left join runway.read_version m on m.organization_id = c.organization_id and m.client_id = c.id and m.part = 'mirror'
    where c.organization_id = p_org and c.id = p_client and c.kind = 'business';
end
$$;
revoke all on function runway.digest_standing(uuid, uuid, text, uuid, timestamptz, integer) from public;
grant execute on function runway.digest_standing(uuid, uuid, text, uuid, timestamptz, integer) to beep_app;

-- The same of the tray of hygiene; null where nobody looked through the books yet.
create function runway.tray_standing(p_org uuid, p_member uuid, p_role text, p_client uuid)
returns table (timezone text, stamp text)
language plpgsql volatile security invoker set search_path = '' as $$
begin
  perform app.bind(p_org, p_member, p_role);
  return query
    select c.timezone,
      case when h.client_id is not null and i.version is not null then
        json_build_array(i.version, m.version, c.name, c.timezone, c.home_currency,
          (select k.destroyed_at from vault.client_key k where k.organization_id = p_org and k.client_id = p_client),
          (select n.decision_id from runway.payroll_profile n
            where n.organization_id = p_org and n.client_id = p_client order by n.decision_id desc limit 1),
          (select s.snapshot_id from runway.runway_snapshot s
            where s.organization_id = p_org and s.client_id = p_client
            order by s.as_of desc, s.computed_at desc, s.snapshot_id desc limit 1))::text
      end
    from tenancy.client c
    left join runway.read_version m on m.organization_id = c.organization_id and m.client_id = c.id and m.part = 'mirror'
    left join runway.read_version i on i.organization_id = c.organization_id and i.client_id = c.id and i.part = 'hygiene'
    left join runway.hygiene_summary h on h.organization_id = c.organization_id and h.client_id = c.id
    where c.organization_id = p_org and c.id = p_client and c.kind = 'business';
end
$$;
revoke all on function runway.tray_standing(uuid, uuid, text, uuid) from public;
grant execute on function runway.tray_standing(uuid, uuid, text, uuid) to beep_app;
