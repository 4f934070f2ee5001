-- How a member wants the screens, kept with the member and answered with who is signed in.
-- owner: tenancy

alter table tenancy.member
  -- "auto": lists in place of tables and charts on a narrow screen alone.
  add column list_mode text not null default 'auto' check (list_mode in ('auto', 'on', 'off')),
  add column row_height text not null default 'compact' check (row_height in ('comfortable', 'compact'));
grant update (list_mode, row_height) on tenancy.member to beep_app;

drop function tenancy.me(uuid, uuid, text);
create function tenancy.me(p_org uuid, p_member uuid, p_role text)
returns table (member_id uuid, display_name text, role text, organization_id uuid, organization_name text, demo boolean, timezone text, tier text,
  list_mode text, row_height text)
language plpgsql volatile security invoker set search_path = '' as $$
begin
  perform app.bind(p_org, p_member, p_role);
  return query
    select m.id, m.display_name, m.role, o.organization_id, o.name, o.demo, o.timezone, o.tier, m.list_mode, m.row_height
    from tenancy.member m join tenancy.organization o on o.organization_id = m.organization_id
    where m.organization_id = p_org and m.id = p_member and m.status = 'active';
end
$$;
grant execute on function tenancy.me(uuid, uuid, text) to beep_app;
