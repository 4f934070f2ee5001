-- What the rules of hygiene ask of another room, and the receipts they look back for.
-- owner: runway

-- How the link to QuickBooks stands; null where there never was one. Like runway.client_list it looks at a table of connections.
create function runway.intuit_link(p_org uuid, p_client uuid) returns text
language sql stable security invoker set search_path = '' as $$
  select status from connections.connection where organization_id = p_org and client_id = p_client and provider = 'intuit'
$$;
grant execute on function runway.intuit_link(uuid, uuid) to beep_app;
