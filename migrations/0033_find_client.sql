-- A client by its id, in one trip: most requests begin with it.
-- owner: tenancy

-- Binds its own transaction; within one it binds it to the tenant it is bound to.
create function tenancy.find_client(p_org uuid, p_member uuid, p_role text, p_client uuid)
returns table (id uuid, kind text, name text, timezone text, home_currency text, status text, row_version integer)
language plpgsql volatile security invoker set search_path = '' as $$
begin
  perform app.bind(p_org, p_member, p_role);
  return query
    select c.id, c.kind, c.name, c.timezone, c.home_currency, c.status, c.row_version
    from tenancy.client c where c.organization_id = p_org and c.id = p_client;
end
$$;
revoke all on function tenancy.find_client(uuid, uuid, text, uuid) from public;
grant execute on function tenancy.find_client(uuid, uuid, text, uuid) to beep_app;
